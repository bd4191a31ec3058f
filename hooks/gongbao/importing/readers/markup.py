"""An HTML element in, its passages as a browser shows them out: list numbers, captions, merged cells, raised letters.

What a browser does not show (hidden elements, deletions, readings above letters) is left out and told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import (
    AFTER_TABLE,
    Cell,
    Doubt,
    Image,
    Omission,
    Passage,
    Rows,
    find_words,
    split_lines,
)
from gongbao.importing.readers.decoding import mend_breaks, refuse
from gongbao.importing.readers.letters import Position, is_shifted, shift
from gongbao.importing.readers.number_formats import write_number
from gongbao.importing.readers.pictures import DRAWN, ELSEWHERE, MISSING, UNREADABLE, read_linked
from gongbao.importing.readers.text import split_passages
from gongbao.report.messages import N_, _

# Elements that hold no text for a reader, and those whose text is part of a picture or a form.
SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object", "rp")
)
FIELDS = frozenset(("select", "textarea", "svg", "math", "canvas", "audio", "video"))
NAMES = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol menu dir dl dt dd blockquote pre section article main table tr td th tbody thead"
    " tfoot center header footer figure figcaption hr body caption details summary address aside nav form"
    " fieldset legend hgroup dialog"
)
BLOCKS = frozenset(NAMES.split())
PICTURES = (MISSING, ELSEWHERE, UNREADABLE, DRAWN)
FORM_FIELD, UNSEEN_INPUTS = N_("a form field or a drawing"), ("hidden", "checkbox", "radio", "password", "file")
SHOWN = frozenset((*PICTURES, FORM_FIELD, N_("readings above letters")))
GONE = {"del": N_("deleted text"), "rt": N_("readings above letters")}
HEADING = re.compile(r"h([1-6])")
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
RULE_HIDES = re.compile(r"([^{}]+)\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)[^{}]*\}", re.IGNORECASE)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)", re.IGNORECASE)
NUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]+)", re.IGNORECASE)
# How a style sheet, or the attribute `type`, numbers a list: the format, and what a browser writes after the number.
LISTS = {
    "1": ("decimal", ". "), "decimal": ("decimal", ". "), "decimal-leading-zero": ("decimalZero", ". "),
    "a": ("lowerLetter", ". "), "A": ("upperLetter", ". "), "lower-alpha": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "), "lower-latin": ("lowerLetter", ". "), "upper-latin": ("upperLetter", ". "),
    "i": ("lowerRoman", ". "), "I": ("upperRoman", ". "), "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "), "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"), "cjk-decimal": ("ideographDigital", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"), "cjk-earthly-branch": ("ideographZodiac", "、"),
}  # fmt: skip
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
GAP = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*(?=[{WIDE}])")
SPACE = re.compile(r"[ \t\r\n]+")
DECIMAL = re.compile(r"\s*\d+\.\d+\s*")
MOST_SPAN = 200
MOST_INDENT = 6
REMEMBERED = 24
Piece = tuple[str, Any, bool]


@dataclass(slots=True)
class MarkupReader:
    """Reads elements of one file, and collects what is left out and what is doubtful."""

    path: Path
    hidden_classes: frozenset[str] = frozenset()
    left_out: list[Omission] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)
    last: str = ""

    def read(self, element: Any) -> list[Passage]:
        """Return the passages of an element. Raises ReportError if it is nested more deeply than any page."""
        try:
            return list(self.iter_passages(element))
        except RecursionError as error:
            raise refuse(self.path, _("nested too deeply to be read (save its text as .txt)")) from error

    def iter_passages(self, element: Any) -> Iterator[Passage]:
        """Give the passages of an element: one a block; a line break parts them."""
        self.remember("\n")
        if element.tag == "pre":
            yield from split_passages(element.text_content(), self.path)[0]
            return
        if element.tag == "table" and is_data(element):
            yield from self.iter_table(element)
            return
        pieces: list[tuple[str, bool]] = []
        shown: list[Passage] = []
        level = int(match[1]) if (match := HEADING.fullmatch(str(element.tag))) else 0
        number = self.number_item(element) if element.tag == "li" else ""
        if number:
            pieces.append((number, False))
        for kind, value, bold in self.iter_inline(element, bold=False):
            if kind == "block":
                yield from self.make_passages(pieces, element, level)
                pieces = []
                yield from self.iter_passages(value)
                self.remember("\n")
            elif kind == "picture":
                shown.append(Passage(text="", file=self.path, line=read_line(element), pictures=(value,)))
                if not any(text.strip() for text, _ in pieces):
                    yield shown.pop()
            else:
                pieces.append((value, bold))
        yield from self.make_passages(pieces, element, level)
        yield from shown

    def iter_picture(self, element: Any, *, bold: bool) -> Iterator[Piece]:
        """Give a picture, or tell why it cannot be kept."""
        address, alternative = element.get("src", ""), element.get("alt") or ""
        found = read_linked(address, self.path, alternative)
        if isinstance(found, str):
            self.leave_out(found, element, alternative or address.rpartition("/")[2])
        else:
            yield "picture", found, bold

    def iter_inline(self, element: Any, *, bold: bool, position: Position | None = None) -> Iterator[Piece]:
        """Give the text of an element in order, and each block inside it."""
        yield from self.iter_text(element.text, element, bold=bold, position=position)
        for child in element:
            if isinstance(child.tag, str):
                yield from self.iter_child(child, bold=bold, position=position)
            yield from self.iter_text(child.tail, element, bold=bold, position=position)

    def iter_child(self, child: Any, *, bold: bool, position: Position | None) -> Iterator[Piece]:
        """Give what one child of an element shows."""
        style = child.get("style", "")
        if kind := self.tell_absent(child):
            self.leave_out(kind, child)
        elif child.tag == "br":
            self.remember("\n")
            yield "text", "\n", bold
        elif child.tag == "input":
            if child.get("type", "").lower() not in UNSEEN_INPUTS and child.get("value"):
                self.leave_out(FORM_FIELD, child, child.get("value"))
        elif child.tag == "img":
            yield from self.iter_picture(child, bold=bold)
        elif child.tag in BLOCKS or holds_block(child):
            yield "block", child, bold
        else:
            heavy = child.tag in ("strong", "b") or bool(BOLD.search(style))
            lifted = match[1].lower() if (match := RAISED.search(style)) else ""
            shifted: Position | None = (
                "raised"
                if "sup" in (child.tag, lifted[:3])
                else "lowered"
                if "sub" in (child.tag, lifted)
                else position
            )
            quoted = child.tag == "q"
            if quoted:
                yield "text", "“", bold
            yield from self.iter_inline(child, bold=bold or heavy, position=shifted)
            if quoted:
                yield "text", "”", bold

    def iter_text(self, text: str | None, element: Any, *, bold: bool, position: Position | None) -> Iterator[Piece]:
        """Give a stretch of text, its line feeds taken as the spaces they are."""
        if not text:
            return
        words = SPACE.sub(" ", GAP.sub("", mend_breaks(text)))
        if position and words.strip():
            words = self.shift(words, element, position)
        self.remember(words)
        yield "text", words, bold

    def remember(self, words: str) -> None:
        """Remember the last words read, by which a place is told."""
        self.last = (self.last + words)[-REMEMBERED:]

    def number_item(self, item: Any) -> str:
        """Return the number that a browser shows before an item of a list, none for a bullet."""
        if (mark := item.get("data-mark")) is not None:
            return f"{mark} "
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        backwards = parent.get("reversed") is not None
        if parent not in self.numbers:
            first = sum(child.tag == "li" for child in parent) if backwards else 1
            self.numbers[parent] = read_integer(parent.get("start"), first)
        number = read_integer(item.get("value"), self.numbers[parent])
        self.numbers[parent] = number - 1 if backwards else number + 1
        styles = [element.get("style", "") for element in (item, parent)]
        named = next((match[1].lower() for style in styles if (match := NUMBERED.search(style))), "")
        kind = named or item.get("type") or parent.get("type") or "1"
        form, ending = LISTS.get(kind, ("none", ""))
        return write_number(number, form) + ending

    def shift(self, words: str, element: Any, position: Position) -> str:
        """Return raised or lowered letters; the mark of a note, which leads to it, in brackets."""
        leads = element.tag == "a" and element.get("href", "").startswith("#")
        if leads and words.strip().isdecimal():
            return f"[{words.strip()}]"
        shifted = shift(words, position)
        before = self.last.rpartition("\n")[2]
        doubtful = "" if re.fullmatch(r"\s*[\[〔【（(].*", words) else doubt_shift(before, words, position)
        if doubtful:
            context = f"{before[-12:]}{shifted}"
            line = read_line(element)
            self.doubts.append(Doubt(kind="letters", file=self.path, line=line, context=context, choice=doubtful))
        return shifted

    def make_passages(self, pieces: list[tuple[str, bool]], element: Any, level: int) -> Iterator[Passage]:
        """Give one passage a line of the pieces."""
        for text, bold in split_lines(pieces):
            if text.strip():
                whole = bold == text
                yield Passage(
                    text=text,
                    file=self.path,
                    line=read_line(element),
                    bold="" if whole else bold,
                    level=level or 6 * whole,
                    item=element.tag == "li" and element.get("data-mark") is None and pieces[0][0] in text,
                )

    def iter_table(self, table: Any) -> Iterator[Passage]:
        """Give a table as a passage, with its caption."""
        captions = [caption for caption in table.iter("caption") if not self.tell_absent(caption)]
        pictures: list[Image] = []
        caption = " ".join(passage.words for one in captions for passage in self.read_inside(one, pictures))
        rows = self.read_rows(table, pictures)
        line, shown = read_line(table), tuple(pictures)
        if rows and shown:
            words, choice = find_words(rows), AFTER_TABLE
            self.doubts.append(Doubt(kind="picture", file=self.path, line=line, context=words, choice=choice))
        if rows:
            yield Passage(text="", file=self.path, line=line, rows=rows, caption=caption, pictures=shown)
        elif caption or shown:
            yield Passage(text=caption, file=self.path, line=line, pictures=shown)

    def read_rows(self, table: Any, pictures: list[Image]) -> Rows:
        """Return the rows of a table that hold text; the pictures in its cells are added to those given."""
        rows = []
        # A browser shows the foot last, wherever it is written.
        for row in sorted(iter_rows(table), key=is_foot):
            if kind := self.tell_absent(row):
                self.leave_out(kind, row)
                continue
            cells = tuple(
                self.read_cell(cell, pictures) for cell in row if cell.tag in ("td", "th") and not self.skip(cell)
            )
            if any(cell.text for cell in cells) or any(cell.down > 1 for cell in cells):
                rows.append(cells)
        return tuple(rows) if any(cell.text for row in rows for cell in row) else ()

    def read_cell(self, cell: Any, pictures: list[Image]) -> Cell:
        """Return a cell; its lines and paragraphs are parted by a space."""
        text = " ".join(
            passage.words.replace("\n", " ").replace("\t", " ") for passage in self.read_inside(cell, pictures)
        )
        across, down = (read_span(cell, name) for name in ("colspan", "rowspan"))
        words = cell.text_content().lstrip(" \t\r\n")
        # Spaces that a browser shows set a row under the one above.
        shown = re.match("[\u3000\u00a0\u2002\u2003]*", words)
        halves = sum(1 if space in "\u00a0\u2002" else 2 for space in shown[0]) if shown else 0
        indent = "\u3000" * min(halves // 2, MOST_INDENT)
        text = " ".join(text.split(" ")).strip()
        return Cell(text=indent + text if text else "", across=across, down=down, head=cell.tag == "th")

    def read_inside(self, element: Any, pictures: list[Image]) -> list[Passage]:
        """Return the passages inside a cell or a caption; pictures are added to those given."""
        passages = list(self.iter_passages(element))
        pictures += [image for passage in passages for image in passage.pictures]
        return [replace(passage, level=0, pictures=()) for passage in passages if passage.words]

    def skip(self, element: Any) -> bool:
        """Leave out an element that is not shown, and tell whether it was."""
        kind = self.tell_absent(element)
        if kind:
            self.leave_out(kind, element)
        return bool(kind)

    def tell_absent(self, element: Any) -> str:
        """Return what kind of thing an element is that a reader does not see; nothing for what is seen."""
        if element.tag in SILENT:
            return "silent"
        if element.tag in GONE:
            return GONE[element.tag]
        if element.tag in FIELDS:
            return FORM_FIELD
        hidden = element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))
        named = self.hidden_classes and self.hidden_classes & set(element.get("class", "").split())
        return N_("hidden text") if hidden or named else ""

    def leave_out(self, kind: str, element: Any, words: str | None = None) -> None:
        """Note an element that is left out."""
        text = " ".join((element.text_content() if words is None else words).split())
        if kind != "silent" and (text or words is not None):
            after = " ".join(self.last.split())[-12:]
            shown = kind in SHOWN
            self.left_out.append(Omission(kind=kind, text=text, line=read_line(element), after=after, shown=shown))


def iter_rows(table: Any) -> Iterator[Any]:
    """Give the rows of a table, those of tables in its cells not."""
    yield from (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)


def is_foot(row: Any) -> bool:
    """Tell whether a row is of its table's foot."""
    return str(row.getparent().tag) == "tfoot"


