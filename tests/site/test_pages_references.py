"""References to a report: on its pages, and for programs."""

import json
import re
from pathlib import Path

from conftest import PUBLIC_URL
from filling import fill
from gongbao.pages.references import mark_tex
from gongbao.report.citation import cite
from gongbao.report.report import Report

SLUG = "taicang-npc-2025"


def test_the_reference_follows_the_standard(report: Report, public: Path) -> None:
    title = "太仓市人民代表大会常务委员会工作报告"
    assert cite(report, "", "").source == f"太仓市人民代表大会常务委员会. {title}[R/OL]. (2025-01-08)"
    assert cite(report, "一、甲", "").source == f"太仓市人民代表大会常务委员会. {title}: 一、甲[R/OL]. (2025-01-08)"
    source = (public / SLUG / "sec_2.html").read_text(encoding="utf-8")
    shown = re.sub("<[^>]+>", "", source[source.index('<p id="citation">') :].partition("</p>")[0])
    assert shown == (
        f"太仓市人民代表大会常务委员会. {title}: 一、旗帜鲜明讲政治，牢牢把握人大工作正确方向[R/OL]. (2025-01-20)"
        f"[引用日期]. {PUBLIC_URL}{SLUG}/sec_2.html."
    )


def test_references_for_programs(public: Path) -> None:
    folder = public / "zh-Hant/downloads" / SLUG
    entry = (folder / "cite.bib").read_text(encoding="utf-8")
    assert entry.startswith(f"@techreport{{{SLUG},\n")
    assert entry.count("{") == entry.count("}")
    assert "author = {{太倉市人民代表大會常務委員會}}" in entry
    assert f"url = {{{PUBLIC_URL}zh-Hant/{SLUG}/index.html}}" in entry
    (item,) = json.loads((folder / "cite.json").read_text(encoding="utf-8"))
    assert item["issued"] == {"date-parts": [[2025, 1, 20]]}
    assert (item["type"], item["language"], item["id"]) == ("report", "zh-Hant", SLUG)
    assert fill(mark_tex("100%_&发展"), "zh-Hant", entities=False) == r"100\%\_\&發展"
