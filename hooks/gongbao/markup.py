"""A published page in, what a check needs of it out: ids, addresses, skeleton, and what the security policy forbids.

A page is read in a handful of passes of regular expressions over its tags alone: a publication has thousands of pages
and is verified at every build. Tags that are not in plain form (lower case, double quotes) are put into it first.
"""

import re
from dataclasses import dataclass

TAG = re.compile(r"""<(?:[a-zA-Z/][^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*|!--.*?--)>""", re.DOTALL)
DATA_BLOCK = re.compile(r"(<script\b[^>]*>).*?(</script\s*>)", re.DOTALL | re.IGNORECASE)
# Outside the quotes: an upper-case name, a value that does not begin with a double quote, a gap that is not a space,
# or a comment.
IRREGULAR = re.compile(r"""[A-Z'\n\t]| =|=(?!")|<!""")
NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
ID = re.compile(r' id="([^"]*)"')
ADDRESS = re.compile(r' (?:href|src|action|poster)="([^"]*)"')
QUOTED = str.maketrans({'"': "&quot;", ">": "&gt;"})
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
SUSPECT_NAME = re.compile(r" (?:style|integrity|on[a-z]+)=|<style|<base")
SUSPECT_WORDS = ("script:", '"data:', '" data:', 'type="module"')
INLINE_SCRIPT = FORBIDDEN["an inline script"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands on a page: ids in order, addresses it leads to or loads, its skeleton, and its faults.

    Two pages have the same skeleton when their tags, with the names of their attributes, are the same.
    """

    ids: list[str]
    addresses: frozenset[str]
    skeleton: int
    faults: tuple[str, ...]


def read_facts(source: str) -> Facts:
    """Return the facts of a page."""
    tags = TAG.findall(DATA_BLOCK.sub(r"\1\2", source))
    markup = "".join(tags)
    if markup.count(">") > len(tags) or IRREGULAR.search(drop_values(markup)):
        markup = "".join(map(make_plain, tags))
    names = drop_values(markup)
    return Facts(
        ids=ID.findall(markup),
        addresses=frozenset(ADDRESS.findall(markup)),
        skeleton=hash(names.replace(CURRENT, "")),
        faults=find_faults(markup) if is_suspect(markup, names) else (),
    )


def drop_values(markup: str) -> str:
    """Return tags without what stands between their double quotes: `<a href="x" id="y">` → `<a href=" id=">`."""
    return '"'.join(markup.split('"')[::2])


def is_suspect(markup: str, names: str) -> bool:
    """Tell whether a page's tags need the long look; `names` are the tags without their values."""
    return bool(
        SUSPECT_NAME.search(names)
        or any(word in markup for word in SUSPECT_WORDS)
        or INLINE_SCRIPT.search(markup)
        or REQUEST.search(markup)
    )


def find_faults(markup: str) -> tuple[str, ...]:
    """Return what a page's tags have that the policy of a published page forbids, each tag named."""
    return tuple(
        f"{fault}: {match[0] if len(match[0]) <= 100 else match[0][:99] + '…'}"  # noqa: PLR2004  a line on a terminal
        for fault, pattern in FORBIDDEN.items()
        for match in pattern.finditer(markup)
    )


def make_plain(tag: str) -> str:
    """Return a tag with its names in lower case and every value in double quotes; nothing for a comment."""
    name = NAME.match(tag)
    if not name:
        return ""
    values = (
        (match[1].lower(), next((value for value in match.groups()[1:] if value is not None), ""))
        for match in ATTRIBUTE.finditer(tag, name.end())
    )
    plain = "".join(f' {attribute}="{value.translate(QUOTED)}"' for attribute, value in values)
    return f"<{name[1]}{name[2].lower()}{plain}>"