def find_hidden_classes(root: Any) -> frozenset[str]:
    """Return the classes that a page's own style sheets hide on every screen."""
    names: set[str] = set()
    for sheet in root.iter("style"):
        rules = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet.text or "", flags=re.DOTALL)
        for rule in RULE_HIDES.finditer(rules):
            names.update(name[1:] for name in rule[1].replace(" ", "").split(",") if re.fullmatch(r"\.[\w-]+", name))
    return frozenset(names)


def doubt_shift(before: str, words: str, position: Position) -> str:
    """Return why raised or lowered letters are doubtful: no sign for them, or a power that may be a note's mark."""
    if DECIMAL.fullmatch(words):
        return ""  # PM2.5 is written so on the line
    if not is_shifted(words, position):
        return N_("letters set higher or lower, kept on the line")
    bare = before.rstrip()
    number = re.search(r"[\d.]+$", bare)
    if position == "raised" and words.strip().isdecimal() and number and number[0] != "10":
        return N_("a power; or is it the mark of a note?")
    return ""


def read_integer(text: str | None, otherwise: int) -> int:
    """Return a whole number, or another where there is none."""
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise


def read_span(cell: Any, name: str) -> int:
    """Return how many columns or rows a cell takes."""
    return min(max(read_integer(cell.get(name), 1), 1), MOST_SPAN)


def read_line(element: Any) -> int:
    """Return the line of the source that an element stands in."""
    around = (element, *element.iterancestors())
    marked = next((line for one in around if (line := one.get("data-line")) is not None), None)
    return read_integer(marked, element.sourceline or 0)


def holds_block(element: Any) -> bool:
    """Tell whether an inline element holds a block."""
    return any(inner.tag in BLOCKS for inner in element.iter() if inner is not element)


def is_data(table: Any) -> bool:
    """Tell whether a table holds data, not the page's layout: several rows of short cells."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    nested = next((inner for inner in table.iter("table") if inner is not table), None) is not None
    return not nested and len(rows) > 1 and max(map(len, rows)) > 1
