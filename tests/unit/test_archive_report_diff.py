"""Two reports held against each other: which paragraph answers to which, and what of its text changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive_project import BODIES, GONE, NEW, write_report
from gongbao.archive.report_diff import Comparison, compare_reports
from gongbao.data.load import load_report
from gongbao.report.problems import Problems
from gongbao.report.report import Paragraph, Report, Table
from gongbao.report.walk import iter_paragraphs

ROWS = {
    2024: (("收入", "12.5"), ("支出", "11.0"), ("结余", "2.0")),
    2025: (("收入", "13.1"), ("债务", "2.0"), ("支出", "11.0")),
}


def put_table(report: Report, *rows: tuple[str, str]) -> Report:
    """Return a report with a table in its first section."""
    caption = f"表1 {report.date.year}年收支"
    table = Table(id="sec_1__table_1", caption=caption, unit="单位：亿元", rows=rows, notes=("注：含上级补助。",))
    part, *parts = report.parts
    first, *others = part.sections
    sections = (replace(first, content=(*first.content, table)), *others)
    return replace(report, parts=(replace(part, sections=sections), *parts))


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
        change.state: (change.new or change.old).text
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


def test_tables_are_compared_row_by_row_within_their_kind(reports: dict[int, Report]) -> None:
    old, new = (put_table(reports[year], *rows) for year, rows in ROWS.items())
    comparison = compare_reports(old, new)
    rows = [
        (change.state, change.old and change.old.text, change.new and change.new.text)
        for chapter in comparison.chapters
        for _, changes in chapter.runs
        for change in changes
        if change.item.kind != "paragraph"
    ]
    assert rows == [
        ("changed", "表1 2024年收支", "表1 2025年收支"),
        ("same", "单位：亿元", "单位：亿元"),
        ("changed", "收入\t12.5", "收入\t13.1"),
        ("new", None, "债务\t2.0"),
        ("same", "支出\t11.0", "支出\t11.0"),
        ("gone", "结余\t2.0", None),
        ("same", "注：含上级补助。", "注：含上级补助。"),
    ]
    assert comparison.rows == {"changed": 2, "same": 3, "new": 1, "gone": 1}
    assert comparison.counts == compare_reports(reports[2024], reports[2025]).counts


def test_prefaces_and_notes_are_compared(reports: dict[int, Report]) -> None:
    old, new = (
        replace(
            reports[year],
            preface=(Paragraph(id="preface__para_1", text="本报告已经审议通过。"),),
            endnotes=(Paragraph(id="note_1", text=f"[1] 截至{year}年底。"),),
        )
        for year in (2024, 2025)
    )
    assert states(compare_reports(old, new))[0] == ("开篇", ["same", "same"])
    assert states(compare_reports(old, new))[-1] == ("附注", ["changed"])


def test_a_report_is_the_same_as_itself(reports: dict[int, Report]) -> None:
    report = reports[2025]
    assert compare_reports(report, report).counts == {"same": len(list(iter_paragraphs(report)))}
