"""A report in, a Word file out: the report's own text in the layout of GB/T 9704-2012, which an office can work on.

Title block, headings and text have Word's own styles, so `gongbao import` reads the same report from the file. The
script is told in the properties of the file, so that an edition in Traditional characters is not taken for the source.
"""

import datetime
import io
import zipfile
from functools import singledispatch
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu

from gongbao.print.items import BROAD
from gongbao.print.setting import Convert, Setting
from gongbao.print.style import read_style
from gongbao.print.word_base import make_base
from gongbao.report.report import Paragraph, Picture, Report, Section, Subheading, Table
from gongbao.report.tables import count_columns, is_number, place_cells
from gongbao.report.walk import iter_chapters

DEEPEST = 6
EARLIEST = 1980


def make_word(report: Report, setting: Setting) -> bytes:
    """Return the Word file of a report in the script of the setting."""
    grid = read_style(setting.sheet, setting.tag).grid
    document = docx.Document(io.BytesIO(make_base(setting.tag, grid)))
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001
    write_report(document, report, setting.convert)
    facts = document.core_properties
    facts.title, facts.author = setting.convert(report.title), setting.convert(report.body)
    facts.subject, facts.language = setting.convert(report.session or ""), setting.tag
    facts.comments = facts.last_modified_by = ""
    facts.created = facts.modified = setting.date(report).replace(tzinfo=None)
    file = io.BytesIO()
    document.save(file)
    return pack(file.getvalue(), setting.date(report))


def write_report(document: WordDocument, report: Report, convert: Convert) -> None:
    """Write everything that the report prints, in document order."""
    for chapter in iter_chapters(report):
        if chapter.kind == "front":
            for name in report.printed:
                style = "Title" if name == "title" else "Subtitle"
                document.add_paragraph(convert(str(getattr(report, name))), style)
            if report.salutation:
                document.add_paragraph(convert(report.salutation.text), "Salutation")
        if chapter.section:
            if chapter.part and chapter.part.heading and chapter.first:
                document.add_heading(convert(chapter.part.heading), 1)
            write_section(document, chapter.section, report.path.parent, convert)
        for paragraph in chapter.paragraphs:
            write_block(paragraph, document, convert)


def write_section(document: WordDocument, section: Section, folder: Path, convert: Convert) -> None:
    """Write a section: its heading, if it prints one, and its blocks; `folder` is that of the report."""
    if section.heading:
        document.add_heading(convert(section.heading), 2)
    for block in section.content:
        if isinstance(block, Picture):
            add_picture(document, block, folder, convert)
        else:
            write_block(block, document, convert)


@singledispatch
def write_block(block: object, document: WordDocument, convert: Convert) -> None:
    """Write a block. Raises TypeError for a kind of block that is not registered here."""
    raise TypeError(block, document, convert)


@write_block.register
def _(block: Paragraph, document: WordDocument, convert: Convert) -> None:
    text, lead = convert(block.text), len(block.lead or "")
    paragraph = document.add_paragraph()
    if block.role in ("signed", "dated"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if lead:
        paragraph.add_run(text[:lead]).bold = True
    if text[lead:]:
        paragraph.add_run(text[lead:])


@write_block.register
def _(block: Subheading, document: WordDocument, convert: Convert) -> None:
    document.add_heading(convert(block.heading), min(block.level, DEEPEST))


@write_block.register
def _(block: Table, document: WordDocument, convert: Convert) -> None:
    columns = count_columns(block.rows)
    if columns >= BROAD:
        turn_page(document)
    if block.caption and not block.caption_below:
        document.add_paragraph(convert(block.caption), "Caption")
    if block.unit:
        document.add_paragraph(convert(block.unit), "Table Text").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_rows(document, block, convert)
    if block.caption_below and block.caption:
        document.add_paragraph(convert(block.caption), "Caption")
    for note in block.notes:
        document.add_paragraph(convert(note), "Table Text")
    if columns >= BROAD:
        turn_page(document)


def add_picture(document: WordDocument, picture: Picture, folder: Path, convert: Convert) -> None:
    """Write a picture with its caption; python-docx takes no drawing (SVG), of which the caption alone is written."""
    if not picture.file.endswith(".svg"):
        section = document.sections[-1]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        shape = document.add_picture(str(folder / picture.file))
        if shape.width > room > 0:
            shape.width, shape.height = Emu(room), Emu(int(shape.height * room / shape.width))
        shape._inline.docPr.set("descr", convert(picture.alternative or picture.caption or ""))  # noqa: SLF001
    if picture.caption:
        document.add_paragraph(convert(picture.caption), "Caption")


def add_rows(document: WordDocument, block: Table, convert: Convert) -> None:
    """Add the rows of a table; its head is repeated on each page."""
    table = document.add_table(len(block.rows), count_columns(block.rows), "Table Grid")
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
            paragraph.add_run(convert(placed.text))
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
    date = (max(moment.year, EARLIEST), moment.month, moment.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            about = zipfile.ZipInfo(name, date)
            about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(about, source.read(name))
    return packed.getvalue()
