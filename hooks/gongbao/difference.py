"""Two texts in, the runs of each out: what both have, and what the one alone has.

Clauses are held against each other first, then what differs inside a clause; so a changed number is marked alone, and
a new sentence as a whole. The runs of a text, joined, are the text.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

CLAUSE = re.compile(r"[^，。；：、！？]*[，。；：、！？]+[”’）》]*|[^，。；：、！？]+")
NUMBER = re.compile(r"(\d+(?:\.\d+)?)")
# A shorter run between two changes, or at the edge of one, is an accident and no help to the reader.
LEAST_KEPT = 2
# Clauses of the one text times clauses of the other, beyond which only their common ends are looked for.
MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a text that both texts have (`kept`), or this one alone."""

    text: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The runs of the old text and those of the new one."""

    old: tuple[Run, ...]
    new: tuple[Run, ...]


Piece = tuple[str, str, bool]  # what the old text has, what the new one has in its place, whether both are the same


def compare_texts(old: str, new: str) -> Difference:
    """Return the runs of two texts."""
    pieces = list(iter_pieces(old, new))
    return Difference(
        old=join_runs([(one, kept) for one, _, kept in pieces]),
        new=join_runs([(other, kept) for _, other, kept in pieces]),
    )


def iter_pieces(old: str, new: str) -> Iterator[Piece]:
    """Give the pieces of two texts side by side, in their order."""
    ours, theirs = CLAUSE.findall(old), CLAUSE.findall(new)
    if len(ours) * len(theirs) > MOST_PAIRS:
        yield from trim_ends(old, new)
        return
    # Clauses that differ in their numbers only are the same clause of another year. No number holds a clause's mark.
    masked, veiled = CLAUSE.findall(NUMBER.sub("0", old)), CLAUSE.findall(NUMBER.sub("0", new))
    matcher = difflib.SequenceMatcher(None, masked, veiled, autojunk=False)
    for name, start, end, first, last in matcher.get_opcodes():
        one, other = "".join(ours[start:end]), "".join(theirs[first:last])
        if one == other:
            yield one, other, True
        elif name == "equal":
            # Every second piece is a number.
            yield from ((a, b, a == b) for a, b in zip(NUMBER.split(one), NUMBER.split(other), strict=True))
        elif end - start == last - first:
            for a, b in zip(ours[start:end], theirs[first:last], strict=True):
                yield from trim_ends(a, b)
        else:
            yield from trim_ends(one, other)


def trim_ends(old: str, new: str) -> Iterator[Piece]:
    """Give what two texts begin with alike, what differs, and what they end with alike; no number is cut."""
    start = count_common(old, new)
    while start and is_inside_number(old, start) | is_inside_number(new, start):
        start -= 1
    ours, theirs = old[start:], new[start:]
    end = count_common(ours[::-1], theirs[::-1])
    while end and is_inside_number(ours, len(ours) - end) | is_inside_number(theirs, len(theirs) - end):
        end -= 1
    if start >= LEAST_KEPT:
        yield old[:start], new[:start], True
    else:
        ours, theirs = old, new
    if end < LEAST_KEPT:
        end = 0
    yield ours[: len(ours) - end], theirs[: len(theirs) - end], False
    if end:
        yield ours[len(ours) - end :], theirs[len(theirs) - end :], True


def count_common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))


def is_inside_number(text: str, place: int) -> bool:
    """Tell whether a cut at a place would part the digits or letters of one number or Latin word."""
    around = text[place - 1 : place + 1] if place else ""
    return len(around) == 2 and all(sign.isascii() and (sign.isalnum() or sign in ".%") for sign in around)  # noqa: PLR2004  both sides of the cut


def join_runs(pieces: Iterable[tuple[str, bool]]) -> tuple[Run, ...]:
    """Return the pieces of one text as runs: neighbours of one kind joined, none empty."""
    whole = (
        (kept, "".join(text for text, _ in own))
        for kept, own in groupby(((text, kept) for text, kept in pieces if text), key=itemgetter(1))
    )
    return tuple(Run(text=text, kept=kept) for kept, text in whole)
