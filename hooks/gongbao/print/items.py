"""The blocks of a report in, the same blocks as the templates read them out.

An item is plain data with its `kind`; a kind has one function here and one of the same name in `blocks.typ`. No text is
ever markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from gongbao.print.columns import LANDSCAPE_WIDTH, SMALL_POINTS, count_indent, fit_columns
from gongbao.print.drawings import make_drawing
from gongbao.print.runs import LONG_WORD, Run, make_runs
from gongbao.print.setting import Convert
from gongbao.print.style import Grid
from gongbao.print.titles import break_title
from gongbao.report.addresses import Addresses
from gongbao.report.report import Paragraph, Picture, Subheading, Table
from gongbao.report.tables import BROAD, VERY_BROAD, Placed, count_columns, is_number, place_cells

Item = dict[str, Any]

MILLIMETRES_A_POINT = 25.4 / 72
# The type of tables beside that of running text.
TABLE_SIZE = 0.8
# In a narrow cell a shorter word may part.
LONG_IN_A_CELL = 8
# A row with a cell of so many characters may go on on the next page.
LONG_CELL = 200
KAITI_LEVEL = 3
# Numbers under these heads count nothing: they stand in the middle.
SERIAL = frozenset({"序号", "编号", "排名"})
ENDINGS = {"attachments": "annexes", "signed": "signed", "dated": "signed", "copies": "copies", "issued": "copies"}
ENTRY = re.compile(r"(?P<label>附\s*件\s*[:：]\s*)?(?P<number>\d{1,2}\s*[.．、]\s*)?(?P<name>.*)")
ISSUED = re.compile(r"(?P<who>.*?)\s*(?P<when>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Makes the items of one report in one script on one grid; `body` is the name with which titles often begin.

    `addresses` tells where everything of the report stands, `folder` is where the pictures of the report are.
    """

    convert: Convert
    grid: Grid
    addresses: Addresses
    body: str
    folder: Path = Path()

    @property
    def size(self) -> float:
        """The size of running text in points."""
        return self.grid.width / self.grid.characters / MILLIMETRES_A_POINT

    def runs(self, text: str, lead: str = "") -> tuple[Run, ...]:
        """Return the runs of a text."""
        return make_runs(text, self.convert, lead=lead, characters=self.grid.characters)

    def lines(self, title: str, points: float) -> list[str]:
        """Return the lines of a title set in so many points."""
        room = self.grid.width / (points * MILLIMETRES_A_POINT)
        borders = (0, *break_title(title, room, self.body), len(title))
        converted = self.convert(title)
        return [converted[start:end] for start, end in pairwise(borders)]

    def make_title(self, name: str, text: str) -> Item:
        """Return the title of a report."""
        return {"kind": "title", "id": name, "lines": self.lines(text, self.grid.title)}

    def make_line(self, kind: str, name: str, text: str) -> Item:
        """Return a centred line of running size: of the title block, or in the place of a heading."""
        return {"kind": kind, "id": name, "lines": self.lines(text, self.size)}

    def make_heading(self, name: str, text: str, level: int, face: str = "heiti") -> Item:
        """Return a heading inside the text."""
        return {"kind": "heading", "id": name, "runs": self.runs(text), "level": level, "face": face}

    def make_placed(self, cell: Placed, longest: int) -> Item:
        """Return a cell of a table with the columns and rows it takes."""
        spans = {"colspan": cell.span, "rowspan": cell.down}
        return self.make_cell(cell.text, longest) | {name: count for name, count in spans.items() if count > 1}

    def make_cell(self, text: str, longest: int = LONG_WORD) -> Item:
        """Return a cell of a table."""
        indent = count_indent(text)
        cell: Item = {"runs": make_runs(text[indent:], self.convert, longest=longest, ends=False)}
        cell |= {"indent": indent} if indent else {}
        cell |= {"number": True} if is_number(text) else {}
        return cell | ({"long": True} if len(text) > LONG_CELL else {})

    def iter_blocks(self, blocks: Iterable[object], shift: int = 0) -> Iterator[Item]:
        """Give the items of blocks; `shift` is added to the levels of headings."""
        for kind, group in groupby(blocks, key=tell_ending):
            if kind:
                yield from self.iter_ending(kind, [block for block in group if isinstance(block, Paragraph)])
            else:
                yield from (self.make_item(block, shift) for block in group)

    def iter_ending(self, kind: str, lines: Sequence[Paragraph]) -> Iterator[Item]:
        """Give the lines at the end of a document as the one item that they are, after a place for each."""
        yield from ({"kind": "place", "id": line.id} for line in lines)
        if kind == "annexes":
            entries = [ENTRY.fullmatch(line.text) for line in lines]
            label = next((entry["label"] for entry in entries if entry and entry["label"]), "")
            names = [
                {"number": self.runs(entry["number"] or ""), "name": self.runs(entry["name"])}
                for entry in entries
                if entry
            ]
            yield {"kind": kind, "label": self.runs(label), "entries": names}
        elif kind == "signed":
            signers = [self.runs(line.text) for line in lines if line.role == "signed"]
            date = [run for line in lines if line.role == "dated" for run in self.runs(line.text)]
            yield {"kind": kind, "names": signers, "date": date}
        else:
            yield {"kind": kind, "lines": [self.make_copy_line(line) for line in lines]}

    def make_copy_line(self, line: Paragraph) -> Item:
        """Return who gets copies, or who printed the document and when."""
        if line.role == "issued" and (match := ISSUED.fullmatch(line.text)):
            return {"label": self.runs(match["who"]), "right": self.runs(match["when"])}
        label, sign, text = line.text.partition("：")
        own = (label + sign, text) if sign else ("", label)
        return {"label": self.runs(own[0]), "text": self.runs(own[1])}

    @singledispatchmethod
    def make_item(self, block: object, shift: int) -> Item:
        """Return a block as an item. Raises TypeError for a kind of block that is not registered here."""
        raise TypeError(block, shift)

    @make_item.register
    def _(self, block: Paragraph, _shift: int) -> Item:
        return {"kind": "paragraph", "id": block.id, "runs": self.runs(block.text, block.lead or "")}

    @make_item.register
    def _(self, block: Subheading, shift: int) -> Item:
        face = "kaiti" if block.level == KAITI_LEVEL else "fangsong"
        return self.make_heading(block.id, block.heading, block.level + shift, face)

    @make_item.register
    def _(self, block: Picture, _shift: int) -> Item:
        item: Item = {"kind": "picture", "id": block.id}
        if drawing := make_drawing(self.folder / block.file):
            item |= {"drawing": drawing, "says": self.convert(block.alternative or block.caption or "图")}
        return item | ({"caption": self.convert(block.caption)} if block.caption else {})

    @make_item.register
    def _(self, block: Table, _shift: int) -> Item:
        placed = place_cells(block.rows)
        columns = count_columns(block.rows)
        longest = LONG_IN_A_CELL if columns >= BROAD else LONG_WORD
        serial = {cell.column for row in placed[: block.head] for cell in row if cell.text.strip() in SERIAL}
        rows = [
            [self.make_placed(cell, longest) | ({"centred": True} if cell.column in serial else {}) for cell in row]
            for row in placed
        ]
        for row in rows[block.head :]:
            open_row(row)
        item: Item = {"kind": "table", "id": block.id, "head": rows[: block.head], "rows": rows[block.head :]}
        item |= self.fit_columns(placed, columns, block.head)
        item |= {"caption": self.convert(block.caption)} if block.caption else {}
        item |= {"caption_below": True} if block.caption_below else {}
        item |= {"unit": self.runs(block.unit)} if block.unit else {}
        item |= {"notes": [self.runs(note) for note in block.notes]} if block.notes else {}
        item |= {"broad": True} if columns >= BROAD else {}
        return item | ({"small": True} if columns >= VERY_BROAD else {})

    def fit_columns(self, placed: Sequence[Sequence[Placed]], columns: int, head: int) -> Item:
        """Return how broad the columns of a table are, and the size of type where it is not the usual one."""
        usual = SMALL_POINTS if columns >= VERY_BROAD else self.size * TABLE_SIZE
        room = (LANDSCAPE_WIDTH if columns >= BROAD else self.grid.width) / MILLIMETRES_A_POINT
        fitted = fit_columns(placed, columns, head, room=room, size=usual)
        return {"widths": fitted.widths} | ({"size": fitted.size} if fitted.size != usual else {})


def tell_ending(block: object) -> str:
    """Return the kind of item that a line at the end of a document belongs to; nothing for any other block."""
    return ENDINGS.get(block.role or "", "") if isinstance(block, Paragraph) else ""


def open_row(row: Sequence[Item]) -> None:
    """Let all cells of a row go on on the next page if one of them may: for one that may not, Typst moves the row."""
    if any("long" in cell for cell in row):
        for cell in row:
            cell["long"] = True


def close_levels(items: Iterable[Item]) -> None:
    """Bring the headings to levels without a gap, as PDF/UA-1 (ISO 14289-1, 7.4.2) asks."""
    last = 0
    for item in items:
        if "level" in item:
            item["level"] = last = min(item["level"], last + 1)
