"""A folder of YAML in, the frozen publication out; every problem of every file is noted on the way."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongbao.data.authorities import FILE, load_names
from gongbao.data.consistency import check_report
from gongbao.data.decode import MISSING, Reader, decode
from gongbao.data.glossary import FILE as GLOSSARY
from gongbao.data.glossary import load_glossary
from gongbao.data.pictures import check_pictures
from gongbao.data.record import read_record, write_record
from gongbao.data.redirects import REDIRECTS, load_redirects
from gongbao.data.yaml_nodes import read_node
from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import Problems
from gongbao.report.report import DEVICES, SOURCE_SCRIPT, Report, Section
from gongbao.report.site import Publication, Site
from gongbao.store import Key, Store, hash_files, make_key

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = DEVICES | {
    *("assets", "downloads", "search", "feeds", "schema", "years", "bodies", "places"),
    *("zh-hans", "zh-hant", "zh-hant-tw", "zh-hant-hk"),
}
YAML = (".yml", ".yaml")
# What is read beside the reports, and in a report's folder beside its sections.
OWN_FILES = ("site.yml", "wording.yml", REDIRECTS, FILE)
REPORT_FILES = ("report.yml", GLOSSARY)
# What opens the report of a folder, or notes why it cannot.
OpenOne = Callable[[Path, Problems], Report | None]
SECTION_FILE = re.compile(r"[^/\\:]+\.ya?ml")


def load_publication(
    data: Path, problems: Problems, store: Store | None = None, open_one: OpenOne | None = None
) -> Publication | None:
    """Return the whole of `data/`, reports newest first; None if any problem was noted.

    `store` gives reports that were read before and have not changed; or `open_one` opens each.
    """
    kept: list[Key] = []
    open_one = open_one or (lambda folder, problems: open_report(folder, problems, store, kept))
    before = len(problems.found)
    site = load_site(data / "site.yml", problems)
    names = load_names(data / FILE, problems)
    redirects = load_redirects(data, problems)
    reports = [open_one(folder, problems) for folder in find_reports(data, problems)]
    if store and kept:
        # All at once: to look for those of one report goes through the whole store.
        store.delete_older(kept)
    if len(problems.found) > before or site is None:
        return None
    found = [report for report in reports if report]
    newest_first = sorted(found, key=lambda one: (-one.date.toordinal(), one.slug))
    return Publication(site=site, reports=tuple(newest_first), names=names, redirects=redirects)


def find_reports(data: Path, problems: Problems) -> list[Path]:
    """Return the folders that hold a report, in the order of their names; all other folders and YAML are problems.

    A report must never vanish because its folder cannot be read, or its file bears another name. Hidden names are left
    alone.
    """
    found = []
    for folder in sorted(data.iterdir() if data.is_dir() else ()):
        if folder.name.startswith("."):
            continue
        if folder.is_file():
            if is_yaml(folder) and folder.name not in OWN_FILES:
                message = _("nothing here is called so (there are: {names}; a report has a folder of its own)")
                problems.add(folder, 0, message.format(names=", ".join(OWN_FILES)))
            continue
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError as error:
            message = _("this report's folder cannot be read ({reason})").format(reason=tell_reason(error))
            problems.add(folder, 0, message)
            continue
        if "report.yml" in names:
            found.append(folder)
        else:
            problems.add(folder, 0, describe_lack(names))
    return found


def describe_lack(names: list[str]) -> str:
    """Return what to do about a folder without report.yml that holds files of these names."""
    near = next((name for name in names if name.lower().startswith("report.")), "")
    if near:
        return _("there is {name}, and the name has to be report.yml (rename it)").format(name=near)
    return _("no report.yml here, so no report is published (put it back, or delete the folder)")


def load_site(path: Path, problems: Problems) -> Site | None:
    """Return `data/site.yml`."""
    node = read_node(path, problems)
    site = decode(Reader(path=path, problems=problems), node, Site) if node else None
    if site and (site.scripts[:1] != (SOURCE_SCRIPT,) or len(set(site.scripts)) < len(site.scripts)):
        problems.add(path, 1, _('"scripts": zh-Hans comes first, each once (example: scripts: [zh-Hans, zh-Hant])'))
    return site


def open_report(folder: Path, problems: Problems, store: Store | None, kept: list[Key] | None = None) -> Report | None:
    """Return a report as it was kept, or load it and keep it. To read a kept one costs a tenth of parsing its YAML.

    Older states of it are deleted; or, if there is a list `kept`, that has then under what it was kept anew.
    """
    if store is None:
        return load_report(folder, problems)
    try:
        key = make_report_key(folder)
    except OSError:
        # Loading tells which file cannot be read.
        return load_report(folder, problems)
    if content := store.fetch(key):
        return place_report(read_record(Report, content), folder)
    report = load_report(folder, problems)
    if report is not None:
        store.keep(key, write_record(report))
        if kept is None:
            store.delete_older([key])
        else:
            kept.append(key)
    return report


def make_report_key(folder: Path) -> Key:
    """Return under what the report of a folder is kept, wherever that folder lies: a Dask worker has it elsewhere."""
    return make_key("report", folder.name, (hash_report(folder),))


def place_report(report: Report, folder: Path) -> Report:
    """Return a report with the paths of its files in a folder."""
    if report.path.parent == folder:
        return report

    def place(section: Section) -> Section:
        return replace(section, path=folder / section.path.name)

    parts = tuple(replace(part, sections=tuple(map(place, part.sections))) for part in report.parts)
    return replace(report, path=folder / report.path.name, parts=parts)


def hash_report(folder: Path) -> bytes:
    """Return a hash of all the YAML in a report's folder, and of its pictures."""
    pictures = sorted(folder.glob("pictures/*.*"))
    return hash_files([*sorted(path for path in folder.iterdir() if is_yaml(path)), *pictures])


