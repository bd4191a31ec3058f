"""An HTML element in, what its tag and attributes say out: whether it is a block, its line, its whole numbers."""

import re
from typing import Any

NAMES = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol menu dir dl dt dd blockquote pre section article main table tr td th tbody thead"
    " tfoot center header footer figure figcaption hr body caption details summary address aside nav form"
    " fieldset legend hgroup dialog"
)
BLOCKS = frozenset(NAMES.split())


def find_holders(root: Any) -> set[Any]:
    """Return the elements that hold a block."""
    holders: set[Any] = set()
    for block in root.iter(*BLOCKS):
        for around in block.iterancestors():
            if around in holders:
                break
            holders.add(around)
    return holders


def read_line(element: Any) -> int:
    """Return the line of the source that an element stands in."""
    around = (element, *element.iterancestors())
    marked = next((line for one in around if (line := one.get("data-line")) is not None), None)
    return read_integer(marked, element.sourceline or 0)


def read_integer(text: str | None, otherwise: int) -> int:
    """Return a whole number, or another where there is none."""
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise
