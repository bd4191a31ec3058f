"""A figure over the years in, its row in a table out: both years, the difference, and from three years on a line.

The template writes the line as SVG: it prints, and needs no script. It runs from the lowest value to the highest, so it
shows a course and no proportion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongbao.archive.time_series import Point, Recurrence

WIDTH, HEIGHT, EDGE = 100, 24, 3
LEAST_POINTS = 3
RATES = ("%", "‰", "个百分点")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A recurring figure as a table shows it: `change` sorts, `percent` is empty where it would say nothing."""

    recurrence: Recurrence
    difference: str
    percent: str
    change: float
    line: str

    @property
    def before(self) -> Point:
        """The figure of the year before, or of the last year that has it."""
        return self.recurrence.points[-2]

    @property
    def now(self) -> Point:
        """The figure of the newest year."""
        return self.recurrence.points[-1]

    @property
    def earlier(self) -> tuple[Point, ...]:
        """The years before those two."""
        return self.recurrence.points[:-2]

    @property
    def open(self) -> bool:
        """Whether the source keeps one of the two numbers open, and with it their difference."""
        return self.before.open or self.now.open


def make_row(recurrence: Recurrence) -> Row:
    """Return the row of a figure. A rate has a difference in points, and no percentage of itself."""
    old, new = (point.figure.value for point in recurrence.points[-2:])
    share = (new - old) / abs(old) * 100 if old and recurrence.figure.unit not in RATES else None
    return Row(
        recurrence=recurrence,
        difference=format_signed(new - old),
        percent="" if share is None else format_signed(share.quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%",
        change=float(new - old if share is None else share),
        line=draw_line(recurrence.points),
    )


def format_signed(number: Decimal) -> str:
    """Return a number with its sign, a minus as broad as a plus; what did not change is 0."""
    if not number:
        return "0"
    return f"{'+' if number > 0 else '−'}{format(abs(number), 'f')}"


def draw_line(points: Sequence[Point]) -> str:
    """Return the path of a line through at least three years, a year without the figure as broad as the others."""
    if len(points) < LEAST_POINTS:
        return ""
    values = [float(point.figure.value) for point in points]
    low, span = min(values), max(values) - min(values) or 1
    first, years = points[0].year, points[-1].year - points[0].year
    places = [
        f"{EDGE + (point.year - first) / years * (WIDTH - 2 * EDGE):.1f}"
        f" {HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE):.1f}"
        for point, value in zip(points, values, strict=True)
    ]
    return f"M{'L'.join(places)}"
