"""Columns drawn of figures that recur."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from gongbao.archive.time_series import list_recurrences
from gongbao.pages.chart import COLUMN, HEIGHT, SLOT, list_slots, make_chart
from gongbao.report.report import Figure, Paragraph, Part, PartKind, Qualifier, Report, Section


def make_figure(value: str, label: str = "召开会议", unit: str = "次", **more: Any) -> Figure:
    return Figure(
        id="meetings", label=label, value=Decimal(value), unit=unit, quote="", paragraph="p", theme="会议", **more
    )


def make_report(given: int, *figures: Figure, kind: PartKind = "review", year: int | None = 0) -> Report:
    section = Section(id="sec_1", content=(Paragraph(id="p", text="一。"),), figures=figures)
    part = Part(id="part_1", kind=kind, year=given - 1 if year == 0 else year, sections=(section,))
    date = datetime.date(given, 1, 8)
    return Report(slug=f"a-{given}", title="报告", body="某市人大", date=date, parts=(part,))


def test_a_figure_left_out_one_year_leaves_a_gap() -> None:
    reports = [make_report(2025, make_figure("10")), make_report(2024), make_report(2023, make_figure("5"))]
    slots = list_slots(list_recurrences(reports)[0].points)
    assert [point.year if point else None for point in slots] == [2022, None, 2024]
    chart = make_chart(slots)
    assert chart
    assert chart.width == 3 * SLOT
    left = (SLOT - COLUMN) // 2
    assert chart.paths == {
        "": f"M{left} {HEIGHT}v-29h{COLUMN}v29z",
        "now": f"M{2 * SLOT + left} {HEIGHT}v-58h{COLUMN}v58z",
    }


@pytest.mark.parametrize(
    ("first", "last", "kinds"),
    [(None, None, {"", "now"}), ("余", None, {"open", "now"}), ("近", "约", {"open", "now open"})],
)
def test_a_number_kept_open_is_drawn_open(first: Qualifier | None, last: Qualifier | None, kinds: set[str]) -> None:
    reports = [
        make_report(2025, make_figure("9", qualifier=last)),
        make_report(2024, make_figure("8", qualifier=first)),
    ]
    chart = make_chart(list_recurrences(reports)[0].points)
    assert chart
    assert set(chart.paths) == kinds


@pytest.mark.parametrize(("one", "other"), [("-1", "5"), ("0", "0")])
def test_what_columns_cannot_show_is_not_drawn(one: str, other: str) -> None:
    reports = [make_report(2025, make_figure(one)), make_report(2024, make_figure(other))]
    assert make_chart(list_recurrences(reports)[0].points) is None
