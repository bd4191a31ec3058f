"""Two texts in, the spans of each that the other has not out.

Clauses are held against each other first, then what differs inside a clause; so a changed number is marked alone, and
a new sentence as a whole.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

CLAUSE = re.compile(r"[^，。；：、！？]*[，。；：、！？]+[”’）》]*|[^，。；：、！？]+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# What two texts share at the edge of a change, and is shorter, is an accident and no help to the reader.
LEAST_KEPT = 2
# Clauses of the one text times clauses of the other, beyond which only their common ends are looked for.
MOST_PAIRS = 250_000

Span = tuple[int, int]
Change = tuple[Span, Span]  # what stands in the old text, and what in the new one in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The spans, from a character to before another, that the old text alone has, and those of the new one."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]


def compare_texts(old: str, new: str) -> Difference:
    """Return where two texts differ."""
    changes = list(iter_changes(old, new))
    return Difference(old=join_spans([one for one, _ in changes]), new=join_spans([other for _, other in changes]))


def iter_changes(old: str, new: str) -> Iterator[Change]:
    """Give what differs, in the order of both texts."""
    ours, theirs = find_ends(old), find_ends(new)
    if len(ours) * len(theirs) > MOST_PAIRS:
        yield trim_ends(old, new, (0, len(old)), (0, len(new)))
        return
    # Clauses that differ in their numbers only are the same clause of another year. No number holds a clause's mark.
    masked = CLAUSE.findall(NUMBER.sub("0", old)), CLAUSE.findall(NUMBER.sub("0", new))
    if masked[0] == masked[1]:
        yield from iter_numbers(old, new, (0, len(old)), (0, len(new)))
        return
    for name, start, end, first, last in difflib.SequenceMatcher(None, *masked, autojunk=False).get_opcodes():
        one, other = (ours[start], ours[end]), (theirs[first], theirs[last])
        if name == "equal":
            if old[slice(*one)] != new[slice(*other)]:
                yield from iter_numbers(old, new, one, other)
        elif end - start == last - first:
            for ours_at, theirs_at in zip(range(start, end), range(first, last), strict=True):
                one, other = (ours[ours_at], ours[ours_at + 1]), (theirs[theirs_at], theirs[theirs_at + 1])
                yield trim_ends(old, new, one, other)
        else:
            yield trim_ends(old, new, one, other)


def find_ends(text: str) -> list[int]:
    """Return where the clauses of a text end; 0 comes first."""
    return list(accumulate(map(len, CLAUSE.findall(text)), initial=0))


def iter_numbers(old: str, new: str, ours: Span, theirs: Span) -> Iterator[Change]:
    """Give the numbers that differ between two stretches that are the same but for them."""
    for one, other in zip(NUMBER.finditer(old, *ours), NUMBER.finditer(new, *theirs), strict=True):
        if one[0] != other[0]:
            yield one.span(), other.span()


def trim_ends(old: str, new: str, ours: Span, theirs: Span) -> Change:
    """Return what is left of two stretches without what both begin and end with; no number is cut."""
    one, other = old[slice(*ours)], new[slice(*theirs)]
    start = count_common(one, other)
    while start and (is_inside_number(one, start) or is_inside_number(other, start)):
        start -= 1
    start = start if start >= LEAST_KEPT else 0
    end = count_common(one[start:][::-1], other[start:][::-1])
    while end and (is_inside_number(one, len(one) - end) or is_inside_number(other, len(other) - end)):
        end -= 1
    end = end if end >= LEAST_KEPT else 0
    return (ours[0] + start, ours[1] - end), (theirs[0] + start, theirs[1] - end)


def count_common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))


def is_inside_number(text: str, place: int) -> bool:
    """Tell whether a cut at a place would part the digits or letters of one number or Latin word."""
    around = text[place - 1 : place + 1]
    return 0 < place < len(text) and all(sign.isascii() and (sign.isalnum() or sign in ".%") for sign in around)


def join_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans without empty ones, those that touch as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < end and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return tuple(joined)
