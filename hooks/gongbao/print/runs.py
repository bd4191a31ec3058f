"""A block's text in, the runs it is set in out: what no line parts, where a long word may part, what is bold."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NotRequired, TypedDict

from gongbao.pages.no_break import find_held
from gongbao.print.setting import Convert

# Typst, which sees nothing of what is held, would let a line begin with what follows: a dash or an ellipsis, which are
# written double, a colon or a semicolon (UAX 14: a line may begin with class NS where no letter stands before).
FOLLOWING = re.compile("[—…]*[；：]?")
# At the end of a line a hyphen is taken for one that parts a word, and some readers take it out of the text; and some
# sources have a space between a number and its sign.
WHOLE = re.compile(r"[0-9A-Za-z.]+(?:-[0-9A-Za-z.]+)+|[0-9.]+ +[%％‰℃]")
# So many letters, digits and signs in a row may part anywhere, or they would leave the page.
LONG_WORD = 20


class Run(TypedDict):
    """Some text; `hold`: on one line; `part`: may part anywhere; `bold`: first words; `note`: the note at its foot."""

    text: str
    hold: NotRequired[bool]
    part: NotRequired[bool]
    bold: NotRequired[bool]
    note: NotRequired[tuple["Run", ...]]


@lru_cache(1024)  # a text stands in the whole report, in its edition in large type, and in its section
def make_runs(
    text: str, convert: Convert, *, lead: str = "", longest: int = LONG_WORD, ends: bool = True
) -> tuple[Run, ...]:
    """Return the runs of a text, converted whole; `lead` is its bold beginning, `longest` what need not part.

    `ends` tells that a paragraph ends with it.
    """
    parted = [match.span() for match in re.finditer(rf"[!-~\u00a0-\u024f]{{{longest + 1},}}", text)]
    held = join_spans([*find_held(text, ends=ends), *(match.span() for match in WHOLE.finditer(text))])
    held = [(start, extend(text, end)) for start, end in held]
    held = [span for span in held if not any(start < span[1] and span[0] < end for start, end in parted)]
    borders = sorted({0, len(lead), len(text), *(place for span in held + parted for place in span)})
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
        runs.append(run)
    return tuple(runs)


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
