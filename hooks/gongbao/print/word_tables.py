"""A table of a report in, the same in a Word file out: its columns as broad as on paper, its head on every page."""

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from gongbao.print.columns import SMALL_POINTS, Columns, count_indent, fit_columns
from gongbao.print.items import LONG_CELL
from gongbao.print.setting import Convert
from gongbao.print.word_base import BODY, HEAD, TIGHT, TWIPS_A_MILLIMETRE, TWIPS_A_POINT
from gongbao.print.word_endings import indent_line
from gongbao.print.word_notes import Footnotes
from gongbao.report.report import Table
from gongbao.report.tables import VERY_BROAD, Placed, count_columns, is_number, place_cells

# The room between a cell's rule and its text, in millimetres.
INSIDE = 1
STYLE = "Table Text"
# The digits of whatever face is there where that of the style is not.
BROAD_DIGIT_EMS = 0.64


def add_rows(block: Table, document: WordDocument, footnotes: Footnotes, convert: Convert) -> None:
    """Add the rows of a table at the end of a document."""
    rows, count = place_cells(block.rows), count_columns(block.rows)
    section = document.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    usual = document.styles[STYLE].font.size.pt
    size = min(SMALL_POINTS, usual) if count >= VERY_BROAD else usual
    columns = fit_columns(rows, count, block.head, room=Emu(width).pt, size=size, digit=BROAD_DIGIT_EMS)
    table = document.add_table(len(rows), count, "Table Grid")
    widths = spread_columns(table, columns, width)
    grid = [list(row.cells) for row in table.rows]
    for number, cells in enumerate(rows):
        for placed in cells:
            cell = grid[number][placed.column]
            if placed.span > 1 or placed.down > 1:
                cell = cell.merge(grid[number + placed.down - 1][placed.column + placed.span - 1])
            room = sum(widths[placed.column : placed.column + placed.span])
            cell.width, cell.vertical_alignment = Emu(room), WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            text = set_cell(paragraph, placed, head=number < block.head, most=Emu(room).pt / 2 / BODY)
            footnotes.add_text(paragraph, convert(text))
            if columns.size != usual:
                resize(paragraph, columns.size)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no name for it
        if all(len(cell.text) <= LONG_CELL for cell in rows[number]):
            properties.append(OxmlElement("w:cantSplit"))
        if number < block.head:
            properties.append(OxmlElement("w:tblHeader"))


def spread_columns(table: WordTable, columns: Columns, width: int) -> list[int]:
    """Give the columns of a table their widths, and return these."""
    widths = [round(width * part / sum(columns.widths)) for part in columns.widths]
    table.autofit = False
    for column, own in zip(table.columns, widths, strict=True):
        column.width = Emu(own)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(INSIDE * TWIPS_A_MILLIMETRE)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(margins)  # noqa: SLF001  python-docx has no name for it
    return widths


def set_cell(paragraph: WordParagraph, placed: Placed, *, head: bool, most: float) -> str:
    """Set a cell: a head in the middle, a number at the right, a label indented in all its lines; return its text.

    A label that would be indented by more than `most` characters keeps the spaces that it begins with.
    """
    paragraph.style = HEAD if head else STYLE
    indent = count_indent(placed.text)
    if not head and is_number(placed.text):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif not head and 0 < indent <= most:
        indent_line(paragraph, left=indent)
        return placed.text[indent:]
    return placed.text


def resize(paragraph: WordParagraph, size: float) -> None:
    """Set a paragraph in smaller type than its style has."""
    paragraph.paragraph_format.line_spacing = Pt(round(size * TIGHT * TWIPS_A_POINT) / TWIPS_A_POINT)
    for run in paragraph.runs:
        # Word knows halves of a point.
        run.font.size = Pt(int(size * 2) / 2)
