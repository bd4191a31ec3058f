"""An HTML element in, its passages as a browser shows them out: list numbers, captions, merged cells, raised letters.

What a browser does not show (hidden elements, deletions, readings above letters) is left out and told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import AFTER_TABLE, Doubt, Image, Omission, Passage, find_words, split_lines
from gongbao.importing.readers.decoding import mend_breaks
from gongbao.importing.readers.elements import BLOCKS, find_holders, read_line
from gongbao.importing.readers.html_tables import is_data, read_rows
from gongbao.importing.readers.letters import Position, doubt_shift, shift
from gongbao.importing.readers.list_numbers import ListNumbers
from gongbao.importing.readers.pictures import DRAWN, ELSEWHERE, MISSING, UNREADABLE, read_linked
from gongbao.importing.readers.text import split_passages
from gongbao.importing.readers.unseen import FORM_FIELD, tell_absent
from gongbao.report.messages import N_, _
from gongbao.report.problems import refuse

PICTURES = (MISSING, ELSEWHERE, UNREADABLE, DRAWN)
UNSEEN_INPUTS = ("hidden", "checkbox", "radio", "password", "file")
SHOWN = frozenset((*PICTURES, FORM_FIELD, N_("readings above letters")))
HEADING = re.compile(r"h([1-6])")
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)", re.IGNORECASE)
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
GAP = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*(?=[{WIDE}])")
SPACE = re.compile(r"[ \t\r\n]+")
REMEMBERED = 24
Piece = tuple[str, Any, bool]


@dataclass(slots=True)
class MarkupReader:
    """Reads elements of one file, and collects what is left out and what is doubtful."""

    path: Path
    hidden_classes: frozenset[str] = frozenset()
    left_out: list[Omission] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    numbers: ListNumbers = field(default_factory=ListNumbers)
    last: str = ""
    holders: set[Any] = field(default_factory=set)

    def read(self, element: Any) -> list[Passage]:
        """Return the passages of an element. Raises ReportError if it is nested more deeply than any page."""
        self.holders = find_holders(element)
        try:
            return list(self.iter_passages(element))
        except RecursionError as error:
            raise refuse(self.path, _("nested too deeply to be read (save its text as .txt)")) from error

    def iter_passages(self, element: Any) -> Iterator[Passage]:
        """Give the passages of an element: one a block; a line break parts them."""
        self.remember("\n")
        if element.tag == "pre":
            yield from split_passages(element.text_content(), self.path)[0]
            return
        if element.tag == "table" and is_data(element):
            yield from self.iter_table(element)
            return
        pieces: list[tuple[str, bool]] = []
        shown: list[Passage] = []
        level = int(match[1]) if (match := HEADING.fullmatch(str(element.tag))) else 0
        number = self.numbers.count(element) if element.tag == "li" else ""
        if number:
            pieces.append((number, False))
        for kind, value, bold in self.iter_inline(element, bold=False):
            if kind == "block":
                yield from self.make_passages(pieces, element, level)
                pieces = []
                yield from self.iter_passages(value)
                self.remember("\n")
            elif kind == "picture":
                shown.append(Passage(text="", file=self.path, line=read_line(element), pictures=(value,)))
                if not any(text.strip() for text, _ in pieces):
                    yield shown.pop()
            else:
                pieces.append((value, bold))
        yield from self.make_passages(pieces, element, level)
        yield from shown

    def iter_picture(self, element: Any, *, bold: bool) -> Iterator[Piece]:
        """Give a picture, or tell why it cannot be kept."""
        address, alternative = element.get("src", ""), element.get("alt") or ""
        found = read_linked(address, self.path, alternative)
        if isinstance(found, str):
            self.leave_out(found, element, alternative or address.rpartition("/")[2])
        else:
            yield "picture", found, bold

    def iter_inline(self, element: Any, *, bold: bool, position: Position | None = None) -> Iterator[Piece]:
        """Give the text of an element in order, and each block inside it."""
        yield from self.iter_text(element.text, element, bold=bold, position=position)
        for child in element:
            if isinstance(child.tag, str):
                yield from self.iter_child(child, bold=bold, position=position)
            yield from self.iter_text(child.tail, element, bold=bold, position=position)

    def iter_child(self, child: Any, *, bold: bool, position: Position | None) -> Iterator[Piece]:
        """Give what one child of an element shows."""
        style = child.get("style", "")
        if kind := tell_absent(child, self.hidden_classes):
            self.leave_out(kind, child)
        elif child.tag == "br":
            self.remember("\n")
            yield "text", "\n", bold
        elif child.tag == "input":
            if child.get("type", "").lower() not in UNSEEN_INPUTS and child.get("value"):
                self.leave_out(FORM_FIELD, child, child.get("value"))
        elif child.tag == "img":
            yield from self.iter_picture(child, bold=bold)
        elif child.tag in BLOCKS or child in self.holders:
            yield "block", child, bold
        else:
            heavy = child.tag in ("strong", "b") or bool(BOLD.search(style))
            lifted = match[1].lower() if (match := RAISED.search(style)) else ""
            shifted: Position | None = (
                "raised"
                if "sup" in (child.tag, lifted[:3])
                else "lowered"
                if "sub" in (child.tag, lifted)
                else position
            )
            quoted = child.tag == "q"
            if quoted:
                yield "text", "“", bold
            yield from self.iter_inline(child, bold=bold or heavy, position=shifted)
            if quoted:
                yield "text", "”", bold

    def iter_text(self, text: str | None, element: Any, *, bold: bool, position: Position | None) -> Iterator[Piece]:
        """Give a stretch of text, its line feeds taken as the spaces they are."""
        if not text:
            return
        words = SPACE.sub(" ", GAP.sub("", mend_breaks(text)))
        if position and words.strip():
            words = self.shift(words, element, position)
        self.remember(words)
        yield "text", words, bold

    def remember(self, words: str) -> None:
        """Remember the last words read, by which a place is told."""
        self.last = (self.last + words)[-REMEMBERED:]

    def shift(self, words: str, element: Any, position: Position) -> str:
        """Return raised or lowered letters; the mark of a note, which leads to it, in brackets."""
        leads = element.tag == "a" and element.get("href", "").startswith("#")
        if leads and words.strip().isdecimal():
            return f"[{words.strip()}]"
        shifted = shift(words, position)
        before = self.last.rpartition("\n")[2]
        doubtful = "" if re.fullmatch(r"\s*[\[〔【（(].*", words) else doubt_shift(before, words, position)
        if doubtful:
            context = f"{before[-12:]}{shifted}"
            line = read_line(element)
            self.doubts.append(Doubt(kind="letters", file=self.path, line=line, context=context, choice=doubtful))
        return shifted

    def make_passages(self, pieces: list[tuple[str, bool]], element: Any, level: int) -> Iterator[Passage]:
        """Give one passage a line of the pieces."""
        if all(text.isspace() for text, _ in pieces):
            # Between two blocks.
            return
        for text, bold in split_lines(pieces):
            if text.strip():
                whole = bold == text
                yield Passage(
                    text=text,
                    file=self.path,
                    line=read_line(element),
                    bold="" if whole else bold,
                    level=level or 6 * whole,
                    item=element.tag == "li" and element.get("data-mark") is None and pieces[0][0] in text,
                    note=element.get("data-note") is not None,
                )

    def iter_table(self, table: Any) -> Iterator[Passage]:
        """Give a table as a passage, with its caption."""
        captions = [caption for caption in table.iter("caption") if not self.skip(caption)]
        pictures: list[Image] = []
        caption = " ".join(passage.words for one in captions for passage in self.read_inside(one, pictures))
        rows = read_rows(table, lambda cell: self.read_inside(cell, pictures), self.skip)
        line, shown = read_line(table), tuple(pictures)
        if rows and shown:
            words, choice = find_words(rows), AFTER_TABLE
            self.doubts.append(Doubt(kind="picture", file=self.path, line=line, context=words, choice=choice))
        if rows:
            yield Passage(text="", file=self.path, line=line, rows=rows, caption=caption, pictures=shown)
        elif caption or shown:
            yield Passage(text=caption, file=self.path, line=line, pictures=shown)

    def read_inside(self, element: Any, pictures: list[Image]) -> list[Passage]:
        """Return the passages inside a cell or a caption; pictures are added to those given."""
        passages = list(self.iter_passages(element))
        pictures += [image for passage in passages for image in passage.pictures]
        return [replace(passage, level=0, pictures=()) for passage in passages if passage.words]

    def skip(self, element: Any) -> bool:
        """Leave out an element that is not shown, and tell whether it was."""
        kind = tell_absent(element, self.hidden_classes)
        if kind:
            self.leave_out(kind, element)
        return bool(kind)

    def leave_out(self, kind: str, element: Any, words: str | None = None) -> None:
        """Note an element that is left out."""
        text = " ".join((element.text_content() if words is None else words).split())
        if kind != "silent" and (text or words is not None):
            after = " ".join(self.last.split())[-12:]
            shown = kind in SHOWN
            self.left_out.append(Omission(kind=kind, text=text, line=read_line(element), after=after, shown=shown))
