"""A finished Simplified page in, the same page in another script out: text converted, markup and structure untouched.

The page is cut into markup and text. Text is converted a block at a time, so that an inline tag inside a word cannot
change the conversion, and cut again at the same offsets, for a conversion never changes the length of a text.

Most of a page stands on many others as well, its frame on all of them and its paragraphs on two. So a page is taken
stretch by stretch, and each distinct stretch of a folder's pages is projected once, and so is each distinct tag. What
stands on pages of two folders after each other, and leads to the same places from both, is remembered for all others.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from urllib.parse import urlsplit

from gongbao.conversion import Converter
from gongbao.model import SOURCE_SCRIPT

# Comments, scripts and styles whole, tags (a quoted attribute may hold >), and entities.
MARKUP = re.compile(
    r"(<!--.*?-->|<(?i:script)\b.*?</(?i:script)\s*>|<(?i:style)\b.*?</(?i:style)\s*>"
    r"|</?[a-zA-Z][^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>|<![^>]*>|&(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+);)",
    re.DOTALL,
)
TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
# Tags inside a line of text. Anything else ends the block that the converter sees as one text.
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s small span strong sub sup time u var wbr".split()  # noqa: SIM905  reads better
)
# The new line before a tag that ends a block: what comes before it does not depend on what follows.
BORDER = re.compile(rf"\n(?=</?(?!(?:{'|'.join(sorted(INLINE))})\b)[a-zA-Z])")
ATTRIBUTE = re.compile(r"""(\s)([a-zA-Z][a-zA-Z0-9-]*)=(?:"([^"]*)"|'([^']*)')""")
SPOKEN = frozenset(
    ("alt", "title", "aria-label", "aria-description", "placeholder", "content", "label", "value", "download")
)
ADDRESS = frozenset(("href", "src", "action", "poster"))
# What changes from script to script; most tags only have a class.
CHANGING = "|".join(sorted(ADDRESS | SPOKEN | {"lang"})) + "|data-text[a-z-]*"
CHANGED = re.compile(rf'(\s)({CHANGING})="([^"]*)"', re.IGNORECASE)
SPOKEN_VALUE = re.compile(rf' (?:{"|".join(sorted(SPOKEN))}|data-text[a-z-]*)="([^"]*)"')
TELLING = re.compile(rf"^<script|\s(?:{CHANGING}|hreflang)=", re.IGNORECASE)
# An address that leads elsewhere, or is written otherwise, from each folder.
LOCAL = re.compile(rf"\shreflang=|\s(?:{'|'.join(sorted(ADDRESS))})=[\"'](?!\.\./|#|https?://)", re.IGNORECASE)
SCHEME = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")
# So many stretches and tags are remembered for all folders; then it begins anew.
MOST = 6_000
JSON_SCRIPT = re.compile(r"""(<script\b[^>]*type="application/(?:ld\+)?json"[^>]*>)(.*?)(</script\s*>)""", re.DOTALL)


