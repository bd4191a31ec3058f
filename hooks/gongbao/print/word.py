"""A report in, a Word file out: the report's own text in the layout of GB/T 9704-2012, which an office can work on.

Title block, headings and text have Word's own styles, so `gongbao import` reads the same report from the file. The
script is told in the properties of the file, so that an edition in Traditional characters is not taken for the source.
"""

import datetime
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph as WordParagraph

from gongbao.output.zip_file import FIRST, LAST
from gongbao.print.drawings import read_pixels
from gongbao.print.fonts import list_lettering
from gongbao.print.items import tell_ending
from gongbao.print.setting import Convert, Setting
from gongbao.print.style import read_style
from gongbao.print.word_base import make_base
from gongbao.print.word_endings import set_ending
from gongbao.print.word_notes import Footnotes, begin_footnotes, find_footnotes
from gongbao.print.word_tables import add_rows
from gongbao.report.report import Block, Paragraph, Picture, Report, Subheading, Table
from gongbao.report.tables import BROAD, count_columns
from gongbao.report.walk import iter_chapters

DEEPEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """The document that is written, its footnotes, the folder of the report's pictures, and the script's conversion.

    `families` set the letters of drawings.
    """

    document: WordDocument
    footnotes: Footnotes
    folder: Path
    convert: Convert
    families: tuple[str, ...]

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
    writer = Writer(
        document=document,
        footnotes=footnotes,
        folder=report.path.parent,
        convert=setting.convert,
        families=list_lettering(setting),
    )
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
        content = (*(chapter.section.content if chapter.section else ()), *chapter.paragraphs)
        write_blocks([block for block in content if block.id not in notes], writer)
    # A note whose mark stands in no text of the file, as in a title that is not printed, is not to be lost.
    for text in writer.footnotes.waiting.values():
        writer.document.add_paragraph(text)


def write_front(writer: Writer, report: Report) -> None:
    """Write the title block as the source prints it, and the salutation."""
    for name in report.printed:
        writer.add(str(getattr(report, name)), "Title" if name == "title" else "Subtitle")
    if report.salutation:
        writer.add(report.salutation.text, "Salutation")


def write_blocks(blocks: Sequence[Block], writer: Writer) -> None:
    """Write blocks; the lines at the end of an official document are set together."""
    for kind, group in groupby(blocks, key=tell_ending):
        lines = [write_block(block, writer) for block in group]
        set_ending(kind, [line for line in lines if line is not None])


@singledispatch
def write_block(block: object, writer: Writer) -> WordParagraph | None:
    """Write a block, and return the paragraph that it became. Raises TypeError for a kind that is not registered."""
    raise TypeError(block, writer)


@write_block.register
def _(block: Paragraph, writer: Writer) -> WordParagraph:
    return writer.add(block.text, lead=len(block.lead or ""))


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
    add_rows(block, writer.document, writer.footnotes, writer.convert)
    if block.caption_below and block.caption:
        writer.add(block.caption, "Caption")
    for note in block.notes:
        writer.add(note, "Table Text")
    if columns >= BROAD:
        turn_page(writer.document)


@write_block.register
def _(block: Picture, writer: Writer) -> None:
    if pixels := read_pixels(writer.folder / block.file, writer.families):
        section = writer.document.sections[-1]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        shape = writer.document.add_picture(pixels)
        set_picture(writer.document.paragraphs[-1])
        if shape.width > room > 0:
            shape.width, shape.height = Emu(room), Emu(int(shape.height * room / shape.width))
        shape._inline.docPr.set("descr", writer.convert(block.alternative or block.caption or ""))  # noqa: SLF001
    if block.caption:
        writer.add(block.caption, "Caption")


def set_picture(paragraph: WordParagraph) -> None:
    """Set the paragraph of a picture in the middle, as high as the picture, on the page of its caption."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.keep_with_next = WD_LINE_SPACING.SINGLE, True
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx has no name for it
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")


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
