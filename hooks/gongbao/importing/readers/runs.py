"""The runs of a Word paragraph in, what a reader sees of them out: stretches of text, the boxes that hang on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gongbao.importing.manuscript import Image
from gongbao.importing.readers.alternatives import choose
from gongbao.importing.readers.drawings import iter_boxes, read_pictures
from gongbao.importing.readers.fields import CONTENTS, CONTENTS_LIST, Fields, find_marks, is_set_anew, write_code
from gongbao.importing.readers.formulas import PARTS_KEPT, read_math
from gongbao.importing.readers.ledger import BRACKETS, Ledger
from gongbao.importing.readers.letters import Position, doubt_shift, shift
from gongbao.importing.readers.package import GATES, Package, R, W, clean, name_of, read_value
from gongbao.importing.readers.styles import Looks, Styles
from gongbao.importing.readers.symbols import FIRST, LAST, is_symbol_font, read_letters, read_symbol, read_typed
from gongbao.report.messages import N_

NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
REMOVED = {"del": N_("deleted text (tracked changes)"), "moveFrom": N_("moved text (tracked changes)")}
INSERTED = ("ins", "moveTo")
POSITIONS: dict[str, Position] = {"superscript": "raised", "subscript": "lowered"}
DRAWINGS = ("drawing", "pict", "object")
# Signs whose words Word makes up when it shows the page.
COMPUTED = {
    "pgNum": N_("a page number"),
    **dict.fromkeys(
        ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"), N_("the date of the day")
    ),
}


@dataclass(slots=True)
class Text:
    """A paragraph's text while it is read: its stretches with their boldness, the boxes and words that hang on it."""

    stretches: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    pictures: list[Image] = field(default_factory=list)
    hidden: bool = False

    @property
    def words(self) -> str:
        """Everything it says."""
        return "".join(text for text, _ in self.stretches)


