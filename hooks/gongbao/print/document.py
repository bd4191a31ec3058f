"""A report in, what Typst sets out: one document of plain data, of the whole report or of one of its sections."""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from gongbao.print.fonts import Choice, choose_fonts
from gongbao.print.footnotes import place_notes
from gongbao.print.items import Item, Items, close_levels
from gongbao.print.setting import Setting, Standard
from gongbao.print.sources import make_source
from gongbao.print.style import Style, read_style
from gongbao.report.addresses import Addresses, make_addresses
from gongbao.report.formats import Statement, amount, chinese_date, group_figures
from gongbao.report.note_marks import drop_marks
from gongbao.report.report import Report, Section
from gongbao.report.walk import Chapter, iter_chapters, list_inner_headings, name_section, section_page

TEMPLATES = files("gongbao.print") / "templates"
# The title on the cover is larger by so much.
COVER = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is set: all of it as JSON, the families included, and the faces that these are on this machine."""

    data: str
    standard: Standard
    made: datetime.datetime
    fonts: Choice

    @property
    def key(self) -> tuple[str, ...]:
        """Everything that the finished file depends on."""
        digests = sorted(face.digest for face in self.fonts.faces)
        return (hash_templates(), version("typst"), self.standard, self.made.isoformat(), *digests, self.data)


@cache
def hash_templates() -> str:
    """Return a name for what the templates hold."""
    digest = hashlib.sha256()
    for template in sorted(TEMPLATES.iterdir(), key=lambda file: file.name):
        digest.update(template.name.encode() + b"\0" + template.read_bytes() + b"\0")
    return digest.hexdigest()


def make_whole(
    report: Report, setting: Setting, *, large: bool = False, addresses: Addresses | None = None
) -> Document:
    """Return the document of a whole report, `large` for weak sight. Raises NoFontError.

    `addresses` are the report's, if they are known.
    """
    style = read_style(setting.sheet, setting.tag, large=large)
    items = make_items(report, setting, style, addresses)
    text = place_notes(report, iter_report(report, items), items, None)
    body = [*text, *iter_figures(report, items)]
    content = {
        "cover": make_cover(report, items),
        "contents": list(iter_contents(report, items)),
        "body": body,
        "source": make_source(report, None, setting, items),
    }
    return make_document(report, setting, style, report.name, content)


def make_section(report: Report, section: Section, setting: Setting, addresses: Addresses | None = None) -> Document:
    """Return the document of one section of a report, whose addresses may be known. Raises NoFontError."""
    style = read_style(setting.sheet, setting.tag)
    items = make_items(report, setting, style, addresses)
    part = next(part for part in report.parts if section in part.sections)
    page = section_page(report, section)
    content = {
        "cover": None,
        "contents": [],
        "body": list(place_notes(report, iter_section_page(report, section, items), items, page)),
        "source": make_source(report, section, setting, items),
    }
    title = f"{name_section(part, section)} · {report.name}"
    return make_document(report, setting, style, title, content)


def make_items(report: Report, setting: Setting, style: Style, addresses: Addresses | None) -> Items:
    """Return what makes the items of a report."""
    return Items(
        convert=setting.convert,
        grid=style.grid,
        addresses=addresses or make_addresses(report),
        body=report.body,
        folder=report.path.parent,
    )


def make_document(report: Report, setting: Setting, style: Style, title: str, content: dict[str, Any]) -> Document:
    """Return a document with its facts, in families that have all of its characters as far as any family has them."""
    made, convert = setting.date(report), setting.convert
    close_levels(content["body"])
    facts = {
        "title": convert(title),
        "author": convert(report.body),
        "description": convert(report.session or ""),
        "region": setting.region,
        "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
        "contents": convert("目录"),
    }
    data = json.dumps({"facts": facts, "grid": asdict(style.grid)} | content, ensure_ascii=False)
    fonts = choose_fonts(style.stacks, frozenset(data))
    if fonts.missing:
        data = data.translate({ord(character): fonts.substitute for character in fonts.missing})
    families = json.dumps({"families": fonts.families, "bold": sorted(fonts.bold)}, ensure_ascii=False)
    return Document(data=f"{families[:-1]}, {data[1:]}", standard=setting.standard, made=made, fonts=fonts)


def make_cover(report: Report, items: Items) -> Item:
    """Return what stands on the cover of a whole report."""
    below = [report.session] if report.session else []
    below.append(chinese_date(report.date))
    return {
        "title": items.lines(report.name, items.grid.title * COVER),
        "below": [items.lines(line, items.size) for line in below],
    }


def iter_contents(report: Report, items: Items) -> Iterator[Item]:
    """Give the entries of the contents: parts, sections, their subheadings where there are no parts, the figures."""
    for part in (*report.body_parts, *report.annexes):
        if part.heading:
            yield {"id": part.id, "runs": items.runs(drop_marks(part.heading)), "depth": 0}
        for section in part.sections:
            if section.heading or not part.heading:
                title = name_section(part, section)
                yield {"id": section.id, "runs": items.runs(title), "depth": 1}
            for block in list_inner_headings(report, section):
                yield {"id": block.id, "runs": items.runs(drop_marks(block.heading)), "depth": 2}
    if report.figures:
        yield {"id": "figures", "runs": items.runs("附：数字一览"), "depth": 0}


def iter_report(report: Report, items: Items) -> Iterator[Item]:
    """Give the items of a whole report in document order."""
    for chapter in iter_chapters(report):
        if chapter.kind == "front":
            yield from iter_front(report, items)
        if chapter.section:
            yield from iter_section(chapter, chapter.section, items)
        yield from items.iter_blocks(chapter.paragraphs)


def iter_front(report: Report, items: Items) -> Iterator[Item]:
    """Give the title block as the source prints it, and the salutation."""
    for name in report.printed:
        text = str(getattr(report, name))
        yield items.make_title(name, text) if name == "title" else items.make_line(name, name, text)
    yield {"kind": "space"}
    if report.salutation:
        yield items.make_item(report.salutation, 0) | {"kind": "salutation"}


def iter_section(chapter: Chapter, section: Section, items: Items) -> Iterator[Item]:
    """Give the items of a section of the whole report; its part's heading stands before the first."""
    part, level = chapter.part, 1
    if part and part.heading:
        if chapter.first:
            yield {"kind": "part", "id": part.id, "lines": items.lines(part.heading, items.grid.part), "level": 1}
        level = 2
    if section.heading:
        yield items.make_heading(section.id, section.heading, level)
    else:
        yield {"kind": "place", "id": section.id}
    yield from items.iter_blocks(section.content, level - 2)


