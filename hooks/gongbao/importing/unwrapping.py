"""Lines of a hard-wrapped column → the paragraphs they were set from, each with its doubtful breaks.

A compositor's column leaves traces: a line that is followed by its continuation is full, and a paragraph's first line
is narrower by the indent that the extraction lost. Every line is weighed as a first and as a further line of a
paragraph, and the cheapest reading of the whole column wins (Viterbi). The same weights give the probability of each
break (forward and backward sums), which tells which breaks a person should look at. Weights are negative logarithms of
how often each trace was counted in re-wrapped real reports.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.importing.passage import CLOSERS, OPENERS, Doubt, Passage, ends_sentence, measure_width

HANGING = "，。、；：！？,.;:!?）”’》」』】〉"
UNIT = re.compile(rf"[{re.escape(OPENERS)}]*(?:[0-9A-Za-z.%‰]+|.)[{re.escape(HANGING)}]*")
MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]，|[一二三四五六七八九十]是"
    r"|——|――|\d{1,2}[．.、](?!\d)|各位代表|附件|□|（注：|（《人民日报》|（新华社"
    r"|\S{0,12}(?:总理|[省市州区县盟旗]长|主席|主任|院长|检察长)[ \u3000:：]+\S{1,4}(?: \S)?$"
)
SALUTATION = re.compile(r"各位代表[:：！!]$")
NARROWEST, FEWEST = 16, 8
STATES = 3
DOUBTFUL = (0.03, 0.97)
OVERFULL, COMPRESSED, LOOSE, END_ANYWHERE = 9.0, 0.7, 6.0, math.log(18)
UNFINISHED = (1.2, 1.8, 4.5)
BEYOND, INDENTS, SAMPLE = 8, (0, 2, 4), 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank: its text without outer spaces, its number from 1, what stood before it."""

    text: str
    number: int
    after_blank: bool
    indented: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The measure of a column in half em: the width of a full further line and of a full first line."""

    width: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How often a blank line or an indent stands before a new paragraph, before a further line, and before “."""

    blank_start: float = 0.9
    blank_within: float = 0.02
    blank_quote: float = 0.5
    indent_start: float = 0.1
    indent_within: float = 0.01


def make_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    blank = True
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():
            blank = True
            continue
        lines.append(Line(text=raw.strip(), number=number, after_blank=blank, indented=raw[:1] in ("\u3000", "\t") or raw.startswith("    ")))
        blank = False
    return lines


def find_column(lines: Sequence[Line]) -> Column | None:
    """Return the column the lines were wrapped to, or None where a line is a paragraph.

    Punctuation set narrow makes full lines of several widths; of the likely measures the one that explains the lines
    best is taken.
    """
    counts = Counter(width for width in (_measure_core(line.text) for line in lines) if width >= NARROWEST)
    if not counts:
        return None
    usual = max(counts, key=lambda width: sum(counts[width + step] for step in (-1, 0, 1)) + counts[width])
    near = sum(counts[usual + step] for step in range(-5, 4))
    beyond = sum(number for width, number in counts.items() if width > usual + BEYOND)
    if near < FEWEST or near < 0.4 * len(lines) or beyond > 0.05 * len(lines):
        return None
    columns = [Column(width=usual + step, first=usual + step - indent) for step in range(-2, 2) for indent in INDENTS]
    sample = lines[:SAMPLE]
    return min(columns, key=lambda column: _read_best(sample, column, Rates())[1])


def unwrap(lines: Sequence[Line], column: Column, file: Path) -> tuple[list[Passage], list[Doubt]]:
    """Return the paragraphs of a column and the breaks that are doubtful, either way."""
    rates = Rates()
    for _ in range(2):
        starts, _cost = _read_best(lines, column, rates)
        rates = _count_rates(lines, starts)
    starts, _cost = _read_best(lines, column, rates)
    chances = _weigh_breaks(lines, column, rates)
    passages, doubts = [], []
    begin = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and DOUBTFUL[0] < chances[index] < DOUBTFUL[1]:
            doubts.append(_make_doubt(lines, index, starts[index], file))
        if index == len(lines) or starts[index]:
            passages.append(Passage(text=join_lines([line.text for line in lines[begin:index]]), file=file, line=lines[begin].number))
            begin = index
    return passages, doubts


def join_lines(texts: Sequence[str]) -> str:
    """Return the lines as one: a space only where two Latin words would grow together."""
    joined = texts[0]
    for text in texts[1:]:
        latin = joined[-1:].isascii() and joined[-1:].isalpha() and text[:1].isascii() and text[:1].isalpha()
        joined += (" " if latin else "") + text
    return joined


def _measure_core(text: str) -> int:
    return measure_width(text.rstrip(HANGING))


def _is_beyond(text: str, column: Column) -> bool:
    """Tell whether a line is too long to have been set in the column at all."""
    return measure_width(text) > column.width + BEYOND


def _weigh_line(text: str, limit: int) -> float:
    """Return the cost of a line being wider than its place allows; punctuation may hang or be set narrow."""
    core = _measure_core(text)
    if core <= limit:
        return 0.0
    spare = sum(character in HANGING or character in OPENERS for character in text.rstrip(HANGING))
    return COMPRESSED if core - spare <= limit else OVERFULL


def _weigh_full(text: str, limit: int, following: str) -> float:
    """Return the cost of a line being followed by its continuation although the next word would have fitted."""
    match = UNIT.match(following)
    unit = measure_width(match[0].rstrip(HANGING)) if match else 2
    slack = limit - measure_width(text) - max(unit, 1)
    return 0.0 if slack < 0 else LOOSE + min(slack, 6)


