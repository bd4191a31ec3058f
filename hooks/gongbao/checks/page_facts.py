"""Published pages in, what a check needs of them out: ids, links that leave, and what the security policy forbids.

A publication has thousands of pages and is verified at every build, each page where it is made: so only its tags are
looked at, each distinct tag once, and tags that are not in plain form (lower case, double quotes) are put into it.
"""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from gongbao.checks.tags import Tag, TagReader
from gongbao.report.messages import _

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

    ids: Mapping[str, frozenset[str]]
    links: Sequence[Link]
    faults: Sequence[Fault]
    skeletons: Mapping[str, int]

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
    sources: Mapping[str, str], root: str = "/", *, skeletons: bool = False, reader: TagReader | None = None
) -> Survey:
    """Return the survey of pages of one folder, given by their paths.

    `root` is where the publication stands on its server, for addresses that begin with a slash. A `reader` remembers
    the tags of pages before.
    """
    reader = reader or TagReader()
    pages = {page: reader.read(source) for page, source in sources.items()}
    ids = {page: [name for tag in tags for name in tag.ids] for page, tags in pages.items()}
    known = {page: frozenset(names) for page, names in ids.items()}
    faults = [fault for page, tags in pages.items() for fault in list_faults(page, tags, ids[page], known[page])]
    addresses = dict.fromkeys(chain.from_iterable([tag.addresses for tags in pages.values() for tag in tags]))
    links: list[Link] = []
    for link in iter_links(posixpath.dirname(next(iter(sources), "")), addresses, root):
        if link.target not in known:
            links.append(link)
        elif link.anchor and link.anchor not in known[link.target]:
            faults.append(
                break_link(
                    link, sources, _("no id {anchor} on {target}").format(anchor=link.anchor, target=link.target)
                )
            )
    hashes = (
        {page: hash((reader.hash_names(source), *ids[page])) for page, source in sources.items()} if skeletons else {}
    )
    return Survey(ids=known, links=links, faults=faults, skeletons=hashes)


def list_faults(page: str, tags: Sequence[Tag], names: Sequence[str], known: frozenset[str]) -> list[Fault]:
    """Return what is wrong with a page by itself; `names` are the ids on it, as often as they stand there."""
    faults = [Fault(page, fault) for tag in tags for fault in tag.faults]
    if len(known) < len(names):
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        faults += [
            Fault(page, _('the id "{name}" stands here twice').format(name=name), f'id="{name}"') for name in twice
        ]
    for address in chain.from_iterable([tag.anchors for tag in tags]):
        anchor = address.partition("#")[2]
        # Few ids are written otherwise in an address.
        if (
            anchor
            and anchor not in known
            and (anchor := unquote(html.unescape(address).partition("#")[2])) not in known
        ):
            faults.append(
                Fault(
                    page,
                    _('broken link "{address}": there is no id {anchor} on {page}').format(
                        address=address, anchor=anchor, page=page
                    ),
                    address,
                )
            )
    return faults


def break_link(link: Link, sources: Mapping[str, str], reason: str) -> Fault:
    """Return the fault of a broken link, with the first page on which it stands."""
    page = next((page for page, source in sources.items() if link.address in source), next(iter(sources)))
    return Fault(
        page, _('broken link "{address}": there is {reason}').format(address=link.address, reason=reason), link.address
    )


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
