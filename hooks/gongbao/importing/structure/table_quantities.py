"""A table in, figures proposed for a person to keep or delete out: each number in a cell, with its unit.

A number without a unit, a rank, an ordinal, a year and a dash are none. Of a table with more numbers than a person
looks through, only the rows that stand out are proposed: those that are no part of another, else the totals.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import cast

from gongbao.data.figures import find_faults
from gongbao.importing.structure.table_columns import find_kinds
from gongbao.importing.structure.table_labels import Labels, clean, is_part, is_total
from gongbao.importing.structure.table_units import find_unit
from gongbao.report.numbers import read_amount
from gongbao.report.report import Figure, Qualifier, Table
from gongbao.report.table_lines import TableLines, read_table, squeeze

MOST = 200


def find_figures(table: Table, theme: str, year: int | None, known: Collection[str] = ()) -> Iterator[Figure]:
    """Give the quantities of a table, each with its row as its quote; never one that check refuses.

    `theme` is for a table without a caption, `year` for one that does not say what year it speaks of; `known` are rows,
    without spaces, that are left out.
    """
    lines = read_table(table)
    kinds = find_kinds(lines)
    columns = [column for column, kind in enumerate(kinds) if kind == "number"]
    if not columns:
        return
    labels = Labels(lines, kinds, year)
    for number in choose_rows(lines, columns):
        line = lines.lines[number]
        words = line.words
        if squeeze(words) in known:
            continue
        for column in columns:
            amount = read_amount(line.texts[column]) if column in line.own else None
            unit = find_unit(lines, kinds, line, column, amount) if amount else None
            label = labels.make(number, column) if unit else ""
            if not amount or not unit or not label:
                continue
            figure = Figure(
                id="figure",
                label=label,
                value=amount.value,
                unit=unit,
                qualifier=cast("Qualifier | None", amount.qualifier or None),
                quote=words,
                paragraph=table.id,
                theme=labels.theme or theme,
                proposed=True,
            )
            if not any(find_faults(figure, lines)):
                yield figure


def choose_rows(lines: TableLines, columns: Sequence[int]) -> list[int]:
    """Return the numbers of the rows to propose: all, or those that stand out among too many."""
    names = {number: line.texts[: columns[0]] for number, line in enumerate(lines.lines) if number >= lines.head}
    most = MOST // len(columns)
    if len(names) <= most:
        return list(names)
    main = [number for number, texts in names.items() if not any(map(is_part, texts[:1]))]
    if len(main) <= most:
        return main
    return [number for number, texts in names.items() if any(is_total(clean(text)) for text in texts)][:most]
