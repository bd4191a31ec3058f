"""A decoded report in, the problems that only show when its parts are held against each other out."""

from collections.abc import Iterator
from pathlib import Path

from gongbao.data.figures import check_figures
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import DEVICES, Paragraph, Part, Picture, Report, Section, Table
from gongbao.report.tables import find_faults as find_table_faults
from gongbao.report.tables import place_cells

# Ids that the pages themselves use, and names of a report's own pages.
TAKEN = DEVICES | {
    "main",
    "index",
    "full",
    "figures",
    "changes",
    "contents",
    "search",
    "q",
    "search-results",
    "search-status",
}


def check_report(report: Report, problems: Problems) -> None:
    """Note what is wrong between the parts of a report: ids, headings, leads, title block, figures."""
    check_ids(report, problems)
    check_title_block(report, problems)
    for part in report.parts:
        for position, section in enumerate(part.sections):
            check_heading(part, section, position, problems)
            check_section(section, problems)
    check_leads(report.path, [*report.preface, *report.opening, *report.closing, *report.endnotes], problems)
    check_figures(report, problems)


def iter_ids(report: Report) -> Iterator[tuple[str, Path, int]]:
    """Give every id of the report with its place."""
    front = [report.salutation] if report.salutation else []
    for paragraph in [*report.preface, *front, *report.opening, *report.closing, *report.endnotes]:
        yield paragraph.id, report.path, paragraph.line
    for part in report.parts:
        yield part.id, report.path, part.line
        for section in part.sections:
            yield section.id, section.path, section.line
            for block in section.content:
                yield block.id, section.path, block.line


def check_ids(report: Report, problems: Problems) -> None:
    """Note ids given twice or kept for the pages."""
    first: dict[str, str] = {}
    for name, path, line in iter_ids(report):
        if name.lower() in TAKEN:
            problems.add(
                path,
                line,
                _('the id "{name}" is kept for the pages, or for Windows (example: sec_2__para_3)').format(name=name),
            )
        elif name.lower() in first:
            problems.add(
                path,
                line,
                _('the id "{name}" is taken already ({text}); give another').format(
                    name=name, text=first[name.lower()]
                ),
            )
        else:
            first[name.lower()] = f"{path.name}:{line}"


def check_title_block(report: Report, problems: Problems) -> None:
    """Note a printed line that is not given, or given twice."""
    for name in report.printed:
        if getattr(report, name) is None:
            message = _('"printed" names the {name}, but "{name}" is missing (example: printed: [title])').format(
                name=name
            )
            problems.add(report.path, 1, message)
    if len(set(report.printed)) < len(report.printed):
        problems.add(report.path, 1, _('"printed" names a line twice (example: printed: [title, occasion, signature])'))


def check_heading(part: Part, section: Section, position: int, problems: Problems) -> None:
    """Note a section that nothing names."""
    if not (section.heading or section.label or (position == 0 and part.heading)):
        problems.add(section.path, section.line, _('neither "heading" nor "label" (example: label: 总体情况)'))


def check_section(section: Section, problems: Problems) -> None:
    """Note a section without text, leads that are not the start of their paragraph, and ragged tables."""
    if not section.paragraphs and not any(isinstance(block, Table | Picture) for block in section.content):
        problems.add(section.path, section.line, _("the section has no text (give it a paragraph)"))
    check_leads(section.path, section.paragraphs, problems)
    for block in section.content:
        if isinstance(block, Table):
            for fault in iter_table_faults(block):
                problems.add(section.path, block.line, _("table {id}: {fault}").format(id=block.id, fault=fault))


def iter_table_faults(table: Table) -> Iterator[str]:
    """Give what keeps a table from being set: cells that do not fit into its columns, a head without a body."""
    for number, fault in find_table_faults(table.rows):
        yield _("row {number}: {fault}").format(number=number, fault=fault)
    if table.head > len(table.rows):
        yield _('"head" counts {head} rows, but there are {rows}').format(head=table.head, rows=len(table.rows))
    head = enumerate(place_cells(table.rows[: table.head]))
    if any(cell.down > table.head - number for number, row in head for cell in row):
        yield _('a cell of the head goes on under it (give a larger "head", or a smaller "down")')
    if table.caption_below and not table.caption:
        yield _('"caption_below" without a "caption"')


def check_leads(path: Path, paragraphs: list[Paragraph] | tuple[Paragraph, ...], problems: Problems) -> None:
    """Note leads that their paragraph does not begin with."""
    for paragraph in paragraphs:
        if paragraph.lead and not paragraph.text.startswith(paragraph.lead):
            message = _('paragraph {id} does not begin with its lead "{lead}" (copy the first words)').format(
                id=paragraph.id, lead=paragraph.lead
            )
            problems.add(path, paragraph.line, message)
