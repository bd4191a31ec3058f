"""A report in, its passages out: every printed unit of text that search can find, each with the id it stands under."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongbao.report.addresses import section_name
from gongbao.report.report import Block, Paragraph, Part, PartKind, Report, Section, Subheading, Table

Place = PartKind | Literal["front", "closing", "notes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A printed unit: its text, the id of its place, and whether it is a heading or begins with a lead.

    `section` names the section it stands in as contents lists do; a title block, an opening and a closing have none.
    """

    text: str
    id: str
    place: Place
    heading: bool = False
    lead: str = ""
    section: str = ""


def iter_passages(report: Report) -> Iterator[Passage]:
    """Give the passages of a report in document order, one for every line of its full text."""
    yield from (make_passage(paragraph, "front") for paragraph in report.preface)
    for name in report.printed:
        yield Passage(text=str(getattr(report, name)), id=name, place="front", heading=name == "title")
    front = (report.salutation, *report.opening) if report.salutation else report.opening
    yield from (make_passage(paragraph, "front") for paragraph in front)
    for part in report.body_parts:
        yield from iter_part_passages(part)
    yield from (make_passage(paragraph, "closing") for paragraph in report.closing)
    for part in report.annexes:
        yield from iter_part_passages(part)
    yield from (make_passage(paragraph, "notes") for paragraph in report.endnotes)


def iter_part_passages(part: Part) -> Iterator[Passage]:
    """Give the passages of a part."""
    if part.heading:
        yield Passage(text=part.heading, id=part.id, place=part.kind, heading=True)
    for section in part.sections:
        name = name_section(part, section)
        if section.heading:
            yield Passage(text=section.heading, id=section.id, place=part.kind, heading=True, section=name)
        for block in section.content:
            yield from iter_block_passages(block, part.kind, name)


def iter_block_passages(block: Block, place: Place, section: str) -> Iterator[Passage]:
    """Give the passages of one item of a section; a table has one for its caption and one for every row."""
    if isinstance(block, Paragraph):
        yield make_passage(block, place, section)
    elif isinstance(block, Subheading):
        yield Passage(text=block.heading, id=block.id, place=place, heading=True, section=section)
    elif isinstance(block, Table):
        if block.caption:
            yield Passage(text=block.caption, id=block.id, place=place, heading=True, section=section)
        for row in block.rows:
            yield Passage(text=" ".join(row), id=block.id, place=place, section=section)


def make_passage(paragraph: Paragraph, place: Place, section: str = "") -> Passage:
    """Return the passage of a paragraph."""
    return Passage(text=paragraph.text, id=paragraph.id, place=place, lead=paragraph.lead or "", section=section)


def name_section(part: Part, section: Section) -> str:
    """Return a section's heading as printed, or the name that contents lists give it."""
    return section.heading or section_name(part, section)
