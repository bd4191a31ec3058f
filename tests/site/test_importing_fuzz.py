"""Anything at all in: never a traceback, never a hang, never a lost character."""

import string
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.readers.decoding import UNPRINTABLE, decode_text
from gongbao.importing.readers.text import strip_tables
from gongbao.report.problems import ReportError

LINES = st.sampled_from(
    [
        "东江市人民政府工作报告",
        "——2024年1月16日在东江市第九届人民代表大会第三次会议上",
        "市长 林远",
        "各位代表：",
        "各位代表！",
        "一、工作回顾",
        "二、2024年工作安排",
        "（一）经济发展",
        "（二）民生改善。新建学校3所。",
        "2023年工作回顾",
        "1. 扩大投资",
        "2、促进消费",
        "附件1",
        "名词解释",
        "1.三清：清河道。",
        "过去一年，经济平稳运行，人民生活改善，各项事业取得新的成绩。",
        "一是抓项目。全年安排80个。",
        "——稳增长。",
        "（新华社电）",
        "| 甲 | 乙 |",
        "| --- | --- |",
        "",
        "目录",
        "谢谢大家！",
        "[1] 注文",
        "第一部分 总体要求",
        "- 列表",
        "quot;引用",
        "甲 乙",
        "2024",
        "（2024年1月18日通过）",
        "{{ x }}",
        "<script>",
        "#",
        "---",
        "\u3000",
    ],
)
CHARACTERS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
QUICK = settings(max_examples=60)


def bring_in(data: bytes, name: str) -> None:
    """Import bytes; a ReportError is a right answer, a report must hold every character."""
    with tempfile.TemporaryDirectory() as shelter:
        source = Path(shelter) / name
        source.write_bytes(data)
        try:
            summary = import_reports([source], Path(shelter) / "x-1", force=True)
        except ReportError:
            assert not (Path(shelter) / "x-1").exists()
            return
        if name.endswith(".txt"):
            text = decode_text(data, source).text
            held = cases.characters(cases.load(summary))
            assert sorted(held) == sorted(strip_tables(text))


@QUICK
@given(st.lists(LINES | CHARACTERS, max_size=40))
def test_any_lines(lines: list[str]) -> None:
    bring_in("\n".join(lines).encode(), "report.txt")


@QUICK
@given(st.lists(LINES | CHARACTERS, max_size=30))
def test_any_lines_after_a_head(lines: list[str]) -> None:
    bring_in((cases.HEAD + cases.BODY + "\n\n".join(lines)).encode(), "report.txt")


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for name in ("report.txt", "report.md", "report.html", "report.docx"):
        bring_in(data, name)


@QUICK
@given(st.lists(LINES | CHARACTERS, max_size=12), st.sampled_from(["utf-16", "gb18030"]))
def test_any_encoding(lines: list[str], codec: str) -> None:
    bring_in((cases.HEAD + "\n".join(lines)).encode(codec), "report.txt")


@QUICK
@given(st.lists(LINES | st.text(alphabet=string.punctuation + "东江 \n", max_size=20), max_size=20))
def test_any_markup(lines: list[str]) -> None:
    text = cases.HEAD + "\n\n".join(lines)
    bring_in(text.encode(), "report.md")
    bring_in(f"<html><body><p>{text.replace(chr(10), '<p>')}</body></html>".encode(), "report.html")


def test_unprintable_characters_are_dropped_before_they_reach_yaml() -> None:
    assert UNPRINTABLE.sub("", "甲\x00\x07\ufeff乙") == "甲乙"
