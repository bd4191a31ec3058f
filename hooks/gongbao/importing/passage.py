"""What every kind of source file becomes: passages in their order, and the doubts a person should look at."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DoubtKind = Literal["break", "heading", "lead", "title", "damage", "notes", "table"]

TERMINAL = "。！？；…"
CLOSERS = "”’）》」』】〉)]\"'"
OPENERS = "“‘（《「『【〈([〔"
WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph, heading or table as a source file has it; `line` counts from 1 (paragraphs in a Word file).

    `bold` is the run the source itself sets bold at the start; `level` the heading level its style states, 0 for none.
    """

    text: str
    file: Path
    line: int
    bold: str = ""
    level: int = 0
    centred: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One decision that a person should look at: where it is, what stands there, what the importer chose."""

    kind: DoubtKind
    file: Path
    line: int
    context: str
    choice: str


def squeeze(text: str) -> str:
    """Return the text without any white space: what must never change between source and report."""
    return WHITE.sub("", text)


def measure_width(text: str) -> int:
    """Return the width in half em: a Chinese character counts 2, a Latin letter 1."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends as a sentence does, closing quotes and brackets aside."""
    return text.rstrip(CLOSERS + " \t\u3000\u00a0")[-1:] in tuple(TERMINAL)
