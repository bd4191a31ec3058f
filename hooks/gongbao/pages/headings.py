"""A heading or a line of a title block in, the same text as HTML out, which lines part by meaning, as on paper.

Between words the page says where a line may end, and the style sheet that it may end nowhere else; a browser knows no
words. What the characters are stays as it is: the elements are inline codes, and the title is converted as one text.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from gongbao.pages.inline import NO_LINKS, SIGN, dress
from gongbao.pages.marks import mark_block, quote
from gongbao.pages.no_break import is_word
from gongbao.report.note_marks import MARK
from gongbao.report.report import split_heading
from gongbao.script.segmenter import cut

# Where a long title breaks by meaning, as GB/T 9704 asks: after marks; in an occasion line after the day and before the
# number of the meeting.
MEANING = re.compile(r"(?<=[，、：；])|(?<=日)(?=在)|(?=第[一二三四五六七八九十]+次会议)")
# A title that is no longer stays on its line.
SHORT = 4
# Names of reports and sections stand on page after page: so many titles are remembered.
REMEMBERED = 2_000
OPENING = "“‘（《〈「『【"
SQUARE = "□"


@lru_cache(REMEMBERED)
def mark_heading(heading: str) -> Markup:
    """Return a printed heading with its numeral set apart; its characters stay what they are."""
    numeral, title = split_heading(heading)
    if not numeral:
        return mark_breaks(heading)
    before = heading[: len(heading) - len(title)]
    opening, sign = before.split(numeral, 1)
    return mark_block(
        f'<span class="numeral"><span class="mark">{quote(opening)}</span>{quote(numeral)}'
        f'<span class="mark">{quote(sign)}</span></span><span class="title">{mark_breaks(title)}</span>'
    )


def mark_breaks(title: str, links: Mapping[str, str] = NO_LINKS, *, words: bool = True) -> Markup:
    """Return a title whose units of meaning stay on one line where there is room.

    `links` are addresses of notes; `words` tells that no word is parted either.
    """
    return join_units(title, links, words=words) if links else mark_title(title, words=words)


@lru_cache(REMEMBERED)
def mark_title(title: str, *, words: bool) -> Markup:
    """Return a title in which no mark of a note is a link."""
    return join_units(title, NO_LINKS, words=words)


def join_units(title: str, links: Mapping[str, str], *, words: bool) -> Markup:
    """Return a title of one or more units, each marked."""
    # A numeral stands with the title that it counts.
    before = len(title) - len(split_heading(title)[1])
    units = MEANING.split(title[before:])
    marked = [mark_words(unit, links) if words else mark_square(dress(unit, links)) for unit in units]
    marked[0] = quote(title[:before]) + marked[0]
    if not units[1:]:
        return mark_block(f'<span class="by-word">{marked[0]}</span>' if "<wbr>" in marked[0] else marked[0])
    return mark_block("".join([f'<span class="unit">{unit}</span>' for unit in marked]))


def mark_head(text: str, links: Mapping[str, str] = NO_LINKS) -> Markup:
    """Return what heads a column or a passage: its line ends only between words, however short it is."""
    return mark_block(mark_words(text, links, 0))


def mark_words(text: str, links: Mapping[str, str] = NO_LINKS, short: int = SHORT) -> str:
    """Return a stretch of a title as HTML parting only between words; a mark of a note stands with the word before."""
    if SIGN.search(text):
        return dress(text, links)
    if not links:
        return "<wbr>".join(map(quote, list_words(text, short)))
    marks = f"(?:{MARK.pattern})*"
    words = ["".join([f"{re.escape(sign)}{marks}" for sign in word]) for word in list_words(MARK.sub("", text), short)]
    found = re.fullmatch("".join([f"({marks if not place else ''}{word})" for place, word in enumerate(words)]), text)
    return "<wbr>".join([dress(word, links) for word in found.groups()]) if found else dress(text, links)


def is_mark(sign: str) -> bool:
    """Tell whether a sign stands with what is before it."""
    return sign not in OPENING and not is_word(sign)


def mark_square(text: str) -> str:
    """Return a speaker's line with the newspapers' square before it, if there is one, as an element."""
    return f'<span class="square">{SQUARE}</span>{text[1:]}' if text.startswith(SQUARE) else text


@lru_cache(512)
def list_words(text: str, short: int = SHORT) -> tuple[str, ...]:
    """Return the words of a title, each with the marks that no line parts from it, a number with what it counts."""
    if len(text) <= short:
        return (text,)
    words: list[str] = []
    for word in cut(text):
        # A suffix is a word to the segmenter, no word to a reader.
        single = len(word) == 1 and word not in OPENING
        held = words and (single or words[-1][-1] in OPENING or words[-1][-1].isdigit() or is_mark(word[0]))
        words[-1:] = [words[-1] + word] if held else [*words[-1:], word]
    return tuple(words)
