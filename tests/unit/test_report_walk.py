"""Fidelity: what came in is what is printed, and what the YAML holds."""

import re
from pathlib import Path

import pytest

from gongbao.report.report import Report
from gongbao.report.walk import iter_lines

SLUG = "taicang-npc-2025"


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def lines(report: Report) -> list[str]:
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
