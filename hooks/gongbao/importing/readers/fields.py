"""The fields of a Word document in, as its runs come by; whether text is shown out, and what a code alone shows.

A field has a code and, mostly, a result: `begin code separate result end`. Fields stand inside others, and go on over
paragraphs. Only text that is in no code, and in no result that is left out, is shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gongbao.importing.readers.formulas import PARTS_KEPT, read_equation_field
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import W, name_of, read_switch, read_value
from gongbao.importing.readers.symbols import read_symbol
from gongbao.report.messages import N_

CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+|\S)(?:.*?\\f\s+\"?([^\"\\]+)\"?)?", re.IGNORECASE)
BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*?)\s*$", re.IGNORECASE)
# What Word counts while it shows the page, and stores nowhere (ISO/IEC 29500-1, 17.16.5.4 to 6 and 36).
COUNTED = re.compile(r"\s*(?:AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b", re.IGNORECASE)
CONTENTS_LIST = N_("a contents list made by Word")


@dataclass(slots=True)
class Field:
    """A field that is open: its code, the words of its result where that is not shown as it stands."""

    begin: Any
    code: str = ""
    words: str = ""
    in_result: bool = False

    @property
    def swallows(self) -> bool:
        """Tell whether the result is not shown as it stands: contents are left out, formulas and signs set anew."""
        return is_set_anew(self.code) or bool(CONTENTS.match(self.code))


@dataclass(slots=True)
class Fields:
    """The fields that are open in one stretch of text; `known` are the marks that belong to a whole field."""

    known: set[Any]
    open: list[Field] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Tell whether text at this place is shown."""
        return not self.open or all(one.in_result and not one.swallows for one in self.open)

    def swallow(self, text: str) -> None:
        """Take text that is not shown; that of a result is kept for the end of its field."""
        hiding = next(one for one in self.open if not one.in_result or one.swallows)
        if hiding.in_result:
            hiding.words += text

    def add_code(self, text: str) -> None:
        """Take a piece of a code."""
        if self.open and not self.open[-1].in_result:
            self.open[-1].code += text

    def pass_mark(self, mark: Any, ledger: Ledger) -> str:
        """Pass a mark of a field, and return what the field shows if it ends here and shows something by its code."""
        if mark not in self.known:
            return ""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.open.append(Field(mark))
        elif kind == "separate":
            self.open[-1].in_result = True
        elif kind == "end":
            ended = self.open.pop()
            if self.shown:
                return finish(ended, ledger)
            self.swallow(ended.words)
        return ""


def find_marks(story: Any) -> set[Any]:
    """Return the marks of whole fields in a stretch of text: a field that does not end is none, and hides nothing."""
    known: set[Any] = set()
    open_marks: list[list[Any]] = []
    for mark in story.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if any(name_of(around) in ("del", "moveFrom", "Fallback") for around in mark.iterancestors()):
            continue
        if kind == "begin":
            open_marks.append([mark])
        elif kind == "separate" and open_marks:
            open_marks[-1].append(mark)
        elif kind == "end" and open_marks:
            known.update((*open_marks.pop(), mark))
    return known


def finish(ended: Field, ledger: Ledger) -> str:
    """Return what a field shows by its code: a formula, a sign, a box to tick, the words of a button."""
    if CONTENTS.match(ended.code):
        ledger.leave_out(CONTENTS_LIST, text=ended.words)
        return ""
    return write_code(ended.code, ended.words, ledger) or read_form(ended.begin)


def is_set_anew(code: str) -> bool:
    """Tell whether what a field shows is read from its code: a formula, a sign, a number that Word counts."""
    return read_equation_field(code) is not None or bool(SYMBOL.match(code) or COUNTED.match(code))


def write_code(code: str, words: str, ledger: Ledger) -> str:
    """Return what a field shows by its code alone, or the words of its result where the code cannot be read."""
    formula = read_equation_field(code)
    if formula is not None:
        if formula.reading:
            ledger.leave_out(N_("readings above letters"), text=formula.reading, shown=True)
        if not formula.whole and formula.text:
            ledger.doubt_letters(formula.text, PARTS_KEPT)
        return formula.text or words
    if match := SYMBOL.match(code):
        number = match[1].lower()
        code_point = int(number, 0) if number.removeprefix("0x").isalnum() and number[0].isdigit() else ord(match[1])
        sign = read_symbol(match[2] or "", code_point) or words
        if not sign:
            ledger.leave_out(N_("a sign of a symbol font"), text=code.strip(), shown=True)
        return sign
    if COUNTED.match(code):
        if not words:
            ledger.leave_out(N_("a number that Word counts by a field"), text=code.strip(), shown=True)
        return words
    return match[1] if (match := BUTTON.match(code)) else ""


def read_form(begin: Any) -> str:
    """Return what an old form field shows beside its result: a box, ticked or not, or the entry that is chosen."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        ticked = read_switch(box, "checked")
        return "☒" if (read_switch(box, "default") if ticked is None else ticked) else "☐"
    drop = begin.find(f"{W}ffData/{W}ddList")
    entries: Iterable[Any] = () if drop is None else drop.findall(f"{W}listEntry")
    chosen = read_value(drop, "result", read_value(drop, "default", "0"))
    return next((str(entry.get(f"{W}val", "")) for place, entry in enumerate(entries) if str(place) == chosen), "")
