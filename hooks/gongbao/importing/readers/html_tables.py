"""A table of an HTML page in, its rows of cells as a browser shows them out: the foot last, merged cells as one."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from gongbao.importing.manuscript import Cell, Passage, Rows
from gongbao.importing.readers.elements import read_integer

MOST_SPAN, MOST_INDENT = 200, 6
Read = Callable[[Any], list[Passage]]
Skip = Callable[[Any], bool]


def is_data(table: Any) -> bool:
    """Tell whether a table holds data, not the page's layout: several rows of short cells."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    nested = next((inner for inner in table.iter("table") if inner is not table), None) is not None
    return not nested and len(rows) > 1 and max(map(len, rows)) > 1


def read_rows(table: Any, read: Read, skip: Skip) -> Rows:
    """Return the rows of a table that hold text.

    `read` gives the passages of a cell; `skip` leaves out a row or a cell that is not shown, and tells whether it did.
    """
    rows = []
    # A browser shows the foot last, wherever it is written.
    for row in sorted(iter_rows(table), key=is_foot):
        if skip(row):
            continue
        cells = tuple(read_cell(cell, read) for cell in row if cell.tag in ("td", "th") and not skip(cell))
        if any(cell.text for cell in cells) or any(cell.down > 1 for cell in cells):
            rows.append(cells)
    return tuple(rows) if any(cell.text for row in rows for cell in row) else ()


def read_cell(cell: Any, read: Read) -> Cell:
    """Return a cell; its lines and paragraphs are parted by a space."""
    text = " ".join(passage.words.replace("\n", " ").replace("\t", " ") for passage in read(cell))
    across, down = (read_span(cell, name) for name in ("colspan", "rowspan"))
    words = cell.text_content().lstrip(" \t\r\n")
    # Spaces that a browser shows set a row under the one above.
    shown = re.match("[\u3000\u00a0\u2002\u2003]*", words)
    halves = sum(1 if space in "\u00a0\u2002" else 2 for space in shown[0]) if shown else 0
    indent = "\u3000" * min(halves // 2, MOST_INDENT)
    text = " ".join(text.split(" ")).strip()
    return Cell(text=indent + text if text else "", across=across, down=down, head=cell.tag == "th")


def iter_rows(table: Any) -> Iterator[Any]:
    """Give the rows of a table, those of tables in its cells not."""
    yield from (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)


def is_foot(row: Any) -> bool:
    """Tell whether a row is of its table's foot."""
    return str(row.getparent().tag) == "tfoot"


def read_span(cell: Any, name: str) -> int:
    """Return how many columns or rows a cell takes."""
    return min(max(read_integer(cell.get(name), 1), 1), MOST_SPAN)