def iter_section_page(report: Report, section: Section, items: Items) -> Iterator[Item]:
    """Give the items of a section's own document, what is printed after it on its page included."""
    for chapter in iter_chapters(report):
        if chapter.section is section:
            yield from iter_head(report, chapter, section, items)
            yield from items.iter_blocks(section.content, -1)
        elif chapter.page == section_page(report, section):
            yield from items.iter_blocks(chapter.paragraphs)


def iter_head(report: Report, chapter: Chapter, section: Section, items: Items) -> Iterator[Item]:
    """Give the head of a section's own document: whose part it is, and its heading, its part's, or its label."""
    yield items.make_title("title", report.title)
    part = chapter.part
    heading = section.heading or (part.heading if part and chapter.first else None)
    if part and part.heading and heading != part.heading:
        yield items.make_line("part-line", part.id, part.heading)
    yield {"kind": "space"}
    if heading:
        yield items.make_heading(section.id, heading, 1)
    else:
        yield items.make_line("label", section.id, section.label or section.id) | {"level": 1}


def iter_figures(report: Report, items: Items) -> Iterator[Item]:
    """Give the annex of figures: its heading, and a table for each theme."""
    if not report.figures:
        return
    yield {"kind": "annex", "id": "figures", "lines": items.lines("附：数字一览", items.grid.title), "level": 1}
    for number, (theme, statements) in enumerate(group_figures(report).items(), 1):
        yield items.make_heading(f"theme-{number}", theme, 2) | {"kind": "theme"}
        rows = [row for statement in statements for row in iter_statement(statement, items)]
        head = [items.make_cell(words) for words in ("数值", "单位", "指标", "原文")]
        widths = ["auto", "auto", 38, 62]
        yield {"kind": "figures", "head": [head], "rows": rows, "widths": widths}


def iter_statement(statement: Statement, items: Items) -> Iterator[list[Item]]:
    """Give the rows of a figure, or of those that a table's row states, which stands beside all of them."""
    quote = items.make_cell(statement[0].quote) | {"to": statement[0].paragraph}
    if len(statement) > 1:
        quote |= {"rowspan": len(statement)}
    for figure in statement:
        number = items.make_cell(amount(figure)) | {"number": True}
        cells = [number, items.make_cell(figure.unit), items.make_cell(figure.label)]
        yield [*cells, quote] if figure is statement[0] else cells
