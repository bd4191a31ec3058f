"""Lines of a hard-wrapped column in, the paragraphs they were set from out, each with its doubtful breaks.

A compositor's column leaves traces: a line that is followed by its continuation is full, and a paragraph's first line
is narrower by the indent that the extraction lost. Every line is weighed as a first and as a further line of a
paragraph, and the cheapest reading of the whole column wins (Viterbi). The same costs give the probability of each
break (forward and backward sums), which tells which breaks a person should look at.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from gongbao.importing.manuscript import Doubt, Passage
from gongbao.importing.readers.lines import Line, join_lines
from gongbao.importing.readers.weighing import BEYOND, Column, Costs, Rates, cost_lines, count_rates
from gongbao.report.messages import N_

NARROWEST, FEWEST, SAMPLE, NEAR, OUTSIDE = 16, 8, 300, 0.4, 0.05
INDENTS = (4, 2, 0)
STATES = (0, 1, 2)
DOUBTFUL = (0.004, 0.996)


def find_column(lines: Sequence[Line]) -> Column | None:
    """Return the column the lines were wrapped to, or None where a line is a paragraph.

    Punctuation set narrow makes full lines of several widths; of the likely measures the one that explains the lines
    best is taken.
    """
    counts = Counter(line.core for line in lines if line.core >= NARROWEST)
    if not counts:
        return None
    usual = max(counts, key=lambda width: sum(counts[width + step] for step in (-1, 0, 1)) + counts[width])
    near = sum(counts[usual + step] for step in range(-5, 4))
    beyond = sum(number for width, number in counts.items() if width > usual + BEYOND)
    unfinished = sum(not line.finished for line in lines)
    if near < max(FEWEST, NEAR * len(lines)) or beyond > OUTSIDE * len(lines) or unfinished < NEAR * len(lines):
        return None
    sample = lines[:SAMPLE]

    def weigh(column: Column) -> float:
        return _read_best(cost_lines(sample, column, Rates()))[1]

    likely = min((Column(width=usual + step, first=usual + step - INDENTS[0]) for step in range(-2, 2)), key=weigh)
    return min((replace(likely, first=likely.width - indent) for indent in INDENTS), key=weigh)


def unwrap(lines: Sequence[Line], column: Column, file: Path) -> tuple[list[Passage], list[Doubt]]:
    """Return the paragraphs of a column and the breaks that are doubtful, either way."""
    rates = Rates()
    for _turn in range(2):
        starts, _cost = _read_best(cost_lines(lines, column, rates))
        rates = count_rates(lines, starts)
    costs = cost_lines(lines, column, rates)
    starts, _cost = _read_best(costs)
    chances = _weigh_breaks(costs)
    passages, doubts = [], []
    begin = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and DOUBTFUL[0] < chances[index] < DOUBTFUL[1]:
            doubts.append(_make_doubt(lines, index, file, starts=starts[index]))
        if index == len(lines) or starts[index]:
            passages.append(Passage(text=join_lines(lines[begin:index]), file=file, line=lines[begin].number))
            begin = index
    return passages, doubts


def _read_best(costs: Sequence[Costs]) -> tuple[list[bool], float]:
    """Return for each line whether it starts a paragraph in the cheapest reading, and that reading's cost.

    A state is a line's place in its paragraph: first, second, later.
    """
    best = (costs[0].first, math.inf, math.inf)
    origins: list[tuple[int, int]] = [(0, 0)]
    for here, following in pairwise(costs):
        ends = [best[state] + here.end[state] for state in STATES]
        from_end = ends.index(min(ends))
        later = [best[1] + here.go_on[1], best[2] + here.go_on[2]]
        from_later = 1 if later[0] <= later[1] else 2
        origins.append((from_end, from_later))
        best = (
            ends[from_end] + following.first,
            best[0] + here.go_on[0] + following.further,
            later[from_later - 1] + following.further,
        )
    cost, state = min((best[place] + costs[-1].end[place], place) for place in STATES)
    starts = [False] * len(costs)
    for index in range(len(costs) - 1, -1, -1):
        starts[index] = state == 0
        from_end, from_later = origins[index]
        state = from_end if state == 0 else 0 if state == 1 else from_later
    return starts, cost


def _weigh_breaks(costs: Sequence[Costs]) -> list[float]:
    """Return for each line the probability that it starts a paragraph."""
    chances = [
        (
            math.exp(-one.first),
            math.exp(-one.further),
            [math.exp(-x) for x in one.go_on],
            [math.exp(-x) for x in one.end],
        )
        for one in costs
    ]
    ahead = [(1.0, 0.0, 0.0)]
    for (*_starting, go_on, end), (first, further, *_going) in pairwise(chances):
        a, b, c = ahead[-1]
        weights = (
            (a * end[0] + b * end[1] + c * end[2]) * first,
            a * go_on[0] * further,
            (b * go_on[1] + c * go_on[2]) * further,
        )
        ahead.append(_normalise(weights))
    behind = [_normalise((chances[-1][3][0], chances[-1][3][1], chances[-1][3][2]))]
    for (*_starting, go_on, end), (first, further, *_going) in zip(chances[-2::-1], chances[:0:-1], strict=False):
        a, b, c = behind[-1]
        begin = a * first
        weights = (
            end[0] * begin + go_on[0] * further * b,
            end[1] * begin + go_on[1] * further * c,
            end[2] * begin + go_on[2] * further * c,
        )
        behind.append(_normalise(weights))
    return [
        _normalise((before[0] * after[0], before[1] * after[1], before[2] * after[2]))[0]
        for before, after in zip(ahead, reversed(behind), strict=True)
    ]


def _normalise(weights: tuple[float, float, float]) -> tuple[float, float, float]:
    total = sum(weights)
    return (weights[0] / total, weights[1] / total, weights[2] / total) if total else (1 / 3, 1 / 3, 1 / 3)


def _make_doubt(lines: Sequence[Line], index: int, file: Path, *, starts: bool) -> Doubt:
    before, line = lines[index - 1].text, lines[index].text
    return Doubt(
        kind="break",
        file=file,
        line=lines[index].number,
        context=f"…{before[-12:]} | {line[:12]}…",
        choice=N_("a new paragraph begins") if starts else N_("the paragraph goes on"),
    )
