"""Two reports held against each other: which paragraph answers to which, and what of its text changed."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_project import BODIES, GONE, NEW, write_report
from filling import fill
from gongbao.archive import text_diff as difference
from gongbao.archive.alignment import pair_paragraphs
from gongbao.archive.report_diff import Comparison, compare_reports
from gongbao.archive.text_diff import Span, compare_texts
from gongbao.data.load import load_report
from gongbao.pages.views import mark_spans
from gongbao.report.problems import Problems
from gongbao.report.report import Paragraph, Report
from gongbao.report.walk import iter_paragraphs

TEXTS = st.text(alphabet="会议次召开9130.%，。；“”<&", max_size=40)


def mark(old: str, new: str) -> tuple[str, str]:
    """Show what two texts have alone in [ ]."""
    difference = compare_texts(old, new)
    return bracket(old, difference.old), bracket(new, difference.new)


def bracket(text: str, spans: tuple[Span, ...]) -> str:
    return fill(mark_spans(text, spans, "b")).replace("<b>", "[").replace("</b>", "]")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("全年召开会议9次。", "全年召开会议9次。", ("全年召开会议9次。", "全年召开会议9次。")),
        ("全年召开会议9次。", "全年召开会议19次。", ("全年召开会议[9]次。", "全年召开会议[19]次。")),
        ("增长6.5%，就业3万人。", "增长6.8%，就业5万人。", ("增长[6.5]%，就业[3]万人。", "增长[6.8]%，就业[5]万人。")),
        ("走访代表210人。", "走访代表2100人。", ("走访代表[210]人。", "走访代表[2100]人。")),
        (
            "听取报告。开展视察。",
            "听取报告。组织代表培训。开展视察。",
            ("听取报告。开展视察。", "听取报告。[组织代表培训。]开展视察。"),
        ),
        ("听取报告，开展视察。", "", ("[听取报告，开展视察。]", "")),
        ("", "听取报告。", ("", "[听取报告。]")),
        ("甲乙", "丙丁", ("[甲乙]", "[丙丁]")),
        ("使用AI2技术。", "使用AI3技术。", ("使用AI[2]技术。", "使用AI[3]技术。")),
    ],
)
def test_what_changed_is_marked_and_no_more(old: str, new: str, expected: tuple[str, str]) -> None:
    assert mark(old, new) == expected


@given(TEXTS, TEXTS)
def test_without_what_each_has_alone_two_texts_are_the_same(old: str, new: str) -> None:
    difference = compare_texts(old, new)
    assert cut(old, difference.old) == cut(new, difference.new)
    for text, spans in ((old, difference.old), (new, difference.new)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))


def cut(text: str, spans: tuple[Span, ...]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def test_very_long_paragraphs_are_compared_by_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "一，" * 600 + "甲。" + "二，" * 600, "一，" * 600 + "乙。" + "二，" * 600
    assert compare_texts(old, new).old == ((1200, 1202),)
    monkeypatch.setattr(difference, "MOST_PAIRS", 1_000_000)
    assert compare_texts(old, new).old == ((1200, 1201),)


def paragraphs(*texts: str) -> list[Paragraph]:
    return [
        Paragraph(id=f"p{number}", text=text, lead=text.partition("：")[0] + "：" if "：" in text else None)
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], {}),
        (["甲乙丙。"], ["甲乙丙。"], {0: 0}),
        (["甲乙丙。", "丁戊己。"], ["丁戊己。", "甲乙丙。"], {0: 1, 1: 0}),
        (["同样的话。", "同样的话。"], ["同样的话。"], {0: 0}),
        (["加强监督：一二三。"], ["别的事情。", "加强监督：四五六。"], {1: 0}),
        (["推进乡村振兴，建设美丽家园。"], ["推进乡村全面振兴，建设美丽家园。"], {0: 0}),
        (["推进乡村振兴。"], ["加强法治建设。"], {}),
        (["推进乡村振兴工作。", "推进乡村振兴。"], ["推进乡村振兴。", "推进乡村振兴的工作。"], {0: 1, 1: 0}),
    ],
)
def test_paragraphs_find_their_answer(old: list[str], new: list[str], expected: dict[int, int]) -> None:
    assert pair_paragraphs(paragraphs(*old), paragraphs(*new)) == expected


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_no_paragraph_answers_twice(old: list[str], new: list[str]) -> None:
    found = pair_paragraphs(paragraphs(*old), paragraphs(*new))
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(new)))
    assert set(found.values()) <= set(range(len(old)))


@pytest.fixture
def reports(tmp_path: Path) -> dict[int, Report]:
    found = {}
    for year in (2024, 2025):
        write_report(tmp_path / f"taicang-npc-{year}", next(iter(BODIES)), year)
        problems = Problems()
        report = load_report(tmp_path / f"taicang-npc-{year}", problems)
        assert report, list(problems)
        found[year] = report
    return found


def states(comparison: Comparison) -> list[tuple[str, list[str]]]:
    return [
        (chapter.place.section, [state for state, changes in chapter.runs for _ in changes])
        for chapter in comparison.chapters
    ]


def test_a_report_is_compared_half_by_half(reports: dict[int, Report]) -> None:
    comparison = compare_reports(reports[2024], reports[2025])
    assert states(comparison) == [
        ("开篇", ["same"]),
        ("一、监督工作", ["changed", "same"]),
        ("二、代表工作", ["new", "gone", "changed"]),
        ("2025年工作安排", ["changed"]),
    ]
    assert comparison.counts == {"same": 2, "changed": 3, "new": 1, "gone": 1}
    texts = {
        change.state: (change.new or change.old).text  # type: ignore[union-attr]
        for chapter in comparison.chapters
        for _, changes in chapter.runs
        for change in changes
    }
    assert (texts["new"], texts["gone"]) == (NEW, GONE)


def test_a_report_without_halves_is_compared_as_a_whole(reports: dict[int, Report]) -> None:
    old, new = reports[2024], reports[2025]
    whole = replace(old, parts=(replace(old.parts[0], kind="whole", sections=old.sections),))
    assert compare_reports(whole, new).counts == compare_reports(old, new).counts
    assert states(compare_reports(new, whole))[1:] == [
        ("一、监督工作", ["changed", "same"]),
        ("二、代表工作", ["new", "gone", "changed"]),
        ("2023年工作回顾", ["changed"]),
    ]


def test_a_report_is_the_same_as_itself(reports: dict[int, Report]) -> None:
    report = reports[2025]
    assert compare_reports(report, report).counts == {"same": len(list(iter_paragraphs(report)))}
