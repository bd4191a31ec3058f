"""The lines at the end of an official document in, the same in a Word file out: set as GB/T 9704-2012, 7.3.4, asks."""

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from gongbao.print.items import ENTRY
from gongbao.print.titles import measure
from gongbao.print.word_base import BODY, TWIPS_A_POINT

# The edge that a name and a date keep, and how far a date begins behind the name above, in characters.
EDGE = 2
# Rules in eighths of a point: 0.35 mm outside, 0.25 mm between.
OUTSIDE, BETWEEN = 8, 6
# What follows the rules in the properties of a paragraph, of what these lines have (ISO/IEC 29500-1, 17.3.1).
AFTER_RULES = ("w:spacing", "w:ind", "w:jc")


def set_ending(kind: str, lines: Sequence[WordParagraph]) -> None:
    """Set the lines of one kind of ending; those of no kind stay as they are."""
    if kind == "annexes":
        set_annexes(lines)
    elif kind == "signed":
        set_signed(lines)
    elif kind == "copies":
        set_copies(lines)


def set_annexes(lines: Sequence[WordParagraph]) -> None:
    """Hang the names of annexes under each other, and a long one under its own first character."""
    label = 0.0
    for line in lines:
        entry = ENTRY.fullmatch(line.text)
        if not entry:
            continue
        first = not entry["label"]
        label = label if first else breadth(entry["label"])
        number = breadth(entry["number"] or "")
        indent_line(line, left=EDGE + label + number, first=-number if first else -label - number)
    leave_line(lines[0])


def set_signed(lines: Sequence[WordParagraph]) -> None:
    """Begin the date two characters behind the name above it; the longer of the two ends two before the edge."""
    name, date = (breadth(lines[0].text), breadth(lines[-1].text)) if len(lines) > 1 else (0.0, 0.0)
    behind = max(name, date + EDGE)
    for line in lines:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        own = date + EDGE if line is lines[-1] and len(lines) > 1 else breadth(line.text)
        indent_line(line, right=EDGE + max(0.0, behind - own) if len(lines) > 1 else EDGE)
    leave_line(lines[0])


def set_copies(lines: Sequence[WordParagraph]) -> None:
    """Set who gets copies and who printed it between rules.

    Word takes lines for one block that have the same rules and the same indents.
    """
    label = breadth(lines[0].text.partition("：")[0] + "：") if "：" in lines[0].text else 0.0
    for line in lines:
        indent_line(line, left=1 + label, first=-label, right=1)
        rules = OxmlElement("w:pBdr")
        for side, width in (("top", OUTSIDE), ("bottom", OUTSIDE), ("between", BETWEEN)):
            rule = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", width), ("space", 1), ("color", "000000")):
                rule.set(qn(f"w:{name}"), str(value))
            rules.append(rule)
        line._p.get_or_add_pPr().insert_element_before(rules, *AFTER_RULES)  # noqa: SLF001
    leave_line(lines[0])


def leave_line(line: WordParagraph) -> None:
    """Leave one line free above."""
    if line.style:
        line.paragraph_format.space_before = line.style.paragraph_format.line_spacing


def breadth(text: str) -> float:
    """Return how broad a text is, in characters."""
    return sum(map(measure, text))


def indent_line(line: WordParagraph, *, left: float = 0, right: float = 0, first: float = 0) -> None:
    """Indent a line by characters of running text; the first of its lines by more, or less."""
    own = line._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001  python-docx has no name for it
    lengths = {"left": left, "right": right, "hanging" if first < 0 else "firstLine": abs(first)}
    for name, characters in lengths.items():
        # In characters, for Word, in which they go before; in twips for all others.
        own.set(qn(f"w:{name}Chars"), str(round(100 * characters)))
        own.set(qn(f"w:{name}"), str(round(characters * BODY * TWIPS_A_POINT)))
