"""A table in, its lines out as statements: the words of each, what its cells stand under, and where a unit is said.

What proposes figures from a table, what checks them and what keeps them read tables here, so that none can contradict
the others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from gongbao.report.numbers import read_amount, read_signed_values
from gongbao.report.report import Table
from gongbao.report.spacing import simplify, squeeze
from gongbao.report.tables import Placed, place_cells
from gongbao.report.units import SCALE

# Between the cells of a line as its words; what stands there is not compared.
GAP = "\u3000"
YEAR = re.compile(r"(?:19|20)\d\d年?")
MOST_HEAD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: the text over each column, what a merged cell says repeated, and the columns where its own cells begin."""

    texts: tuple[str, ...]
    own: tuple[int, ...]

    @property
    def words(self) -> str:
        """What its own cells say, from left to right, as a figure quotes it."""
        return GAP.join(" ".join(self.texts[column].split()) for column in self.own)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLines:
    """The lines of a table; the first `head` name what stands under them, `heads` by column, from above.

    `title` is what says something of the whole: caption, unit, and cells as broad as the table in its head. `places`
    has the numbers of the lines by their words without spaces.
    """

    table: Table
    lines: tuple[Line, ...]
    head: int
    heads: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    places: Mapping[str, Sequence[int]]

    def find(self, quote: str) -> list[Line]:
        """Return the lines that say exactly this, spaces aside."""
        return [self.lines[number] for number in self.places.get(squeeze(quote), ())]

    def find_values(self, line: Line) -> dict[int, set[Decimal]]:
        """Return the values that each cell of a line states, by its column."""
        found = {column: read_signed_values(line.texts[column]) for column in line.own}
        return {column: values for column, values in found.items() if values}

    def says_unit(self, unit: str, line: Line, column: int) -> bool:
        """Tell whether a unit stands with a number: in its cell, a cell of words, its column's head, over the table.

        Its scale may stand in the cell alone: `1.2亿` under 单位：元.
        """
        cell = line.texts[column]
        words = [text for text in line.texts if text != cell and read_amount(text) is None]
        around = [simplify(text) for text in (*words, *self.heads[column], *self.title)]
        wanted = simplify(unit)
        if wanted in simplify(cell) or any(wanted in text for text in around):
            return True
        scale = re.match(f"(?:{SCALE})", wanted)
        rest = wanted[scale.end() :] if scale else ""
        return bool(scale and rest and scale[0] in simplify(cell) and any(rest in text for text in around))


def read_table(table: Table) -> TableLines:
    """Return the lines of a table."""
    placed = place_cells(table.rows)
    width = max((cell.column + cell.span for row in placed for cell in row), default=0)
    lines = lay_lines(placed, width)
    head = find_head(table.head, lines)
    broad = [one.text for row in placed[:head] for one in row if one.text and len(row) == 1 < width]
    broad += [line.words for line in lines[:head] if len(line.own) == 1 and line.own[0] == 0 and width > 1]
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(squeeze(line.words), []).append(number)
    return TableLines(
        table=table,
        lines=lines,
        head=head,
        heads=find_heads(lines, head, width),
        title=tuple(dict.fromkeys(text for text in (table.caption, table.unit, *broad) if text)),
        places=places,
    )


def lay_lines(placed: Sequence[Sequence[Placed]], width: int) -> tuple[Line, ...]:
    """Return rows as lines, what a merged cell says in each of its places."""
    above: dict[int, tuple[str, int]] = {}
    lines = []
    for number, row in enumerate(placed):
        texts = [""] * width
        for column, (text, until) in above.items():
            if until > number:
                texts[column] = text
        for cell in row:
            columns = range(cell.column, cell.column + cell.span)
            for column in columns:
                texts[column] = cell.text
            if cell.down > 1:
                above.update(dict.fromkeys(columns, (cell.text, number + cell.down)))
        own = tuple(cell.column for cell in row if cell.text.strip())
        lines.append(Line(texts=tuple(texts), own=own))
    return tuple(lines)


def find_head(said: int, lines: Sequence[Line]) -> int:
    """Return how many lines are the head: those said to be, and titles and lines of names that follow at once."""
    head = min(said, len(lines))
    named = {column for line in lines[:head] if line.own[1:] for column in line.own}
    while head < min(MOST_HEAD, len(lines) - 1):
        line = lines[head]
        title = line.own == (0,) and not named
        names = line.own[1:] and not any(counts(line.texts[column], named=column in named) for column in line.own)
        if not (title or names):
            break
        named.update(line.own if names else ())
        head += 1
    return head if named else min(said, len(lines))


def counts(text: str, *, named: bool) -> bool:
    """Tell whether a cell near the head counts something; a year is a name where no other stands over it."""
    return read_amount(text) is not None if named else is_quantity(text)


def is_quantity(text: str) -> bool:
    """Tell whether a cell is a number, and not only a year."""
    return read_amount(text) is not None and not YEAR.fullmatch(simplify(text))


def find_heads(lines: Sequence[Line], head: int, width: int) -> tuple[tuple[str, ...], ...]:
    """Return what each column stands under; a column without a name may have its name over an empty one beside it."""
    columns = range(width)
    over: list[Sequence[str]] = [line.texts for line in lines[:head] if line.own[1:]]
    over = [*(spread(*pair) for pair in pairwise(over)), *over[-1:]]
    names = [tuple(dict.fromkeys(texts[column] for texts in over if texts[column].strip())) for column in columns]
    filled = {column for line in lines[head:] for column in line.own}
    for column in columns:
        if names[column] or column not in filled:
            continue
        before = next((other for other in reversed(range(column)) if names[other] or other in filled), None)
        if before is not None and before not in filled:
            names[column] = names[before]
    return tuple(names)


def spread(texts: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return a line of the head with each name over every column that it parts, as if its cell were merged."""
    found, name = [], ""
    for text, under in zip(texts, below, strict=True):
        parts = under.strip() and under != text
        name = ((text.strip() and text) or name) if parts else ""
        found.append(text if text.strip() else name)
    return found
