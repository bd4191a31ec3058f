"""A paragraph's text in, the same text as HTML out: what a line must not part stands in `<span class="whole">`.

Four rules that a style sheet cannot express: a number stays with its unit (GB/T 15835-2011), an interpunct, solidus or
connector does not begin a line, nor does the mark of a note, and the last line of a paragraph has at least two
characters besides its mark (W3C clreq). The browser parts the lines, so the page says what it may not part; the
characters stay what they are. The spans are inline codes: the paragraph around them is converted as one text.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from gongbao.pages.inline import NO_LINKS, dress
from gongbao.pages.marks import CODE
from gongbao.report.note_marks import MARK
from gongbao.report.units import OTHERS
from gongbao.report.units import UNITS as NUMBER_UNITS

HAN = re.compile("[\u3400-\u9fff]{2,}")

# Units of several characters, the longer first; of any other unit the first character stays with the number. To those
# that figures have come those that only sentences have.
ONLY_HERE = (
    "个工作日|平方千米|周岁|周年|周岁|件次|场次|架次|车次|批次|年级|季度|世纪|课时|公分|摄氏度|分贝|毫安|毫升|纳米|微米|海里|节次|人份|剂次"
    "|例次|站次|卷次|平米|公升|日元|韩元|澳元|瑞士法郎"
)
UNITS = "|".join(
    sorted(
        {unit for unit in f"{NUMBER_UNITS}|{OTHERS}|{ONLY_HERE}".split("|") if HAN.fullmatch(unit)},
        key=len,
        reverse=True,
    )
)
# It begins with the class of its first character: a search for that is several times quicker than for 第?\d; and what
# digits there are is told one by one, for \d asks more of every character.
DIGIT = "0-9０-９"
SPACE = "[ \u00a0\u2009]"
AMOUNT = (
    rf"[第{DIGIT}](?:(?<=[{DIGIT}])|(?=[{DIGIT}]))[{DIGIT}.,]*(?:{SPACE}[{DIGIT}]{{3}}(?![{DIGIT}])[{DIGIT}.]*)*"
    rf"(?:{SPACE}?[余多几]?[十百千万亿]*[余多]?(?:{UNITS}|[\u3400-\u9fff])|{SPACE}?[%％‰℃㎡㎢㎥°])"
)
# The number of a standard is one word: GB/T 9704-2012.
JOINED = r"[A-Z]+/[A-Z]+(?: ?\d+(?:[.—-]\d+)*)?|\S[·・•/／～–]|\w—(?!—)"
JOINING = "·・•/／～–—"
# What is held goes on to the end if no more than one character follows it.
TO_END = r"(?:\w?\W*\Z)?"
HELD = re.compile(f"(?:{AMOUNT}|{JOINED}){TO_END}"), re.compile(f"{AMOUNT}{TO_END}")
OPENING, CLOSING = f'{CODE}<span class="whole">{CODE}', f"{CODE}</span>{CODE}"
# A paragraph stands on its section's page and in the whole report; more than a report has need not be remembered.
AGAIN = 1024
HELD_INSIDE = re.compile(f"{AMOUNT}|{JOINED}"), re.compile(AMOUNT)


def hold_words(text: str, *, ends: bool = True, links: Mapping[str, str] = NO_LINKS) -> str:
    """Return the text, escaped, with its held words in inline codes; `ends` tells that a paragraph ends with it.

    `links` are the addresses of notes by their marks.
    """
    return hold_linked(text, ends, links) if links else hold_plain(text, ends)


@lru_cache(maxsize=AGAIN)
def hold_plain(text: str, ends: bool) -> str:  # noqa: FBT001  remembered, keyed by place
    """Return a text without notes, its held words in codes."""
    return hold_linked(text, ends, NO_LINKS)


def hold_linked(text: str, ends: bool, links: Mapping[str, str]) -> str:  # noqa: FBT001  as above
    """Return the text, escaped, with its held words in inline codes and its marks of notes as links."""
    pieces: list[str] = []
    done = 0
    held = find_held(text, ends=ends)
    for start, end in join_calls(held, text, links) if links else held:
        pieces += (dress(text[done:start], links), OPENING, dress(text[start:end], links), CLOSING)
        done = end
    return "".join([*pieces, dress(text[done:], links)])


def find_held(text: str, *, ends: bool = True) -> list[tuple[int, int]]:
    """Return the spans of a text that no line parts, in order; `ends` tells that a paragraph ends with it."""
    # Few texts have a sign that joins.
    joined, plain = HELD if ends else HELD_INSIDE
    pattern = joined if any(map(text.__contains__, JOINING)) else plain
    last = find_last_two(text) if ends else len(text)
    held: list[tuple[int, int]] = []
    done = 0
    for match in pattern.finditer(text):
        if match.start() > last:
            break
        held.append(match.span())
        done = match.end()
    if done <= last < len(text):
        held.append((last, len(text)))
    return held


def join_calls(held: list[tuple[int, int]], text: str, links: Mapping[str, str]) -> list[tuple[int, int]]:
    """Return held spans and the marks of notes, each with the character that it stands at, in order and apart."""
    calls = [match.span() for match in MARK.finditer(text) if match.start() and match[0] in links]
    joined: list[tuple[int, int]] = []
    for start, end in sorted([*held, *((start - 1, end) for start, end in calls)]):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def find_last_two(text: str) -> int:
    """Return where the last two characters of a text begin that stand side by side, before its last marks."""
    end = len(text)
    while end and not is_word(text[end - 1]):
        end -= 1
    return end - 2 if end > 1 and is_word(text[end - 2]) else len(text)


def is_word(char: str) -> bool:
    r"""Tell whether a character is a letter, a number or an ideograph: what `\w` matches."""
    return char.isalnum() or char == "_"
