"""What every kind of source file becomes: a manuscript with its passages in order and what a person should look at."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from gongbao.report.messages import N_
from gongbao.report.problems import shorten

DoubtKind = Literal["break", "heading", "lead", "title", "notes", "letters", "number", "table", "picture"]

TERMINAL = "。！？；…"
# What is said of a picture that stands where a table has none.
AFTER_TABLE = N_("a picture inside a table, put after the table")
APPLAUSE = re.compile(r"(?<=[。！？；”])[（(][^（）()]{1,24}[）)]\s*$")
CLOSERS = "”’）》」』】〉)]\"'"
OPENERS = "“‘（《「『【〈([〔"
WHITE = re.compile(r"\s+")
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table with what it says on one line; merged cells are one, `across` columns and `down` rows."""

    text: str = ""
    across: int = 1
    down: int = 1
    head: bool = False


Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of a source as it may be published: its file's name and bytes, and what the source says it shows."""

    name: str
    data: bytes
    alternative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, heading or table as a source file has it; `line` counts from 1 (paragraphs in a Word file).

    `bold` is the run the source itself sets bold at the start; `level` the heading level its style states, 0 for none;
    `note` marks the text of a footnote, `item` an item of a list that a page numbers. A table has `rows`, a `caption`
    where the source says which it is (`below` the table, or above), a `unit` above its rows and `remarks` under them.
    `pictures` stand after it.
    """

    text: str
    file: Path
    line: int
    bold: str = ""
    level: int = 0
    note: bool = False
    item: bool = False
    rows: Rows = ()
    caption: str = ""
    below: bool = False
    unit: str = ""
    remarks: tuple[str, ...] = ()
    pictures: tuple[Image, ...] = ()

    @property
    def words(self) -> str:
        """Everything the passage says."""
        if self.text:
            return self.text
        lines = ["\t".join(cell.text for cell in row) for row in self.rows]
        around = ("", self.caption) if self.below else (self.caption, "")
        return "\n".join([*filter(None, (around[0], self.unit)), *lines, *filter(None, (around[1], *self.remarks))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Something of a source that the report does not hold: what kind of thing, its text, and where a person finds it.

    `line` counts as that of a passage; `after` are the last words read before it. Without text, `count` things. `shown`
    tells that a reader of the source sees it.
    """

    kind: str
    text: str = ""
    line: int = 0
    after: str = ""
    count: int = 1
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One decision that a person should look at: where it is, what stands there, what the importer chose."""

    kind: DoubtKind
    file: Path
    line: int
    context: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What one file gave: how it was read, its passages, the doubts about them, and what was left out.

    `characters` are all that the report must hold: the file's text without white space and without declared marks.
    `told` is what else a person should know of the reading (insertions that were accepted). `titled` is the title
    the file gives beside its text (front matter, a page's head, a document's properties). `notes` counts the notes that
    the reader numbered.
    """

    path: Path
    form: str
    passages: tuple[Passage, ...]
    characters: str
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[Omission, ...] = ()
    told: tuple[str, ...] = ()
    titled: str = ""
    notes: int = 0

    @property
    def unit(self) -> str:
        """What `line` counts: Word shows no lines of a file."""
        return "paragraph" if "Word" in self.form else "line"


def attach_pictures(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages that say something, with the pictures that stand after each, or before the first."""
    attached: list[Passage] = []
    waiting: tuple[Image, ...] = ()
    for passage in passages:
        if passage.words.strip():
            attached.append(replace(passage, pictures=waiting + passage.pictures) if waiting else passage)
            waiting = ()
        elif attached:
            attached[-1] = replace(attached[-1], pictures=attached[-1].pictures + passage.pictures)
        else:
            waiting += passage.pictures
    return attached


def make_rows(texts: Sequence[Sequence[str]]) -> Rows:
    """Return rows of simple cells; rows without any text are dropped."""
    return tuple(tuple(Cell(text=text) for text in row) for row in texts if any(row))


def quote(text: str) -> str:
    """Return the beginning of a passage on one line, as a person is told of it."""
    return shorten(text.replace("\n", " / "), LONGEST_QUOTE)


def find_words(rows: Rows) -> str:
    """Return the first words of a table, by which a person finds it."""
    return next((cell.text.strip() for row in rows for cell in row if cell.text.strip()), "")


def measure_width(text: str) -> int:
    """Return the width in half em: a Chinese character counts 2, a Latin letter 1."""
    return len(text) if text.isascii() else sum(map(measure_character, text))


@cache
def measure_character(character: str) -> int:
    """Return the width of one character in half em."""
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends as a sentence does, closing quotes and brackets aside."""
    bare = APPLAUSE.sub("", text).rstrip(CLOSERS + " \t\u3000\u00a0")
    return bare[-1:] in tuple(TERMINAL)


def split_lines(stretches: list[tuple[str, bool]]) -> Iterator[tuple[str, str]]:
    """Give the lines of a paragraph with the bold words each begins with, and the punctuation right after them."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in stretches:
        first, *more = text.split("\n")
        lines[-1].append((first, bold))
        lines += [[(piece, bold)] for piece in more]
    for line in lines:
        text = "".join(piece for piece, _ in line)
        length = 0
        for piece, bold in line:
            if not bold and piece.strip():
                break
            length += len(piece)
        while 0 < length < len(text) and text[length] in "。：！":
            length += 1
        yield text.strip(), text[:length].strip()
