"""Two reports held against each other: which paragraph answers to which, and what of its text changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive_project import BODIES, GONE, NEW, write_report
from gongbao.archive.report_diff import Comparison, compare_reports
from gongbao.data.load import load_report
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.walk import iter_paragraphs


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


def test_a_report_is_the_same_as_itself(reports: dict[int, Report]) -> None:
    report = reports[2025]
    assert compare_reports(report, report).counts == {"same": len(list(iter_paragraphs(report)))}
