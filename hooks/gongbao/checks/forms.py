"""A published folder in, every place out where a standard form says something else than the page of its report.

The page is the one that has all of a report (`full.html`), in the script of the form. The ids must be the same, and
under each the same characters, white space aside; raised and lowered letters count as what they are (NFKC).
"""

import gzip
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree, html

from gongbao.checks.descriptions import LISTS, Place, holds_items, list_description_faults
from gongbao.checks.page_facts import Fault
from gongbao.forms.akn_names import AKN
from gongbao.forms.catalogue import DOCUMENT, FIGURE_LINES, FORMS, WHOLES, Whole
from gongbao.report.messages import _
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.report.spacing import simplify

SCRIPTS, FILES = "|".join(SCRIPT_NAMES), "|".join(re.escape(form.file) for form in FORMS)
PLACE = re.compile(rf"((?:(?:{SCRIPTS})/)?)downloads/([^/]+)/({FILES})")
HEADED = frozenset(f"{{{AKN}}}{name}" for name in ("part", "section", "subsection"))
# What a page of a report prints, apart from the frame around it.
PRINTED = "//*[@class='preface' or @class='title-block' or @class='text']"
Texts = dict[str, list[str]]


def list_form_faults(folder: Path, files: frozenset[str]) -> list[Fault]:
    """Return the faults of all forms in a folder."""
    found = [match for path in sorted(files) if (match := PLACE.fullmatch(path))]
    faults: list[Fault] = []
    pages: dict[str, Texts] = {}
    for match in found:
        page = f"{match[1]}{match[2]}/full.html"
        if page not in pages:
            # All forms of a report come one after the other.
            pages = {page: read_page(folder / page) if page in files else {}}
        if match[3] in LISTS:
            ids = pages[page].keys()
            place = Place(folder=folder, files=files, path=match[0], script=match[1], ids=ids)
            faults += list_description_faults(place, match[3])
        else:
            faults += check_form(folder, match[0], match[3], page, pages[page])
    return [*faults, *iter_whole_faults(folder, files, [match[0] for match in found])]


def check_form(folder: Path, path: str, form: str, page: str, shown: Texts) -> Iterator[Fault]:
    """Give where a form of a report says something else than its page shows."""
    if form == FIGURE_LINES:
        yield from check_figures(folder, path, page, shown)
        return
    try:
        said = read_document(folder / path) if form == DOCUMENT else read_lines(folder / path)
    except (ValueError, KeyError, etree.XMLSyntaxError) as error:
        yield Fault(path, _("cannot be read ({error})").format(error=error))
        return
    for name, words in said.items():
        # A heading that is not printed has no words, and a part without one no place on the page.
        if name not in shown and words:
            yield Fault(path, _("{id} is not on {page}").format(id=name, page=page), f'"{name}"')
        elif words != shown.get(name, words):
            yield Fault(path, _("{id} has other words than on {page}").format(id=name, page=page), f'"{name}"')
    if form == DOCUMENT:
        for name in sorted(shown.keys() - said.keys()):
            yield Fault(path, _("{id} of {page} is missing").format(id=name, page=page))


def check_figures(folder: Path, path: str, page: str, shown: Texts) -> Iterator[Fault]:
    """Give the figures of a report whose words do not stand where the form says."""
    try:
        rows = [json.loads(line) for line in (folder / path).read_bytes().splitlines()]
        quotes = [(row["id"], row["paragraph"], simplify(row["quote"])) for row in rows]
    except (ValueError, KeyError) as error:
        yield Fault(path, _("cannot be read ({error})").format(error=error))
        return
    for name, place, quote in quotes:
        if quote not in "".join(shown.get(place, ())):
            message = _("the words of {id} do not stand in {place} on {page}").format(id=name, place=place, page=page)
            yield Fault(path, message, f'"{name}"')


def read_page(path: Path) -> Texts:
    """Return what stands under each id of a report's page."""
    root = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return {
        element.get("id"): read_cells(element, ".//th | .//td", {})
        if element.tag == "table"
        else squeeze_all([] if element.tag == "figure" else [element.text_content()])
        for printed in root.xpath(PRINTED)
        for element in printed.xpath(".//*[@id]")
    }


def read_lines(path: Path) -> Texts:
    """Return the text under each id of JSON Lines. Raises ValueError or KeyError for what is none."""
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    return {row["id"]: squeeze_all([row["text"]]) for row in rows}


def read_document(path: Path) -> Texts:
    """Return what stands under each id of an Akoma Ntoso document. Raises XMLSyntaxError for what is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(path.read_bytes(), parser)
    spaces = {"a": AKN}
    texts: Texts = {}
    for element in root.xpath(
        "//a:preface//*[@eId] | //a:preamble//*[@eId] | //a:mainBody//*[@eId]", namespaces=spaces
    ):
        if element.tag in HEADED:
            words = "".join(element.xpath("a:num//text() | a:heading//text()", namespaces=spaces))
            texts[element.get("eId")] = squeeze_all([words])
        elif element.get("class") == "table":
            texts[element.get("eId")] = read_cells(element, ".//a:th | .//a:td", spaces)
        else:
            picture = element.get("class") == "picture"
            texts[element.get("eId")] = squeeze_all([] if picture else ["".join(element.itertext())])
    return texts


def read_cells(table: Any, path: str, spaces: Mapping[str, str]) -> list[str]:
    """Return the words of a table's cells that say something."""
    return squeeze_all("".join(cell.itertext()) for cell in table.xpath(path, namespaces=spaces or None))


def squeeze_all(texts: Iterable[str]) -> list[str]:
    """Return texts without white space, each letter as what it is; those that say nothing are left out."""
    return list(filter(None, map(simplify, texts)))


def iter_whole_faults(folder: Path, files: frozenset[str], forms: Sequence[str]) -> Iterator[Fault]:
    """Give the archive's files that do not hold what those of the reports do."""
    for script in ("", *(f"{tag}/" for tag in SCRIPT_NAMES)):
        for whole in WHOLES:
            path = f"{script}{whole.path}"
            own = [folder / one for one in forms if one.startswith(f"{script}downloads/") and one.endswith(whole.of)]
            if path in files:
                try:
                    same = holds(whole, folder / path, own)
                except (OSError, EOFError, zlib.error, zipfile.BadZipFile, ValueError, LookupError, TypeError):
                    same = False
                if not same:
                    yield Fault(path, _("does not hold what the files of the reports do"))


def holds(whole: Whole, path: Path, files: Sequence[Path]) -> bool:
    """Tell whether a file for the archive holds what some reports' files do, and nothing else."""
    if whole.of in LISTS:
        return holds_items(path, files, whole.of)
    return holds_documents(path, files) if whole.of == DOCUMENT else holds_lines(path, files)


def holds_lines(whole: Path, files: Iterable[Path]) -> bool:
    """Tell whether a compressed file holds the lines of some files, and no other."""
    with gzip.open(whole) as stream:
        found = Counter(map(hash, stream))
    for path in files:
        with path.open("rb") as stream:
            found.subtract(map(hash, stream))
    return not any(found.values())


def holds_documents(whole: Path, files: Sequence[Path]) -> bool:
    """Tell whether a package holds some files, each named after its folder, and no other."""
    with zipfile.ZipFile(whole) as package:
        names = {path.parent.name + path.suffix: path for path in files}
        return sorted(package.namelist()) == sorted(names) and all(
            package.read(name) == path.read_bytes() for name, path in names.items()
        )
