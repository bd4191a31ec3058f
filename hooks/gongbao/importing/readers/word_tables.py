"""A table of a Word file in, its rows of cells out: merged cells are one, empty places stay where they are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gongbao.importing.manuscript import Cell, Passage, Rows
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import W, iter_named, name_of, read_switch, read_value, read_whole
from gongbao.report.messages import N_

MOST_SPAN, MOST_INDENT = 200, 6
# Half a character of 10.5 points, the size of type in most tables.
HALF_CHARACTER = 105
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
    indents: dict[tuple[int, int], tuple[int, int]] = {}
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
                ledger.leave_out(N_("text inside a merged cell"), cell)
                at, place = running[column]
                rows[at][place] = replace(rows[at][place], down=rows[at][place].down + 1)
            elif read_value(cell, "tcPr/hMerge", "") == "continue" and cells:
                ledger.leave_out(N_("text inside a merged cell"), cell)
                cells[-1] = replace(cells[-1], across=cells[-1].across + across)
            else:
                running.pop(column, None)
                if merged is not None:
                    running[column] = (len(rows), len(cells))
                cells.append(Cell(text=read_cell(cell, read, ledger), across=across, head=head))
                indents[len(rows), len(cells) - 1] = column, find_indent(cell)
            column += across
        if after := read_span(row, "trPr/gridAfter", 0):
            cells.append(Cell(across=after, head=head))
        rows.append(cells)
    indent_cells(rows, indents)
    return tuple(map(tuple, rows)) if any(cell.text for row in rows for cell in row) else ()


def indent_cells(rows: list[list[Cell]], indents: dict[tuple[int, int], tuple[int, int]]) -> None:
    """Put full-width spaces before the texts of cells that are set farther in than the others of their column."""
    least: dict[int, int] = {}
    for (row, place), (column, indent) in indents.items():
        if not rows[row][place].head and rows[row][place].text:
            least[column] = min(least.get(column, indent), indent)
    for (row, place), (column, indent) in indents.items():
        cell = rows[row][place]
        if cell.text and not cell.head and indent > least.get(column, 0) and not cell.text[0].isdigit():
            rows[row][place] = replace(cell, text="\u3000" * (indent - least[column]) + cell.text)


def find_indent(cell: Any) -> int:
    """Return how many characters the first paragraph of a cell is set in: by its spaces and by its layout."""
    paragraph = cell.find(f"{W}p")
    if paragraph is None or read_value(paragraph, "pPr/jc", "") in ("center", "right", "end"):
        return 0
    text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
    halves = sum(2 if space == "\u3000" else 1 for space in text[: len(text) - len(text.lstrip())])
    layout = paragraph.find(f"{W}pPr/{W}ind")
    if layout is not None:
        halves += sum(count_halves(layout, name) for name in ("left", "start", "firstLine"))
    return min(halves // 2, MOST_INDENT)


def count_halves(layout: Any, name: str) -> int:
    """Return an indent in half characters: Word counts hundredths of a character, or twentieths of a point."""
    characters, twips = layout.get(f"{W}{name}Chars", ""), layout.get(f"{W}{name}", "")
    if re.fullmatch(r"\d{1,5}", characters) and int(characters):
        return int(characters) // 50
    return int(twips) // HALF_CHARACTER if re.fullmatch(r"\d{1,5}", twips) else 0


def read_cell(cell: Any, read: Read, ledger: Ledger) -> str:
    """Return what a cell says; its paragraphs and lines are parted by a space."""
    texts = []
    for passage in read(cell):
        if passage.rows:
            ledger.doubt("table", passage.words[:24], N_("a table inside a cell, kept as its text"))
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
        return N_("deleted text (tracked changes)")
    return N_("hidden text") if read_switch(properties, "hidden") else ""
