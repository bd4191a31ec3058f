"""Figures over the years: what recurs, what does not, and the columns drawn of it."""

from dataclasses import replace

import pytest

from gongbao.archive.time_series import Recurrence, list_recurrences
from gongbao.report.report import Report, Table
from small_reports import make_figure, make_yearly_report


def values(recurrences: list[Recurrence]) -> list[list[tuple[int, str]]]:
    return [[(point.year, str(point.figure.value)) for point in one.points] for one in recurrences]


def test_the_same_label_and_unit_recur() -> None:
    reports = [make_yearly_report(year, make_figure(str(year - 2000))) for year in (2025, 2024, 2023)]
    found = list_recurrences(reports)
    assert values(found) == [[(2022, "23"), (2023, "24"), (2024, "25")]]
    assert not found[0].reported
    assert [point.report.slug for point in found[0].points] == ["a-2023", "a-2024", "a-2025"]


@pytest.mark.parametrize(
    "older",
    [
        make_yearly_report(2024, make_figure("9", label="召开主任会议")),
        make_yearly_report(2024, make_figure("9", unit="场")),
        make_yearly_report(2024, make_figure("9"), kind="plan"),
        make_yearly_report(2024, make_figure("9"), make_figure("10")),
        make_yearly_report(2024, make_figure("9", proposed=True)),
        make_yearly_report(2024, make_figure("9"), year=2024),
    ],
    ids=["another label", "another unit", "a plan", "told twice", "a proposal", "the same year"],
)
def test_one_year_alone_is_no_recurrence(older: Report) -> None:
    assert list_recurrences([make_yearly_report(2025, make_figure("9")), older]) == []
    assert list_recurrences([older]) == []


def test_without_the_years_told_those_of_the_reports_count() -> None:
    newer, older = make_yearly_report(2025, make_figure("9")), make_yearly_report(2023, make_figure("8"), year=None)
    found = list_recurrences([newer, older])
    assert values(found) == [[(2023, "8"), (2025, "9")]]
    assert found[0].reported


def test_a_part_without_a_kind_of_its_own_continues_its_like() -> None:
    reports = [make_yearly_report(year, make_figure("9"), kind="whole") for year in (2025, 2024)]
    assert len(list_recurrences(reports)) == 1
    mixed = [reports[0], replace(reports[1], parts=(replace(reports[1].parts[0], kind="review"),))]
    assert list_recurrences(mixed) == []


def test_a_figure_of_a_table_recurs_in_a_table_of_its_theme() -> None:
    table = Table(id="p", rows=(("制造业", "9"),))

    def make(year: int, theme: str) -> Report:
        report = make_yearly_report(year, replace(make_figure("9", label="制造业"), theme=theme))
        section = replace(report.sections[0], content=(table,))
        return replace(report, parts=(replace(report.parts[0], sections=(section,)),))

    assert len(list_recurrences([make(2025, "投资"), make(2024, "投资")])) == 1
    assert list_recurrences([make(2025, "投资"), make(2024, "外商投资")]) == []
