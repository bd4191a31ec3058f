"""A Word file (.docx) → its manuscript: paragraphs, bold leads, heading styles, numbers, tables and notes.

What Word shows but does not store as text (automatic numbers, note marks) is read as it shows it; headers, footers,
deleted and hidden text, comments and generated contents lists are left out and reported.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import Doubt, Manuscript, Passage, split_lines, squeeze
from gongbao.importing.readers.container import (
    GATES,
    MC,
    W,
    clean,
    count_margins,
    count_words,
    find_part,
    is_on,
    iter_named,
    name_of,
    open_document,
)
from gongbao.importing.readers.decoding import refuse
from gongbao.importing.readers.numbering import Numbering
from gongbao.importing.readers.styles import Styles
from gongbao.importing.readers.text import even_rows
from gongbao.report.problems import ReportError

NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
REMOVED = {
    "del": "deleted text (tracked changes)",
    "moveFrom": "moved text (tracked changes)",
    "rt": "readings above letters",
}
FORMULAS = ("oMath", "oMathPara")
LEAST_LEVEL = 6


@dataclass(slots=True)
class _Text:
    """A paragraph's text while it is read: its stretches with their boldness, the boxes that hang on it."""

    stretches: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


class WordReader:
    """Reads one document and counts what it leaves out and what it makes up as Word does."""

    def __init__(self, path: Path, document: Any) -> None:
        """Take an opened python-docx document."""
        self.path = path
        self.body = document.element.body
        self.styles = Styles(find_part(document, "styles"))
        self.numbering = Numbering(find_part(document, "numbering"))
        self.note_parts = {name: find_part(document, name) for name in NOTES.values()}
        self.notes: list[tuple[str, str]] = []
        self.left_out: Counter[str] = Counter()
        self.doubts: list[Doubt] = []
        self.line = 0
        self.expected = count_words(self.body)
        self.dropped = 0
        self.made = 0

    def read(self) -> list[Passage]:
        """Return the passages of the body, its notes last. Raises ValueError if text stands in an unknown place."""
        passages = [*self.iter_blocks(self.body)]
        passages += self.iter_notes()
        found = sum(len(squeeze(passage.words)) for passage in passages)
        if found != self.expected - self.dropped + self.made:
            raise ValueError(f"{self.expected - self.dropped + self.made - found} characters in an unknown place")
        return [passage for passage in passages if passage.words.strip()]

    def iter_blocks(self, parent: Any) -> Iterator[Passage]:
        """Give the passages of paragraphs, tables and content controls in their order."""
        for child in parent:
            name = name_of(child)
            if name == "p":
                yield from self.iter_paragraph(child)
            elif name == "tbl":
                self.line += 1
                yield Passage(text="", file=self.path, line=self.line, rows=self.read_table(child))
            elif name in GATES or name == "Choice":
                yield from self.iter_blocks(child)
            elif name == "AlternateContent":
                yield from self.iter_blocks(child.findall(f"{MC}Choice")[:1])
            elif name in REMOVED:
                self.leave_out(REMOVED[name], count_words(child))

    def iter_paragraph(self, paragraph: Any) -> Iterator[Passage]:
        """Give a paragraph as a passage; one with line breaks as several; text boxes after it."""
        self.line += 1
        line = self.line
        if self.styles.find_name(paragraph).upper().startswith("TOC"):
            self.leave_out("a contents list made by Word", count_words(paragraph))
            return
        found = _Text()
        self.read_runs(paragraph, found, bold=bool(self.styles.is_bold(paragraph, "pPr")))
        number = self.numbering.count(*self.styles.find_list(paragraph))
        if number and any(text.strip() for text, _ in found.stretches):
            self.made += len(squeeze(number))
            found.stretches.insert(0, (number, found.stretches[0][1]))
        level = self.styles.find_level(paragraph)
        for text, lead in split_lines(found.stretches):
            whole = lead == text
            bold_level = LEAST_LEVEL if whole and text else 0
            yield Passage(text=text, file=self.path, line=line, bold="" if whole else lead, level=level or bold_level)
        for box in found.boxes:
            yield from self.iter_box(box, line)

    def iter_box(self, box: Any, line: int) -> Iterator[Passage]:
        """Give the passages of a text box, which stand after the paragraph it hangs on."""
        passages = list(self.iter_blocks(box))
        words = " ".join(passage.words for passage in passages).strip()
        if words:
            choice = "a text box, put after its paragraph"
            self.doubts.append(Doubt(kind="break", file=self.path, line=line, context=words[:40], choice=choice))
        yield from passages

    def iter_notes(self) -> Iterator[Passage]:
        """Give the text of each note in the order of their marks; a note may call for another."""
        index = 0
        while index < len(self.notes):
            kind, name = self.notes[index]
            index += 1
            part = self.note_parts[kind]
            for note in () if part is None else part:
                if note.get(f"{W}id") == name:
                    self.expected += count_words(note)
                    yield from self.iter_note(note, f"[{index}]")

    def iter_note(self, note: Any, mark: str) -> Iterator[Passage]:
        """Give the passages of a note, its mark before the first."""
        self.made += len(mark)
        for passage in self.iter_blocks(note):
            if passage.words.strip():
                yield replace(passage, text=f"{mark} {passage.words.strip()}".strip(), rows=(), note=True)
                mark = ""
        self.made -= len(mark)

    def read_table(self, table: Any) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a table; a cell's paragraphs run together, a merged cell's text stands once."""
        rows = []
        for row in iter_named(table, "tr"):
            cells: list[str] = []
            for cell in iter_named(row, "tc"):
                words = (passage.words for passage in self.iter_blocks(cell))
                cells.append("".join(text.replace("\n", "").replace("\t", " ") for text in words))
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                cells += [""] * (int(span.get(f"{W}val", 1)) - 1 if span is not None else 0)
            rows.append(cells or [""])
        return even_rows(rows or [[""]])

    def read_runs(self, parent: Any, found: _Text, *, bold: bool) -> None:
        """Read the runs of a paragraph, in links and insertions too."""
        for child in parent:
            name = name_of(child)
            if name == "r":
                self.read_run(child, found, bold=bold)
            elif name in GATES or name in ("ruby", "rubyBase", "Choice"):
                self.read_runs(child, found, bold=bold)
            elif name == "AlternateContent":
                self.read_runs(child.findall(f"{MC}Choice")[:1], found, bold=bold)
            elif name in REMOVED:
                self.leave_out(REMOVED[name], count_words(child))
            elif name in FORMULAS:
                self.left_out["formulas"] += 1

    def read_run(self, run: Any, found: _Text, *, bold: bool) -> None:
        """Read one run: letters of one look."""
        if is_on(run.find(f"{W}rPr"), "vanish"):
            self.leave_out("hidden text", count_words(run))
            return
        own = self.styles.is_bold(run, "rPr")
        for piece in run:
            if name_of(piece) == "ruby":
                self.read_runs(piece, found, bold=bold)
            elif text := self.read_piece(piece, found):
                found.stretches.append((text, bold if own is None else own))

    def read_piece(self, piece: Any, found: _Text) -> str:
        """Return what one child of a run shows."""
        name = name_of(piece)
        if name == "t":
            return clean(piece.text)
        if name in ("br", "cr"):
            return "" if piece.get(f"{W}type") in ("page", "column") else "\n"
        if name in NOTES:
            self.notes.append((NOTES[name], piece.get(f"{W}id", "")))
            mark = f"[{len(self.notes)}]"
            self.made += len(mark)
            return mark
        if name in ("AlternateContent", "pict", "drawing"):
            boxes = self.find_boxes(piece)
            found.boxes += boxes
            self.left_out["pictures"] += not boxes
        elif name in ("object", "sym"):
            self.left_out["embedded objects and symbols of special fonts"] += 1
        elif name == "noBreakHyphen":
            self.made += 1
            return "-"
        return "\t" if name == "tab" else ""

    def find_boxes(self, piece: Any) -> list[Any]:
        """Return the text boxes of a drawing; of two forms of it the newer."""
        choice = piece.find(f"{MC}Choice") if name_of(piece) == "AlternateContent" else piece
        return [] if choice is None else list(choice.iter(f"{W}txbxContent"))

    def leave_out(self, what: str, number: int) -> None:
        """Note characters that stand in the body and are not taken."""
        self.left_out[what] += number
        self.dropped += number


def read_word(path: Path) -> Manuscript:
    """Return the manuscript of a .docx file. Raises ReportError if it is not one, locked, damaged or a zip bomb."""
    try:
        document = open_document(path)
        reader = WordReader(path, document)
        passages = reader.read()
    except ReportError:
        raise
    except Exception as error:
        raise refuse(path, f"a damaged Word file ({error}); open it in Word and save it anew") from error
    reader.left_out["headers and footers"] += count_margins(document)
    left_out = tuple(f"{what} ({number})" for what, number in reader.left_out.items() if number)
    return Manuscript(
        path=path,
        form="Word",
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        doubts=tuple(reader.doubts),
        left_out=left_out,
    )
