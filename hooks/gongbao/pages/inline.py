"""A text in, the same text as HTML out, for the inside of a block: raised and lowered letters, marks of notes as links.

The data holds ⁸ and ₂, which are read in any plain text; a page says `<sup>8</sup>`, which every font has and a screen
reader tells. The markup is inline codes: the block around it is converted as one text.
"""

import re
import unicodedata
from collections.abc import Mapping

from markupsafe import Markup

from gongbao.pages.marks import CODE, TEXT, quote
from gongbao.report.note_marks import MARK

SHIFTED = re.compile("(?P<raised>[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱ]+)|[₀-₉₊₋₌₍₎ₐ-ₜ]+")
# Few texts have any of them, and to look for one class of characters is ten times as quick as for two.
SIGN = re.compile("[\u2070-\u209c\u00b2\u00b3\u00b9]")
NO_LINKS: Mapping[str, str] = {}


def dress(text: str, links: Mapping[str, str] = NO_LINKS) -> str:
    """Return a text, escaped, with inline codes; `links` are addresses of notes by their marks as printed."""
    if not links:
        # Not Markup, which would escape what it is joined with.
        return SHIFTED.sub(shift, quote(text)) if SIGN.search(text) else "".join((quote(text),))
    pieces: list[str] = []
    done = 0
    for match in MARK.finditer(text):
        if address := links.get(match[0]):
            pieces += (dress(text[done : match.start()]), link(match[0], address, "doc-noteref"))
            done = match.end()
    return "".join([*pieces, dress(text[done:])])


def dress_text(text: str, links: Mapping[str, str] = NO_LINKS) -> Markup:
    """Return a text as a block of its own, marked."""
    return Markup(f"{TEXT}{dress(text, links)}{TEXT}")  # noqa: S704  escaped


def link(mark: str, address: str, role: str) -> str:
    """Return the mark of a note as a link: to the note, or from it back to its call."""
    return f'{CODE}<a class="note-mark" role="{role}" href="{address}">{CODE}{quote(mark)}{CODE}</a>{CODE}'


def shift(match: re.Match[str]) -> str:
    """Return raised or lowered letters as such."""
    tag = "sup" if match["raised"] else "sub"
    return f"{CODE}<{tag}>{CODE}{unicodedata.normalize('NFKC', match[0])}{CODE}</{tag}>{CODE}"
