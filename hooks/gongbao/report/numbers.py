"""A Chinese text in, the numbers that stand in it out: with either comma, with spaces inside, in full-width digits.

What proposes figures and what checks them both read numbers here, so that neither can contradict the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongbao.report.units import BEHIND

DIGIT = "[0-9０-９]"
SPACE = "[ \t\u00a0\u2002\u2003\u3000]"
POINT = rf"(?:{SPACE}?[.．]{SPACE}?)"
# Thousands are parted by commas or by spaces (`12 915元`); a space beside the point is the setter's (`92. 34%`). It
# begins with the class of its first character, and looks back from behind that: the search is several times quicker.
NUMBER = re.compile(
    rf"{DIGIT}(?<!{DIGIT}{DIGIT})"
    rf"(?:{DIGIT}{{,2}}(?:[,，]{DIGIT}{{3}})+|{DIGIT}{{,2}}(?:{SPACE}{DIGIT}{{3}})+|{DIGIT}*)(?!{DIGIT})"
    rf"(?:{POINT}{DIGIT}+)?"
)
BESIDE = re.compile(rf"{DIGIT}[.．,，]?{SPACE}+$"), re.compile(rf"{SPACE}+[.．,，]?{DIGIT}|[.．]{DIGIT}")
# A cell that says a number: a word that keeps it open, its sign, the number, what follows, the marks of notes.
AMOUNT = re.compile(
    rf"(?P<before>近|约|超|逾)?{SPACE}*(?P<sign>[-+−－﹣–＋])?{SPACE}*(?P<number>{NUMBER.pattern})"
    rf"{SPACE}*{BEHIND.pattern}"
)
NOTE_MARKS = re.compile(
    r"(?:\[\^?\d{1,3}\]|[［〔【]\d{1,3}[］〕】]|[①-⒇*＊※†‡]|(?<![A-Za-z米])[¹²³⁰⁴-⁹]+|[（(]?注\d{0,2}[)）]?)+$"
)
SIGNED = re.compile(rf"(?<![0-9０-９.．%％])[-−－﹣–]{SPACE}*(?={DIGIT})")
LONGEST_AMOUNT = 60
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a cell of a table says: a value, the word that keeps it open, the scale and the unit that follow it."""

    value: Decimal
    qualifier: str
    scale: str
    unit: str


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


def read_amount(text: str) -> Amount | None:
    """Return what a cell says that holds one number and little else; None for words, a range, a date, a dash."""
    match = AMOUNT.fullmatch(NOTE_MARKS.sub("", text.strip())) if len(text) <= LONGEST_AMOUNT else None
    if not match:
        return None
    value = read_value(match["number"])
    negative = bool(match["sign"]) and match["sign"] not in "+＋"
    return Amount(
        value=-value if negative else value,
        qualifier=match["before"] or match["mid"] or "",
        scale=match["scale"] or "",
        unit=(match["after"] or "") + (match["unit"] or ""),
    )


def read_signed_values(text: str) -> set[Decimal]:
    """Return every value that may be read in a cell, with its sign; a dash between numbers is none."""
    if amount := read_amount(text):
        return {amount.value}
    below = {-number.value for match in SIGNED.finditer(text) for number in find_numbers(text[match.end() :][:40])}
    return read_values(text) | below
