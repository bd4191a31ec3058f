"""A Word file (.docx, .docm, Strict) in, its manuscript out: paragraphs, leads, headings, numbers, tables and notes.

What Word shows but does not store as text (automatic numbers, note marks, formulas) is read as it shows it; what a
reader does not see, or cannot be kept as text, is left out and told.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import AFTER_TABLE, Image, Manuscript, Passage, find_words, split_lines, squeeze
from gongbao.importing.readers.alternatives import choose
from gongbao.importing.readers.decoding import decode_text, refuse
from gongbao.importing.readers.fields import CONTENTS_LIST, Fields
from gongbao.importing.readers.html import decode_page, parse_page, unpack_page
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.markup import MarkupReader
from gongbao.importing.readers.numbering import Numbering
from gongbao.importing.readers.package import (
    GATES,
    Package,
    R,
    W,
    clean,
    name_of,
    open_package,
    read_package,
    read_switch,
)
from gongbao.importing.readers.runs import (
    REMOVED,
    RunReader,
    Text,
    begin_fields,
    is_contents_control,
    read_comments,
)
from gongbao.importing.readers.styles import Styles
from gongbao.importing.readers.text import split_passages
from gongbao.importing.readers.word_tables import iter_inside, read_table
from gongbao.report.messages import N_, _, tell_count
from gongbao.report.problems import ReportError

LEAST_LEVEL, SHOWN, DEEPEST_CHUNK = 6, 40, 3
MARGINS = {"header": N_("a page header"), "footer": N_("a page footer")}
# Where a note repeats its mark, between whose brackets Word sets the number.
EMPTY = re.compile(r"^(?:\[\s?\]|〔\s?〕|【\s?】)\s?")
PACKED_CHUNKS = (".mht", ".mhtml")
CHUNKS = (".htm", ".html", ".xhtml", ".xht", ".txt", ".docx", ".docm", *PACKED_CHUNKS)


class WordReader:
    """Reads one document, and notes what it leaves out and what it makes up as Word does."""

    def __init__(self, package: Package, ledger: Ledger, depth: int = 0) -> None:
        """Take an opened file; `depth` counts the documents around one that is a part of another."""
        root = package.parse(package.document)
        body = None if root is None else root.find(f"{W}body")
        if body is None:
            raise refuse(package.path, _("a damaged Word file (open it in Word and save it anew)"))
        self.package, self.ledger, self.body, self.depth = package, ledger, body, depth
        self.styles = Styles(package.find("styles"))
        self.numbering = Numbering(package.find("numbering"), self.styles)
        self.runs = RunReader(package, self.styles, ledger, read_comments(package), Fields(set()))
        self.pending = Text()

    def read(self) -> list[Passage]:
        """Return the passages of the body, its notes last."""
        begin_fields(self.runs, self.body)
        passages = [*self.iter_story(self.body), *self.iter_notes()]
        self.note_unread()
        return [passage for passage in passages if passage.words.strip() or passage.pictures]

    def iter_story(self, story: Any) -> Iterator[Passage]:
        """Give the passages of a stretch of text of its own: the body, a cell, a box, a note."""
        before, self.pending = self.pending, Text()
        yield from self.iter_blocks(story)
        yield from self.iter_lines(self.pending, 0)
        self.pending = before

    def iter_blocks(self, parent: Any) -> Iterator[Passage]:
        """Give the passages of paragraphs, tables and content controls in their order."""
        for child in parent:
            name = name_of(child)
            if name == "p":
                yield from self.iter_paragraph(child)
            elif name == "tbl":
                yield from self.iter_table(child)
            elif name == "sdt" and is_contents_control(child):
                self.ledger.leave_out(CONTENTS_LIST, child)
            elif name in GATES:
                yield from self.iter_blocks(child)
            elif name == "AlternateContent":
                yield from self.iter_blocks(choose(child, self.ledger))
            elif name == "altChunk":
                yield from self.iter_chunk(child)
            elif name in REMOVED:
                self.ledger.leave_out(REMOVED[name], child)

    def iter_paragraph(self, paragraph: Any) -> Iterator[Passage]:
        """Give a paragraph as a passage; one with line breaks as several; text boxes after it."""
        self.ledger.begin_paragraph()
        found = Text()
        self.runs.style = self.styles.find_style(paragraph)
        before = self.ledger.last
        self.runs.read_inline(paragraph, found)
        if self.styles.is_contents(paragraph):
            self.ledger.last = before
            self.ledger.leave_out(CONTENTS_LIST, text=found.words)
            return
        found.stretches = self.pending.stretches + found.stretches
        found.boxes = self.pending.boxes + found.boxes
        found.pictures = self.pending.pictures + found.pictures
        if runs_on(paragraph):
            self.pending = found
            return
        self.pending = Text()
        if found.words.strip() or not found.hidden:
            self.add_number(paragraph, found)
        yield from self.iter_lines(found, self.styles.find_level(paragraph))

    def iter_lines(self, found: Text, level: int) -> Iterator[Passage]:
        """Give the lines of a paragraph that is read to its end, then its boxes."""
        line = self.ledger.line
        for text, lead in split_lines(found.stretches):
            whole = lead == text
            yield Passage(
                text=text,
                file=self.package.path,
                line=line,
                bold="" if whole else lead,
                level=level or (LEAST_LEVEL if whole and text else 0),
            )
        for box in found.boxes:
            yield from self.iter_box(box, line)
        if found.pictures:
            yield Passage(text="", file=self.package.path, line=line, pictures=tuple(found.pictures))

    def add_number(self, paragraph: Any, found: Text) -> None:
        """Put the number before a paragraph that Word shows there; before an empty one it shows it, too."""
        label = self.numbering.count(*self.styles.find_list(paragraph))
        if not label.text:
            return
        if not found.words.strip() and name_of(paragraph.getparent()) != "tc":
            self.ledger.leave_out(N_("the number of an empty paragraph"), text=label.text, shown=True)
            return
        bold = next((bold for text, bold in found.stretches if text.strip()), False)
        found.stretches.insert(0, (label.text, bold))
        if label.doubt:
            context = found.words.partition("\n")[0][:SHOWN]
            self.ledger.doubt_once(label.kind or label.doubt, "number", context, label.doubt)

    def iter_box(self, box: Any, line: int) -> Iterator[Passage]:
        """Give the passages of a text box, or of words set as a drawing, which stand after their paragraph."""
        if isinstance(box, str):
            if box.strip():
                self.doubt_box(box)
                yield Passage(text=box.strip(), file=self.package.path, line=line)
            return
        before, style = begin_fields(self.runs, box), self.runs.style
        told = False
        for passage in self.iter_story(box):
            if not told and passage.words.strip():
                self.doubt_box(passage.words)
                told = True
            yield passage
        self.runs.fields, self.runs.style = before, style

    def doubt_box(self, words: str) -> None:
        """Note where a text box was put, by its first words, which the report is searched for."""
        self.ledger.doubt("break", words[:SHOWN], N_("a text box, put after its paragraph"))

    def iter_table(self, table: Any) -> Iterator[Passage]:
        """Give a table as a passage; one that only draws a frame around paragraphs as these."""
        self.ledger.begin_paragraph()
        line = self.ledger.line
        inside = list(iter_inside(table))
        if inside:
            for cell in inside:
                yield from self.iter_story(cell)
            return
        pictures: list[Image] = []

        def read(cell: Any) -> Iterator[Passage]:
            for passage in self.iter_story(cell):
                pictures.extend(passage.pictures)
                yield passage

        rows = read_table(table, read, self.ledger)
        if rows and pictures:
            self.ledger.doubt("picture", find_words(rows), AFTER_TABLE)
        if rows or pictures:
            yield Passage(text="", file=self.package.path, line=line, rows=rows, pictures=tuple(pictures))

    def iter_notes(self) -> Iterator[Passage]:
        """Give the text of each note in the order of their marks; a note may call for another, or for itself."""
        parts = {kind: self.package.find(kind) for kind in ("footnotes", "endnotes")}
        notes = {
            (kind, note.get(f"{W}id", "")): note for kind, part in parts.items() if part is not None for note in part
        }
        # A note that is read may call for others, which are then read in their turn.
        for key in self.ledger.called:
            if (note := notes.get(key)) is not None:
                begin_fields(self.runs, note)
                yield from self.iter_note(note, self.ledger.calls[key])

    def iter_note(self, note: Any, mark: str) -> Iterator[Passage]:
        """Give the passages of a note, its mark before the first."""
        for passage in self.iter_story(note):
            if passage.pictures and mark:
                # A note that begins with a picture: its mark stands by itself.
                yield replace(passage, text=mark, rows=(), pictures=(), note=True)
                mark = ""
            if passage.pictures:
                yield replace(passage, text="", rows=(), note=True)
            if words := " ".join(passage.words.split()):
                if mark:
                    words = EMPTY.sub("", words)
                yield replace(passage, text=f"{mark} {words}".strip(), rows=(), caption="", note=True)
                mark = ""

    def iter_chunk(self, chunk: Any) -> Iterator[Passage]:
        """Give the passages of a part that Word takes in when it opens the file: a web page, a text, a document."""
        relation = self.package.find_relation(chunk.get(f"{R}id", ""))
        name = relation.target if relation else ""
        data = self.package.read(name)
        kind = f".{name.rpartition('.')[2].lower()}"
        try:
            if data is not None and kind in CHUNKS and self.depth < DEEPEST_CHUNK:
                line = self.ledger.line
                yield from (replace(passage, line=line) for passage in self.read_chunk(data, kind))
                return
        except ReportError:
            pass
        self.ledger.leave_out(N_("a part in another format"), text=name, shown=True)

    def read_chunk(self, data: bytes, kind: str) -> list[Passage]:
        """Return the passages of such a part. Raises ReportError if it cannot be read."""
        if kind in (".docx", ".docm"):
            inner = WordReader(read_package(data, self.package.path), self.ledger, self.depth + 1)
            begin_fields(inner.runs, inner.body)
            return list(inner.iter_story(inner.body))
        path = self.package.path
        if kind == ".txt":
            return split_passages(decode_text(data, path).text, path)[0]
        page = unpack_page(data) if kind in PACKED_CHUNKS else data
        if page is None:
            raise refuse(path, _("a packed web page without a page in it"))
        reader = MarkupReader(path)
        passages = reader.read(parse_page(decode_page(page, path).text, path).find("body"))
        self.ledger.left_out += reader.left_out
        self.ledger.doubts += reader.doubts
        return passages

    def note_unread(self) -> None:
        """Tell of text that stands in a place this reader does not know, of page headers and footers."""
        texts = (node for node in self.body.iter(f"{W}t") if node not in self.ledger.seen)
        for node in texts:
            self.ledger.leave_out(N_("text in an unknown place"), text=clean(node.text))
        for kind, named in MARGINS.items():
            roots = (self.package.parse(name) for name in self.package.list_parts(kind))
            lines = (line for root in roots if root is not None for line in iter_margin(root))
            self.ledger.line, self.ledger.last = 0, ""
            for text in dict.fromkeys(lines):
                self.ledger.leave_out(named, text=text)


def iter_margin(root: Any) -> Iterator[str]:
    """Give the lines of a page header or footer, those in its text boxes too."""
    for paragraph in root.iter(f"{W}p"):
        nodes = (node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph)
        yield "".join(clean(node.text) for node in nodes)


def runs_on(paragraph: Any) -> bool:
    """Tell whether a paragraph goes on in the next: its mark is deleted or hidden, or it is a large first letter."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is not None:
        deleted = any(properties.find(f"{W}{name}") is not None for name in REMOVED)
        if deleted or read_switch(properties, "vanish") or read_switch(properties, "specVanish"):
            return True
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def read_word(path: Path, notes: int = 0) -> Manuscript:
    """Return the manuscript of a Word file. Raises ReportError if it is none, locked, damaged or a zip bomb.

    `notes` is how many notes the files before it have: its own are numbered on from there.
    """
    return read_document(open_package(path), "Word", notes)


