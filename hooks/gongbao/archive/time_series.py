"""A report and those before it in, the figures that recur over the years out: the same label, unit and half.

A figure of a plan is no continuation of one that was reached, and a label that a report gives twice tells nothing
apart; neither is taken. Rows of two tables may have one name (制造业): a table's figure recurs in a table of its theme.
One year alone is no recurrence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.report.report import Figure, PartKind, Report, Table

# The year at hand and the five of a term of office before it.
MOST_REPORTS = 6
Key = tuple[str, str, PartKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure in one year, and the report that states it."""

    year: int
    figure: Figure
    report: Report

    @property
    def open(self) -> bool:
        """Whether a word of the source keeps the number open: 余, 近, 约 and the like."""
        return self.figure.qualifier is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A figure over the years, oldest first; `reported`: the years are those of the reports, not of what they tell."""

    points: tuple[Point, ...]
    reported: bool

    @property
    def figure(self) -> Figure:
        """The figure as the newest report states it."""
        return self.points[-1].figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure with the report that states it and the year that its half speaks of, if that is known."""

    figure: Figure
    report: Report
    year: int | None


def list_recurrences(reports: Sequence[Report]) -> list[Recurrence]:
    """Return the figures of the first report that its predecessors, which follow it, have too."""
    indexes = [index_figures(report) for report in reports]
    found: list[Recurrence] = []
    for key in indexes[0] if indexes else ():
        statements = [index[key] for index in indexes if key in index]
        reported = any(statement.year is None for statement in statements)
        years: dict[int, Statement] = {}
        for statement in statements:
            years.setdefault(statement.report.date.year if reported else statement.year or 0, statement)
        if len(years) > 1:
            points = (Point(year=year, figure=years[year].figure, report=years[year].report) for year in sorted(years))
            found.append(Recurrence(points=tuple(points), reported=reported))
    return found


def index_figures(report: Report) -> dict[Key, Statement]:
    """Return the published figures of a report by what they count; what is counted twice is left out."""
    index: dict[Key, Statement] = {}
    twice: set[Key] = set()
    for part in report.parts:
        for section in part.sections:
            tables = {block.id for block in section.content if isinstance(block, Table)}
            for figure in section.figures:
                if figure.proposed:
                    continue
                theme = figure.theme if figure.paragraph in tables else ""
                key = (figure.label, figure.unit, part.kind, theme)
                if key in index:
                    twice.add(key)
                index[key] = Statement(figure=figure, report=report, year=part.year)
    return {key: statement for key, statement in index.items() if key not in twice}