def load_report(folder: Path, problems: Problems) -> Report | None:
    """Return one report, checked as a whole; None if a problem of it was noted."""
    before = len(problems.found)
    if not SLUG.fullmatch(folder.name) or folder.name in RESERVED:
        message = _('"{name}" cannot be an address (lower-case ASCII, digits and -; example: taicang-npc-2025)').format(
            name=folder.name
        )
        problems.add(folder, 0, message)
    path = folder / "report.yml"
    node = read_node(path, problems)
    listed: list[str] = []
    report = decode(Reader(path=path, problems=problems, fetch=make_fetch(listed)), node, Report) if node else None
    if node:
        note_unlisted(folder, listed, problems)
    if report is None:
        return None
    report = replace(report, slug=folder.name)
    check_report(report, problems)
    check_pictures(report, problems)
    load_glossary(folder, report, problems)
    return report if len(problems.found) == before else None


def is_yaml(path: Path) -> bool:
    """Tell whether a file calls itself YAML; hidden ones belong to programs."""
    return path.suffix.lower() in YAML and not path.name.startswith(".")


def make_fetch(listed: list[str]) -> Callable[[Reader, str, int], Any]:
    """Return the function that loads a section file named in a report, and remembers its name."""

    def fetch(reader: Reader, name: str, line: int) -> Any:
        path = reader.path.parent / name
        if not SECTION_FILE.fullmatch(name):
            reader.problems.add(
                reader.path, line, _('"{name}" is not a file of this folder (example: 01-sec_1.yml)').format(name=name)
            )
            return MISSING
        if name in listed:
            reader.problems.add(reader.path, line, _('"{name}" is listed twice').format(name=name))
            return MISSING
        listed.append(name)
        if not path.is_file():
            reader.problems.add(
                reader.path, line, _('there is no file "{name}" (write it, or take it off the list)').format(name=name)
            )
            return MISSING
        node = read_node(path, reader.problems)
        section = decode(Reader(path=path, problems=reader.problems), node, Section) if node else None
        return MISSING if section is None else section

    return fetch


def note_unlisted(folder: Path, listed: list[str], problems: Problems) -> None:
    """Note YAML that the report does not list: its text would be lost."""
    known = {*REPORT_FILES, *listed}
    for path in sorted(folder.iterdir()):
        if is_yaml(path) and path.name not in known:
            problems.add(path, 0, _('not listed in report.yml (add it to a part\'s "sections")'))
