"""`data/names.yml` and the names in reports in, a permanent ASCII id for each body and each place out."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from gongbao.data.decode import Reader, decode
from gongbao.data.yaml_nodes import read_node
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import Name, Names

FILE = "names.yml"
YEAR = re.compile(r"\d{4}")


def load_names(path: Path, problems: Problems) -> Names:
    """Return what the file says, which need not be there; problems are noted."""
    if not path.exists():
        return Names()
    node = read_node(path, problems)
    names = decode(Reader(path=path, problems=problems), node, Names) if node else None
    for group in (names.bodies, names.places) if names else ():
        check_names(path, group, problems)
    return names or Names()


def check_names(path: Path, group: Iterable[Name], problems: Problems) -> None:
    """Note an id, or a name, that two entries of one list lay claim to."""
    ids: dict[str, Name] = {}
    owners: dict[str, Name] = {}
    for entry in group:
        if other := ids.get(entry.id.lower()):
            problems.add(
                path,
                entry.line,
                _('the id "{id}" is taken already (line {line}); give another').format(id=entry.id, line=other.line),
            )
        ids.setdefault(entry.id.lower(), entry)
        for name in (entry.name, *entry.former):
            if other := owners.get(name):
                problems.add(
                    path,
                    entry.line,
                    _('"{name}" has an id already ({id}, line {line})').format(name=name, id=other.id, line=other.line),
                )
            owners.setdefault(name, entry)


def index_names(group: Iterable[Name]) -> dict[str, Name]:
    """Return the entries by every name they bear or bore."""
    return {name: entry for entry in group for name in (entry.name, *entry.former)}


def make_ids(stems: Mapping[str, Iterable[str]], given: Iterable[Name]) -> dict[str, str]:
    """Return the id of every name: the one given; else the stem that this name alone has; else a hash of the name.

    `stems` holds for each name what its reports' folders begin with. An id never depends on an order or a count.
    """
    written = index_names(given)
    taken = {entry.id.lower() for entry in written.values()}
    found = {name: set(own) for name, own in stems.items()}
    owners = Counter(stem for own in found.values() for stem in own)
    ids: dict[str, str] = {}
    for name, own in found.items():
        stem = next(iter(own)) if len(own) == 1 else ""
        alone = stem and owners[stem] == 1 and stem not in taken
        ids[name] = written[name].id if name in written else stem if alone else hash_name(name)
    return ids


def hash_name(name: str) -> str:
    """Return an id made of the name alone."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def body_stem(slug: str) -> str:
    """Return what stands before the year in a report's folder name: `taicang-npc-2025` → `taicang-npc`."""
    words = slug.split("-")
    year = next((place for place, word in enumerate(words) if YEAR.fullmatch(word)), 0)
    return "-".join(words[:year])


def place_stem(slug: str) -> str:
    """Return the first word of a folder name that has a year: `taicang-npc-2025` → `taicang`."""
    return body_stem(slug).partition("-")[0]
