"""Passages → the same with what is printed around each table taken into it; a table of a source → one that can be set.

A caption is what says so (表1 …, 专栏 2 …); beside a table, a unit (单位：亿元) and remarks (注：…) belong to it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from gongbao.importing.manuscript import Cell as SourceCell
from gongbao.importing.manuscript import Passage, Rows, ends_sentence
from gongbao.report.report import Cell, Row, Table
from gongbao.report.table_lines import MOST_HEAD, is_quantity
from gongbao.report.tables import place_cells

CAPTION = re.compile(
    r"(?:附?表|专栏|专表)\s*(?:\d{1,2}(?=(?:19|20)\d\d年)|[\d一二三四五六七八九十]{1,3}(?:[-－—–.]\d{1,3})?(?![\d、])).{0,60}"
    r"|续\s*表.{0,20}"
)
FIGURE = re.compile(r"附?图\s*[\d一二三四五六七八九十]{1,3}(?:[-－—–.]\d{1,3})?(?![\d、]).{0,60}")
UNIT = re.compile(r"[（(]?\s*(?:计量|金额|数量)?单\s*位\s*[:：].{1,30}")
REMARK = re.compile(r"(?:注|注释|备注|说明|数据来源|资料来源|数据出处)\s*\d{0,2}\s*[:：].+")
ADOPTED = re.compile(r"(?:通过|批准)[）)]?$")
LISTED = re.compile(r"(?:注|注释|备注|说明)\s*[:：]\s*1\s*[.．、]")
NEXT = re.compile(r"(\d{1,2})\s*[.．、]\s*\S.*")
DEEPEST_HEAD = 20
# A head and a row under it are a table.
FEWEST = 2
# Beyond as many columns no cell is merged: cells that push each other to the right would fill millions of places.
BROADEST = 200


def gather_tables(passages: Sequence[Passage], apart: Sequence[Passage]) -> list[Passage]:
    """Return the passages with captions, units and remarks taken into their tables; `apart` ones stay as they are."""
    fixed = set(map(id, apart))
    gathered: list[Passage] = []
    waiting = list(passages)
    at = 0
    while at < len(waiting):
        passage = waiting[at]
        at += 1
        if not passage.rows:
            gathered.append(passage)
            continue
        if not passage.unit and gathered and id(gathered[-1]) not in fixed and is_line(gathered[-1], UNIT):
            passage = replace(passage, unit=gathered.pop().text)
        if not passage.caption and gathered and id(gathered[-1]) not in fixed and is_line(gathered[-1], CAPTION):
            passage = replace(passage, caption=gathered.pop().text)
        elif not (passage.caption or passage.unit) and is_caption_below(waiting, at):
            passage = replace(passage, caption=waiting[at].text, below=True)
            at += 1
        passage = take_titles(passage)
        remarks = list(find_remarks(waiting, at))
        gathered.append(replace(passage, remarks=(*passage.remarks, *remarks)) if remarks else passage)
        at += len(remarks)
    return gathered


def take_titles(passage: Passage) -> Passage:
    """Return a table with its caption, unit and remarks out of its rows, where a source has set them as rows alone."""
    if not (passage.caption or passage.unit):
        passage = replace(passage, **take_first(passage, "caption", CAPTION))
    if not (passage.unit or passage.below):
        passage = replace(passage, **take_first(passage, "unit", UNIT))
    rows, remarks = list(passage.rows), list[str]()
    while len(rows) > FEWEST and REMARK.fullmatch(text := read_alone(rows[-1])):
        remarks.insert(0, text)
        rows.pop()
    return replace(passage, rows=tuple(rows), remarks=tuple(remarks))


def take_first(passage: Passage, name: str, kind: re.Pattern[str]) -> dict[str, Any]:
    """Return the fields of a table whose first row is a line of a kind."""
    text = read_alone(passage.rows[0]) if len(passage.rows) > FEWEST else ""
    return {name: text, "rows": passage.rows[1:]} if kind.fullmatch(text) else {}


def read_alone(row: Sequence[SourceCell]) -> str:
    """Return what a row says if one cell alone says anything, and does not go down over others."""
    said = [cell for cell in row if cell.text.strip()]
    return said[0].text.strip() if len(said) == 1 and said[0].down == 1 else ""


def is_line(passage: Passage, kind: re.Pattern[str]) -> bool:
    """Tell whether a passage is a line of a kind, and no sentence."""
    text = passage.text.strip()
    return bool(text and kind.fullmatch(text)) and not ends_sentence(text)


def is_caption_below(passages: Sequence[Passage], at: int) -> bool:
    """Tell whether what stands after a table is its caption, not that of a table that comes next."""
    if at >= len(passages) or not is_line(passages[at], CAPTION):
        return False
    return not any(passage.rows for passage in passages[at + 1 : at + 3])


def find_remarks(passages: Sequence[Passage], at: int) -> list[str]:
    """Return the lines right after a table that remark on it: those that say so, and further numbers of such a list."""
    remarks: list[str] = []
    number = 0
    for passage in passages[at:]:
        text = passage.text.strip()
        if REMARK.fullmatch(text) and not ADOPTED.search(text):
            number = 1 if LISTED.match(text) else 0
        elif number and (found := NEXT.fullmatch(text)) and int(found[1]) == number + 1:
            number += 1
        else:
            break
        remarks.append(text)
    return remarks


def is_figure_caption(passage: Passage) -> bool:
    """Tell whether a passage is the caption of a picture that stands after it."""
    return bool(passage.pictures) and not passage.rows and is_line(passage, FIGURE)


def move_captions(passages: Sequence[Passage], apart: Sequence[Passage]) -> list[Passage]:
    """Return the passages with a picture moved under its caption where that stands below it."""
    fixed = set(map(id, apart))
    moved: list[Passage] = []
    for passage in passages:
        before = moved[-1] if moved else None
        below = not passage.pictures and not passage.rows and id(passage) not in fixed and is_line(passage, FIGURE)
        if before and before.pictures and id(before) not in fixed and below and not is_line(before, FIGURE):
            moved[-1] = replace(before, pictures=before.pictures[:-1])
            moved.append(replace(passage, pictures=before.pictures[-1:]))
        else:
            moved.append(passage)
    return moved


def make_table(passage: Passage, name: str) -> Table:
    """Return a passage with rows as a table."""
    rows = fit_rows(passage.rows)
    return Table(
        id=name,
        caption=passage.caption or None,
        caption_below=passage.below,
        unit=passage.unit or None,
        head=count_head(passage.rows, rows),
        rows=rows,
        notes=passage.remarks,
    )


def fit_rows(rows: Rows) -> tuple[Row, ...]:
    """Return rows whose cells fill a grid: what runs into another cell is cut, what is missing is an empty cell."""
    # Until which row each column is taken by a cell above.
    taken: dict[int, int] = {}
    fitted: list[list[str | Cell]] = []
    for number, row in enumerate(rows):
        column, cells = 0, list[str | Cell]()
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            most = max(1, min(cell.across, BROADEST - column))
            span = next((step for step in range(1, most) if taken.get(column + step, 0) > number), most)
            down = min(cell.down, len(rows) - number) if column < BROADEST else 1
            if down > 1:
                taken.update(dict.fromkeys(range(column, column + span), number + down))
            cells.append(Cell(text=cell.text, span=span, down=down) if span > 1 or down > 1 else cell.text)
            column += span
        fitted.append(cells)
    return fill_rows(fitted)


def fill_rows(rows: Sequence[Sequence[str | Cell]]) -> tuple[Row, ...]:
    """Return rows with empty cells at their end until each is as broad as the table."""
    places = place_cells([tuple(row) for row in rows])
    filled = [0] * len(rows)
    for number, row in enumerate(places):
        for cell in row:
            for below in range(cell.down):
                filled[number + below] += cell.span
    width = max(filled)
    return tuple((*row, *[""] * (width - count)) for row, count in zip(rows, filled, strict=True))


def count_head(source: Rows, rows: Sequence[Row]) -> int:
    """Return how many rows are the head: those the source says are, or the first, with what their cells go down."""
    said = next((number for number, row in enumerate(source) if not all(cell.head for cell in row)), len(source))
    head, at = (said if 0 < said < len(rows) else 1), 0
    placed = place_cells(rows)
    while at < min(head, len(rows)):
        head = max([head, *(at + cell.down for cell in placed[at])])
        at += 1
    while head and is_named_on(rows, head):
        head += 1
    # A cell that goes down through everything, or as far as no head goes, leaves none.
    return head if head == 1 or head < min(len(rows), DEEPEST_HEAD + 1) else 0


def is_named_on(rows: Sequence[Row], at: int) -> bool:
    """Tell whether a row goes on with the head: it names no row, and columns whose next row has numbers."""
    if at + 1 >= min(len(rows), MOST_HEAD) or not all(
        isinstance(cell, str) for row in rows[at : at + 2] for cell in row
    ):
        return False
    names, below = rows[at], rows[at + 1]
    places = [place for place, cell in enumerate(names) if str(cell).strip()]
    if len(places) < FEWEST or 0 in places or len(below) < len(names):
        return False
    counted = [is_quantity(str(below[place])) for place in places]
    return any(counted) and not any(is_quantity(str(names[place])) for place in places)
