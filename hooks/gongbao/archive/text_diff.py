"""Two texts in, the spans of each that the other has not out.

Clauses are held against each other first, then what differs inside a clause; so a changed number is marked alone, and
a new sentence as a whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

CLAUSE = re.compile(r"[^，。；：、！？]*[，。；：、！？]+[”’）》]*|[^，。；：、！？]+")
# The year after the number of an item is a number of its own: 1.2024年.
YEAR = r"(?:19|20)[0-9]{2}年"
NUMBER = re.compile(rf"[0-9０-９]+(?:\.(?!{YEAR})[0-9０-９]+)?")
BEFORE_YEAR = re.compile(rf"(?<=[0-9]\.){YEAR}")
# Between clauses that are read together; no text holds this character.
BORDER = "\x1f"
# What two texts share at the edge of a change, and is shorter, is an accident and no help to the reader.
LEAST_KEPT = 2
# Clauses of the one text times clauses of the other, beyond which only their common ends are looked for.
MOST_PAIRS = 100_000_000

Span = tuple[int, int]
Change = tuple[Span, Span]  # what stands in the old text, and what in the new one in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The spans, from a character to before another, that the old text alone has, and those of the new one."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]


def compare_texts(old: str, new: str) -> Difference:
    """Return where two texts differ; where one is empty, in the whole of the other."""
    if not old or not new:
        return Difference(old=join_spans([(0, len(old))]), new=join_spans([(0, len(new))]))
    changes = list(iter_changes(old, new))
    return Difference(old=join_spans([one for one, _ in changes]), new=join_spans([other for _, other in changes]))


def iter_changes(old: str, new: str) -> Iterator[Change]:
    """Give what differs, in the order of both texts."""
    ours, theirs = CLAUSE.findall(old), CLAUSE.findall(new)
    ends = list(accumulate(map(len, ours), initial=0)), list(accumulate(map(len, theirs), initial=0))
    if len(ours) * len(theirs) > MOST_PAIRS:
        yield trim_ends(old, new, (0, len(old)), (0, len(new)))
        return
    start = first = 0
    for end, last, size in list_common(mask_numbers(ours), mask_numbers(theirs)):
        if end - start == last - first:
            for one, other in zip(pairwise(ends[0][start : end + 1]), pairwise(ends[1][first : last + 1]), strict=True):
                yield trim_ends(old, new, one, other)
        else:
            yield trim_ends(old, new, (ends[0][start], ends[0][end]), (ends[1][first], ends[1][last]))
        start, first = end + size, last + size
        one, other = (ends[0][end], ends[0][start]), (ends[1][last], ends[1][first])
        if old[slice(*one)] != new[slice(*other)]:
            yield from iter_numbers(old, new, one, other)


def mask_numbers(clauses: Sequence[str]) -> list[str]:
    """Return clauses with 0 for every number: those that differ in their numbers are the same clause of another year.

    No number holds a clause's mark.
    """
    return NUMBER.sub("0", BORDER.join(clauses)).split(BORDER) if clauses else []


def list_common(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the runs of a longest common subsequence: where each begins in both, and its length; a run of 0 ends it.

    The algorithm is Hyyrö's (2004), many clauses a step; the standard library's takes a dozen times as long.
    """
    # Loading it takes 10 ms, and only an archive has texts to compare.
    from rapidfuzz.distance import LCSseq

    return [(block.a, block.b, block.size) for block in LCSseq.editops(ours, theirs).as_matching_blocks()]


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
    for place, (ours, theirs) in enumerate(zip(one, other, strict=False)):
        if ours != theirs:
            return place
    return min(len(one), len(other))


def is_inside_number(text: str, place: int) -> bool:
    """Tell whether a cut at a place would part the digits or letters of one number or Latin word."""
    around = text[place - 1 : place + 1]
    joined = all(sign.isascii() and (sign.isalnum() or sign in ".%") for sign in around)
    return 0 < place < len(text) and joined and not BEFORE_YEAR.match(text, place)


def join_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans without empty ones, those that touch as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < end and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return tuple(joined)
