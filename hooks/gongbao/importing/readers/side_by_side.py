"""A text with columns side by side, as `pdftotext -layout` lays them, in; out comes one column after the other."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import fmean

from gongbao.importing.manuscript import measure_width

GAP = re.compile(r"(?<=\S)(?:[ \t]{3,}|[ \t]*\u3000[ \t\u3000]+)(?=\S)")
# A gutter ends where the right column begins, or its indent; widths in half em.
SLACK, NARROWEST, FEWEST, NEAR = 6, 20, 5, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Separated:
    """The text put in order, the line of the source that each of its lines comes from, and how many were parted."""

    text: str
    numbers: tuple[int, ...]
    parted: int


def separate(text: str) -> Separated | None:
    """Return a text with its two columns one after the other; None if it has no two columns of prose."""
    lines = text.expandtabs().split("\n")
    gutter = find_gutter(lines)
    if gutter is None:
        return None
    halves = [part_line(line, gutter) for line in lines]
    ordered: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    for number, (line, half) in enumerate(zip(lines, halves, strict=True), 1):
        if half:
            ordered.append((number, half[0]))
            right.append((number, half[1]))
        elif measure_width(line) > gutter + SLACK:
            # A line across both columns: what stood above it is read to its end first.
            ordered += [*right, (number, line)]
            right = []
        else:
            ordered.append((number, line))
    ordered += right
    return Separated(
        text="\n".join(line for _, line in ordered),
        numbers=tuple(number for number, _ in ordered),
        parted=sum(half is not None for half in halves),
    )


def find_gutter(lines: Sequence[str]) -> int | None:
    """Return where the right column begins; None if there is none, or if what stands there is a table."""
    ends = Counter(end for line in lines for end in {place for place, _ in list_gaps(line)})
    if not ends:
        return None
    gutter = max(ends, key=lambda end: (sum(ends[end + step] for step in range(SLACK + 1)), ends[end]))
    halves = [half for line in lines if (half := part_line(line, gutter)) and half[0] and half[1]]
    written = sum(bool(line.strip()) for line in lines)
    if len(halves) < max(FEWEST, NEAR * written) or any(GAP.search(right.strip()) for _, right in halves):
        return None
    widths = (fmean(measure_width(half[side].strip()) for half in halves) for side in (0, 1))
    return gutter if min(widths) >= NARROWEST else None


def list_gaps(line: str) -> list[tuple[int, int]]:
    """Return where the gaps inside a line end, by width and by characters."""
    places = [match.end() for match in GAP.finditer(line)]
    # Piece by piece: to measure from the start of the line for each gap takes quadratic time.
    widths = (measure_width(line[begin:end]) for begin, end in pairwise([0, *places]))
    return [*zip(accumulate(widths), places, strict=True)]


def part_line(line: str, gutter: int) -> tuple[str, str] | None:
    """Return the two halves of a line, the right one with its indent; None if it has no gap at the gutter."""
    indent = measure_width(line[: len(line) - len(line.lstrip())])
    if line.strip() and gutter <= indent <= gutter + SLACK:
        return "", " " * (indent - gutter) + line.strip()
    for width, place in list_gaps(line):
        if gutter <= width <= gutter + SLACK:
            return line[:place].rstrip(), " " * (width - gutter) + line[place:]
    return None
