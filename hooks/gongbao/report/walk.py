"""A report in, everything that it prints out in document order: written here once, for whoever goes through a report.

The order is that of the printed report: preface, title block, salutation and opening, the parts with their sections,
closing, annexes, endnotes. `iter_chapters` gives its stretches, `walk` every printed line of them with its address. A
new kind of block is a new branch of `iter_block`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

from gongbao.report.note_marks import drop_marks
from gongbao.report.report import (
    Block,
    Paragraph,
    Part,
    PartKind,
    Picture,
    Report,
    Section,
    Subheading,
    Table,
    TitleLine,
    split_heading,
)
from gongbao.report.tables import lay_out

ChapterKind = Literal["preface", "front", "section", "closing", "endnotes"]
Kind = (
    TitleLine
    | Literal["salutation", "part", "section", "paragraph", "subheading", "caption", "unit", "row", "remark", "picture"]
)
Place = PartKind | Literal["front", "closing", "notes"]
HEADINGS: frozenset[Kind] = frozenset(("title", "part", "section", "subheading", "caption"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of a report that has one place on its pages: a section, or what stands before, between and after.

    `page` is relative to the root of a script. A section's part comes with it; `first` tells that it opens its part.
    """

    kind: ChapterKind
    place: Place
    page: str
    part: Part | None = None
    section: Section | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A printed line: its kind, its text, the id and the page that it stands under, its place in the report.

    Paragraphs have a running `number` from 1 (the salutation has none) and perhaps a `lead`, the start of the text. Of
    a table each row is an item, its cells parted by tabs, a merged one in its first place. A part or a section that
    prints no heading, and a picture without a caption, have an empty text: they are addresses only. `section` is the
    name that contents lists give to the section around the item.
    """

    kind: Kind
    id: str
    text: str
    place: Place
    page: str
    number: int | None = None
    lead: str = ""
    section: str = ""

    @property
    def heading(self) -> bool:
        """Tell whether it is a heading."""
        return self.kind in HEADINGS


def iter_chapters(report: Report) -> Iterator[Chapter]:
    """Give the stretches of a report in document order."""
    cover = f"{report.slug}/index.html"
    last = report.sections[-1]
    if report.preface:
        yield Chapter(kind="preface", place="front", page=cover, paragraphs=report.preface)
    yield Chapter(kind="front", place="front", page=cover, paragraphs=report.opening)
    body = [*iter_sections(report, report.body_parts)]
    yield from body
    closing_page = body[-1].page if body else section_page(report, last)
    if report.closing:
        yield Chapter(kind="closing", place="closing", page=closing_page, paragraphs=report.closing)
    yield from iter_sections(report, report.annexes)
    if report.endnotes:
        yield Chapter(kind="endnotes", place="notes", page=section_page(report, last), paragraphs=report.endnotes)


def iter_sections(report: Report, parts: tuple[Part, ...]) -> Iterator[Chapter]:
    """Give the sections of some parts."""
    for part in parts:
        for section in part.sections:
            yield Chapter(
                kind="section",
                place=part.kind,
                page=section_page(report, section),
                part=part,
                section=section,
                first=section is part.sections[0],
            )


def walk(report: Report) -> Iterator[Item]:
    """Give every item of a report in document order; paragraphs are numbered."""
    numbers = count(1)
    for chapter in iter_chapters(report):
        yield from iter_items(report, chapter, numbers)


def iter_items(report: Report, chapter: Chapter, numbers: Iterator[int]) -> Iterator[Item]:
    """Give the items of one chapter; its paragraphs get the next numbers."""
    place, page = chapter.place, chapter.page
    if chapter.part and chapter.section:
        name = name_section(chapter.part, chapter.section)
        if chapter.first:
            part = chapter.part
            yield Item(kind="part", id=part.id, text=part.heading or "", place=place, page=page)
        heading = chapter.section.heading or ""
        yield Item(kind="section", id=chapter.section.id, text=heading, place=place, page=page, section=name)
        for block in chapter.section.content:
            yield from iter_block(block, place, page, name, numbers)
    if chapter.kind == "front":
        for line in report.printed:
            yield Item(kind=line, id=line, text=str(getattr(report, line)), place=place, page=page)
        if report.salutation:
            own = report.salutation
            yield Item(kind="salutation", id=own.id, text=own.text, place=place, page=page, lead=own.lead or "")
    for paragraph in chapter.paragraphs:
        yield from iter_block(paragraph, place, page, "", numbers)


def iter_block(block: Block, place: Place, page: str, section: str, numbers: Iterator[int]) -> Iterator[Item]:
    """Give the items of a block: what it prints, line by line."""
    if isinstance(block, Paragraph):
        yield Item(
            kind="paragraph",
            id=block.id,
            text=block.text,
            place=place,
            page=page,
            number=next(numbers),
            lead=block.lead or "",
            section=section,
        )
    elif isinstance(block, Subheading):
        yield Item(kind="subheading", id=block.id, text=block.heading, place=place, page=page, section=section)
    elif isinstance(block, Picture):
        kind: Kind = "caption" if block.caption else "picture"
        yield Item(kind=kind, id=block.id, text=block.caption or "", place=place, page=page, section=section)
    else:
        for kind, text in iter_table_lines(block):
            yield Item(kind=kind, id=block.id, text=text, place=place, page=page, section=section)


def iter_table_lines(table: Table) -> Iterator[tuple[Kind, str]]:
    """Give the lines of a table in the order in which they are printed: caption, unit, rows, remarks under it."""
    caption: list[tuple[Kind, str]] = [("caption", table.caption)] if table.caption else []
    if not table.caption_below:
        yield from caption
    if table.unit:
        yield "unit", table.unit
    for row in lay_out(table.rows):
        if any(row):
            yield "row", "\t".join(row)
    if table.caption_below:
        yield from caption
    for note in table.notes:
        yield "remark", note


def iter_lines(report: Report) -> Iterator[str]:
    """Give the full text: what the source prints, a paragraph a line, and nothing else."""
    return (item.text for item in walk(report) if item.text)


def iter_printed(report: Report) -> Iterator[Item]:
    """Give the items that print something."""
    return (item for item in walk(report) if item.text)


def iter_paragraphs(report: Report) -> Iterator[Paragraph]:
    """Give the numbered paragraphs in document order, as records."""
    for chapter in iter_chapters(report):
        yield from chapter.section.paragraphs if chapter.section else chapter.paragraphs


def section_page(report: Report, section: Section) -> str:
    """Return the page of a section, relative to the root of a script."""
    return f"{report.slug}/{section.id}.html"


def list_inner_headings(report: Report, section: Section) -> tuple[Subheading, ...]:
    """Return the subheadings that contents lists give under a section: of a report without parts the uppermost.

    So contents have two levels, whichever two a report has (issue 16).
    """
    if any(part.heading for part in report.body_parts):
        return ()
    uppermost = min((block.level for block in section.subheadings), default=0)
    return tuple(block for block in section.subheadings if block.level == uppermost)


def section_name(part: Part, section: Section) -> str:
    """Return the words that name a section in a contents list: its title, its label, or its part's heading."""
    if section.heading:
        return split_heading(drop_marks(section.heading))[1]
    return section.label or drop_marks(part.heading or "") or section.id


def name_section(part: Part, section: Section) -> str:
    """Return a section's heading without the marks of notes, or the name that contents lists give it."""
    return drop_marks(section.heading or "") or section_name(part, section)