@dataclass(slots=True)
class Known:
    """Stretches and tags of pages of one depth, projected: for the folder at hand, the one before, and all folders.

    `moved` are the addresses on pages of the folder at hand.
    """

    folder: str = ""
    here: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    everywhere: dict[str, str] = field(default_factory=dict)
    moved: dict[tuple[str, bool], str] = field(default_factory=dict)

    def open(self, folder: str) -> None:
        """Go on to a folder, unless it is the one at hand."""
        if folder != self.folder:
            if len(self.everywhere) > MOST:
                self.everywhere.clear()
            self.folder, self.before, self.here, self.moved = folder, self.here, self.everywhere.copy(), {}

    def recall(self, piece: str) -> bool:
        """Take over a stretch or a tag from the folder before, if it was there and leads to the same places."""
        if piece not in self.before or LOCAL.search(piece):
            return False
        self.everywhere[piece] = self.here[piece] = self.before[piece]
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The way from the source script's pages to those of one other script.

    `mirrored` holds the paths that exist in every script (pages and downloads); every other path is shared.
    `site_url` is the absolute address of the publication, ending in a slash, or empty.
    """

    converter: Converter
    mirrored: Set[str]
    site_url: str = ""
    depths: dict[int, Known] = field(default_factory=dict)

    def project(self, page: str, source: str) -> str:
        """Return the page at path `page` in the projection's script."""
        return self.project_folder(posixpath.dirname(page), [divide_page(source)])[0]

    def project_folder(self, folder: str, pages: Sequence[Sequence[str]]) -> list[str]:
        """Return pages of one folder, given in stretches, in the projection's script."""
        known = self.depths.setdefault(folder.count("/") if folder else -1, Known())
        known.open(folder)
        here = known.here
        distinct = dict.fromkeys(chain.from_iterable(pages))
        new = [one for one in distinct if one not in here and not known.recall(one)]
        cut = [MARKUP.split(one) for one in new]
        if "<" in "".join(["".join(pieces[::2]) for pieces in cut]):
            # A tag or a comment goes over a border.
            return self._project_all(known, [MARKUP.split("\n".join(page)) for page in pages])
        here.update(zip(new, self._project_all(known, cut), strict=True))
        return ["\n".join([here[one] for one in page]) for page in pages]

    def _project_all(self, known: Known, cut: list[list[str]]) -> list[str]:
        """Return pages, or stretches of them, cut into text and markup, projected."""
        here = known.here
        native = (pieces for pieces in cut if not "".join(pieces[::2]).isascii())
        blocks = [(pieces, block) for pieces in native for block in iter_blocks(pieces)]
        texts = [join_block(pieces, block) for pieces, block in blocks]
        tags = dict.fromkeys(chain.from_iterable([pieces[1::2] for pieces in cut]))
        new = [tag for tag in tags if tag not in here and not known.recall(tag)]
        telling = [tag for tag in new if "=" in tag and TELLING.search(tag)]
        # All in one call: to convert many short texts one by one takes several times as long.
        converted = self.converter.convert_all([*texts, *iter_spoken(telling)])
        for (pieces, block), text in zip(blocks, texts, strict=True):
            replace_block(pieces, block, converted[text])
        here.update(zip(new, new, strict=True))
        here.update([(tag, self._move_tag(known, tag)) for tag in telling])
        for pieces in cut:
            pieces[1::2] = [here[tag] for tag in pieces[1::2]]
        return ["".join(pieces) for pieces in cut]

    def _move_tag(self, known: Known, tag: str) -> str:
        if tag[:7].lower() == "<script":
            return self._rewrite_script(known, tag)
        if tag[:4] == "<!--":
            return tag
        exact = " hreflang=" in tag
        # A tag with both kinds of quotes is read attribute by attribute; in any other, only what matters is looked at.
        pattern = ATTRIBUTE if "'" in tag else CHANGED
        result = pattern.sub(lambda match: self._rewrite_attribute(known, match, exact=exact), tag)
        if exact and tag[:3].lower() == "<a ":
            here = f'hreflang="{self.converter.tag}"' in tag
            result = result.replace(' aria-current="true"', "")
            result = result[:-1] + ' aria-current="true">' if here else result
        return result

    def _rewrite_script(self, known: Known, tag: str) -> str:
        if data := JSON_SCRIPT.fullmatch(tag):
            text = self.converter.convert(data[2])
            return data[1] + self._move_absolute(text) + data[3]
        opening, end, rest = tag.partition(">")
        return ATTRIBUTE.sub(lambda match: self._rewrite_attribute(known, match, exact=False), opening) + end + rest

    def _rewrite_attribute(self, known: Known, match: re.Match[str], *, exact: bool) -> str:
        name = match[2].lower()
        value = match[3] if match[3] is not None else match[4]
        quote = '"' if match[3] is not None else "'"
        if name in ADDRESS:
            value = self._make_address(known, value, exact=exact)
        elif name == "lang" and value == SOURCE_SCRIPT:
            value = self.converter.tag
        elif name in SPOKEN or name.startswith("data-text"):
            value = self._move_absolute(value) if value.startswith("http") else self.converter.convert(value)
        return f"{match[1]}{match[2]}={quote}{value}{quote}"

    def _move_absolute(self, text: str) -> str:
        """Move the publication's own absolute addresses, in a value or in JSON, into the script's tree."""
        if not self.site_url or self.site_url not in text:
            return text
        found = re.compile(re.escape(self.site_url) + r'([^"\s<>]*)')
        return found.sub(lambda match: self.site_url + self._mirror(match[1]), text)

    def _mirror(self, path: str) -> str:
        bare = re.split("[#?]", path, maxsplit=1)[0] or "index.html"
        return f"{self.converter.tag}/{path}" if bare in self.mirrored else path

    def _make_address(self, known: Known, address: str, *, exact: bool) -> str:
        """Return an address as the moved page has to write it; `exact`: it names one script's page and stays there."""
        if self.site_url and address.startswith(self.site_url):
            return address if exact else self._move_absolute(address)
        path = address.partition("#")[0].partition("?")[0]
        if not path or SCHEME.match(path) or path.startswith("//"):
            return address
        if (path, exact) not in known.moved:
            known.moved[path, exact] = self._make_path(known.folder, path, exact=exact)
        return known.moved[path, exact] + address[len(path) :]

    def _make_path(self, folder: str, path: str, *, exact: bool) -> str:
        root = urlsplit(self.site_url).path or "/"
        if path.startswith(root):
            return path if exact else root + self._mirror(path[len(root) :])
        target = posixpath.normpath(f"{folder}/{path}" if folder else path)
        if not exact and target in self.mirrored:
            return path
        up = "../" * (folder.count("/") + 1) if folder else ""
        if path.startswith(up) and not target.startswith(f"{self.converter.tag}/"):
            # It is written from the root, which lies one folder further up.
            return f"../{path}"
        return posixpath.relpath(target, posixpath.join(self.converter.tag, folder))


