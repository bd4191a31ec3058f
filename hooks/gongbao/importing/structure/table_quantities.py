"""A table in, figures proposed for a person to keep or delete out: each number in a cell, with its unit.

A number without a unit, a rank, an ordinal, a year and a dash are none. Of a table with more numbers than a person
looks through, only the rows that stand out are proposed: those that are no part of another, else the totals.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from gongbao.data.figures import find_faults
from gongbao.importing.structure.table_columns import Kind, find_kinds, find_names
from gongbao.importing.structure.table_labels import Labels, clean, is_part, is_total
from gongbao.importing.structure.table_units import find_unit
from gongbao.report.numbers import read_amount
from gongbao.report.report import Figure, Paragraph, Qualifier, Table
from gongbao.report.spacing import squeeze
from gongbao.report.table_lines import TableLines, read_table

MOST = 200
Reader = Callable[[Paragraph, str], Iterable[Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A table as its cells are read: its lines, its columns, what its numbers count, how a sentence is read."""

    lines: TableLines
    kinds: Sequence[Kind]
    labels: Labels
    theme: str
    in_words: Reader | None

    def find_columns(self) -> list[int]:
        """Return the columns that may hold quantities: those of numbers, and others that name no row."""
        places = [place for place, kind in enumerate(self.kinds) if kind in ("name", "number")]
        names = {place: find_names(self.lines, self.kinds, place) for place in places}
        naming = {place for found in names.values() for place in found}
        return [place for place in places if self.kinds[place] == "number" or (names[place] and place not in naming)]

    def read(self, number: int, column: int) -> Iterator[Figure]:
        """Give the figures of one cell, with its line as their quote."""
        line = self.lines.lines[number]
        text = line.texts[column].strip()
        if amount := read_amount(text):
            unit = find_unit(self.lines, self.kinds, line, column, amount) if self.kinds[column] == "number" else None
            if unit:
                yield Figure(
                    id="figure",
                    label=self.labels.make(number, column),
                    value=amount.value,
                    unit=unit,
                    qualifier=cast("Qualifier | None", amount.qualifier or None),
                    quote=line.words,
                    paragraph=self.lines.table.id,
                    theme=self.theme,
                    proposed=True,
                )
        elif self.in_words and any(letter.isdigit() for letter in text):
            for one in self.in_words(Paragraph(id=self.lines.table.id, text=text), self.theme):
                yield replace(one, label=self.labels.make_in_words(number, column, one.label), quote=line.words)


def find_figures(
    table: Table, theme: str, year: int | None, known: Collection[str] = (), in_words: Reader | None = None
) -> Iterator[Figure]:
    """Give the quantities of a table, each with its row as its quote; never one that check refuses.

    `theme` is for a table without a caption, `year` for one that does not say what year it speaks of; `known` are rows,
    without spaces, that are left out. `in_words` finds the quantities in a cell that is a sentence.
    """
    lines = read_table(table)
    kinds = find_kinds(lines)
    labels = Labels(lines, kinds, year)
    cells = Cells(lines=lines, kinds=kinds, labels=labels, theme=labels.theme or theme, in_words=in_words)
    columns = cells.find_columns()
    first = next((column for column in columns if kinds[column] == "number"), 1)
    for number in choose_rows(lines, first, len(columns)):
        line = lines.lines[number]
        if squeeze(line.words) in known:
            continue
        for column in columns:
            found = cells.read(number, column) if column in line.own else ()
            yield from (one for one in found if one.label and not any(find_faults(one, lines)))


def choose_rows(lines: TableLines, first: int, width: int) -> list[int]:
    """Return the numbers of the rows to propose: all, or those that stand out among too many.

    `first` is the first column that does not name rows, `width` how many quantities a row may have.
    """
    names = {number: line.texts[:first] for number, line in enumerate(lines.lines) if number >= lines.head}
    most = MOST // max(1, width)
    if len(names) <= most:
        return list(names)
    main = [number for number, texts in names.items() if not any(map(is_part, texts[:1]))]
    if len(main) <= most:
        return main
    return [number for number, texts in names.items() if any(is_total(clean(text)) for text in texts)][:most]
