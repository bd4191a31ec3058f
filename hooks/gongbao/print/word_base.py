"""A script in, an empty Word document in the layout of GB/T 9704-2012 out: page, grid, styles, page numbers.

The faces are those that a Windows or a WPS of the script's region has. python-docx sets a font for Latin letters alone,
and its template is English: the East Asian font and language are set here on every style.
"""

import io
import math
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from gongbao.print.style import Grid, Use
from gongbao.report.report import ScriptTag

TWIPS_A_MILLIMETRE, TWIPS_A_POINT = 1440 / 25.4, 20
POINTS_A_MILLIMETRE = 72 / 25.4
# 3号 and 4号, the sizes that Word offers for running text and page numbers; the grid makes up for the rest.
BODY, NUMBER = 16, 14
# The style of the cells in the head of a table.
HEAD = "Table Heading"
# The height of a table's line beside its type.
TIGHT = 1.25
LANGUAGES: dict[ScriptTag, str] = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "zh-Hant-TW": "zh-TW", "zh-Hant-HK": "zh-HK"}
SIMPLIFIED: dict[Use, str] = {
    "xiaobiaosong": "方正小标宋简体", "fangsong": "仿宋", "kaiti": "楷体", "heiti": "黑体", "songti": "宋体",
}  # fmt: skip
TAIWAN: dict[Use, str] = {
    "xiaobiaosong": "新細明體", "fangsong": "新細明體", "kaiti": "標楷體", "heiti": "微軟正黑體", "songti": "新細明體",
}  # fmt: skip
HONG_KONG: dict[Use, str] = TAIWAN | {
    "xiaobiaosong": "細明體_HKSCS",
    "fangsong": "細明體_HKSCS",
    "songti": "細明體_HKSCS",
}
FACES: dict[ScriptTag, dict[Use, str]] = {
    "zh-Hans": SIMPLIFIED, "zh-Hant": TAIWAN, "zh-Hant-TW": TAIWAN, "zh-Hant-HK": HONG_KONG,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a style sets a paragraph: its face and size, centred, indented by two characters, bold, spaced by lines.

    `tight` is text of a table: at the left, on lines of its own height.
    """

    use: Use = "fangsong"
    size: float = BODY
    centred: bool = False
    indented: bool = False
    bold: bool = False
    before: float = 0
    after: float = 0
    keep: bool = False
    tight: bool = False


def make_looks(grid: Grid) -> dict[str, Look]:
    """Return the looks of the styles by Word's own names; a heading's level is in its name."""
    return {
        "Normal": Look(indented=True),
        "Title": Look(use="xiaobiaosong", size=grid.title, centred=True, bold=True, keep=True),
        "Subtitle": Look(use="kaiti", centred=True),
        "Salutation": Look(),
        "Heading 1": Look(use="xiaobiaosong", size=grid.part, centred=True, bold=True, before=1, after=1, keep=True),
        "Heading 2": Look(use="heiti", indented=True, keep=True),
        "Heading 3": Look(use="kaiti", indented=True, keep=True),
        **{f"Heading {level}": Look(indented=True, keep=True) for level in (4, 5, 6)},
        "Caption": Look(use="heiti", size=grid.small, centred=True, keep=True),
        "Table Text": Look(size=grid.small - 2, tight=True),
        HEAD: Look(use="heiti", size=grid.small - 2, centred=True, tight=True),
        "footnote text": Look(size=grid.small - 2, indented=True),
        "Footer": Look(use="songti", size=NUMBER),
    }


@cache
def make_base(tag: ScriptTag, grid: Grid) -> bytes:
    """Return the empty document of a script as a file."""
    document = docx.Document()
    drop_thumbnail(document)
    faces = FACES[tag]
    letters = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    set_letters(letters, faces["fangsong"], tag)
    line = math.floor(grid.height / grid.lines * TWIPS_A_MILLIMETRE) / TWIPS_A_POINT
    for name, look in make_looks(grid).items():
        if name not in [style.name for style in document.styles]:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        # A bold is drawn over the heavy face that titles have in Simplified script, which is wrong.
        bold = look.bold and faces[look.use] != SIMPLIFIED["xiaobiaosong"]
        set_style(document.styles[name], replace(look, bold=bold), faces[look.use], tag, line)
    spacing = OxmlElement("w:spacing")
    spare = grid.width / grid.characters * TWIPS_A_MILLIMETRE - BODY * TWIPS_A_POINT
    spacing.set(qn("w:val"), str(math.floor(spare)))
    document.styles["Normal"].element.rPr.find(qn("w:color")).addnext(spacing)
    set_page(document, grid)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    number_pages(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    number_pages(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def set_style(style: ParagraphStyle, look: Look, face: str, tag: ScriptTag, line: float) -> None:
    """Give a style its look."""
    style.font.size = Pt(look.size)
    style.font.bold, style.font.italic = look.bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_letters(style.element.get_or_add_rPr(), face, tag)
    form = style.paragraph_format
    # A narrow line of a cell that is made even has holes.
    usual = WD_ALIGN_PARAGRAPH.LEFT if look.tight else WD_ALIGN_PARAGRAPH.JUSTIFY
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else usual
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.size * TIGHT if look.tight else line)
    form.space_before, form.space_after = Pt(look.before * line), Pt(look.after * line)
    form.keep_with_next, form.widow_control = look.keep, True
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    if look.tight:
        loose = OxmlElement("w:snapToGrid")
        loose.set(qn("w:val"), "0")
        style.element.pPr.insert_element_before(loose, "w:spacing", "w:ind", "w:jc")
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    # In characters, so that two of them stand clear in every size; Word wants the length too.
    indent.set(qn("w:firstLineChars"), "200" if look.indented else "0")
    indent.set(qn("w:firstLine"), str(round(2 * look.size * 20)) if look.indented else "0")


def set_letters(letters: Any, face: str, tag: ScriptTag) -> None:
    """Set the face and the language of a style's letters, Chinese and Latin alike."""
    for name in ("w:rFonts", "w:lang", "w:spacing"):
        for element in letters.findall(qn(name)):
            letters.remove(element)
    fonts, speech = OxmlElement("w:rFonts"), OxmlElement("w:lang")
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), face)
    speech.set(qn("w:val"), "en-US")
    speech.set(qn("w:eastAsia"), LANGUAGES[tag])
    letters.insert(0, fonts)
    letters.append(speech)


