"""A published folder in, everything that is wrong with it out: integrity, links, structure of the scripts, requests."""

import gzip
import html
import posixpath
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongbao.manifest import check_manifest, list_files
from gongbao.markup import Facts, Reader
from gongbao.problem import Problems
from gongbao.render import SCRIPT_NAMES

ROOT = re.compile(r'<html\b[^>]*\sdata-root="(/[^"]*)"')
# The characters of a page within which its root stands.
HEAD = 500
HOST = re.compile(r"""(?:https?:|["'(])//(?:[\w-]+\.)+[a-zA-Z]{2,}[^\s"')]*""")
# Names, not addresses: nothing is loaded from a namespace.
NAMESPACES = ("http://www.w3.org/", "https://www.w3.org/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The files of a published folder, and what is known of its pages so far.

    `links` has for each file and anchor that something leads to a page and the address there; `seen` the addresses of
    each folder that lead the same way from all its pages.
    """

    folder: Path
    files: frozenset[str]
    problems: Problems
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    skeletons: dict[str, int] = field(default_factory=dict)
    links: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    seen: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def note(self, path: str, message: str, near: str = "") -> None:
        """Note a problem of a file; `near` is the text whose line is meant."""
        line = 0
        if near:
            text = (self.folder / path).read_text(encoding="utf-8")
            place = text.find(near)
            line = text.count("\n", 0, place) + 1 if place >= 0 else 0
        self.problems.add(self.folder / path, line, message)


def verify_site(folder: Path) -> Problems:
    """Return all that is wrong with a published folder."""
    problems = Problems()
    check_manifest(folder, problems)
    if folder.is_dir():
        inspection = Inspection(folder=folder, files=frozenset(list_files(folder)), problems=problems)
        check_names(inspection)
        check_gzips(inspection)
        pages = sorted(path for path in inspection.files if path.endswith(".html"))
        check_pages(inspection, pages)
        check_scripts(inspection, pages)
        check_hosts(inspection)
    return problems


def verify_made(folder: Path) -> Problems:
    """Return what can be wrong with a folder that this process has just made: names, pages, links, requests.

    Its sums and its `.gz` were taken from the very bytes, and the pages of other scripts are projections.
    """
    problems = Problems()
    inspection = Inspection(folder=folder, files=frozenset(list_files(folder)), problems=problems)
    check_names(inspection)
    others = tuple(f"{tag}/" for tag in SCRIPT_NAMES)
    pages = sorted(path for path in inspection.files if path.endswith(".html") and not path.startswith(others))
    check_pages(inspection, pages, skeletons=False)
    check_hosts(inspection)
    return problems


def check_names(inspection: Inspection) -> None:
    """Note files that have no place on a public server."""
    for path in sorted(inspection.files):
        if path.startswith(".") or "/." in path:
            inspection.note(path, "a hidden file in a publication")
        elif path.endswith(".map"):
            inspection.note(path, "a source map in a publication")


def check_gzips(inspection: Inspection) -> None:
    """Note every `.gz` that does not hold the file beside it."""
    for path in sorted(inspection.files):
        source = path.removesuffix(".gz")
        if source == path or source not in inspection.files:
            continue
        try:
            same = gzip.decompress((inspection.folder / path).read_bytes()) == (inspection.folder / source).read_bytes()
        except (OSError, EOFError, zlib.error):
            same = False
        if not same:
            inspection.note(path, f"does not hold {posixpath.basename(source)}")


def check_pages(inspection: Inspection, pages: Sequence[str], *, skeletons: bool = True) -> None:
    """Note faults of single pages, then broken links; remember the skeletons, if they are wanted."""
    reader = Reader()
    for _, paths in groupby(sorted(pages, key=posixpath.dirname), posixpath.dirname):
        sources = {path: source for path in paths if (source := read_page(inspection, path)) is not None}
        found = reader.read(list(sources.values()), skeletons=skeletons)
        for (path, source), facts in zip(sources.items(), found, strict=True):
            inspect_page(inspection, path, source, facts)
    for (target, anchor), (page, address) in inspection.links.items():
        if target not in inspection.files:
            inspection.note(page, f'broken link "{address}": there is no {target}', address)
        elif anchor and target in inspection.ids and anchor not in inspection.ids[target]:
            inspection.note(page, f'broken link "{address}": there is no id {anchor} on {target}', address)


def read_page(inspection: Inspection, path: str) -> str | None:
    """Return the HTML of a page; None, with that noted, if it is not UTF-8."""
    try:
        with open(f"{inspection.folder}/{path}", "rb", buffering=0) as stream:  # noqa: PTH123  thousands of pages
            return stream.read().decode()
    except UnicodeDecodeError:
        inspection.note(path, "not UTF-8")
        return None


def inspect_page(inspection: Inspection, path: str, source: str, facts: Facts) -> None:
    """Note the faults of one page and remember what other checks need of it."""
    for fault in facts.faults:
        inspection.note(path, fault)
    seen = frozenset(facts.ids)
    if len(seen) < len(facts.ids):
        for name in sorted(name for name in seen if facts.ids.count(name) > 1):
            inspection.note(path, f'the id "{name}" stands here twice', f'id="{name}"')
    inspection.ids[path] = seen
    inspection.skeletons[path] = hash((facts.skeleton, tuple(facts.ids)))
    at = ROOT.search(source, 0, HEAD)
    folder, root = posixpath.dirname(path), at[1] if at else "/"
    seen_here = inspection.seen.setdefault((folder, root), set())
    for address in facts.addresses - seen_here:
        if target := resolve(folder, address, root):
            page, anchor = target
            inspection.links.setdefault((page or path, anchor), (path, address))
            if page:
                seen_here.add(address)


@cache
def resolve(folder: str, address: str, root: str) -> tuple[str, str] | None:
    """Return the file and the anchor that an address of a page in `folder` leads to; None if it leaves the publication.

    `root` is where the publication stands on its server, for addresses that begin with a slash.
    """
    parts = urlsplit(html.unescape(address))
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        path = path.removeprefix(root) or "index.html"
    elif path:
        path = posixpath.normpath(posixpath.join(folder, path)) + ("/" if path.endswith("/") else "")
    if path.endswith("/") or path == ".":
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path, unquote(parts.fragment)


def check_scripts(inspection: Inspection, pages: Sequence[str]) -> None:
    """Note pages that are missing from a script, and pages whose tags or ids differ between scripts."""
    tags = [tag for tag in SCRIPT_NAMES if f"{tag}/index.html" in inspection.files]
    folders = tuple(f"{tag}/" for tag in tags)
    originals = [path for path in pages if not path.startswith(folders)]
    for folder in folders:
        for path in originals:
            if folder + path not in inspection.files:
                inspection.note(path, f"there is no such page in {folder}")
            elif inspection.skeletons.get(path) != inspection.skeletons.get(folder + path):
                inspection.note(folder + path, f"its tags or ids are not those of {path}")
        for path in sorted(inspection.skeletons.keys() - set(originals)):
            if path.startswith(folder) and path.removeprefix(folder) not in inspection.skeletons:
                inspection.note(path, "there is no such page in the source script")


def check_hosts(inspection: Inspection) -> None:
    """Note addresses of other hosts in style sheets and scripts; in the search's data they are words of a report."""
    for path in sorted(inspection.files):
        if path.endswith((".css", ".js")) and not path.startswith("search/"):
            text = (inspection.folder / path).read_text(encoding="utf-8", errors="replace")
            for match in HOST.finditer(text):
                if not match[0].startswith(NAMESPACES):
                    line = text.count("\n", 0, match.start()) + 1
                    inspection.problems.add(inspection.folder / path, line, f"names another host: {match[0]}")
