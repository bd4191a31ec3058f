"""A paragraph's text in, the same text as HTML out: what a line must not part stands in `<span class="whole">`.

Three rules that a style sheet cannot express: a number stays with its unit (GB/T 15835-2011), an interpunct, solidus or
connector does not begin a line, and the last line of a paragraph has at least two characters besides its mark (both W3C
clreq). The browser parts the lines, so the page says what it may not part; the characters stay what they are.
"""

import re

from markupsafe import Markup, escape

# Units of several characters; of any other unit the first character stays with the number.
UNITS = (
    "个百分点|个工作日|平方公里|平方千米|平方米|立方米|千瓦时|公里|公顷|公斤|千米|千克|厘米|毫米|人次|件次|户次|场次|架次|车次"
    "|周年|小时|分钟|美元|港元|欧元"
)
AMOUNT = rf"第?\d[\d.,]*(?:[余多几]?[十百千万亿]*[余多]?(?:{UNITS}|[\u3400-\u9fff])|[%‰℃])"
JOINED = r"\S[·・•/／～–]|\w—(?!—)"
# What is held goes on to the end if no more than one character follows it; or the last two characters with their marks.
HELD = re.compile(rf"((?:{AMOUNT}|{JOINED})(?:\w?\W*\Z)?|\w\w\W*\Z)")
HELD_INSIDE = re.compile(f"({AMOUNT}|{JOINED})")


def hold_words(text: str, *, ends: bool = True) -> Markup:
    """Return the text with its held words marked; `ends` tells that a paragraph ends with it."""
    pieces = (HELD if ends else HELD_INSIDE).split(text)
    pieces[::2] = map(escape, pieces[::2])
    pieces[1::2] = (f'<span class="whole">{escape(held)}</span>' for held in pieces[1::2])
    return Markup("".join(pieces))  # noqa: S704  escaped piece by piece
