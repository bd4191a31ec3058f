"""Texts in, XML out: escaped, and with inline elements around some of their characters."""

import re
from collections.abc import Iterable
from typing import NamedTuple

SIGNS = re.compile('[&<>"\n\t]')
# The names of attributes and their values; those of no value are left out.
Values = list[tuple[str, str | int | None]]


class Span(NamedTuple):
    """The characters of a text from `start` to `end` that stand within an element: its start tag, and its name."""

    start: int
    end: int
    tag: str
    name: str


def escape(text: str) -> str:
    """Return a text as the content of an element."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def write_attributes(values: Values) -> str:
    """Return attributes, each with a space before it; those of no value are left out.

    Line ends and tabs are written as references: a reader takes them for spaces otherwise (XML 1.0, 3.3.3).
    """
    return "".join([f' {name}="{quote(str(value))}"' for name, value in values if value not in (None, "")])


def quote(text: str) -> str:
    """Return a text as the value of an attribute in double quotes."""
    # Few have any sign that has to be escaped, and a document has hundreds.
    if not SIGNS.search(text):
        return text
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def dress(text: str, spans: Iterable[Span]) -> str:
    """Return a text with the spans' elements around their characters; a span that crosses one before it is left out."""
    pieces: list[str] = []
    around: list[Span] = []
    place = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        while around and around[-1].end <= span.start:
            place = close(text, place, around.pop(), pieces)
        if around and around[-1].end < span.end:
            continue
        pieces += [escape(text[place : span.start]), span.tag]
        place = span.start
        around.append(span)
    while around:
        place = close(text, place, around.pop(), pieces)
    return "".join([*pieces, escape(text[place:])])


def close(text: str, place: int, span: Span, pieces: list[str]) -> int:
    """Write the rest of a span's characters and its end tag; return where it ends."""
    pieces += [escape(text[place : span.end]), f"</{span.name}>"]
    return span.end
