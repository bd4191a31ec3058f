"""A report in, what is wrong with its figures out: each held against the paragraph or the row of a table it quotes."""

import re
import unicodedata
from collections.abc import Iterator, Set

from gongbao.report.messages import _
from gongbao.report.numbers import find_numbers, read_values
from gongbao.report.problems import Problems
from gongbao.report.report import Figure, Paragraph, Report, Table
from gongbao.report.table_lines import Line, TableLines, read_table
from gongbao.report.walk import iter_paragraphs


def check_figures(report: Report, problems: Problems) -> None:
    """Note figures given twice, and figures that their paragraph or their table does not state."""
    stated = index_stated(report, {figure.paragraph for figure in report.all_figures})
    seen: set[str] = set()
    for section in report.sections:
        for figure in section.figures:
            for fault in find_faults(figure, stated.get(figure.paragraph)):
                problems.add(section.path, figure.line, f'figure "{figure.id}": {fault}')
            if figure.id in seen:
                problems.add(
                    section.path, figure.line, _('figure "{id}": the id is taken already').format(id=figure.id)
                )
            seen.add(figure.id)


def index_stated(report: Report, names: Set[str]) -> dict[str, Paragraph | TableLines]:
    """Return by its id what figures may quote: every paragraph of a report, and those of its tables that are named."""
    stated: dict[str, Paragraph | TableLines] = {paragraph.id: paragraph for paragraph in iter_paragraphs(report)}
    named = names - stated.keys()
    for section in report.sections if named else ():
        for block in section.content:
            if isinstance(block, Table) and block.id in named:
                stated[block.id] = read_table(block)
    return stated


def find_faults(figure: Figure, stated: Paragraph | TableLines | None) -> Iterator[str]:
    """Give what is wrong with one figure, held against what it quotes."""
    if stated is None:
        yield _("there is no paragraph or table {name}").format(name=figure.paragraph)
    elif isinstance(stated, TableLines):
        yield from find_faults_in_table(figure, stated)
    elif figure.quote not in stated.text:
        yield _("the quote is not in paragraph {paragraph} (quote the sentence exactly)").format(
            paragraph=figure.paragraph
        )
    else:
        yield from find_faults_in_quote(figure)


def find_faults_in_quote(figure: Figure) -> Iterator[str]:
    """Give what the words of a figure do not say."""
    quote = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", figure.quote))
    # Nearly all state it plainly; to read what else may be meant takes as long again.
    plain = any(number.value == figure.value for number in find_numbers(figure.quote))
    values = set() if plain else read_values(figure.quote)
    # A quote in Chinese numerals is taken at the editor's word.
    if values and figure.value not in values:
        yield _("the quote does not state the value {value} (it has {names})").format(
            value=figure.value, names=", ".join(map(str, sorted(values)))
        )
    if unicodedata.normalize("NFKC", figure.unit) not in quote:
        yield _('the quote does not state the unit "{unit}"').format(unit=figure.unit)
    if figure.qualifier and figure.qualifier not in quote:
        yield _('the quote does not say "{qualifier}"').format(qualifier=figure.qualifier)


def find_faults_in_table(figure: Figure, table: TableLines) -> Iterator[str]:
    """Give what a table does not say of a figure: the row, the value in a cell of it, the unit in or over that cell."""
    lines = table.find(figure.quote)
    if not lines:
        yield _("the quote is no row of table {name} (give all cells of one row, parted by spaces)").format(
            name=figure.paragraph
        )
        return
    values = [(line, column, found) for line in lines for column, found in table.find_values(line).items()]
    stating = [(line, column) for line, column, found in values if figure.value in found]
    if values and not stating:
        names = ", ".join(map(str, sorted({one for _line, _column, found in values for one in found})))
        yield _("no cell of the row states the value {value} (they have {names})").format(
            value=figure.value, names=names
        )
        return
    # A row of Chinese numerals is taken at the editor's word, too.
    cells: list[tuple[Line, int]] = stating or [(line, column) for line in lines for column in line.own]
    if not any(table.says_unit(figure.unit, line, column) for line, column in cells):
        yield _(
            'neither the cell nor its row, its column, the caption or the unit of table {name} says "{unit}" '
            "(copy the unit from where the table says it)"
        ).format(name=figure.paragraph, unit=figure.unit)
    if figure.qualifier and not any(figure.qualifier in line.texts[column] for line, column in cells):
        yield _('the cell does not say "{qualifier}"').format(qualifier=figure.qualifier)
