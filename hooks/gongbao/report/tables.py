"""The rows of a table in, where each cell stands out: its column, merged cells counted, and what does not fit."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.report.messages import _
from gongbao.report.numbers import read_amount
from gongbao.report.report import Cell, Row

# A cell that holds a number alone, or the dash in its place.
NUMBER = re.compile(r"[-+−]?\d[\d.,\u2009]*[%‰]?|[-—–…]{1,2}")
LONGEST_NUMBER = 16
# On paper a table of so many columns turns its page; in one of so many the type is smaller.
BROAD, VERY_BROAD = 9, 15
# What a digit, the space beside a number and the narrowest column take, in characters.
DIGIT_EMS, BESIDE_EMS, LEAST_EMS = 0.55, 0.7, 2.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A cell with its text, the column it begins in (from 0), and how many columns and rows it takes."""

    text: str
    column: int
    span: int = 1
    down: int = 1


def place_cells(rows: Sequence[Row]) -> list[list[Placed]]:
    """Return the cells of each row with their places: each in the first column that no cell above takes (HTML 4.9.12).

    A cell may run into another, or over the last row: `find_faults` tells.
    """
    placed: list[list[Placed]] = []
    # Until which row each column is taken by a cell above.
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column, cells = 0, []
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            one = Placed(text=cell, column=column) if isinstance(cell, str) else place_merged(cell, column)
            if one.down > 1:
                taken.update(dict.fromkeys(range(column, column + one.span), number + one.down))
            cells.append(one)
            column += one.span
        placed.append(cells)
    return placed


def place_merged(cell: Cell, column: int) -> Placed:
    """Return a merged cell in its place."""
    return Placed(text=cell.text, column=column, span=cell.span, down=cell.down)


def count_columns(rows: Sequence[Row]) -> int:
    """Return how many columns a table has."""
    return max((cell.column + cell.span for row in place_cells(rows) for cell in row), default=0)


def lay_out(rows: Sequence[Row]) -> list[list[str]]:
    """Return the texts column by column: a merged cell stands where it begins, its other places are empty."""
    if all(isinstance(cell, str) for row in rows for cell in row):
        return [[cell for cell in row if isinstance(cell, str)] for row in rows]
    width = count_columns(rows)
    grid = []
    for row in place_cells(rows):
        texts = {cell.column: cell.text for cell in row}
        grid.append([texts.get(column, "") for column in range(width)])
    return grid


def find_faults(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Give what keeps rows from being a table, each with the number of its row (from 1)."""
    if not any(isinstance(cell, Cell) for row in rows for cell in row):
        widths = {len(row) for row in rows}
        if len(widths) > 1:
            number = next(number for number, row in enumerate(rows, 1) if len(row) != len(rows[0]))
            yield (
                number,
                _("rows of different length {names} (part cells with an ASCII comma and a space)").format(
                    names=sorted(widths)
                ),
            )
        return
    taken: set[tuple[int, int]] = set()
    width = count_columns(rows)
    for number, row in enumerate(place_cells(rows), 1):
        left = len(rows) - number + 1
        for cell in row:
            columns = range(cell.column, cell.column + cell.span)
            places = {(number + below, column) for below in range(min(cell.down, left)) for column in columns}
            if cell.down > left:
                message = _('"{text}" goes down {down} rows, but {left} are left (give a smaller "down")')
                yield number, message.format(text=cell.text, down=cell.down, left=left)
            if places & taken:
                yield number, _('"{text}" runs into a cell above (give a smaller "span")').format(text=cell.text)
            taken |= places
        covered = sum((number, column) in taken for column in range(width))
        if covered < width:
            yield (
                number,
                _('{covered} of {width} columns are filled (give empty cells, or a larger "span")').format(
                    covered=covered, width=width
                ),
            )


def is_number(text: str) -> bool:
    """Tell whether a cell says only a number, however it is written, or the dash in its place."""
    if NUMBER.fullmatch(text):
        return True
    amount = read_amount(text) if len(text) <= LONGEST_NUMBER else None
    return amount is not None and not amount.scale and amount.unit in ("", "%", "％", "‰")


def find_number_columns(rows: Sequence[Sequence[Placed]]) -> frozenset[int]:
    """Return the columns of rows, without those of the head, whose cells are numbers for the most part."""
    cells = [cell for row in rows for cell in row if cell.span == 1 and cell.text.strip()]
    numbers = Counter(cell.column for cell in cells if is_number(cell.text))
    total = Counter(cell.column for cell in cells)
    return frozenset(column for column, count in numbers.items() if count * 2 > total[column])


def list_needs(rows: Sequence[Sequence[Placed]], columns: int, digit: float = DIGIT_EMS) -> list[float]:
    """Return how many characters broad each column must be at least for rows without a head: a number does not part.

    `digit` is the breadth of a digit in characters.
    """
    needs = [LEAST_EMS] * columns
    for cell in (cell for row in rows for cell in row if cell.span == 1 and is_number(cell.text)):
        needs[cell.column] = max(needs[cell.column], len(cell.text) * digit + BESIDE_EMS)
    return needs


def is_row_head(cell: Placed) -> bool:
    """Tell whether a cell names its row: the first, if it says something and not only a number."""
    return cell.column == 0 and cell.text != "" and not is_number(cell.text)
