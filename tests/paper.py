"""A printed page read back: every line of a PDF with its place in millimetres from the sheet's upper left corner."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

MILLIMETRE = 72 / 25.4
# What PDFium says for a hyphen at the end of a line.
HYPHEN_AT_THE_END = "\x02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of print: its characters without spaces, the left and right edge of its ink, its baseline."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A printed page: its size, the lines of the type area, and the line below it, which holds the page number."""

    width: float
    height: float
    lines: tuple[Line, ...]
    foot: Line | None

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


def read_pdf(content: bytes | Path) -> list[Leaf]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [read_leaf(document[number]) for number in range(len(document))]
    finally:
        document.close()


def read_leaf(page: pypdfium2.PdfPage) -> Leaf:
    width, height = page.get_size()
    lines = []
    for base, group in groupby(iter_characters(page, height), key=lambda mark: round(mark[1], 1)):
        marks = list(group)
        lines.append(
            Line(
                text="".join(mark[0] for mark in marks),
                left=min(mark[2] for mark in marks),
                right=max(mark[3] for mark in marks),
                base=base,
                size=max(mark[4] for mark in marks),
            )
        )
    inside = [line for line in lines if line.base < height / MILLIMETRE - 35]
    below = [line for line in lines if line.base >= height / MILLIMETRE - 35]
    assert len(below) <= 1, below
    return Leaf(
        width=width / MILLIMETRE, height=height / MILLIMETRE, lines=tuple(inside), foot=below[0] if below else None
    )


def iter_characters(page: pypdfium2.PdfPage, height: float) -> Iterator[tuple[str, float, float, float, float]]:
    """Give each character with its baseline, left and right edge and size."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index)).replace(HYPHEN_AT_THE_END, "-")
        if letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"}:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, _, right, _ = text.get_charbox(index)
        size = raw.FPDFText_GetFontSize(text, index)
        yield letter, (height - y.value) / MILLIMETRE, left / MILLIMETRE, right / MILLIMETRE, size