@dataclass(slots=True)
class RunReader:
    """Reads what stands inside the paragraphs of one document; `style` is that of the paragraph being read."""

    package: Package
    styles: Styles
    ledger: Ledger
    comments: dict[str, Any]
    fields: Fields
    style: str = ""

    def read_inline(self, parent: Any, found: Text) -> None:
        """Read the runs of a paragraph, in links, controls and insertions too."""
        for child in parent:
            name = name_of(child)
            if name == "r":
                self.read_run(child, found)
            elif name == "fldSimple" and self.read_simple_field(child, found):
                continue
            elif name in GATES or name in ("ruby", "rubyBase"):
                self.note_insertion(child, name)
                self.read_inline(child, found)
            elif name == "AlternateContent":
                self.read_inline(choose(child, self.ledger), found)
            elif name in ("oMath", "oMathPara"):
                self.add_formula(child, found)
            else:
                self.pass_over(child, name)

    def pass_over(self, child: Any, name: str) -> None:
        """Tell of an element between runs that is left out."""
        if name in REMOVED:
            self.ledger.leave_out(REMOVED[name], child)
        elif name == "rt":
            self.ledger.leave_out(N_("readings above letters"), child, shown=True)
        elif name == "subDoc":
            self.ledger.leave_out(N_("a part kept in another file"), text=self.name_target(child), shown=True)

    def read_run(self, run: Any, found: Text) -> None:
        """Read one run: letters of one look."""
        looks = self.styles.read_run(run, self.style)
        for piece in self.iter_pieces(run):
            name = name_of(piece)
            if looks.hidden and name in (*DRAWINGS, "ruby", "AlternateContent"):
                found.hidden = True
                for shown in choose(piece, self.ledger) if name == "AlternateContent" else (piece,):
                    self.ledger.leave_out(N_("hidden text"), shown)
                continue
            if name == "ruby":
                self.read_inline(piece, found)
                continue
            text = self.read_piece(piece, found)
            if looks.hidden and text:
                found.hidden = True
                self.ledger.leave_out(N_("hidden text"), text=text)
            elif text:
                found.stretches.append((self.ledger.read(self.show(text, run, looks)), looks.bold))

    def iter_pieces(self, run: Any) -> Iterator[Any]:
        """Give the pieces of a run; of two forms of a piece the one that says something."""
        for piece in run:
            if name_of(piece) == "AlternateContent" and not any(name_of(one) in DRAWINGS for one in piece.iter()):
                yield from choose(piece, self.ledger)
            else:
                yield piece

    def show(self, text: str, run: Any, looks: Looks) -> str:
        """Return letters as a run sets them: capitals, raised or lowered, of a symbol font."""
        if text.isspace():
            return text
        if any(FIRST <= ord(letter) <= LAST for letter in text):
            fonts = (self.styles.read_looks(run, self.style, "rFonts", name) for name in ("ascii", "hAnsi", "cs"))
            text = read_letters(next(filter(None, fonts), ""), text)
        elif is_symbol_font(font := read_font(run)):
            text = read_typed(font, text)
        if looks.capitals:
            text = text.upper()
        position = POSITIONS.get(looks.position)
        # A mark in brackets stays as it is, its parts in runs of their own too.
        if position is None or text[0] in (*BRACKETS, "（") or self.ledger.before.endswith((*BRACKETS,)):
            return text
        shifted = shift(text, position)
        if doubtful := doubt_shift(self.ledger.before, text, position):
            self.ledger.doubt_letters(shifted, doubtful)
        return shifted

    def read_piece(self, piece: Any, found: Text) -> str:
        """Return what one child of a run shows."""
        name = name_of(piece)
        if name == "t":
            self.ledger.seen.add(piece)
            text = clean(piece.text)
        elif name == "fldChar":
            return self.fields.pass_mark(piece, self.ledger)
        elif name == "instrText":
            self.fields.add_code(piece.text or "")
            return ""
        elif name in NOTES:
            own_mark = piece.get(f"{W}customMarkFollows") in ("1", "true", "on")
            text = self.ledger.call_note(NOTES[name], piece.get(f"{W}id", ""), own_mark=own_mark)
        elif name in DRAWINGS or name == "AlternateContent":
            self.read_drawing(piece, found)
            return ""
        else:
            text = self.read_sign(piece, name)
        if text and not self.fields.shown:
            self.fields.swallow(text)
            return ""
        return text

    def read_sign(self, piece: Any, name: str) -> str:
        """Return what an element that stands for a sign shows."""
        if name == "sym":
            font, code = piece.get(f"{W}font", ""), piece.get(f"{W}char", "")
            sign = (
                read_symbol(font, int(code, 16))
                if code and all(one in "0123456789abcdefABCDEF" for one in code)
                else None
            )
            if sign is None:
                self.ledger.leave_out(N_("a sign of a symbol font"), text=f"{font} {code}", shown=True)
            return sign or ""
        if name in COMPUTED and self.fields.shown:
            self.ledger.leave_out(COMPUTED[name], shown=True)
        elif name == "delText":
            self.ledger.seen.add(piece)
        elif name == "commentReference":
            comment = self.comments.get(piece.get(f"{W}id", ""))
            if comment is not None:
                self.ledger.leave_out(N_("a comment"), text="".join(clean(node.text) for node in comment.iter(f"{W}t")))
        return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")

    def read_simple_field(self, element: Any, found: Text) -> bool:
        """Read a field kept in one element, if it shows something else than its content; tell whether it was read."""
        code = element.get(f"{W}instr", "")
        if CONTENTS.match(code):
            self.ledger.leave_out(CONTENTS_LIST, element)
        elif is_set_anew(code):
            nodes = list(element.iter(f"{W}t"))
            self.ledger.seen.update(nodes)
            text = write_code(code, "".join(clean(node.text) for node in nodes), self.ledger)
            found.stretches.append((self.ledger.read(text), False))
        else:
            return False
        return True

    def add_formula(self, element: Any, found: Text) -> None:
        """Add a formula of Office Math."""
        formula = read_math(element)
        if formula.text and self.fields.shown:
            if not formula.whole:
                self.ledger.doubt_letters(formula.text, PARTS_KEPT)
            found.stretches.append((self.ledger.read(formula.text), False))

    def read_drawing(self, piece: Any, found: Text) -> None:
        """Keep the text boxes of a drawing for the end of the paragraph; tell of pictures, charts and objects."""
        boxes = list(iter_boxes(piece, self.ledger))
        found.boxes += boxes
        if not boxes:
            found.pictures += read_pictures(piece, self.package, self.ledger)

    def note_insertion(self, element: Any, name: str) -> None:
        """Remember a tracked insertion, which is taken as accepted."""
        text = "".join(clean(node.text) for node in element.iter(f"{W}t")) if name in INSERTED else ""
        if text.strip():
            self.ledger.inserted.append(text)

    def name_target(self, element: Any) -> str:
        """Return the name of the part or file that an element refers to."""
        relation = self.package.find_relation(element.get(f"{R}id", ""))
        return relation.target if relation else ""


def read_font(run: Any) -> str:
    """Return the font that a run itself sets for Latin letters."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")


def begin_fields(reader: RunReader, story: Any) -> Fields:
    """Let a stretch of text of its own begin; return the fields that were open before."""
    before = reader.fields
    reader.fields = Fields(find_marks(story))
    return before


def read_comments(package: Package) -> dict[str, Any]:
    """Return the comments of a document by their ids."""
    root = package.find("comments")
    return {} if root is None else {one.get(f"{W}id", ""): one for one in root.findall(f"{W}comment")}


def is_contents_control(control: Any) -> bool:
    """Tell whether a content control holds the contents list that Word makes."""
    return "Contents" in read_value(control, "sdtPr/docPartObj/docPartGallery")
