"""The cells of a table in, how broad its columns are beside each other out, and the size of type in which they fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.report.tables import BESIDE_EMS, DIGIT_EMS, Placed, is_number, list_needs

# What is left of a page that was turned, in millimetres, and the type of a very broad table.
LANDSCAPE_WIDTH, SMALL_POINTS = 225, 9
# Words have room for so many characters beside numbers.
WORDS_EMS = 4.3
# A column is as broad as its longest cell, but none so broad that others have no room.
LEAST_WEIGHT, MOST_WEIGHT = 3, 24
# Full-width spaces before a row's label say how deep it stands.
INDENT = "\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How broad columns are beside each other, and the size of their type in points."""

    widths: tuple[int, ...]
    size: float


def fit_columns(
    rows: Sequence[Sequence[Placed]], columns: int, head: int, *, room: float, size: float, digit: float = DIGIT_EMS
) -> Columns:
    """Return the columns of a table in so much room, in points, and type of the given size, or a smaller one.

    A number does not part: in a column that is too narrow it would be printed over its neighbours. `head` is the number
    of rows whose words count for nothing beside numbers, `digit` the breadth of one in characters.
    """
    widths = weigh_columns(rows, columns)
    needs = list_needs(rows[head:], columns, digit)
    for cell in (cell for row in rows[head:] for cell in row if cell.span == 1 and not is_number(cell.text)):
        needs[cell.column] = max(needs[cell.column], min(len(cell.text), WORDS_EMS) + BESIDE_EMS)
    ems = room / size
    if all(width / sum(widths) * ems >= need for width, need in zip(widths, needs, strict=True)):
        return Columns(widths=tuple(widths), size=size)
    spare = ems - sum(needs)
    if spare <= 0:
        return Columns(widths=scale(needs), size=round(size * ems / sum(needs), 1))
    # What a column has for its numbers already, it does not ask for again.
    wishes = [max(width - need, 0.1) for width, need in zip(widths, needs, strict=True)]
    return Columns(
        widths=scale([need + spare * wish / sum(wishes) for need, wish in zip(needs, wishes, strict=True)]), size=size
    )


def weigh_columns(rows: Sequence[Sequence[Placed]], columns: int) -> list[int]:
    """Return how broad the columns of a table are beside each other; a cell that takes several gives each its share."""
    widths = [LEAST_WEIGHT] * columns
    for cell in (cell for row in rows for cell in row):
        share = min(MOST_WEIGHT, -(-len(cell.text) // cell.span))
        for column in range(cell.column, cell.column + cell.span):
            widths[column] = max(widths[column], share)
    return widths


def scale(widths: Sequence[float]) -> tuple[int, ...]:
    """Return widths as whole numbers."""
    return tuple(round(100 * width) for width in widths)


def count_indent(text: str) -> int:
    """Return by how many characters a cell is indented."""
    return len(text) - len(text.lstrip(INDENT))
