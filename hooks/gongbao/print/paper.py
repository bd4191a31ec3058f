"""A finished page in, the page as it goes to the printer out: print style sheet alone, links absolute, no scripts."""

import html
import posixpath
import re
from collections.abc import Iterable, Mapping, Set

IDEOGRAPHIC_SPACE = "\u3000"
HEAD = re.compile(r"<script\b.*?</script>\s*|<link\b[^>]*>\s*", re.DOTALL)
STYLES = '<link rel="stylesheet" href="../print.css">\n<link rel="stylesheet" href="../faces.css">\n'
TAG = re.compile(r"<[^>]*>")
LINK = re.compile(r'(<a\b[^>]*?) href="([^"]*)"')
ID = re.compile(r'\sid="([^"]+)"')
NUMBER = re.compile(r'(<span class="page" data-of="([^"]+)">)[^<]*')


def list_characters(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters that pages and style sheets may show, spaces among them."""
    every = frozenset[str]().union(*(html.unescape(TAG.sub("", HEAD.sub("", text))) for text in texts))
    return frozenset(character for character in every if character.isprintable() or character == IDEOGRAPHIC_SPACE)


def set_page(page: str, path: str, site_url: str) -> str:
    """Return a page for printing; `path` is its place under the site's absolute address, which may be empty.

    The style sheets it names stand in the folder above it.
    """
    ids = frozenset(ID.findall(page))

    def lead(link: re.Match[str]) -> str:
        target = find_target(html.unescape(link[2]), path, site_url, ids)
        return f'{link[1]} href="{html.escape(target)}"' if target else link[1]

    page = HEAD.sub("", page).replace("</head>", f"{STYLES}</head>", 1).replace(' loading="lazy"', "")
    return LINK.sub(lead, page)


def find_target(address: str, path: str, site_url: str, ids: Set[str]) -> str:
    """Return where a link leads from paper: to a place on the page, into the publication online, or nowhere."""
    if re.match(r"[a-z]+:", address):
        return address
    target, _, place = address.partition("#")
    if place in ids:
        return f"#{place}"
    if not site_url or not target:
        return ""
    return (
        site_url + posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) + (f"#{place}" if place else "")
    )


def number_contents(page: str, places: Mapping[str, int]) -> str:
    """Return a page with the page numbers of its contents filled in, as far as they are known."""
    return NUMBER.sub(lambda entry: f"{entry[1]}{places.get(entry[2], '')}", page)
