"""Letters as a source sets them (raised, lowered, enclosed) in, the characters that Unicode has for them out."""

import re
import unicodedata
from functools import cache
from typing import Literal

from gongbao.report.messages import N_

Position = Literal["raised", "lowered"]

RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
TABLES: dict[Position, dict[int, int]] = {"raised": RAISED, "lowered": LOWERED}
# What may stand around a letter, by the shape that a person types for it.
CIRCLES, BRACKETS, SQUARES = "○〇◯Oo⃝", "（）()", "□"
FRACTION_SLASH = "\u2044"
DECIMAL = re.compile(r"\s*\d+\.\d+\s*")


def shift(text: str, position: Position) -> str:
    """Return a text raised or lowered, where every character of it can be; else the text as it is."""
    return text.translate(TABLES[position]) if is_shifted(text, position) else text


def is_shifted(text: str, position: Position) -> bool:
    """Tell whether a text can be raised or lowered."""
    return all(ord(letter) in TABLES[position] for letter in text.strip())


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


def enclose(text: str, shape: str) -> str | None:
    """Return the character for a text inside a shape: 7 in ○ is ⑦; None if there is none."""
    kind = "<circle>" if shape in CIRCLES else "<square>" if shape in SQUARES else ""
    return list_composed(kind).get(unicodedata.normalize("NFKC", text)) if kind else None


def write_fraction(above: str, below: str) -> str | None:
    """Return the character for a fraction: 1 over 2 is ½; None if there is none."""
    return list_composed("<fraction>").get(f"{above}{FRACTION_SLASH}{below}")


@cache
def list_composed(kind: str) -> dict[str, str]:
    """Return the characters of Unicode that are composed in one way, by what they are composed of."""
    found: dict[str, str] = {}
    for code in (*range(0xA0, 0x3400), *range(0x1F100, 0x1F260)):
        words = unicodedata.decomposition(chr(code))
        if words.startswith(kind):
            composed = "".join(chr(int(part, 16)) for part in re.findall(r"\b[0-9A-F]{4,6}\b", words))
            found.setdefault(composed, chr(code))
    return found
