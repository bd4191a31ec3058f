"""A block's text in, the runs it is set in out: what no line parts, where a long word may part, what is bold."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NotRequired, TypedDict

from gongbao.pages.no_break import find_held
from gongbao.print.setting import Convert
from gongbao.print.titles import measure

# Typst, which sees nothing of what is held, would let a line begin with what follows: a dash or an ellipsis, which are
# written double, a colon or a semicolon (UAX 14: a line may begin with class NS where no letter stands before).
FOLLOWING = re.compile("[—…]*[；：]?")
# At the end of a line a hyphen is taken for one that parts a word, and some readers take it out of the text; and some
# sources have a space between a number and its sign.
WHOLE = re.compile(r"[0-9A-Za-z.]+(?:-[0-9A-Za-z.]+)+|[0-9.]+ +[%％‰℃]")
# Before a unit of several characters a line may end rather than be pulled out over what does not fit: 1304.8万|平方米.
MYRIAD = re.compile("(?<=[万亿])(?=[\u3400-\u9fff]{2})")
LONG_AMOUNT = 1 / 4
# Of two marks side by side Typst takes half a square; with so many halves gone a line holds two characters too many.
MARKS = "、，；：。！？”’）》〉」』】“‘（《〈「『【"
OPENING = "“‘（《〈「『【"
TOO_MANY = 4
# What running text has in a line by GB/T 9704-2012.
CHARACTERS = 28
# So many letters, digits and signs in a row may part anywhere, or they would leave the page.
LONG_WORD = 20


class Run(TypedDict):
    """Some text: what is on one line, may part anywhere, is among the first words, a mark that keeps its whole square.

    `note` is the note at the foot of the page that the text calls.
    """

    text: str
    hold: NotRequired[bool]
    part: NotRequired[bool]
    bold: NotRequired[bool]
    square: NotRequired[bool]
    note: NotRequired[tuple["Run", ...]]


@lru_cache(1024)  # a text stands in the whole report and in its section
def make_runs(
    text: str,
    convert: Convert,
    *,
    lead: str = "",
    longest: int = LONG_WORD,
    ends: bool = True,
    characters: int = CHARACTERS,
) -> tuple[Run, ...]:
    """Return the runs of a text, converted whole; `lead` is its bold beginning, `longest` what need not part.

    `ends` tells that a paragraph ends with it, `characters` how many there are in a line.
    """
    whole, parted = find_spans(text, longest, ends=ends)
    held = [part for span in whole for part in part_amount(text, span, characters * LONG_AMOUNT)]
    square = [
        (place, place + 1)
        for place in find_crowded(text, characters)
        if not any(start <= place < end for start, end in held)
    ]
    borders = sorted({0, len(lead), len(text), *(place for span in (*held, *parted, *square) for place in span)})
    converted = convert(text)
    runs: list[Run] = []
    for start, end in pairwise(borders):
        run = Run(text=converted[start:end])
        if any(span[0] <= start < span[1] for span in held):
            run["hold"] = True
        if any(span[0] <= start < span[1] for span in parted):
            run["part"] = True
        if start < len(lead):
            run["bold"] = True
        if any(span[0] == start for span in square):
            run["square"] = True
        runs.append(run)
    return tuple(runs)


@lru_cache(512)  # the edition in large type has the same
def find_spans(text: str, longest: int, *, ends: bool) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the spans of a text that are held on a line, and those that may part anywhere."""
    parted = [match.span() for match in re.finditer(rf"[!-~\u00a0-\u024f]{{{longest + 1},}}", text)]
    held = join_spans([*find_held(text, ends=ends), *(match.span() for match in WHOLE.finditer(text))])
    held = [(start, extend(text, end)) for start, end in held]
    return [span for span in held if not any(start < span[1] and span[0] < end for start, end in parted)], parted


def join_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that share a character as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def extend(text: str, end: int) -> int:
    """Return where a span ends that is set apart, with the marks after it."""
    match = FOLLOWING.match(text, end)
    return match.end() if match else end


def part_amount(text: str, span: tuple[int, int], room: float) -> list[tuple[int, int]]:
    """Return a span that no line parts, or the two that it is parted into where it needs more room than it may take."""
    start, end = span
    if sum(map(measure, text[start:end])) > room and (found := MYRIAD.search(text, start + 1, end)):
        return [(start, found.start()), (found.start(), end)]
    return [span]


def find_crowded(text: str, characters: int) -> list[int]:
    """Return the places of marks that are to keep their square, for else a line would hold two characters too many."""
    beside = [before in MARKS and mark in MARKS for before, mark in pairwise(text)]
    if sum(beside) < TOO_MANY - 2:
        return []
    # How many pairs there are up to each place.
    pairs, length = list(accumulate(beside, initial=0)), characters + 2
    crowded: set[int] = set()
    for start in range(len(text) - length + 1):
        last = start + length - 1
        halves = pairs[last] - pairs[start] + (text[start] in OPENING) + (text[last] in MARKS)
        if halves >= TOO_MANY:
            crowded.update(place for place in range(start + 1, last + 1) if beside[place - 1])
    # Of marks in a row every second one is enough.
    places: list[int] = []
    for place in sorted(crowded):
        if not places or places[-1] != place - 1:
            places.append(place)
    return places
