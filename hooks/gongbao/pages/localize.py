"""A finished Simplified page in, the same page in another script out: text converted, markup and structure untouched.

Most of a page stands on many others as well, its frame on all of them and its paragraphs on two. So pages made from
data are taken line by line, and each distinct line of a folder's pages is projected once, and so is each distinct tag.
What stands on pages of two folders after each other, and leads to the same places from both, is remembered for all
others.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gongbao.pages.blocks import LINE, PAGE, Cut, cut_lines, cut_markup, fill_gaps, note_cut, replace_texts
from gongbao.pages.tags import ADDRESS, Tag, cut_tag
from gongbao.report.report import SOURCE_SCRIPT
from gongbao.script.converter import Converter

# An address that leads elsewhere, or is written otherwise, from each folder.
LOCAL = re.compile(rf"\shreflang=|\s(?:{'|'.join(sorted(ADDRESS))})=[\"'](?!\.\./|#|https?://)", re.IGNORECASE)
SCHEME = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")
# So many lines and tags are remembered for all folders; then it begins anew.
MOST = 6_000
JSON_SCRIPT = re.compile(r"""(<script\b[^>]*type="application/(?:ld\+)?json"[^>]*>)(.*?)(</script\s*>)""", re.DOTALL)


@dataclass(slots=True)
class Known:
    """Lines and tags of pages of one depth, projected: for the folder at hand, the one before, and all folders.

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
        """Take over a line or a tag from the folder before, if it was there and leads to the same places."""
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
        return self._project_pieces(self._open(posixpath.dirname(page)), cut_markup(source), PAGE)

    def project_lines(
        self, folder: str, lines: Iterable[str], cuts: list[Cut] | None = None
    ) -> Mapping[str, str] | None:
        """Return lines of a folder's pages, each of which ends a block of text, projected; it may hold more than these.

        None if they cannot be taken alone, for a tag or a comment goes over the end of a line. Of those that are new,
        the markup is noted in `cuts`.
        """
        known = self._open(folder)
        here = known.here
        new = [line for line in lines if line not in here and not known.recall(line)]
        if new:
            pieces = cut_lines(new)
            if pieces is None:
                return None
            if cuts is not None:
                cuts.append(note_cut(new, pieces))
            here.update(zip(new, self._project_pieces(known, pieces, LINE).split("\n"), strict=True))
        return here

    def _open(self, folder: str) -> Known:
        """Return what is known of pages of a folder's depth."""
        known = self.depths.setdefault(folder.count("/") if folder else -1, Known())
        known.open(folder)
        return known

    def _project_pieces(self, known: Known, pieces: list[str], border: str) -> str:
        """Return HTML, cut into text and markup, projected."""
        here = known.here
        new = [tag for tag in dict.fromkeys(pieces[1::2]) if tag not in here and not known.recall(tag)]
        scripts = [tag for tag in new if tag[1] in "sS" and tag[:7].lower() == "<script"]
        tags = {tag: cut_tag(tag) for tag in new if "=" in tag and tag not in scripts}
        spoken = [parts[place] for parts, _, shape in tags.values() for place in shape.spoken]
        filled = fill_gaps(pieces, border)
        blocks = "".join(filled).split(border)
        # All in one call: to convert many short texts one by one takes several times as long.
        converted = self.converter.convert_all([text for text in (*blocks, *spoken) if not text.isascii()])
        replace_texts(pieces, filled, border.join([converted.get(block, block) for block in blocks]))
        here.update(zip(new, new, strict=True))
        here.update([(name, self._move_tag(known, tag, converted)) for name, tag in tags.items()])
        here.update([(tag, self._move_script(known, tag)) for tag in scripts])
        pieces[1::2] = [here[tag] for tag in pieces[1::2]]
        return "".join(pieces)

    def _move_tag(self, known: Known, tag: Tag, converted: Mapping[str, str]) -> str:
        parts, quote, shape = tag
        for place in shape.addresses:
            parts[place] = self._make_address(known, parts[place], exact=shape.exact)
        for place in shape.spoken:
            value = parts[place]
            parts[place] = self._move_absolute(value) if value.startswith("http") else converted.get(value, value)
        for place in shape.scripts:
            if parts[place] == SOURCE_SCRIPT:
                parts[place] = self.converter.tag
        moved = quote.join(parts)
        if shape.switch:
            here = f'hreflang="{self.converter.tag}"' in moved
            moved = moved.replace(' aria-current="true"', "")
            moved = moved[:-1] + ' aria-current="true">' if here else moved
        return moved

    def _move_script(self, known: Known, element: str) -> str:
        if data := JSON_SCRIPT.fullmatch(element):
            text = self.converter.convert(data[2])
            return data[1] + self._move_absolute(text) + data[3]
        opening, end, rest = element.partition(">")
        return self._move_tag(known, cut_tag(opening), {}) + end + rest

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
        moved = known.moved.get((path, exact))
        if moved is None:
            elsewhere = not path or SCHEME.match(path) or path.startswith("//")
            moved = path if elsewhere else self._make_path(known.folder, path, exact=exact)
            known.moved[path, exact] = moved
        return moved + address[len(path) :]

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


def make_projection(converter: Converter, mirrored: Set[str], site_url: str = "") -> Callable[[str, str], str]:
    """Return the function that projects a page: its path and its HTML in, the HTML of the other script out."""
    return Projection(converter=converter, mirrored=mirrored, site_url=site_url).project
