"""A whole number and the name of a format in, the number as Word writes it out (ISO/IEC 29500-1, 17.18.59).

Where Word and LibreOffice are known to differ the standard is followed; `is_doubtful` tells those numbers.
"""

from collections.abc import Callable

from gongbao.importing.readers.counting import COUNTED, digit_by_digit
from gongbao.importing.readers.number_letters import LETTERS
from gongbao.importing.readers.number_words import WORDS

# From these numbers on, Word and LibreOffice write a format differently, or it is not known how Word writes it.
DOUBTFUL_FROM = {
    "ideographDigital": 10, "ideographEnclosedCircle": 1, "japaneseLegal": 10, "chineseCounting": 100,
    "taiwaneseCounting": 100, "japaneseCounting": 100, "decimalEnclosedCircle": 21, "decimalEnclosedCircleChinese": 21,
    "hindiCounting": 0, "thaiCounting": 20, "vietnameseCounting": 20, "bahtText": 0, "dollarText": 0,
}  # fmt: skip


def write_number(value: int, kind: str, pattern: str = "") -> str:
    """Return a number in one of Word's formats; one that a format has no sign for, or an unknown format, in figures.

    `pattern` is the example of a custom format: `001, 002, 003, ...`.
    """
    if kind in ("bullet", "none"):
        return ""
    if kind == "custom":
        return str(value).zfill(len(pattern.partition(",")[0].strip()))
    return FORMATS.get(kind, str)(value) or str(value)


def is_doubtful(value: int, kind: str) -> bool:
    """Tell whether a number may look otherwise in Word than it is written here."""
    return value >= DOUBTFUL_FROM[kind] if kind in DOUBTFUL_FROM else kind not in (*FORMATS, "bullet", "none", "custom")


def ordinal(value: int) -> str:
    """Return an ordinal number in figures: 1st."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": digit_by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": digit_by_digit("０１２３４５６７８９"),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "ordinal": ordinal,
    "hindiNumbers": digit_by_digit("०१२३४५६७८९"),
    "hindiCounting": str,
    "thaiNumbers": digit_by_digit("๐๑๒๓๔๕๖๗๘๙"),
    **COUNTED,
    **LETTERS,
    **WORDS,
}
