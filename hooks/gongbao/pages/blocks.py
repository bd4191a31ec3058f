"""A page in, cut into text and markup; its blocks of text out, and their conversions back between the markup.

A block is what stands in one line of text: an inline tag inside a word must not change the word's conversion. So the
texts are put together, a border where a tag ends a block, and the conversion, which never changes the length of a
text, is cut again at the same places.
"""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat

# Comments, scripts and styles whole, tags (a quoted attribute may hold >), and entities.
MARKUP = re.compile(
    r"(<!--.*?-->|<(?i:script)\b.*?</(?i:script)\s*>|<(?i:style)\b.*?</(?i:style)\s*>"
    r"|</?[a-zA-Z][^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>|<![^>]*>|&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);)",
    re.DOTALL,
)
# The same where there is no script, and every > in a value, a comment or a text is an entity.
PLAIN_MARKUP = re.compile(r"(<[^>]*>|&\#?\w+;)")
TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
# Tags inside a line of text. Anything else ends the block that the converter sees as one text.
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s small span strong sub sup time u var wbr".split()  # noqa: SIM905  reads better
)
LINE, PAGE = "\n", "\x1e"
MOST = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Lines, all the markup on them in its order, and for each piece of it the place of its line."""

    lines: list[str]
    markup: list[str]
    places: list[int]


def cut_markup(source: str) -> list[str]:
    """Return the pieces of a page: a text, then markup, and so on in turn, a text last."""
    return MARKUP.split(source)


def cut_lines(lines: Sequence[str]) -> list[str] | None:
    """Return the pieces of lines; None if markup goes over the end of a line, or is not written plainly."""
    source = "\n".join(lines)
    pieces = PLAIN_MARKUP.split(source)
    texts, markup = "".join(pieces[::2]), "".join(pieces[1::2])
    if "<" in texts or ">" in texts or "<script" in markup or "<style" in markup:
        pieces = cut_markup(source)
        texts, markup = "".join(pieces[::2]), "".join(pieces[1::2])
    return None if "<" in texts or "\n" in markup else pieces


def note_cut(lines: list[str], pieces: Sequence[str]) -> Cut:
    """Return what there is of markup on lines, which are given in pieces too."""
    ends = map(str.count, pieces[:-1:2], repeat(LINE))
    return Cut(lines=lines, markup=list(pieces[1::2]), places=list(accumulate(ends)))


def fill_gaps(pieces: Sequence[str], border: str) -> list[str]:
    """Return the pieces with what the markup between them contributes to the text: `border` where it ends a block.

    Joined and split at the borders they are the blocks.
    """
    filled = list(pieces)
    filled[1::2] = map(GAPS[border], pieces[1::2])
    return filled


def replace_texts(pieces: list[str], filled: Sequence[str], converted: str) -> None:
    """Put the conversion of the filled pieces in the place of the texts; the markup, entities included, stays."""
    ends = list(accumulate(map(len, filled), initial=0))
    pieces[::2] = map(converted.__getitem__, map(slice, ends[::2], ends[1::2]))


def make_gap(border: str) -> Callable[[str], str]:
    """Return the function that tells what markup contributes to the text: an entity's character, a border, nothing."""

    @lru_cache(MOST)
    def gap(markup: str) -> str:
        if markup[0] == "&":
            return html.unescape(markup)
        name = TAG_NAME.match(markup)
        inline = name[1].lower() in INLINE if name else markup.startswith("<!--")
        return "" if inline else border

    return gap


GAPS = {LINE: make_gap(LINE), PAGE: make_gap(PAGE)}
