"""A story of a Word document (its body, a cell, a box, a note) in, the passages that a reader sees in it out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gongbao.importing.manuscript import AFTER_TABLE, Image, Passage, find_words, split_lines
from gongbao.importing.readers.alternatives import choose
from gongbao.importing.readers.chunks import read_chunk
from gongbao.importing.readers.fields import CONTENTS_LIST, Fields
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.numbering import Numbering
from gongbao.importing.readers.package import GATES, Package, R, W, name_of, read_package, read_switch
from gongbao.importing.readers.runs import REMOVED, RunReader, Text, begin_fields, is_contents_control, read_comments
from gongbao.importing.readers.styles import Styles
from gongbao.importing.readers.unread import note_unread
from gongbao.importing.readers.word_notes import iter_called, mark_note
from gongbao.importing.readers.word_tables import iter_inside, read_table
from gongbao.report.messages import N_, _
from gongbao.report.problems import ReportError, refuse

DOCUMENTS = (".docx", ".docm")
LEAST_LEVEL, SHOWN, DEEPEST_CHUNK = 6, 40, 3


class StoryReader:
    """Reads the stories of one document, and notes what it leaves out and what it makes up as Word does."""

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
        note_unread(self.package, self.body, self.ledger)
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
        """Give the text of each note that was called."""
        for note, mark in iter_called(self.package, self.ledger):
            begin_fields(self.runs, note)
            yield from mark_note(self.iter_story(note), mark)

    def iter_chunk(self, chunk: Any) -> Iterator[Passage]:
        """Give the passages of a part that Word takes in when it opens the file."""
        relation = self.package.find_relation(chunk.get(f"{R}id", ""))
        name, line = relation.target if relation else "", self.ledger.line
        try:
            passages = self.read_chunk(name)
        except ReportError:
            passages = None
        if passages is None:
            self.ledger.leave_out(N_("a part in another format"), text=name, shown=True)
        else:
            yield from (replace(passage, line=line) for passage in passages)

    def read_chunk(self, name: str) -> list[Passage] | None:
        """Return the passages of such a part, None if it is not read. Raises ReportError if it cannot be."""
        data = self.package.read(name)
        kind = f".{name.rpartition('.')[2].lower()}"
        if data is None or self.depth >= DEEPEST_CHUNK:
            return None
        if kind not in DOCUMENTS:
            return read_chunk(data, kind, self.package.path, self.ledger)
        inner = StoryReader(read_package(data, self.package.path), self.ledger, self.depth + 1)
        begin_fields(inner.runs, inner.body)
        return list(inner.iter_story(inner.body))


def runs_on(paragraph: Any) -> bool:
    """Tell whether a paragraph goes on in the next: its mark is deleted or hidden, or it is a large first letter."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is not None:
        deleted = any(properties.find(f"{W}{name}") is not None for name in REMOVED)
        if deleted or read_switch(properties, "vanish") or read_switch(properties, "specVanish"):
            return True
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"
