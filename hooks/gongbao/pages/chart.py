"""A figure over the years in, the geometry of its chart out: a column a year, from zero, in the order of a table.

The template writes it as SVG: it prints, needs no script, and its columns stand over those of the table that tells
their values.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongbao.archive.time_series import Point

SLOT, COLUMN, HEIGHT = 40, 20, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The size of the drawing in its own units, and a path for each kind of column: `now`, `open`, both or neither."""

    width: int
    height: int
    paths: dict[str, str]


def list_slots(points: Sequence[Point]) -> list[Point | None]:
    """Return the points with a gap wherever years are missing between two of them."""
    slots: list[Point | None] = [points[0]]
    for one, other in pairwise(points):
        slots += [other] if other.year == one.year + 1 else [None, other]
    return slots


def make_chart(slots: Sequence[Point | None]) -> Chart | None:
    """Return the chart of the slots of a table; None where columns from zero would show nothing, or less than that."""
    values = [float(point.figure.value) for point in slots if point]
    if min(values) < 0 or max(values) == 0:
        return None
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for place, point in enumerate(slots):
        if point:
            kind = " ".join(["now"] * (place == len(slots) - 1) + ["open"] * point.open)
            height = round(float(point.figure.value) / max(values) * (HEIGHT - 2), 1)
            left = place * SLOT + (SLOT - COLUMN) // 2
            paths[kind].append(f"M{left} {HEIGHT}v-{height:g}h{COLUMN}v{height:g}z")
    return Chart(
        width=len(slots) * SLOT, height=HEIGHT, paths={kind: "".join(columns) for kind, columns in paths.items()}
    )
