"""The rows of figures that recur."""

import pytest

from gongbao.archive.time_series import list_recurrences
from gongbao.pages.chart import Row, make_row
from gongbao.report.report import Figure, Qualifier
from small_reports import make_figure, make_yearly_report


def make_own_row(*figures: Figure) -> Row:
    reports = [make_yearly_report(2025 - place, figure) for place, figure in enumerate(figures)]
    return make_row(list_recurrences(reports)[0])


@pytest.mark.parametrize(
    ("old", "new", "unit", "difference", "percent"),
    [
        ("8", "10", "次", "+2", "+25.0%"),
        ("10.5", "9", "亿元", "−1.5", "−14.3%"),
        ("7", "7", "次", "0", "0%"),
        ("0", "3", "次", "+3", ""),
        ("5.8", "6.1", "%", "+0.3", ""),
    ],
)
def test_a_row_tells_what_changed(old: str, new: str, unit: str, difference: str, percent: str) -> None:
    row = make_own_row(make_figure(new, unit=unit), make_figure(old, unit=unit))
    assert (row.before.year, row.now.year) == (2023, 2024)
    assert (row.difference, row.percent, row.line) == (difference, percent, "")


@pytest.mark.parametrize(("first", "last"), [(None, None), ("余", None), (None, "约")])
def test_a_number_kept_open_keeps_the_difference_open(first: Qualifier | None, last: Qualifier | None) -> None:
    row = make_own_row(make_figure("9", qualifier=last), make_figure("8", qualifier=first))
    assert row.open == bool(first or last)


def test_three_years_have_a_line_and_a_year_left_out_its_breadth() -> None:
    reports = [
        make_yearly_report(2025, make_figure("10")),
        make_yearly_report(2023, make_figure("5")),
        make_yearly_report(2022, make_figure("0")),
    ]
    row = make_row(list_recurrences(reports)[0])
    assert [point.year for point in row.earlier] == [2021]
    assert row.line == "M3.0 21.0L34.3 12.0L97.0 3.0"
