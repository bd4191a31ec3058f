"""A published folder in, everything that is wrong with it out: integrity, links, scripts, forms, requests."""

import gzip
import posixpath
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from gongbao.checks.markup import READ, list_breaches
from gongbao.checks.page_facts import Link, Survey, break_link, make_survey
from gongbao.checks.tags import TagReader
from gongbao.output.manifest import MANIFEST, check_manifest, is_plain_file, list_files, read_file
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.scripts import SCRIPT_NAMES

ROOT = re.compile(r'<html\b[^>]*\sdata-root="(/[^"]*)"')
# The characters of a page within which its root stands.
HEAD = 500
HOME = "index.html"
HOST = re.compile(r"""(?:https?:|["'(])//(?:[\w-]+\.)+[a-zA-Z]{2,}[^\s"')]*""")
# Names, not addresses: nothing is loaded from a namespace.
NAMESPACES = ("http://www.w3.org/", "https://www.w3.org/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The files of a published folder, and the problems found so far."""

    folder: Path
    files: frozenset[str]
    problems: Problems

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
    # Any other folder, a whole disk for instance, is not read through.
    if (folder / MANIFEST).is_file() or (folder / HOME).is_file():
        files = frozenset(path for path in list_files(folder) if is_plain_file(folder / path))
        inspection = Inspection(folder=folder, files=files, problems=problems)
        check_names(inspection)
        check_gzips(inspection)
        pages = sorted(path for path in inspection.files if path.endswith(".html"))
        surveys = list(iter_surveys(inspection, pages, skeletons=True))
        check_surveys(inspection, surveys)
        check_scripts(inspection, pages, surveys)
        # A build does not hold what it has just made against itself.
        from gongbao.checks.forms import list_form_faults

        for fault in list_form_faults(folder, inspection.files):
            inspection.note(*fault)
        check_hosts(inspection)
        check_policy(inspection, sorted(inspection.files))
    return problems


def verify_made(folder: Path, files: Iterable[str], made: Sequence[Survey]) -> Problems:
    """Return what can be wrong with a folder that this process has just made: names, pages, links, requests.

    `files` are those that its manifest lists, `made` are the surveys of pages that were read when they were made. Sums
    and `.gz` were taken from the very bytes, and the pages of other scripts are projections.
    """
    problems = Problems()
    inspection = Inspection(folder=folder, files=frozenset(files), problems=problems)
    check_names(inspection)
    others = tuple(f"{tag}/" for tag in SCRIPT_NAMES)
    pages = {path for path in inspection.files if path.endswith(".html") and not path.startswith(others)}
    for survey in made:
        pages -= survey.ids.keys()
    check_surveys(inspection, [*made, *iter_surveys(inspection, sorted(pages))])
    check_hosts(inspection)
    check_policy(inspection, sorted(path for path in inspection.files if path.endswith((".svg", ".css"))))
    return problems


def check_names(inspection: Inspection) -> None:
    """Note files that have no place on a public server."""
    for path in sorted(inspection.files):
        if path.startswith(".") or "/." in path:
            inspection.note(path, _("a hidden file in a publication"))
        elif path.endswith(".map"):
            inspection.note(path, _("a source map in a publication"))


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
            inspection.note(path, _("does not hold {name}").format(name=posixpath.basename(source)))


def iter_surveys(inspection: Inspection, pages: Iterable[str], *, skeletons: bool = False) -> Iterator[Survey]:
    """Give the surveys of pages, a folder's together."""
    reader = TagReader()
    for _folder, paths in groupby(sorted(pages, key=posixpath.dirname), posixpath.dirname):
        roots: dict[str, dict[str, str]] = {}
        for path in paths:
            if (source := read_page(inspection, path)) is not None:
                at = ROOT.search(source, 0, HEAD)
                roots.setdefault(at[1] if at else "/", {})[path] = source
        for root, sources in roots.items():
            yield make_survey(sources, root, skeletons=skeletons, reader=reader)


def read_page(inspection: Inspection, path: str) -> str | None:
    """Return the HTML of a page; None, with that noted, if it is not UTF-8."""
    try:
        return read_file(f"{inspection.folder}/{path}").decode()
    except UnicodeDecodeError:
        inspection.note(path, "not UTF-8")
        return None


def check_surveys(inspection: Inspection, surveys: Sequence[Survey]) -> None:
    """Note faults of single pages, then links between folders that are broken."""
    ids = {page: names for survey in surveys for page, names in survey.ids.items()}
    for survey in surveys:
        for fault in survey.faults:
            inspection.note(*fault)
    named: set[str] = set()
    for survey in surveys:
        for link in survey.links:
            reason = ""
            if link.target not in inspection.files:
                reason = f"no {link.target}"
            elif link.anchor and link.target in ids and link.anchor not in ids[link.target]:
                reason = _("no id {anchor} on {target}").format(anchor=link.anchor, target=link.target)
            if reason and reason not in named:
                named.add(reason)
                note_break(inspection, survey, link, reason)


def note_break(inspection: Inspection, survey: Survey, link: Link, reason: str) -> None:
    """Note a broken link with the first page on which it stands."""
    sources = {page: (inspection.folder / page).read_text(encoding="utf-8") for page in survey.ids}
    inspection.note(*break_link(link, sources, reason))


def check_scripts(inspection: Inspection, pages: Sequence[str], surveys: Iterable[Survey]) -> None:
    """Note pages that are missing from a script, and pages whose tags or ids differ between scripts."""
    skeletons = {page: one for survey in surveys for page, one in survey.skeletons.items()}
    tags = [tag for tag in SCRIPT_NAMES if f"{tag}/index.html" in inspection.files]
    folders = tuple(f"{tag}/" for tag in tags)
    originals = [path for path in pages if not path.startswith(folders)]
    for folder in folders:
        for path in originals:
            if folder + path not in inspection.files:
                inspection.note(path, _("there is no such page in {folder}").format(folder=folder))
            elif skeletons.get(path) != skeletons.get(folder + path):
                inspection.note(folder + path, _("its tags or ids are not those of {path}").format(path=path))
        for path in sorted(skeletons.keys() - set(originals)):
            if path.startswith(folder) and path.removeprefix(folder) not in skeletons:
                inspection.note(path, _("there is no such page in the source script"))


def check_hosts(inspection: Inspection) -> None:
    """Note addresses of other hosts in scripts; in the search's data they are words of a report."""
    for path in sorted(inspection.files):
        if path.endswith(".js") and not path.startswith("search/"):
            text = (inspection.folder / path).read_text(encoding="utf-8", errors="replace")
            for match in HOST.finditer(text):
                if not match[0].startswith(NAMESPACES):
                    line = text.count("\n", 0, match.start()) + 1
                    inspection.problems.add(
                        inspection.folder / path, line, _("names another host: {text}").format(text=match[0])
                    )


def check_policy(inspection: Inspection, paths: Iterable[str]) -> None:
    """Note what is not on the list of what pages, drawings and style sheets may hold."""
    for path in paths:
        if path.lower().endswith(READ):
            for breach in list_breaches(path, (inspection.folder / path).read_bytes()):
                inspection.problems.add(inspection.folder / path, breach.line, breach.message)