def _log(chance: float) -> float:
    return -math.log(min(max(chance, 1e-6), 1 - 1e-6))


@dataclass(frozen=True, slots=True)
class _Costs:
    """The costs at one line: of being first or further, of ending a paragraph, of the step to the next line."""

    first: float
    further: float
    go_on: tuple[float, float]
    end: tuple[float, float, float]


def _cost_lines(lines: Sequence[Line], column: Column, rates: Rates) -> list[_Costs]:
    costs = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        finished = ends_sentence(line.text) or line.text[-1] in ":：;!?"
        marked = bool(MARKER.match(line.text))
        quoted = line.text[0] == "“"
        blank_within = rates.blank_quote if quoted else rates.blank_within
        first = _weigh_line(line.text, column.first) + _log(0.35 if marked else 0.65)
        first += _log(rates.blank_start if line.after_blank else 1 - rates.blank_start)
        first += _log(rates.indent_start if line.indented else 1 - rates.indent_start)
        further = _weigh_line(line.text, column.width) + _log(0.004 if marked else 0.996)
        further += LOOSE if _is_beyond(line.text, column) else 0.0
        further += _log(blank_within if line.after_blank else 1 - blank_within)
        further += _log(rates.indent_within if line.indented else 1 - rates.indent_within)
        alone = LOOSE if SALUTATION.match(line.text) or _is_beyond(line.text, column) else 0.0
        go_on = tuple(
            alone + _weigh_full(line.text, limit, following) + _log(0.04 if finished else 0.96) + _log(0.9)
            for limit in (column.first, column.width)
        )
        end = tuple(END_ANYWHERE + _log(0.1) + (0.1 if finished else unfinished) for unfinished in UNFINISHED)
        costs.append(_Costs(first, further, go_on, end))  # type: ignore[arg-type]
    return costs


def _steps(costs: _Costs, following: _Costs) -> list[tuple[int, int, float]]:
    """Return every step from a line's state (its place in the paragraph: 0, 1, 2 or later) to the next line's."""
    steps = [(state, 0, costs.end[state] + following.first) for state in range(STATES)]
    steps += [(state, min(state + 1, STATES - 1), costs.go_on[state > 0] + following.further) for state in range(STATES)]
    return steps


def _read_best(lines: Sequence[Line], column: Column, rates: Rates) -> tuple[list[bool], float]:
    """Return for each line whether it starts a paragraph in the cheapest reading, and that reading's cost."""
    costs = _cost_lines(lines, column, rates)
    best = [costs[0].first, math.inf, math.inf]
    origins: list[list[int]] = [[0] * STATES]
    for here, following in zip(costs, costs[1:], strict=False):
        new, origin = [math.inf] * STATES, [0] * STATES
        for state, target, cost in _steps(here, following):
            if best[state] + cost < new[target]:
                new[target], origin[target] = best[state] + cost, state
        best = new
        origins.append(origin)
    cost, state = min((best[place] + costs[-1].end[place], place) for place in range(STATES))
    starts = [False] * len(lines)
    for index in range(len(lines) - 1, -1, -1):
        starts[index] = state == 0
        state = origins[index][state]
    return starts, cost


def _weigh_breaks(lines: Sequence[Line], column: Column, rates: Rates) -> list[float]:
    """Return for each line the probability that it starts a paragraph."""
    costs = _cost_lines(lines, column, rates)
    forward = [_normalise([math.exp(-costs[0].first), 0.0, 0.0])]
    for here, following in zip(costs, costs[1:], strict=False):
        new = [0.0] * STATES
        for state, target, cost in _steps(here, following):
            new[target] += forward[-1][state] * math.exp(-cost)
        forward.append(_normalise(new))
    backward = [_normalise([math.exp(-cost) for cost in costs[-1].end])]
    for here, following in zip(costs[-2::-1], costs[:0:-1], strict=False):
        new = [0.0] * STATES
        for state, target, cost in _steps(here, following):
            new[state] += backward[-1][target] * math.exp(-cost)
        backward.append(_normalise(new))
    return [
        _normalise([before * after for before, after in zip(ahead, behind, strict=True)])[0]
        for ahead, behind in zip(forward, reversed(backward), strict=True)
    ]


def _normalise(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [weight / total for weight in weights] if total else [1 / len(weights)] * len(weights)


def _count_rates(lines: Sequence[Line], starts: Sequence[bool]) -> Rates:
    """Return the rates seen in a reading, each leaning on the ordinary one as if by ten further lines."""
    usual = Rates()

    def share(chosen: list[bool], expected: float) -> float:
        return (sum(chosen) + 10 * expected) / (len(chosen) + 10)

    pairs = list(zip(lines, starts, strict=True))[1:]
    return Rates(
        blank_start=share([line.after_blank for line, start in pairs if start], usual.blank_start),
        blank_within=share([line.after_blank for line, start in pairs if not start and line.text[0] != "“"], usual.blank_within),
        blank_quote=share([line.after_blank for line, start in pairs if not start and line.text[0] == "“"], usual.blank_quote),
        indent_start=share([line.indented for line, start in pairs if start], usual.indent_start),
        indent_within=share([line.indented for line, start in pairs if not start], usual.indent_within),
    )


def _make_doubt(lines: Sequence[Line], index: int, starts: bool, file: Path) -> Doubt:
    before, line = lines[index - 1].text, lines[index].text
    return Doubt(
        kind="break",
        file=file,
        line=lines[index].number,
        context=f"…{before[-12:]} | {line[:12]}…",
        choice="a new paragraph begins" if starts else "the paragraph goes on",
    )
