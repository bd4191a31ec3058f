"""A drawing of a Word file in, its text boxes, the words set as drawings and its pictures out; the rest is told."""

from collections.abc import Iterator
from typing import Any

from gongbao.importing.manuscript import Image
from gongbao.importing.readers.alternatives import choose
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import A, C, Package, R, clean, name_of
from gongbao.importing.readers.pictures import ELSEWHERE, MISSING, read_picture
from gongbao.report.messages import N_

IMAGES = ("blip", "imagedata")
PARTS = {"chart": N_("a chart"), "relIds": N_("a diagram")}


def iter_boxes(element: Any, ledger: Ledger) -> Iterator[Any]:
    """Give the text boxes and the words set as drawings, in their order; those inside a box come with it."""
    name = name_of(element)
    if name == "AlternateContent":
        for branch in choose(element, ledger):
            yield from iter_boxes(branch, ledger)
    elif name == "txbxContent":
        yield element
    elif name == "textpath":
        yield element.get("string", "")
    else:
        for child in element:
            yield from iter_boxes(child, ledger)


def read_pictures(piece: Any, package: Package, ledger: Ledger) -> list[Image]:
    """Return the pictures of a drawing; tell of a chart, a diagram, an object, with the words in it."""
    pictures: list[Image] = []
    found: dict[str, str] = {}
    named = next((one.get("descr", "") for one in piece.iter() if name_of(one) == "docPr" and one.get("descr")), "")
    for element in piece.iter():
        name = name_of(element)
        if name in PARTS:
            found[PARTS[name]] = found.get(PARTS[name], "") + read_words(element, package)
        elif name in IMAGES:
            picture = read_image(element, package, named)
            if isinstance(picture, str):
                found.setdefault(picture, "")
            else:
                pictures.append(picture)
        elif name == "OLEObject":
            found[N_("an embedded object")] = element.get("ProgID", "")
    words = "".join(clean(node.text) for node in piece.iter(f"{A}t"))
    if words:
        found[N_("a drawing")] = words
    for kind, said in found.items():
        ledger.leave_out(kind, text=said or named, shown=True)
    return pictures


def read_image(element: Any, package: Package, named: str) -> Image | str:
    """Return the picture that an element names, or else why it cannot be kept."""
    name = element.get(f"{R}embed") or element.get(f"{R}id", "")
    relation = package.find_relation(name)
    if relation is None:
        return MISSING
    data = None if relation.external else package.read(relation.target)
    return read_picture(data, named) if data is not None else ELSEWHERE if relation.external else MISSING


def read_words(element: Any, package: Package) -> str:
    """Return the words in the part that a chart or a diagram is kept in."""
    relations = package.list_relations(package.document)
    names = [
        relations[value].target for key, value in element.attrib.items() if key.startswith(R) and value in relations
    ]
    roots = [root for name in names if (root := package.parse(name)) is not None]
    return " ".join(clean(node.text) for root in roots for node in root.iter(f"{A}t", f"{C}v"))
