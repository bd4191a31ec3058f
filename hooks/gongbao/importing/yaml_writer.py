"""A report in, the text of its YAML files out, readable and the same every time; comments where to look.

`remarks` are such comments by the id they belong to; those on the report itself stand under "report".
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from gongbao.report.report import Block, Cell, Figure, Paragraph, Part, Picture, Report, Section, Subheading, Table

# What YAML would read as something else than the text it looks like, or not at all.
PLAIN = re.compile(r"[\w一-鿿（《“‘——□〇][^\n:#]*", re.ASCII)
# Quotation marks around the whole would look as if they were meant for YAML.
ALL_QUOTED = re.compile("[“‘].*[”’\"']")
IN_LIST = re.compile(r"[,\[\]{}]")
LIKE_VALUE = re.compile(
    r"(?:[\d.+\-_:eE]+|true|false|yes|no|on|off|null|~|y|n|\d{4}-\d\d-\d\d.*|0x.*|0o.*)", re.IGNORECASE
)


Remarks = Mapping[str, Sequence[str]]


def make_report_text(report: Report, names: Mapping[str, str], remarks: Remarks) -> str:
    """Return the text of report.yml; `names` are the files of its sections by their ids."""
    return "\n".join([*_iter_report_lines(report, names, remarks), ""])


def make_section_text(section: Section, remarks: Remarks) -> str:
    """Return the text of a section's file."""
    return "\n".join([*_iter_section_lines(section, remarks), ""])


def name_section_file(number: int, name: str) -> str:
    """Return the file of a section: `01-sec_1.yml`, so that the folder lists them in their order."""
    return f"{number:02d}-{name}.yml"


def quote(text: str, *, in_list: bool = False) -> str:
    """Return a text as a YAML scalar on one line: bare where that is safe, else in double quotes."""
    bare = PLAIN.fullmatch(text) and not LIKE_VALUE.fullmatch(text) and text == text.strip() and text.isprintable()
    if bare and not ALL_QUOTED.fullmatch(text) and not (in_list and IN_LIST.search(text)):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_escape(character) for character in escaped) + '"'


def _escape(character: str) -> str:
    if character == "\t":
        return "\\t"
    if character.isprintable() or character == "\u3000":
        return character
    return f"\\U{ord(character):08X}" if ord(character) > 0xFFFF else f"\\u{ord(character):04X}"


def _iter_text(key: str, text: str, indent: str) -> Iterable[str]:
    """Give a text as a block; a text a block cannot hold unchanged (an odd character, spaces around) in quotes."""
    if text != text.strip() or not all(
        character.isprintable() or character in "\u3000\u00a0\u2002" for character in text
    ):
        yield f"{indent}{key}: {quote(text)}"
        return
    yield f"{indent}{key}: |-"
    yield f"{indent}  {text}"


def _iter_report_lines(report: Report, names: Mapping[str, str], remarks: Remarks) -> Iterable[str]:
    yield "# 报告总表：题头、称呼、开篇、各部分所含的节、结语。正文按节另存，文件列在 sections 之下。"
    yield from _iter_remarks("report", remarks, "")
    yield from _iter_data_lines(report)
    yield from _iter_paragraph_list("preface", report.preface, remarks)
    if report.salutation:
        own = report.salutation
        lead = f", lead: {quote(own.lead, in_list=True)}" if own.lead else ""
        yield f"salutation: {{id: {own.id}, text: {quote(own.text, in_list=True)}{lead}}}"
    yield from _iter_paragraph_list("opening", report.opening, remarks)
    yield "parts:"
    for part in report.parts:
        yield from _iter_part_lines(part, names)
    yield from _iter_paragraph_list("closing", report.closing, remarks)
    yield from _iter_paragraph_list("endnotes", report.endnotes, remarks)
    if report.source:
        yield "source:   # 请填写刊登报告的报纸、公报或文件"
        yield from _iter_keys(report.source, ("name", "date", "file", "note"), "  ")


def _iter_data_lines(report: Report) -> Iterable[str]:
    """Give the data of a report and its title block."""
    yield from _iter_keys(report, ("title", "body", "place", "session", "date", "published", "occasion"))
    if report.speaker:
        yield "speaker:"
        yield from _iter_keys(report.speaker, ("office", "name"), "  ")
    yield from _iter_keys(report, ("reference", "signature", "dateline"))
    yield f"printed: [{', '.join(report.printed)}]   # 原件印有的题头各行，依原件次序"
    if report.unsettled:
        yield f"unsettled: [{', '.join(report.unsettled)}]   # 以上各项系推断或待补；填对一项，从此行删去一项"


