"""The pages of a report: its whole text, paragraph by paragraph; figures, if there are any and a person took them."""

import re
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from conftest import change
from gongbao.report.report import Report
from gongbao.report.walk import iter_lines

Run = Callable[..., subprocess.CompletedProcess[str]]
SLUG = "taicang-npc-2025"


def test_a_proposed_figure_is_counted_and_not_published(project: Path, gongbao: Run) -> None:
    change(
        project / "data/taicang-npc-2025/01-sec_1.yml",
        "    label: 召开主任会议",
        "    proposed: true\n    label: 召开主任会议",
    )
    done = gongbao(project, "check")
    assert "taicang-npc-2025: 1 proposed figures are not published" in done.stdout
    assert gongbao(project, "build").returncode == 0
    page = (project / "site/taicang-npc-2025/figures.html").read_text(encoding="utf-8")
    assert "召开主任会议" not in page
    assert "47 项数量陈述" in page


def test_a_report_without_figures_says_so(project: Path, gongbao: Run) -> None:
    for path in (project / "data/taicang-npc-2025").glob("0*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.partition("\nfigures:")[0] + "\n", encoding="utf-8")
    assert gongbao(project, "build").returncode == 0
    page = (project / "site/taicang-npc-2025/figures.html").read_text(encoding="utf-8")
    assert "这份报告还没有摘录数字" in page
    assert not (project / "site/downloads/taicang-npc-2025/figures.csv").exists()


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def lines(report: Report) -> list[str]:
    return list(iter_lines(report))


def test_the_whole_report_page_is_the_text(lines: list[str], site: Path) -> None:
    page = (site / SLUG / "full.html").read_text(encoding="utf-8")
    article = page.partition("<article>")[2].partition("</article>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "", article))
    assert squeeze(shown) == squeeze("".join(lines))


def test_the_section_pages_hold_every_paragraph_whole(lines: list[str], site: Path) -> None:
    shown = []
    for path in [site / SLUG / "index.html", *sorted((site / SLUG).glob("sec_*.html"))]:
        page = path.read_text(encoding="utf-8")
        found = re.findall(r'<p (?:class="salutation" )?id="(?:salutation|[a-z_0-9]+__para_[0-9]+)">(.*?)</p>', page)
        shown += [unescape(re.sub(r"<[^>]+>", "", text)) for text in found]
    assert [line for line in lines[3:] if len(line) > 30] == [line for line in shown if len(line) > 30]
    assert "各位代表：" in shown
