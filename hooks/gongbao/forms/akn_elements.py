"""An element of an Akoma Ntoso document in, what stands at a path below it, its text and its names out."""

from collections.abc import Sequence
from typing import Any, cast

from gongbao.forms.akn_names import AKN, OWN
from gongbao.report.report import ID, PICTURE

# lxml has no types, and no public name for what its elements are.
Element = Any
SPACES = {"a": AKN, "g": OWN}


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path."""
    return next(iter(find_all(element, path)), None)


def find_all(element: Element | None, path: str) -> Sequence[Element]:
    """Return the elements at a path, in document order."""
    return [] if element is None else cast("Sequence[Element]", element.xpath(path, namespaces=SPACES))


def own_value(element: Element | None, name: str) -> str | None:
    """Return an attribute that Akoma Ntoso does not know."""
    return None if element is None else element.get(f"{{{OWN}}}{name}")


def read_text(element: Element | None) -> str:
    """Return the characters that an element prints, those of its inline elements among them."""
    return "" if element is None else "".join(element.itertext())


def read_id(element: Element) -> str:
    """Return the id of an element. Raises ValueError for one that no report has: sections are files of that name."""
    return check_id(element.attrib["eId"])


def check_id(name: str) -> str:
    """Return an id. Raises ValueError for one that no report has."""
    if not ID.fullmatch(name):
        raise ValueError(name)
    return name


def check_file(name: str) -> str:
    """Return the file of a picture. Raises ValueError for one that lies elsewhere than a report's pictures."""
    if not PICTURE.fullmatch(name):
        raise ValueError(name)
    return name
