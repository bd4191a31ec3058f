"""Pages of one folder in, what a check of the whole publication needs of them out: ids, links that leave, faults.

What the pages of a folder tell alone is told here, while they are at hand: in the process that has made them.
"""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote

from gongbao.checks.markup import Facts, Reader
from gongbao.pages.blocks import Cut

Lines = Sequence[str]
# RFC 3986: a scheme, or an authority.
ELSEWHERE = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:|//")


# Of these an archive has thousands, which go from process to process and into what is kept: tuples are the cheapest.
class Fault(NamedTuple):
    """What is wrong with a page, and the text near which it stands."""

    page: str
    message: str
    near: str = ""


class Link(NamedTuple):
    """A file and an id that something leads to, if it is to one, and the address that is written there."""

    target: str
    anchor: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What stands on pages of one folder: their ids, the links to other files, the faults.

    `skeletons` are hashes of the tags and ids of each page, if these are wanted.
    """

    ids: dict[str, frozenset[str]]
    links: list[Link]
    faults: list[Fault]
    skeletons: dict[str, int]

    def to_data(self) -> list[Any]:
        """Return what is kept of the survey, as JSON holds it."""
        return [[[page, sorted(ids)] for page, ids in self.ids.items()], self.links, self.faults]


def read_survey(data: list[Any]) -> Survey:
    """Return a survey that was kept."""
    ids, links, faults = data
    return Survey(
        ids={page: frozenset(names) for page, names in ids},
        links=[Link(*link) for link in links],
        faults=[Fault(*fault) for fault in faults],
        skeletons={},
    )


def make_survey(
    reader: Reader, sources: Mapping[str, Lines], root: str = "/", lines: Lines = (), cuts: Iterable[Cut] = ()
) -> Survey:
    """Return the survey of pages of one folder, given by their paths in lines.

    `root` is where the publication stands on its server, for addresses that begin with a slash; `lines` has each
    distinct line once, if that is known, and `cuts` the markup of some of them.
    """
    for cut in cuts:
        reader.learn_cut(cut)
    found, addresses = reader.read(list(sources.values()), lines)
    pages = dict(zip(sources, found, strict=True))
    ids = {page: frozenset(facts.ids) for page, facts in pages.items()}
    faults = [fault for page, facts in pages.items() for fault in list_faults(page, facts, ids[page])]
    links: list[Link] = []
    for link in iter_links(posixpath.dirname(next(iter(sources), "")), addresses, root):
        if link.target not in ids:
            links.append(link)
        elif link.anchor and link.anchor not in ids[link.target]:
            faults.append(break_link(link, sources, f"no id {link.anchor} on {link.target}"))
    hashes = {page: hash((facts.skeleton, *facts.ids)) for page, facts in pages.items()} if reader.skeletons else {}
    return Survey(ids=ids, links=links, faults=faults, skeletons=hashes)


def list_faults(page: str, facts: Facts, ids: frozenset[str]) -> list[Fault]:
    """Return what is wrong with a page by itself."""
    faults = [Fault(page, fault) for fault in facts.faults]
    if len(ids) < len(facts.ids):
        twice = sorted(name for name, times in Counter(facts.ids).items() if times > 1)
        faults += [Fault(page, f'the id "{name}" stands here twice', f'id="{name}"') for name in twice]
    for address in facts.anchors:
        anchor = address.partition("#")[2]
        # Few ids are written otherwise in an address.
        if anchor and anchor not in ids and (anchor := unquote(html.unescape(address).partition("#")[2])) not in ids:
            faults.append(Fault(page, f'broken link "{address}": there is no id {anchor} on {page}', address))
    return faults


def break_link(link: Link, sources: Mapping[str, Lines], reason: str) -> Fault:
    """Return the fault of a broken link, with the first page on which it stands."""
    page = next((page for page, lines in sources.items() if link.address in "\n".join(lines)), next(iter(sources)))
    return Fault(page, f'broken link "{link.address}": there is {reason}', link.address)


def iter_links(folder: str, addresses: Iterable[str], root: str) -> Iterator[Link]:
    """Give the files and ids that addresses on pages of a folder lead to, but for those outside the publication."""
    targets: dict[str, str | None] = {}
    for address in addresses:
        path, _, anchor = (html.unescape(address) if "&" in address else address).partition("#")
        if path not in targets:
            targets[path] = resolve(folder, path, root)
        target = targets[path]
        if target is not None:
            yield Link(target, unquote(anchor) if "%" in anchor else anchor, address)


def resolve(folder: str, path: str, root: str) -> str | None:
    """Return the file that the path of an address in `folder` leads to; None if it leaves the publication.

    `root` is where the publication stands on its server, for addresses that begin with a slash.
    """
    if ELSEWHERE.match(path):
        return None
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        path = path.removeprefix(root) or "index.html"
    elif path:
        path = posixpath.normpath(f"{folder}/{path}" if folder else path) + ("/" if path.endswith("/") else "")
    else:
        return None
    if path.endswith("/") or path == ".":
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path
