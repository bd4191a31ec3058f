"""A published page in, what a check needs of it out: ids, addresses, skeleton, and what the security policy forbids.

A publication has thousands of pages and is verified at every build. So the pages of a folder are read together, each
line that stands on several of them once, in a handful of passes of regular expressions over the tags alone. Tags that
are not in plain form (lower case, double quotes) are put into it first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from gongbao.pages.blocks import Cut

TAG = re.compile(r"""<[a-zA-Z/][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
PLAIN_TAG = re.compile("<[a-zA-Z/][^>]*>")
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
DATA_BLOCK = re.compile(r"(<(?i:script)\b[^>]*>).*?(</(?i:script)\s*>)", re.DOTALL)
# Names of SVG, which are not written in lower case.
MIXED = (' viewBox="', ' preserveAspectRatio="')
NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
# An id, or an address.
TOLD = re.compile(r' (?:id="([^"]*)"|(?:href|src|action|poster)="([^"]*)")')
# An address on the page itself.
OWN = ("#", "?")
# So many lines are remembered; then it begins anew.
MOST = 6_000
QUOTED = str.maketrans({'"': "&quot;", ">": "&gt;"})
# As much of a tag as a line on a terminal has room for.
SHOWN = 100
# Stands between the tags of two lines that are read together.
LINE_END = "</>"
# The script switch marks the script at hand, so it stands at another link in each script.
CURRENT = ' aria-current="'
ELSEWHERE = r'(?:href|src|action|poster|data|srcset)="\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^"]*"'
CODE = r'(?:href|src|action|poster|data)="\s*(?:javascript|vbscript|data):[^"]*"'
# A link that a person follows, or that names the same page elsewhere, is not a request.
REQUEST = re.compile(rf'<(?!a |link rel="(?:canonical|alternate)")[a-z][^>]*? {ELSEWHERE}')
FORBIDDEN = {
    "another host is asked for": REQUEST,
    "an address that runs or holds code": re.compile(rf'<(?!img [^>]*src="data:image/)[a-z][^>]*? {CODE}'),
    "an inline script": re.compile(r'<script(?![^>]* (?:src="|type="application/(?:ld\+)?json"))[^>]*>'),
    "a module script, which does not work on file://": re.compile(r'<script[^>]* type="module"'),
    "an inline style": re.compile(r'<style\b|<[a-z][^>]*? style="[^"]*"'),
    "an event attribute": re.compile(r'<[a-z][^>]*? on[a-z]+="[^"]*"'),
    "an integrity attribute, which does not work on file://": re.compile(r'<[a-z][^>]*? integrity="'),
    "a base address, which the policy forbids": re.compile(r"<base\b"),
}
# A page without any of these names and words has none of these faults but perhaps a request or an inline script.
SUSPECT_NAMES = (" style=", " integrity=", " on", "<style", "<base")
SUSPECT_WORDS = ("script:", '"data:', '" data:', 'type="module"')
INLINE_SCRIPT = FORBIDDEN["an inline script"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands on a page: ids in order, addresses that lead to the page itself, its skeleton, and its faults.

    Two pages have the same skeleton when their tags, with the names of their attributes, are the same.
    """

    ids: list[str]
    anchors: list[str]
    skeleton: int
    faults: tuple[str, ...]


class Line(NamedTuple):
    """What a line tells: its ids, the addresses on it that lead to the page itself, and the others."""

    ids: list[str]
    anchors: list[str]
    addresses: list[str]


END = Line([], [], [LINE_END])


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of pages read so far: the lines and tags without fault, and what lines tell that tell anything.

    With `skeletons` the tags of every line are kept as well, and the facts of a page have its skeleton.
    """

    skeletons: bool = False
    lines: set[str] = field(default_factory=set)
    tags: dict[str, Line | None] = field(default_factory=dict)
    told: dict[str, Line] = field(default_factory=dict)
    markup: dict[str, str] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def read(self, pages: Sequence[Sequence[str]], lines: Sequence[str] = ()) -> tuple[list[Facts], list[str]]:
        """Return the facts of pages, given in lines, and the addresses on all of them that leave their page, each once.

        The pages best have much in common. `lines` has each distinct line once, if that is known.
        """
        if len(self.lines) > MOST:
            for known in (self.lines, self.tags, self.told, self.markup, self.faults):
                known.clear()
        lines = lines or list(dict.fromkeys(chain.from_iterable(pages)))
        new = [line for line in lines if line not in self.lines]
        found = find_tags("".join([line + LINE_END for line in new]))
        if found.count(LINE_END) != len(new):
            # A tag goes over the end of a line.
            new = ["\n".join(page) for page in pages]
            pages, lines = [[source] for source in new], new
            found = list(chain.from_iterable([(*find_tags(source), LINE_END) for source in new]))
        self.learn(new, found)
        addresses = chain.from_iterable([line.addresses for line in filter(None, map(self.told.get, lines))])
        return [self.describe(page) for page in pages], list(dict.fromkeys(addresses))

    def learn(self, lines: Sequence[str], found: Sequence[str]) -> None:
        """Take in new lines, given with their tags, after those of each a line end."""
        self.lines.update(lines)
        new = [tag for tag in dict.fromkeys(found) if tag not in self.tags]
        whole = "".join(new)
        names = drop_values(whole)
        plain = is_plain(whole, names) and not is_suspect(whole, names)
        if plain:
            self.tags.update([(tag, read_line(tag)) for tag in new])
            self.told.update(zip_lines(lines, map(self.tags.__getitem__, found)))
        if self.skeletons or not plain:
            markup = "".join(found).split(LINE_END)[:-1]
            markup = [own if is_plain(own, drop_values(own)) else make_plain(own) for own in markup]
            self.markup.update(zip(lines, markup, strict=True))
        if not plain:
            faults = [(line, list(iter_faults(own))) for line, own in zip(lines, markup, strict=True)]
            self.faults.update((line, some) for line, some in faults if some)
            told = zip(lines, map(read_line, markup), strict=True)
            self.told.update((line, some) for line, some in told if some)

    def learn_cut(self, cut: Cut) -> None:
        """Take in lines whose markup was found already, unless they need the long look."""
        if self.skeletons:
            return
        new = [piece for piece in dict.fromkeys(cut.markup) if piece not in self.tags]
        tags = [DATA_BLOCK.sub(r"\1\2", piece) if piece[1] in "sS" else piece for piece in new]
        tags = [piece if piece[0] == "<" and piece[1] != "!" else "" for piece in tags]
        whole = "".join(tags)
        names = drop_values(whole)
        if not is_plain(whole, names) or is_suspect(whole, names):
            return
        self.tags.update([(piece, read_line(tag)) for piece, tag in zip(new, tags, strict=True)])
        told = [(place, one) for place, one in zip(cut.places, map(self.tags.get, cut.markup), strict=True) if one]
        for place, group in groupby(told, key=itemgetter(0)):
            self.told[cut.lines[place]] = join_told([one for _, one in group])
        self.lines.update(cut.lines)

    def hash_tags(self, page: Sequence[str]) -> int:
        """Return the skeleton of a page."""
        names = drop_values("".join([self.markup[line] for line in page if line in self.markup]))
        return hash(names.replace(CURRENT, ""))

    def describe(self, page: Sequence[str]) -> Facts:
        """Return the facts of a page from those of its lines."""
        told = list(filter(None, map(self.told.get, page)))
        return Facts(
            ids=[name for line in told for name in line.ids],
            anchors=[address for line in told for address in line.anchors],
            skeleton=self.hash_tags(page) if self.skeletons else 0,
            faults=tuple(fault for line in page for fault in self.faults.get(line, ())) if self.faults else (),
        )


def read_line(markup: str) -> Line | None:
    """Return what the tags of a line, or one of them, tell; None if that is nothing."""
    if markup == LINE_END:
        return END
    told = TOLD.findall(markup) if '="' in markup else []
    if not told:
        return None
    addresses = [address for name, address in told if not name]
    return Line(
        ids=[name for name, _ in told if name],
        anchors=[address for address in addresses if address.startswith(OWN)],
        addresses=[address for address in addresses if not address.startswith(OWN)],
    )


def zip_lines(lines: Iterable[str], told: Iterable[Line | None]) -> Iterator[tuple[str, Line]]:
    """Give the lines that tell anything with what their tags tell, after which comes an end for each line."""
    left = iter(lines)
    own: list[Line] = []
    # Most tags tell nothing.
    for one in filter(None, told):
        if one is not END:
            own.append(one)
            continue
        line = next(left)
        if own:
            yield line, join_told(own)
            own = []


def join_told(own: Sequence[Line]) -> Line:
    """Return what a line tells by what its tags do."""
    return own[0] if len(own) == 1 else Line(*(list(chain(*column)) for column in zip(*own, strict=True)))


def find_tags(source: str) -> list[str]:
    """Return the tags of a text, but for those in a comment or a script."""
    text = DATA_BLOCK.sub(r"\1\2", source)
    text = COMMENT.sub("", text) if "<!--" in text else text
    tags = PLAIN_TAG.findall(text)
    # A text written plainly has no other < and >, but for a document type.
    plain = text.count("<") == text.count(">") == len(tags) + text.count("<!")
    return tags if plain else TAG.findall(text)


def is_plain(markup: str, names: str) -> bool:
    """Tell whether tags are in plain form: lower case, values that begin with a double quote, gaps that are spaces.

    `names` are the tags without their values.
    """
    for name in MIXED:
        names = names.replace(name, "")
    return (
        names == names.lower()
        and names.count("=") == names.count('="')
        and markup.count(">") == markup.count("<")
        and not any(sign in names for sign in "'\n\t")
        and " =" not in names
    )


def drop_values(markup: str) -> str:
    """Return tags without what stands between their double quotes: `<a href="x" id="y">` → `<a href=" id=">`."""
    return '"'.join(markup.split('"')[::2])


def is_suspect(markup: str, names: str) -> bool:
    """Tell whether tags, given also without their values, need the long look."""
    return bool(
        any(name in names for name in SUSPECT_NAMES)
        or any(word in markup for word in SUSPECT_WORDS)
        or INLINE_SCRIPT.search(markup)
        or ("//" in markup and REQUEST.search(markup))
    )


def iter_faults(markup: str) -> Iterator[str]:
    """Give what tags have that the policy of a published page forbids, each tag named."""
    for fault, pattern in FORBIDDEN.items():
        for match in pattern.finditer(markup):
            tag = match[0] if len(match[0]) <= SHOWN else match[0][: SHOWN - 1] + "…"
            yield f"{fault}: {tag}"


def make_plain(tags: str) -> str:
    """Return tags with their names in lower case and every value in double quotes."""
    return "".join(map(make_plain_tag, TAG.findall(tags)))


def make_plain_tag(tag: str) -> str:
    """Return a tag in plain form."""
    name = NAME.match(tag)
    if not name:
        return ""
    values = (
        (match[1].lower(), next((value for value in match.groups()[1:] if value is not None), ""))
        for match in ATTRIBUTE.finditer(tag, name.end())
    )
    plain = "".join(f' {attribute}="{value.translate(QUOTED)}"' for attribute, value in values)
    return f"<{name[1]}{name[2].lower()}{plain}>"