def read_document(package: Package, form: str, notes: int = 0) -> Manuscript:
    """Return the manuscript of an opened Word file."""
    ledger = Ledger(package.path, first_note=notes + 1)
    try:
        passages = WordReader(package, ledger).read()
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise refuse(
            package.path, _("a damaged Word file ({error}); open it in Word and save it anew").format(error=error)
        ) from error
    told = []
    if ledger.inserted:
        shown = " · ".join(text.strip() for text in ledger.inserted[:6])
        more = " …" * (len(ledger.inserted) > 6)
        told.append(
            tell_count(
                "{number} tracked insertion was taken as accepted: {shown}",
                "{number} tracked insertions were taken as accepted: {shown}",
                len(ledger.inserted),
                shown=shown + more,
            )
        )
    return Manuscript(
        path=package.path,
        form=form,
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        doubts=tuple(ledger.doubts),
        left_out=tuple(ledger.left_out),
        told=tuple(told),
        titled=read_title(package),
        notes=len(ledger.calls),
    )


def read_title(package: Package) -> str:
    """Return the title that a document's properties give."""
    names = (one.target for one in package.list_relations("").values() if one.kind == "core-properties")
    root = next((root for name in names if (root := package.parse(name)) is not None), None)
    found = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
    return "" if found is None else " ".join((found.text or "").split())
