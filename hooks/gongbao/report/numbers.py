"""A Chinese text in, the numbers that stand in it out: with either comma, with spaces inside, in full-width digits.

What proposes figures and what checks them both read numbers here, so that neither can contradict the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGIT = "[0-9０-９]"
SPACE = "[ \t\u00a0\u2002\u2003\u3000]"
POINT = rf"(?:{SPACE}?[.．]{SPACE}?)"
# Thousands are parted by commas or by spaces (`12 915元`); a space beside the point is the setter's (`92. 34%`).
NUMBER = re.compile(
    rf"(?<!{DIGIT})(?:{DIGIT}{{1,3}}(?:[,，]{DIGIT}{{3}})+|{DIGIT}{{1,3}}(?:{SPACE}{DIGIT}{{3}})+|{DIGIT}+)(?!{DIGIT})"
    rf"(?:{POINT}{DIGIT}+)?"
)
BESIDE = re.compile(rf"{DIGIT}[.．,，]?{SPACE}+$"), re.compile(rf"{SPACE}+[.．,，]?{DIGIT}|[.．]{DIGIT}")
LIST_MARK = re.compile(rf"\s*{DIGIT}{{1,2}}[.．]{SPACE}")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
BROKEN = re.compile(r"[\s,，]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and where it stands; not `certain` if another one stands beside it that may be the rest of it."""

    start: int
    end: int
    value: Decimal
    certain: bool = True


def find_numbers(text: str) -> Iterator[Number]:
    """Give the numbers of a text in their order; the mark of a list (`1. `) is no number."""
    first = at = match.end() if (match := LIST_MARK.match(text)) else 0
    while match := NUMBER.search(text, at):
        at = match.end()
        beside = BESIDE[0].search(text, max(first, match.start() - 4), match.start()) or BESIDE[1].match(text, at)
        yield Number(start=match.start(), end=at, value=read_value(match[0]), certain=not beside)


def read_value(words: str) -> Decimal:
    """Return the value of a number as printed."""
    return Decimal(BROKEN.sub("", unicodedata.normalize("NFKC", words)))


def read_values(text: str) -> set[Decimal]:
    """Return every value that may be read in a text: a gap is a setter's slip (`1 8个`) or parts two numbers."""
    joined = BROKEN.sub("", unicodedata.normalize("NFKC", text))
    return {number.value for number in find_numbers(text)} | {Decimal(found) for found in PLAIN.findall(joined)}
