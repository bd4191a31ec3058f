"""A report in, a Word file out: the report's own text in the layout of GB/T 9704-2012, which an office can work on.

Title block, headings and text have Word's own styles, so `gongbao import` reads the same report from the file. The
script is told in the properties of the file, so that an edition in Traditional characters is not taken for the source.
"""

import datetime
import io
import zipfile
from dataclasses import dataclass
from functools import singledispatch
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu
from docx.text.paragraph import Paragraph as WordParagraph

from gongbao.output.zip_file import FIRST, LAST
from gongbao.print.drawings import read_pixels
from gongbao.print.items import BROAD
from gongbao.print.setting import Convert, Setting
from gongbao.print.style import read_style
from gongbao.print.word_base import make_base
from gongbao.print.word_notes import Footnotes, begin_footnotes, find_footnotes
from gongbao.report.report import Paragraph, Picture, Report, Subheading, Table
from gongbao.report.tables import count_columns, is_number, place_cells
from gongbao.report.walk import iter_chapters

DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """The document that is written, its footnotes, the folder of the report's pictures, and the script's conversion."""

    document: WordDocument
    footnotes: Footnotes
    folder: Path
    convert: Convert

    def add(self, text: str, style: str | None = None, lead: int = 0) -> WordParagraph:
        """Add a paragraph of converted text, the first so many characters of it bold."""
        paragraph = self.document.add_paragraph(style=style)
        converted = self.convert(text)
        if lead:
            self.footnotes.add_text(paragraph, converted[:lead], bold=True)
        self.footnotes.add_text(paragraph, converted[lead:])
        return paragraph


def make_word(report: Report, setting: Setting) -> bytes:
    """Return the Word file of a report in the script of the setting."""
    grid = read_style(setting.sheet, setting.tag).grid
    document = docx.Document(io.BytesIO(make_base(setting.tag, grid)))
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001
    notes = find_footnotes(report)
    footnotes = begin_footnotes(document, {mark: setting.convert(note.text) for mark, note in notes.items()})
    writer = Writer(document=document, footnotes=footnotes, folder=report.path.parent, convert=setting.convert)
    write_report(writer, report, frozenset(note.id for note in notes.values()))
    facts = document.core_properties
    facts.title, facts.author = setting.convert(report.name), setting.convert(report.body)
    facts.subject, facts.language = setting.convert(report.session or ""), setting.tag
    facts.comments = facts.last_modified_by = ""
    facts.created = facts.modified = setting.date(report).replace(tzinfo=None)
    file = io.BytesIO()
    document.save(file)
    return pack(file.getvalue(), setting.date(report))


def write_report(writer: Writer, report: Report, notes: frozenset[str]) -> None:
    """Write everything that the report prints, in document order; `notes` stand at the foot of pages."""
    for chapter in iter_chapters(report):
        if chapter.kind == "front":
            write_front(writer, report)
        if chapter.section:
            if chapter.part and chapter.part.heading and chapter.first:
                writer.add(chapter.part.heading, "Heading 1")
            if chapter.section.heading:
                writer.add(chapter.section.heading, "Heading 2")
        for block in (*(chapter.section.content if chapter.section else ()), *chapter.paragraphs):
            if block.id not in notes:
                write_block(block, writer)
    # A note whose mark stands in no text of the file, as in a title that is not printed, is not to be lost.
    for text in writer.footnotes.waiting.values():
        writer.document.add_paragraph(text)


def write_front(writer: Writer, report: Report) -> None:
    """Write the title block as the source prints it, and the salutation."""
    for name in report.printed:
        writer.add(str(getattr(report, name)), "Title" if name == "title" else "Subtitle")
    if report.salutation:
        writer.add(report.salutation.text, "Salutation")


@singledispatch
def write_block(block: object, writer: Writer) -> None:
    """Write a block. Raises TypeError for a kind of block that is not registered here."""
    raise TypeError(block, writer)


@write_block.register
def _(block: Paragraph, writer: Writer) -> None:
    paragraph = writer.add(block.text, lead=len(block.lead or ""))
    if block.role in ("signed", "dated"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


@write_block.register
def _(block: Subheading, writer: Writer) -> None:
    writer.add(block.heading, f"Heading {min(block.level, DEEPEST)}")


@write_block.register
def _(block: Table, writer: Writer) -> None:
    columns = count_columns(block.rows)
    if columns >= BROAD:
        turn_page(writer.document)
    if block.caption and not block.caption_below:
        writer.add(block.caption, "Caption")
    if block.unit:
        writer.add(block.unit, "Table Text").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_rows(block, writer)
    if block.caption_below and block.caption:
        writer.add(block.caption, "Caption")
    for note in block.notes:
        writer.add(note, "Table Text")
    if columns >= BROAD:
        turn_page(writer.document)


@write_block.register
def _(block: Picture, writer: Writer) -> None:
    if pixels := read_pixels(writer.folder / block.file):
        section = writer.document.sections[-1]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        shape = writer.document.add_picture(pixels)
        if shape.width > room > 0:
            shape.width, shape.height = Emu(room), Emu(int(shape.height * room / shape.width))
        shape._inline.docPr.set("descr", writer.convert(block.alternative or block.caption or ""))  # noqa: SLF001
    if block.caption:
        writer.add(block.caption, "Caption")


def add_rows(block: Table, writer: Writer) -> None:
    """Add the rows of a table; its head is repeated on each page."""
    table = writer.document.add_table(len(block.rows), count_columns(block.rows), "Table Grid")
    grid = [list(row.cells) for row in table.rows]
    for number, cells in enumerate(place_cells(block.rows)):
        for placed in cells:
            cell = grid[number][placed.column]
            if placed.span > 1 or placed.down > 1:
                cell = cell.merge(grid[number + placed.down - 1][placed.column + placed.span - 1])
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Text"
            if is_number(placed.text):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            writer.footnotes.add_text(paragraph, writer.convert(placed.text))
    for row in table.rows[: block.head]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def turn_page(document: WordDocument) -> None:
    """Go on on a sheet that is turned: a broad one for a table, an upright one after it."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    broad = section.orientation != WD_ORIENT.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if broad else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width
    top, right, bottom, left = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
    if broad:
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = left, top, right, bottom
    else:
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = right, bottom, left, top


def pack(content: bytes, moment: datetime.datetime) -> bytes:
    """Return a zip with one date for all its files, for one report gives one file."""
    packed = io.BytesIO()
    day = min(max(moment.date(), FIRST), LAST)
    date = (day.year, day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            about = zipfile.ZipInfo(name, date)
            about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(about, source.read(name))
    return packed.getvalue()