def drop_thumbnail(document: WordDocument) -> None:
    """Take out the picture of an empty page that python-docx's template has."""
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


def set_page(document: WordDocument, grid: Grid) -> None:
    """Give a document its paper, its mirrored margins and its grid."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(grid.top), Mm(grid.bottom)
    section.left_margin, section.right_margin = Mm(grid.inside), Mm(grid.outside)
    # The line of the page number begins 7 mm below the type area.
    section.header_distance = Mm(grid.top / 2)
    section.footer_distance = Mm(grid.bottom - 7 - NUMBER / POINTS_A_MILLIMETRE)
    document.settings.element.find(qn("w:zoom")).addnext(OxmlElement("w:mirrorMargins"))
    lines = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001  python-docx has no name for it
    # Of a grid of characters LibreOffice makes another; a width that every program keeps is in the letters' spacing.
    lines.set(qn("w:type"), "lines")
    lines.set(qn("w:linePitch"), str(math.floor(grid.height / grid.lines * TWIPS_A_MILLIMETRE)))


def number_pages(paragraph: WordParagraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """Make a footer's paragraph the page number between its dashes, one character from the edge."""
    paragraph.alignment = side
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx has no name for it
    for edge in ("left", "right"):
        indent.set(qn(f"w:{edge}Chars"), "100")
        indent.set(qn(f"w:{edge}"), str(NUMBER * 20))
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = paragraph.add_run("1")
    field.append(number._r)  # noqa: SLF001  python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001
    paragraph.add_run(" —")
