"""The lines of a column in, the costs of every reading of them out: negative logarithms of how often each trace was counted.

A line that is followed by its continuation is full; a paragraph's first line is narrower by the indent that the
extraction lost; punctuation may hang over the edge or be set narrow. The chances were counted in re-wrapped reports.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.importing.readers.lines import Line

BEYOND = 8


def _log(chance: float) -> float:
    return -math.log(min(max(chance, 1e-6), 1 - 1e-6))


OVERFULL, COMPRESSED, LOOSE = 9.0, 0.7, 6.0
MARKED_FIRST, MARKED_FURTHER = (_log(0.65), _log(0.35)), (_log(0.996), _log(0.004))
# To go on inside a paragraph; to end one after its first, second or a later line, without the end of a sentence too.
GO_ON = (_log(0.9) + _log(0.96), _log(0.9) + _log(0.04))
END = _log(0.1) + _log(1 / 18)
FINISHED, UNFINISHED, HEADED = 0.1, (1.2, 1.8, 4.5), 2.0


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


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs at one line: of being first or further, of going on or ending from each place in the paragraph."""

    first: float
    further: float
    go_on: tuple[float, float, float]
    end: tuple[float, float, float]


def cost_lines(lines: Sequence[Line], column: Column, rates: Rates) -> list[Costs]:
    """Return the costs at every line, for a column and the rates of blank lines and indents."""
    blank_first = _log(1 - rates.blank_start), _log(rates.blank_start)
    blank_within = _log(1 - rates.blank_within), _log(rates.blank_within)
    blank_quote = _log(1 - rates.blank_quote), _log(rates.blank_quote)
    indent_first = _log(1 - rates.indent_start), _log(rates.indent_start)
    indent_within = _log(1 - rates.indent_within), _log(rates.indent_within)
    costs = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        beyond = line.width > column.width + BEYOND
        first = _weigh_width(line, column.first) + MARKED_FIRST[line.marked]
        first += blank_first[line.after_blank] + indent_first[line.indented]
        further = _weigh_width(line, column.width) + MARKED_FURTHER[line.marked] + (LOOSE if beyond else 0.0)
        further += (blank_quote if line.quoted else blank_within)[line.after_blank] + indent_within[line.indented]
        go_on = GO_ON[line.finished] + (LOOSE if line.alone or beyond else 0.0)
        unit = following.unit if following else 2
        narrow, wide = (go_on + _weigh_slack(limit - line.width - unit) for limit in (column.first, column.width))
        if line.finished:
            end = (END + FINISHED,) * 3
        else:
            headed = HEADED if line.heads else 0.0
            end = (END + UNFINISHED[0] - headed, END + UNFINISHED[1], END + UNFINISHED[2])
        costs.append(Costs(first, further, (narrow, wide, wide), end))
    return costs


def _weigh_width(line: Line, limit: int) -> float:
    """Return the cost of a line being wider than its place allows; punctuation may hang or be set narrow."""
    if line.core <= limit:
        return 0.0
    return COMPRESSED if line.core - line.narrow <= limit else OVERFULL


def _weigh_slack(slack: int) -> float:
    """Return the cost of a line being followed by its continuation although the next word would have fitted."""
    return 0.0 if slack < 0 else LOOSE + min(slack, 6)


def count_rates(lines: Sequence[Line], starts: Sequence[bool]) -> Rates:
    """Return the rates seen in a reading, each leaning on the ordinary one as if by ten further lines."""
    usual = Rates()

    def share(chosen: list[bool], expected: float) -> float:
        return (sum(chosen) + 10 * expected) / (len(chosen) + 10)

    firsts = [line for line, start in zip(lines, starts, strict=True) if start][1:]
    further = [line for line, start in zip(lines, starts, strict=True) if not start]
    return Rates(
        blank_start=share([line.after_blank for line in firsts], usual.blank_start),
        blank_within=share([line.after_blank for line in further if not line.quoted], usual.blank_within),
        blank_quote=share([line.after_blank for line in further if line.quoted], usual.blank_quote),
        indent_start=share([line.indented for line in firsts], usual.indent_start),
        indent_within=share([line.indented for line in further], usual.indent_within),
    )