def _iter_keys(record: object, names: Iterable[str], indent: str = "") -> Iterable[str]:
    """Give the fields of a record that hold something."""
    for name in names:
        if value := getattr(record, name):
            yield f"{indent}{name}: {quote(value) if isinstance(value, str) else value}"


def _iter_remarks(name: str, remarks: Remarks, indent: str) -> Iterable[str]:
    yield from (f"{indent}# 请核对：{' '.join(remark.split())}" for remark in remarks.get(name, ()))


def _iter_paragraph_list(key: str, paragraphs: tuple[Paragraph, ...], remarks: Remarks) -> Iterable[str]:
    if paragraphs:
        yield f"{key}:"
        for paragraph in paragraphs:
            yield from _iter_block_lines(paragraph, remarks)


def _iter_part_lines(part: Part, names: Mapping[str, str]) -> Iterable[str]:
    yield f"  - id: {part.id}"
    yield f"    kind: {part.kind}"
    if part.heading:
        yield f"    heading: {quote(part.heading)}"
    if part.year:
        yield f"    year: {part.year}"
    yield "    sections:"
    yield from (f"      - {names[section.id]}" for section in part.sections)


def _iter_section_lines(section: Section, remarks: Remarks) -> Iterable[str]:
    yield "# 报告的一节，即网站上的一页。一段一项，每段只占一行；id 是永久地址，发布后不再改动。"
    yield from _iter_remarks(section.id, remarks, "")
    yield f"id: {section.id}"
    if section.heading:
        yield f"heading: {quote(section.heading)}"
    if section.label:
        yield f"label: {quote(section.label)}   # 原件无标题；此名只用于目录，不属正文"
    yield "content:"
    for block in section.content:
        yield from _iter_block_lines(block, remarks)
    if section.figures:
        yield "figures:"
        for figure in section.figures:
            yield from _iter_figure_lines(figure)


def _iter_block_lines(block: Block, remarks: Remarks) -> Iterable[str]:
    yield from _iter_remarks(block.id, remarks, "  ")
    yield f"  - id: {block.id}"
    if isinstance(block, Subheading):
        yield f"    heading: {quote(block.heading)}"
        yield f"    level: {block.level}"
    elif isinstance(block, Picture):
        yield from _iter_keys(block, ("file", "caption", "alternative"), "    ")
        if not block.alternative:
            yield "    # alternative: 请写图中所示，供看不见图的人用"
    elif isinstance(block, Table):
        yield from _iter_table_lines(block)
    else:
        if block.lead:
            yield f"    lead: {quote(block.lead)}"
        if block.role:
            yield f"    role: {block.role}"
        yield from _iter_text("text", block.text, "    ")


def _iter_table_lines(table: Table) -> Iterable[str]:
    yield from _iter_keys(table, ("caption",), "    ")
    if table.caption_below:
        yield "    caption_below: true"
    yield from _iter_keys(table, ("unit",), "    ")
    if table.head != 1:
        yield f"    head: {table.head}"
    yield "    rows:"
    for row in table.rows:
        yield f"      - [{', '.join(map(_write_cell, row))}]"
    if table.notes:
        yield "    notes:"
        yield from (f"      - {quote(note)}" for note in table.notes)


def _write_cell(cell: str | Cell) -> str:
    """Return a cell as it stands in a list: its text, or a mapping if it takes more than one place."""
    if isinstance(cell, str):
        return quote(cell, in_list=True)
    keys = [f"text: {quote(cell.text, in_list=True)}"]
    keys += [f"{name}: {value}" for name, value in (("span", cell.span), ("down", cell.down)) if value > 1]
    return f"{{{', '.join(keys)}}}"


def _iter_figure_lines(figure: Figure) -> Iterable[str]:
    yield f"  - id: {figure.id}"
    yield f"    label: {quote(figure.label)}"
    yield f"    value: {figure.value}"
    yield f"    unit: {quote(figure.unit)}"
    if figure.qualifier:
        yield f"    qualifier: {figure.qualifier}"
    yield f"    quote: {quote(figure.quote)}"
    yield f"    paragraph: {figure.paragraph}"
    yield f"    theme: {quote(figure.theme)}"
    for key in ("key", "proposed"):
        if getattr(figure, key):
            yield f"    {key}: true"
