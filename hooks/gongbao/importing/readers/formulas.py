"""What Word sets as a formula in, the characters that say it out: EQ fields (带圈字符, fractions), Office Math.

Where Unicode has a character for the whole (⑦, ½, 10⁸) that is given; else its parts in their order, and a doubt.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from gongbao.importing.readers.letters import Position, enclose, is_shifted, shift, write_fraction
from gongbao.importing.readers.package import M, clean, name_of
from gongbao.report.messages import N_

CODE = re.compile(r"\s*eq\b\s*", re.IGNORECASE)
SWITCH = re.compile(r"\\([a-z]+)\s*(?:-?\d+)?\s*", re.IGNORECASE)
SETTING = re.compile(r"\\\*\s*(?:\"[^\"]*\"|[^\\\s]+)\s*", re.IGNORECASE)
SEPARATORS = ",;，；"
SHAPES = "○〇◯OoO□△◇▢"
BRACKETS = {"lc": 0, "rc": 1}
PARTNERS = {"(": ")", "[": "]", "{": "}", "<": ">", "|": "|"}
DEEPEST = 40
PARTS_KEPT = N_("a formula, its parts kept on one line")


@dataclass(slots=True)
class Formula:
    """A formula as characters; `whole` tells that nothing of its looks was lost, `reading` what stood above letters."""

    text: str = ""
    whole: bool = True
    reading: str = ""

    def take(self, other: "Formula") -> str:
        """Take in what an inner formula lost, and return its text."""
        self.whole = self.whole and other.whole
        self.reading += other.reading
        return other.text


@dataclass(slots=True)
class FieldCode:
    """The code of an EQ field while it is read."""

    code: str
    at: int = 0
    depth: int = 0
    done: Formula = field(default_factory=Formula)

    def read(self, stops: str = "") -> Formula:
        """Read until one of the stops, or the end."""
        found = Formula()
        words = []
        while self.at < len(self.code) and self.code[self.at] not in stops:
            if setting := SETTING.match(self.code, self.at):
                self.at = setting.end()
            elif (match := SWITCH.match(self.code, self.at)) and self.depth < DEEPEST:
                self.at = match.end()
                words.append(found.take(self.read_switch(match[1].lower())))
            else:
                self.at += self.code[self.at] == "\\"
                words.append(self.code[self.at : self.at + 1])
                self.at += 1
        found.text = "".join(words)
        return found

    def read_switch(self, name: str) -> Formula:
        """Read what a switch does to the elements in the brackets after its options."""
        options: list[str] = []
        brackets = ["", ""]
        while match := SWITCH.match(self.code, self.at):
            self.at = match.end()
            option = match[1].lower()
            options.append(option)
            if name == "b" and option in ("lc", "rc", "bc") and self.code[self.at : self.at + 1] == "\\":
                bracket = self.code[self.at + 1 : self.at + 2]
                self.at += 2
                if option == "bc":
                    brackets = [bracket, PARTNERS.get(bracket, bracket)]
                else:
                    brackets[BRACKETS[option]] = bracket
        elements = self.read_elements()
        return combine(name, options, elements, tuple(brackets) if any(brackets) else ("(", ")"))

    def read_elements(self) -> list[Formula]:
        """Read the elements in brackets, parted by commas."""
        while self.code[self.at : self.at + 1] == " ":
            self.at += 1
        if self.code[self.at : self.at + 1] not in ("(", "（"):
            return []
        self.at += 1
        self.depth += 1
        elements = [self.read(SEPARATORS + ")）")]
        while self.code[self.at : self.at + 1] in SEPARATORS and self.at < len(self.code):
            self.at += 1
            elements.append(self.read(SEPARATORS + ")）"))
        self.at += 1
        self.depth -= 1
        return elements


def read_equation_field(code: str) -> Formula | None:
    """Return what an EQ field shows, None if the code is of another field."""
    match = CODE.match(code)
    if not match:
        return None
    found = FieldCode(code.rstrip(), match.end()).read()
    found.text = found.text.strip()
    return found


def combine(name: str, options: list[str], elements: list[Formula], brackets: tuple[str, ...]) -> Formula:
    """Return what a switch makes of its elements."""
    found = Formula()
    texts = [found.take(element).strip() for element in elements]
    joined = "".join(texts)
    if name == "o":
        return overstrike(found, texts)
    if name == "f" and len(texts) == 2:
        return divide(found, *texts)
    if name == "s":
        return shift_formula(found, joined, "lowered" if "do" in options else "raised" if "up" in options else None)
    found.text = {
        "b": f"{brackets[0]}{','.join(texts)}{brackets[-1]}",
        "r": f"{texts[0] if len(texts) > 1 else ''}√{texts[-1] if texts else ''}",
        "i": f"∫{joined}",
        "l": ",".join(texts),
        "d": "",
        "a": " ".join(texts),
    }.get(name, joined)
    found.whole = found.whole and name in ("b", "l", "d")
    return found


def overstrike(found: Formula, texts: list[str]) -> Formula:
    """Set texts on top of each other: a letter in a circle, a reading above a letter, or both kept in their order."""
    if len(texts) == 2:
        shape, inner = (texts[1], texts[0]) if texts[1] in SHAPES and texts[0] not in SHAPES else (texts[0], texts[1])
        if found.reading and not texts[0]:
            found.text = texts[1]
            return found
        if shape in SHAPES and (letter := enclose(inner, shape)):
            found.text = letter
            return found
    found.text = "".join(texts)
    found.whole = found.whole and len([text for text in texts if text]) <= 1
    return found


def divide(found: Formula, above: str, below: str) -> Formula:
    """Set a fraction."""
    letter = write_fraction(above, below)
    found.text = letter or f"{protect(above)}/{protect(below)}"
    found.whole = found.whole and letter is not None
    return found


def protect(text: str) -> str:
    """Return a text that can stand beside a stroke: in brackets if it is more than one term."""
    return f"({text})" if re.search(r"[+\-−×÷=/]", text) else text


def shift_formula(found: Formula, text: str, position: Position | None) -> Formula:
    """Set a text higher or lower; Latin letters with tone marks above a Chinese letter are its reading."""
    if position == "raised" and re.fullmatch(r"[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ\s]+", text):
        found.reading += text
        return found
    found.text = shift(text, position) if position else text
    found.whole = found.whole and position is not None and is_shifted(text, position)
    return found


def read_math(element: Any, depth: int = 0) -> Formula:
    """Return what an Office Math element says, on one line."""
    found = Formula()
    if depth > DEEPEST:
        found.text, found.whole = "".join(clean(node.text) for node in element.iter(f"{M}t")), False
        return found

    def part(name: str) -> str:
        child = element.find(f"{M}{name}")
        return "" if child is None else found.take(read_math(child, depth + 1))

    name = name_of(element)
    if name == "t":
        found.text = clean(element.text)
    elif name == "f":
        return divide(found, part("num"), part("den"))
    elif name in ("sSup", "sSub", "sSubSup"):
        found.text = part("e") + _index(found, part("sub"), "lowered") + _index(found, part("sup"), "raised")
    elif name == "rad":
        found.text = f"{part('deg')}√{protect(part('e'))}"
    elif name == "nary":
        sign = element.find(f"{M}naryPr/{M}chr")
        found.text = ("∫" if sign is None else sign.get(f"{M}val", "")) + "".join(map(part, ("sub", "sup", "e")))
        found.whole = False
    elif name == "d":
        found.text = _bracket(element, [found.take(read_math(one, depth + 1)) for one in element.findall(f"{M}e")])
    else:
        inner = (child for child in element if not name_of(child).endswith("Pr"))
        found.text = "".join(found.take(read_math(child, depth + 1)) for child in inner)
        flat = ("oMath", "oMathPara", "r", "e", "num", "den", "sub", "sup", "deg", "fName", "func", "lim", "box")
        found.whole = found.whole and name in flat
    return found


def _index(found: Formula, text: str, position: Position) -> str:
    found.whole = found.whole and is_shifted(text, position)
    return shift(text, position)


def _bracket(element: Any, texts: list[str]) -> str:
    properties = element.find(f"{M}dPr")

    def sign(name: str, usual: str) -> str:
        found = None if properties is None else properties.find(f"{M}{name}")
        return usual if found is None else str(found.get(f"{M}val", ""))

    return sign("begChr", "(") + sign("sepChr", "|").join(texts) + sign("endChr", ")")
