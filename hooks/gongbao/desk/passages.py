"""A section's file and a wish of a person in, the file's text with its passages joined, split or of another kind out.

A passage keeps its id; one that is new by a split has a fresh one. Figures follow the words that they quote.
"""

import re
from dataclasses import replace
from pathlib import Path

import yaml

from gongbao.desk.fields import find_entry, find_record, read_root, set_field
from gongbao.importing.proposals import find_last_line, iter_leaves
from gongbao.importing.yaml_writer import quote
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Paragraph, Report, Section

# A passage is split into two, or two are joined.
TOUCHED = 2
PARA = re.compile(r"(.*__para_)\d+")


def set_lead(section: Section, text: str, name: str, lead: str) -> str:
    """Return the text with a paragraph's lead: its first words, or none."""
    find_paragraph(section, name)
    return set_field(text, section.path, ["content", (name,), "lead"], lead, ["id"])


def make_heading(section: Section, text: str, name: str) -> str:
    """Return the text with a paragraph made a heading of the section."""
    paragraph = find_paragraph(section, name)
    if any(figure.paragraph == name for figure in section.figures):
        raise refuse(section.path, paragraph.line, "这一段有数字引用，不能作标题（先删去这些数字）")
    lines = (f"  - id: {name}", f"    heading: {quote(paragraph.text)}", "    level: 3")
    return put_lines(text, section.path, name, lines)


def make_plain(section: Section, text: str, name: str, heading: str) -> str:
    """Return the text with a heading made a paragraph."""
    return put_lines(text, section.path, name, write_paragraph(Paragraph(id=name, text=heading)))


def join(section: Section, text: str, name: str) -> str:
    """Return the text with a paragraph joined to the one right before it."""
    paragraph = find_paragraph(section, name)
    place = section.content.index(paragraph)
    before = section.content[place - 1] if place else None
    if not isinstance(before, Paragraph):
        raise refuse(section.path, paragraph.line, "前面不是段落，不能合并")
    if before.role != paragraph.role:
        raise refuse(section.path, paragraph.line, "两段的 role 不同，不能合并（先在文件中改成一样）")
    text = move_figures(section, text, name, before.id, "")
    text = put_lines(text, section.path, name, ())
    joined = replace(before, text=before.text + paragraph.text)
    return put_lines(text, section.path, before.id, write_paragraph(joined))


def split(section: Section, text: str, name: str, second: str) -> str:
    """Return the text with a paragraph split where some words of it begin, which stand in it once."""
    paragraph = find_paragraph(section, name)
    place = paragraph.text.find(second) if second else 0
    if place <= 0 or paragraph.text.count(second) > 1:
        raise refuse(section.path, paragraph.line, "请写出后一段开头的几个字（在这一段里只出现一次）")
    fresh = name_fresh(section, name)
    head, tail = paragraph.text[:place].rstrip(), paragraph.text[place:]
    lead = paragraph.lead if paragraph.lead and head.startswith(paragraph.lead) else None
    text = move_figures(section, text, name, fresh, head)
    parts = replace(paragraph, text=head, lead=lead), replace(paragraph, id=fresh, text=tail, lead=None)
    lines = tuple(line for part in parts for line in write_paragraph(part))
    return put_lines(text, section.path, name, lines)


def find_paragraph(section: Section, name: str) -> Paragraph:
    """Return a paragraph of a section. Raises ReportError if there is none of that id."""
    for block in section.content:
        if isinstance(block, Paragraph) and block.id == name:
            return block
    raise refuse(section.path, section.line, "这里只改各节中的段落")


def name_fresh(section: Section, name: str) -> str:
    """Return an id that no passage of the section has."""
    match = PARA.fullmatch(name)
    stem = match[1] if match else f"{section.id}__para_"
    used = {block.id for block in section.content}
    return next(f"{stem}{number}" for number in range(len(used) + 1, 10_000) if f"{stem}{number}" not in used)


def write_paragraph(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the lines of a paragraph, as the importer writes them."""
    words = paragraph.text
    lead = (f"    lead: {quote(paragraph.lead)}",) if paragraph.lead else ()
    role = (f"    role: {paragraph.role}",) if paragraph.role else ()
    plain = words == words.strip() and words.isprintable()
    body = ("    text: |-", f"      {words}") if plain else (f"    text: {quote(words)}",)
    return (f"  - id: {paragraph.id}", *lead, *role, *body)


def check_section(before: Section, report: Report) -> None:
    """Hold a section as it will be against what it was: one or two passages may differ, and where figures stand.

    Raises ReportError if anything else does.
    """
    after = next((one for one in report.sections if one.id == before.id), before)
    old, new = list(before.content), list(after.content)
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    places = {figure.id: figure.paragraph for figure in after.figures}
    moved = tuple(replace(figure, paragraph=places.get(figure.id, "")) for figure in before.figures)
    rest = replace(after, content=before.content, figures=before.figures)
    if len(old) > TOUCHED or len(new) > TOUCHED or moved != after.figures or rest != before:
        raise refuse(before.path, 0, "这样改会动到别的内容，没有写入（请在文件中手工改）")


def move_figures(section: Section, text: str, old: str, new: str, staying: str) -> str:
    """Return the text with the figures of a paragraph moved to another, but for those that `staying` words state."""
    for figure in section.figures:
        if figure.paragraph == old and not (staying and figure.quote in staying):
            text = set_field(text, section.path, ["figures", (figure.id,), "paragraph"], new)
    return text


def put_lines(text: str, path: Path, name: str, lines: tuple[str, ...]) -> str:
    """Return the text with other lines in the place of a passage's own; comments above it stay."""
    record = find_record(read_root(text, path), ["content", (name,)])
    if record is None or record.flow_style or not find_entry(record, "id"):
        raise refuse(path, 0, "这一段的写法不能在这里改（请在文件中手工改）")
    written = text.splitlines(keepends=True)
    first, last = record.start_mark.line, max(map(find_last_line, iter_leaves(record)))
    if holds_comment(written, record, first, last):
        raise refuse(path, first + 1, "这一段中间有注释，不能在这里改（请在文件中手工改）")
    end = "\r\n" if "\r\n" in text else "\n"
    return "".join([*written[:first], *(f"{line}{end}" for line in lines), *written[last + 1 :]])


def holds_comment(lines: list[str], record: yaml.MappingNode, first: int, last: int) -> bool:
    """Tell whether a comment stands inside a passage: on a line of its own, or behind a value."""
    covered: set[int] = set()
    behind = []
    for _key, value in record.value:
        covered.update(range(value.start_mark.line, find_last_line(value) + 1))
        block = value.style in ("|", ">")
        behind.append(
            lines[value.start_mark.line][value.start_mark.column :]
            if block
            else lines[value.end_mark.line][value.end_mark.column :]
        )
    behind += [line for number, line in enumerate(lines[first : last + 1], first) if number not in covered]
    return any("#" in words for words in behind)


def refuse(path: Path, line: int, message: str) -> ReportError:
    """Return the error that tells why a passage stays as it is."""
    return ReportError([Problem(path=Path("data") / path.parent.name / path.name, line=line, message=message)])
