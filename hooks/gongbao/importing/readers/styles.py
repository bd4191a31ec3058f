"""The styles of a Word document → how a paragraph is meant: its outline level, whether its letters are bold."""

from collections.abc import Iterator
from typing import Any

from gongbao.importing.readers.container import W, is_on

DEEPEST_CHAIN, NO_LEVEL, DEEPEST_HEADING = 12, 9, 6


class Styles:
    """The styles by their ids, each with the one it is based on."""

    def __init__(self, root: Any) -> None:
        """Take the root of the styles part, or None where there is none."""
        found = [] if root is None else root.findall(f"{W}style")
        self.elements = {element.get(f"{W}styleId", ""): element for element in found}

    def iter_chain(self, element: Any, kind: str) -> Iterator[Any]:
        """Give the properties of a paragraph or run (`pPr`, `rPr`), then the styles it follows, nearest first."""
        named = element.find(f"{W}{kind}/{W}{'pStyle' if kind == 'pPr' else 'rStyle'}")
        yield element
        for _ in range(DEEPEST_CHAIN):
            style = None if named is None else self.elements.get(named.get(f"{W}val", ""))
            if style is None:
                return
            yield style
            named = style.find(f"{W}basedOn")

    def find_name(self, paragraph: Any) -> str:
        """Return the id of a paragraph's style."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return "" if named is None else str(named.get(f"{W}val", ""))

    def find_level(self, paragraph: Any) -> int:
        """Return the outline level of a paragraph, from 1; 0 for text."""
        for element in self.iter_chain(paragraph, "pPr"):
            if (own := element.find(f"{W}pPr/{W}outlineLvl")) is not None:
                level = int(own.get(f"{W}val", NO_LEVEL))
                return level + 1 if level < DEEPEST_HEADING else 0
        return 0

    def is_bold(self, element: Any, kind: str) -> bool | None:
        """Tell whether a paragraph's style or a run sets its letters bold; None if it says nothing."""
        for one in self.iter_chain(element, kind):
            properties = one.find(f"{W}rPr")
            if (
                not (kind == "pPr" and one is element)
                and properties is not None
                and properties.find(f"{W}b") is not None
            ):
                return is_on(properties, "b")
        return None

    def find_list(self, paragraph: Any) -> tuple[str, int]:
        """Return the list a paragraph belongs to and its depth there; no list is an empty name."""
        for element in self.iter_chain(paragraph, "pPr"):
            if (found := element.find(f"{W}pPr/{W}numPr")) is not None:
                number, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
                name = "" if number is None else str(number.get(f"{W}val", ""))
                return name, 0 if depth is None else int(depth.get(f"{W}val", 0))
        return "", 0