def divide_page(page: str) -> list[str]:
    """Return the stretches of a page; a new line stands between each two."""
    return BORDER.split(page)


def iter_blocks(pieces: list[str]) -> Iterator[list[int]]:
    """Give the blocks of a cut page: the places of the texts and entities that stand in one line of text."""
    block: list[int] = []
    telling = False
    for index, piece in enumerate(pieces):
        if not index % 2:
            if piece:
                block.append(index)
                telling = telling or not piece.isascii()
        elif piece[0] == "&":
            block.append(index)
        elif not is_inline(piece):
            if telling:
                yield block
            block, telling = [], False
    if telling:
        yield block


@lru_cache(maxsize=4096)
def is_inline(markup: str) -> bool:
    """Tell whether a tag stands inside a line of text."""
    name = TAG_NAME.match(markup)
    return name[1].lower() in INLINE if name else markup.startswith("<!--")


def iter_spoken(tags: Iterable[str]) -> Iterator[str]:
    """Give the values in tags that a reader reads or hears, as far as they may have to be converted."""
    return (value for value in SPOKEN_VALUE.findall("".join(tags)) if not value.isascii())


def join_block(pieces: list[str], block: list[int]) -> str:
    """Return the text of a block."""
    return pieces[block[0]] if len(block) == 1 else "".join([block_text(pieces, index) for index in block])


def block_text(pieces: list[str], index: int) -> str:
    """Return what a text, or an entity (they have odd places), contributes to its block."""
    return html.unescape(pieces[index]) if index % 2 else pieces[index]


def replace_block(pieces: list[str], block: list[int], converted: str) -> None:
    """Put the conversion of a block in the place of its texts; its entities stay."""
    if len(block) == 1:
        pieces[block[0]] = converted
        return
    start = 0
    for index in block:
        end = start + len(block_text(pieces, index))
        if not index % 2:
            pieces[index] = converted[start:end]
        start = end


def make_projection(converter: Converter, mirrored: Set[str], site_url: str = "") -> Callable[[str, str], str]:
    """Return the function that projects a page: its path and its HTML in, the HTML of the other script out."""
    return Projection(converter=converter, mirrored=mirrored, site_url=site_url).project
