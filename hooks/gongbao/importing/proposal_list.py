"""Proposed figures in, the lines that list them out: by section, those of a table by row, long tables cut short."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongbao.importing.proposals import Proposal
from gongbao.report.messages import _
from gongbao.report.report import Table

MOST_ROWS, FIRST_ROWS = 12, 6


def format_proposals(proposals: Sequence[Proposal], *, whole: bool = False) -> Iterator[str]:
    """Give the lines that list proposed figures; of a long table the first rows, unless the `whole` is wanted."""
    for _id, section_group in groupby(proposals, key=lambda one: one.section.id):
        of_section = list(section_group)
        section = of_section[0].section
        yield f"{section.id} {section.heading or section.label or ''}".rstrip()
        tables = {block.id: block for block in section.content if isinstance(block, Table)}
        for name, group in groupby(of_section, key=lambda one: one.figure.paragraph):
            if name in tables:
                yield from format_table(tables[name], list(group), whole=whole)
            else:
                yield from map(format_proposal, group)


def format_proposal(one: Proposal) -> str:
    """Return the line of a figure that a sentence states."""
    figure = one.figure
    return f"  {one.number:>3}  {figure.label}: {figure.value}{figure.unit}  [{figure.theme}]  {figure.quote}"


def format_table(table: Table, proposals: Sequence[Proposal], *, whole: bool) -> Iterator[str]:
    """Give the lines of a table's figures: its caption and theme, then a line for each of its rows."""
    first, last = proposals[0], proposals[-1]
    yield f"  {first.number}-{last.number}  {table.caption or table.id}  [{first.figure.theme}]"
    rows = [list(group) for _quote, group in groupby(proposals, key=lambda one: one.figure.quote)]
    cut = len(rows) > MOST_ROWS and not whole
    for row in rows[:FIRST_ROWS] if cut else rows:
        yield format_row(row)
    if cut:
        message = _("{count} more rows (list them with --theme {theme})")
        yield f"       … {message.format(count=len(rows) - FIRST_ROWS, theme=first.figure.theme)}"


def format_row(row: Sequence[Proposal]) -> str:
    """Return the line of a row: what its figures count, which all begin alike, and each with its value."""
    labels = [one.figure.label for one in row]
    shared = share_start(labels)
    values = [
        f"{one.figure.label[len(shared) :]} {one.figure.qualifier or ''}{one.figure.value}{one.figure.unit}".strip()
        for one in row
    ]
    numbers = str(row[0].number) if len(row) == 1 else f"{row[0].number}-{row[-1].number}"
    return f"  {numbers:>7}  {shared}: {', '.join(values)}"


def share_start(words: Sequence[str]) -> str:
    """Return what all words begin with."""
    first, last = min(words), max(words)
    alike = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    return first[:alike]
