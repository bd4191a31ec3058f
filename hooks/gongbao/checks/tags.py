"""A page in, its tags out, each with what a check needs of it: ids, addresses, and what the security policy forbids."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongbao.report.messages import N_, _
from gongbao.report.problems import shorten

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
# So many tags are remembered; then it begins anew.
MOST = 20_000
QUOTED = str.maketrans({'"': "&quot;", ">": "&gt;"})
# As much of a tag as a line on a terminal has room for.
SHOWN = 100
# The script switch marks the script at hand, so it stands at another link in each script.
CURRENT = ' aria-current="'
ELSEWHERE = r'(?:href|src|action|poster|data|srcset)="\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//[^"]*"'
CODE = r'(?:href|src|action|poster|data)="\s*(?:javascript|vbscript|data):[^"]*"'
# A link that a person follows, or that names the same page elsewhere, is not a request.
REQUEST = re.compile(rf'<(?!a |link rel="(?:canonical|alternate)")[a-z][^>]*? {ELSEWHERE}')
FORBIDDEN = {
    N_("another host is asked for"): REQUEST,
    N_("an address that runs or holds code"): re.compile(rf'<(?!img [^>]*src="data:image/)[a-z][^>]*? {CODE}'),
    N_("an inline script"): re.compile(r'<script(?![^>]* (?:src="|type="application/(?:ld\+)?json"))[^>]*>'),
    N_("a module script, which does not work on file://"): re.compile(r'<script[^>]* type="module"'),
    N_("an inline style"): re.compile(r'<style\b|<[a-z][^>]*? style="[^"]*"'),
    N_("an event attribute"): re.compile(r'<[a-z][^>]*? on[a-z]+="[^"]*"'),
    N_("an integrity attribute, which does not work on file://"): re.compile(r'<[a-z][^>]*? integrity="'),
    N_("a base address, which the policy forbids"): re.compile(r"<base\b"),
}
# A page without any of these names and words has none of these faults but perhaps a request or an inline script.
SUSPECT_NAMES = (" style=", " integrity=", " on", "<style", "<base")
SUSPECT_WORDS = ("script:", '"data:', '" data:', 'type="module"')
INLINE_SCRIPT = FORBIDDEN["an inline script"]


class Tag(NamedTuple):
    """What a tag tells: its ids, its addresses that lead to the page itself, the others, its faults."""

    ids: tuple[str, ...]
    anchors: tuple[str, ...]
    addresses: tuple[str, ...]
    faults: tuple[str, ...]


class TagReader:
    """Reads pages, and remembers what the tags on them tell: a tag tells the same wherever it stands."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.known: dict[str, Tag | None] = {}

    def read(self, source: str) -> list[Tag]:
        """Return the tags of a page that tell anything, in their order."""
        found = find_tags(source)
        if len(self.known) > MOST:
            self.known.clear()
        new = [tag for tag in dict.fromkeys(found) if tag not in self.known]
        whole = "".join(new)
        names = drop_values(whole)
        if is_plain(whole, names) and not is_suspect(whole, names):
            self.known.update([(tag, read_tag(tag)) for tag in new])
        else:
            self.known.update([(tag, look_at(tag)) for tag in new])
        return [tag for tag in map(self.known.__getitem__, found) if tag]

    def hash_names(self, source: str) -> int:
        """Return the skeleton of a page: two pages have the same when their tags, values aside, are the same."""
        whole = "".join(find_tags(source))
        names = drop_values(whole)
        return hash((names if is_plain(whole, names) else drop_values(make_plain(whole))).replace(CURRENT, ""))


def look_at(tag: str) -> Tag | None:
    """Return what a tag tells that may be written in any form, its faults included."""
    plain = tag if is_plain(tag, drop_values(tag)) else make_plain(tag)
    faults = tuple(iter_faults(plain))
    told = read_tag(plain)
    return (told or Tag((), (), (), ()))._replace(faults=faults) if faults else told


def read_tag(tag: str) -> Tag | None:
    """Return what a tag in plain form tells; None if that is nothing."""
    told = TOLD.findall(tag) if '="' in tag else []
    if not told:
        return None
    addresses = [address for name, address in told if not name]
    return Tag(
        ids=tuple(name for name, _ in told if name),
        anchors=tuple(address for address in addresses if address.startswith(OWN)),
        addresses=tuple(address for address in addresses if not address.startswith(OWN)),
        faults=(),
    )


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
            yield f"{_(fault)}: {shorten(match[0], SHOWN)}"


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
