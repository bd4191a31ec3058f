"""A table of a Word file in, its rows of cells out: merged cells are one, empty places stay where they are."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gongbao.importing.manuscript import Cell, Passage, Rows
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import W, iter_named, name_of, read_switch, read_value, read_whole

MOST_SPAN = 200
Read = Callable[[Any], Iterator[Passage]]


def iter_inside(table: Any) -> Iterator[Any]:
    """Give the cells of a table that only draws a frame: one cell a row, nothing that a column would line up."""
    rows = list(iter_named(table, "tr"))
    cells = [list(iter_named(row, "tc")) for row in rows]
    if all(len(row) <= 1 for row in cells) and not any(is_gone(row) for row in rows):
        yield from (row[0] for row in cells if row)


def read_table(table: Any, read: Read, ledger: Ledger) -> Rows:
    """Return the rows of a table; `read` gives the passages of a cell. A table without text has none."""
    rows: list[list[Cell]] = []
    # The cell that goes on downwards in each column: where it stands.
    running: dict[int, tuple[int, int]] = {}
    for row in iter_named(table, "tr"):
        if kind := is_gone(row):
            ledger.leave_out(kind, row)
            continue
        head = bool(read_switch(row.find(f"{W}trPr"), "tblHeader"))
        cells: list[Cell] = []
        column = read_span(row, "trPr/gridBefore", 0)
        if column:
            cells.append(Cell(across=column, head=head))
        for cell in iter_named(row, "tc"):
            across = read_span(cell, "tcPr/gridSpan", 1)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            if goes_on and column in running:
                ledger.leave_out("text inside a merged cell", cell)
                at, place = running[column]
                rows[at][place] = replace(rows[at][place], down=rows[at][place].down + 1)
            elif read_value(cell, "tcPr/hMerge", "") == "continue" and cells:
                ledger.leave_out("text inside a merged cell", cell)
                cells[-1] = replace(cells[-1], across=cells[-1].across + across)
            else:
                running.pop(column, None)
                if merged is not None:
                    running[column] = (len(rows), len(cells))
                cells.append(Cell(text=read_cell(cell, read, ledger), across=across, head=head))
            column += across
        if after := read_span(row, "trPr/gridAfter", 0):
            cells.append(Cell(across=after, head=head))
        rows.append(cells)
    return tuple(map(tuple, rows)) if any(cell.text for row in rows for cell in row) else ()


def read_cell(cell: Any, read: Read, ledger: Ledger) -> str:
    """Return what a cell says; its paragraphs and lines are parted by a space."""
    texts = []
    for passage in read(cell):
        if passage.rows:
            ledger.doubt("table", passage.words[:24], "a table inside a cell, kept as its text")
        texts.append(" ".join(passage.words.split()))
    return " ".join(filter(None, texts))


def read_span(parent: Any, path: str, otherwise: int) -> int:
    """Return how many columns a property says."""
    return min(max(read_whole(parent, path, otherwise), otherwise), MOST_SPAN)


def is_gone(row: Any) -> str:
    """Return why a row is not shown: deleted or hidden; nothing for one that is."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return ""
    if any(name_of(one) == "del" for one in properties):
        return "deleted text (tracked changes)"
    return "hidden text" if read_switch(properties, "hidden") else ""
