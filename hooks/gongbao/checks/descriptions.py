"""A description of a report's data in, every place out where it says something else than the files and the pages."""

import csv
import json
import posixpath
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongbao.checks.page_facts import Fault
from gongbao.forms.catalogue import CSVW, DCAT, FIGURE_LINES, SCHEMA_ORG
from gongbao.forms.csvw import CSV, place_table
from gongbao.forms.description import DATASETS, GRAPH, TABLES, encode
from gongbao.report.messages import _

ADDRESSES = ("@id", "url", "contentUrl")
# What these are called stands elsewhere.
NAMES = frozenset(("dct:LinguisticSystem", "dct:MediaType", "dct:Standard"))
LISTS = {CSVW: TABLES, SCHEMA_ORG: GRAPH, DCAT: DATASETS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a description stands: the folder, its files, its path and script, and the ids on its report's page."""

    folder: Path
    files: frozenset[str]
    path: str
    script: str
    ids: Set[str]

    def beside(self, name: str) -> str:
        """Return the path of a file beside it."""
        return posixpath.join(posixpath.dirname(self.path), name)

    def open(self, name: str) -> str:
        """Return a file beside it. Raises OSError if there is none, UnicodeDecodeError if it is no text."""
        return (self.folder / self.beside(name)).read_text(encoding="utf-8-sig")


def list_description_faults(place: Place, form: str) -> list[Fault]:
    """Return the faults of a description."""
    checks = {CSVW: iter_csvw_faults, SCHEMA_ORG: iter_schema_org_faults, DCAT: iter_dcat_faults}
    try:
        document = json.loads((place.folder / place.path).read_bytes())
        return list(checks[form](place, document))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return [Fault(place.path, _("cannot be read ({error})").format(error=error))]


def iter_csvw_faults(place: Place, document: Any) -> Iterator[Fault]:
    """Give where a description of tabular data is not that of the CSV beside it."""
    head = next(csv.reader(place.open(CSV).splitlines()))
    if document["url"] != CSV or [one["titles"] for one in document["tableSchema"]["columns"]] != head:
        yield Fault(place.path, _("does not describe the columns of {path}").format(path=place.beside(CSV)))
    yield from iter_name_faults(place, document["dc:identifier"])


def iter_schema_org_faults(place: Place, document: Any) -> Iterator[Fault]:
    """Give where a description in the words of schema.org is not that of its report."""
    (report, *sets) = document[GRAPH]
    yield from iter_name_faults(place, report["identifier"], report["name"])
    said = [
        (one["identifier"], one["name"], one["value"], one["unitText"], one["url"])
        for data in sets
        for one in data["variableMeasured"]
    ]
    rows = map(json.loads, place.open(FIGURE_LINES).splitlines()) if place.beside(FIGURE_LINES) in place.files else ()
    if said != [(row["id"], row["label"], row["value"], row["unit"], row["address"]) for row in rows]:
        yield Fault(place.path, _("has other figures than {path}").format(path=place.beside(FIGURE_LINES)))
    yield from iter_address_faults(place, document[GRAPH], report["isPartOf"]["url"])


def iter_dcat_faults(place: Place, document: Any) -> Iterator[Fault]:
    """Give where a catalogue is not that of its report's files."""
    (dataset,) = document[DATASETS]
    yield from iter_name_faults(place, dataset["dct:identifier"]["@value"])
    home = document["foaf:homepage"]
    # The catalogue of all is no part of the offline package.
    yield from iter_address_faults(place, [home, dataset], home["@id"])


def iter_name_faults(place: Place, name: str, title: str = "") -> Iterator[Fault]:
    """Give a name or a title other than those under which the report is cited."""
    (cited,) = json.loads(place.open("cite.json"))
    if name != cited["id"] or title not in ("", cited["title"]):
        yield Fault(place.path, _("has another name than {path}").format(path=place.beside("cite.json")), f'"{name}"')


def iter_address_faults(place: Place, document: Any, home: str) -> Iterator[Fault]:
    """Give addresses that lead to no file of the publication, or to no id; `home` is that of its home page."""
    root = home.removesuffix("index.html")
    for address in dict.fromkeys(iter_addresses(document)):
        page, _mark, anchor = address.removeprefix(root).partition("#")
        if not address.startswith(root) or place.script + page not in place.files:
            yield Fault(place.path, _("leads to {address}, which is not there").format(address=address), f'"{address}"')
        elif anchor and anchor not in place.ids:
            yield Fault(place.path, _("no id {anchor} on {target}").format(anchor=anchor, target=page), f'"{address}"')


def iter_addresses(value: Any) -> Iterator[str]:
    """Give the addresses in a description, but for those that are names."""
    if isinstance(value, list):
        for item in value:
            yield from iter_addresses(item)
    elif isinstance(value, dict) and value.get("@type") not in NAMES:
        for name, item in value.items():
            if name in ADDRESSES:
                yield item
            elif name != "@context":
                yield from iter_addresses(item)


def holds_items(whole: Path, files: Iterable[Path], form: str) -> bool:
    """Tell whether a description of all reports lists what some files list, and nothing else."""
    found = json.loads(whole.read_bytes())[LISTS[form]]
    return sorted(map(encode, found)) == sorted(encode(item) for path in files for item in list_items(path, form))


def list_items(path: Path, form: str) -> list[Any]:
    """Return what a description of a report gives to that of all."""
    document = json.loads(path.read_bytes())
    return [place_table(path.parent.name, document)] if form == CSVW else document[LISTS[form]]
