"""Fidelity: what came in is what is printed, in the YAML, in `gongbao text` and on the pages."""

import re
from html import unescape
from pathlib import Path

import pytest

from gongbao.data.load import load_report
from gongbao.report.problems import Problems
from gongbao.report.walk import iter_lines

SLUG = "taicang-npc-2025"


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def lines(root: Path) -> list[str]:
    report = load_report(root / "data" / SLUG, Problems())
    assert report
    return list(iter_lines(report))


def test_the_report_has_every_paragraph_and_character(lines: list[str]) -> None:
    assert len(lines) == 41
    assert len(squeeze("".join(lines))) == 7871


def test_the_text_is_the_source(lines: list[str], shared: Path) -> None:
    source = squeeze((shared / f"reports/{SLUG}.txt").read_text(encoding="utf-8"))
    # The one permitted move: the newspaper prints title, occasion and speaker at the end.
    title_block = squeeze("".join(lines[:3]))
    assert source.endswith(title_block)
    assert squeeze("".join(lines)) == title_block + source.removesuffix(title_block)


def test_the_yaml_holds_the_text_and_nothing_else(lines: list[str], root: Path) -> None:
    for path in sorted((root / "data" / SLUG).glob("0*.yml")):
        block_texts = re.findall(r"text: \|-\n +(.*)", path.read_text(encoding="utf-8"))
        assert block_texts
        assert all(text in lines for text in block_texts)


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


def test_wrapped_and_folded_paragraphs_are_joined(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/report.yml").write_text(
        "title: 报告\nbody: 某市\ndate: 2025-01-08\nprinted: []\nparts: [{id: part_1, sections: [01.yml]}]\n",
        encoding="utf-8",
    )
    (tmp_path / "one/01.yml").write_text(
        "id: sec_1\nlabel: 全文\ncontent:\n"
        "  - id: a\n    text: |-\n      中国\n      特色 Big\n      Data\n"
        "  - id: b\n    text: >-\n      中国\n      特色\n",
        encoding="utf-8",
    )
    report = load_report(tmp_path / "one", Problems())
    assert report
    assert list(iter_lines(report)) == ["中国特色 Big Data", "中国特色"]
