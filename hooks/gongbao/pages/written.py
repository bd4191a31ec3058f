"""The HTML that Markdown made of a page in docs/ in, the same HTML marked out: its texts, and what scripts share.

What stands in one line of text is one text, whatever inline tags are in it: `<strong>干</strong>部` is converted as
干部. The marks of macro calls (`expand`) stay outside of texts: what they stand for is marked already.
"""

import posixpath
import re
from itertools import cycle

from lxml import etree
from lxml import html as lxml_html

from gongbao.pages.authoring import settle_authoring
from gongbao.pages.expand import MARK
from gongbao.pages.marks import ROOT, TAG, TEXT, mark_block

# Tags inside a line of text (HTML's phrasing content, as far as Markdown makes it).
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s small span strong sub sup time u var wbr".split()  # noqa: SIM905  reads better
)
NAME = re.compile("</?([a-z][a-z0-9]*)")
ADDRESSES = frozenset(("href", "src", "action", "poster"))
ADDRESS = re.compile(rf'(<[a-z][^>]*? (?:{"|".join(sorted(ADDRESSES))})=")([^"]*)"')
# RFC 3986: a scheme, an authority, an absolute path, a place on the page itself, or nothing.
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\?|$")
# What stands in every script's tree; all else is published once (`report.scripts`).
IN_EVERY_SCRIPT = re.compile(r".*\.html|feed\.xml|downloads/[^/]+/[^/]+")


def mark_html(source: str, page: str) -> str:
    """Return a page's own HTML marked; `page` is its path under the root of a script. Comments are left out."""
    root = lxml_html.fragment_fromstring(source, create_parent="div")
    etree.strip_tags(root, etree.Comment)
    settle_authoring(root)
    for element in root.iter(etree.Element):
        for name, value in element.items():
            if name not in ADDRESSES and not value.isascii():
                element.set(name, f"{TEXT}{value}{TEXT}")
    marked = mark_lines(lxml_html.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>"))
    # Only now, for to write an address lxml encodes what is no ASCII in it.
    return ADDRESS.sub(lambda match: f'{match[1]}{move_address(match[2], page)}"', marked)


def mark_lines(source: str) -> str:
    """Return HTML, whose attributes are marked, with each line of text marked as one."""
    marked: list[str] = []
    line: list[str] = []
    for piece, is_tag in zip(TAG.split(source), cycle((False, True)), strict=False):
        if (is_tag and (NAME.match(piece) or [""])[1] not in INLINE) or TEXT in piece:
            marked += (mark_line("".join(line)), piece)
            line.clear()
        else:
            line.append(piece)
    return "".join([*marked, mark_line("".join(line))])


def mark_line(text: str) -> str:
    """Return a line of text marked, but for the marks of macros in it."""
    pieces: list[str] = []
    done = 0
    for match in MARK.finditer(text):
        pieces += (mark_block(text[done : match.start()]), match[0])
        done = match.end()
    return "".join([*pieces, mark_block(text[done:])])


def move_address(address: str, page: str) -> str:
    """Return an address as every script's page may have it: what all scripts share is written from their root."""
    if ELSEWHERE.match(address):
        return address
    path = re.split("[?#]", address, maxsplit=1)[0]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if IN_EVERY_SCRIPT.fullmatch(target):
        return address
    return f"{ROOT}{'../' * page.count('/')}{target}{address[len(path) :]}"
