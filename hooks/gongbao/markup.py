"""A published page in, what a check needs of it out: ids, addresses, skeleton, and what the security policy forbids.

A publication has thousands of pages and is verified at every build. So the pages of a folder are read together, each
line that stands on several of them once, in a handful of passes of regular expressions over the tags alone. Tags that
are not in plain form (lower case, double quotes) are put into it first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

TAG = re.compile(r"""<[a-zA-Z/][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
DATA_BLOCK = re.compile(r"(<(?i:script)\b[^>]*>).*?(</(?i:script)\s*>)", re.DOTALL)
# Names of SVG, which are not written in lower case.
MIXED = (' viewBox="', ' preserveAspectRatio="')
NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
ID = re.compile(r' id="([^"]*)"')
ADDRESS = re.compile(r' (?:href|src|action|poster)="([^"]*)"')
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


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of the lines of pages read so far: the tags, ids, addresses and faults of those that have any."""

    lines: set[str] = field(default_factory=set)
    markup: dict[str, str] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[str, list[str]] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def read(self, pages: Sequence[Sequence[str]], *, skeletons: bool = False) -> tuple[list[Facts], list[str]]:
        """Return the facts of pages, given in lines, and the other addresses on all of them, each once.

        The pages best have much in common. Without `skeletons` these are all 0.
        """
        if len(self.lines) > MOST:
            for known in (self.lines, self.markup, self.ids, self.anchors, self.addresses, self.faults):
                known.clear()
        lines = dict.fromkeys(chain.from_iterable(pages))
        new = [line for line in lines if line not in self.lines]
        found = list_tags(new)
        if found is None:
            # A tag goes over the end of a line.
            new = ["\n".join(page) for page in pages]
            pages, lines = [[source] for source in new], dict.fromkeys(new)
            found = ["".join(find_tags(source)) for source in new]
        self.learn(new, found)
        addresses = dict.fromkeys(chain.from_iterable(filter(None, map(self.addresses.get, lines))))
        return [self.describe(page, self.hash_tags(page) if skeletons else 0) for page in pages], list(addresses)

    def learn(self, lines: Sequence[str], found: Sequence[str]) -> None:
        """Take in new lines, given with their tags."""
        self.lines.update(lines)
        whole = "".join(found)
        names = drop_values(whole)
        if not is_plain(whole, names):
            found = [tags if is_plain(tags, drop_values(tags)) else make_plain(tags) for tags in found]
            whole = "".join(found)
            names = drop_values(whole)
        markup = {line: tags for line, tags in zip(lines, found, strict=True) if tags}
        self.markup.update(markup)
        self.ids.update((line, ID.findall(tags)) for line, tags in markup.items() if ' id="' in tags)
        for line, tags in markup.items():
            if ' href="' in tags or ' src="' in tags or ' action="' in tags or ' poster="' in tags:
                addresses = ADDRESS.findall(tags)
                self.addresses[line] = [address for address in addresses if not address.startswith(OWN)]
                self.anchors[line] = [address for address in addresses if address.startswith(OWN)]
        if is_suspect(whole, names):
            self.faults.update((line, faults) for line, tags in markup.items() if (faults := list(iter_faults(tags))))

    def hash_tags(self, page: Sequence[str]) -> int:
        """Return the skeleton of a page."""
        names = drop_values("".join([self.markup[line] for line in page if line in self.markup]))
        return hash(names.replace(CURRENT, ""))

    def describe(self, page: Sequence[str], skeleton: int) -> Facts:
        """Return the facts of a page from those of its lines."""
        ids, anchors = map(self.ids.get, page), map(self.anchors.get, page)
        return Facts(
            ids=list(chain.from_iterable(filter(None, ids))),
            anchors=list(chain.from_iterable(filter(None, anchors))),
            skeleton=skeleton,
            faults=tuple(fault for line in page for fault in self.faults.get(line, ())) if self.faults else (),
        )


def list_tags(lines: Sequence[str]) -> list[str] | None:
    """Return the tags of each line; None if a tag is not closed on its line."""
    if not lines:
        return []
    tags = find_tags(LINE_END.join(lines))
    return "".join(tags).split(LINE_END) if tags.count(LINE_END) == len(lines) - 1 else None


def find_tags(source: str) -> list[str]:
    """Return the tags of a text, but for those in a comment or a script."""
    text = DATA_BLOCK.sub(r"\1\2", source)
    return TAG.findall(COMMENT.sub("", text) if "<!--" in text else text)


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
