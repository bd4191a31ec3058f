"""The styles of a Word document in, how a paragraph or a run is meant out: its level, its list, its looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongbao.importing.readers.package import W, read_switch, read_value, read_whole

DEEPEST_CHAIN, NO_LEVEL, DEEPEST_HEADING = 12, 9, 6
# Styles of lists that Word makes; a Chinese Word stores `toc 1` under the id 11.
CONTENTS = re.compile(r"toc\s?(?:\d|heading|标题)|目录\s?(?:\d|标题)|table of figures|图表目录", re.IGNORECASE)
NAMED_HEADING = re.compile(r"(?:heading|标题)\s?([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How the letters of a run are set, as far as it changes what a reader sees."""

    hidden: bool
    bold: bool
    capitals: bool
    position: str


class Styles:
    """The styles by their ids, each with the one it is based on."""

    def __init__(self, root: Any) -> None:
        """Take the root of the styles part, or None where there is none."""
        found = [] if root is None else root.findall(f"{W}style")
        self.elements = {element.get(f"{W}styleId", ""): element for element in found}
        usual = (element for element in found if element.get(f"{W}type") == "paragraph")
        self.usual = next(
            (one.get(f"{W}styleId", "") for one in usual if one.get(f"{W}default") in ("1", "true", "on")), ""
        )
        self.default = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.chains: dict[str, tuple[Any, ...]] = {}
        self.plain: dict[str, Looks] = {}
        self.switches: dict[tuple[str, str], bool | None] = {}

    def follow(self, name: str) -> tuple[Any, ...]:
        """Return a style and those it is based on, nearest first."""
        if name not in self.chains:
            self.chains[name] = tuple(self._iter_chain(name))
        return self.chains[name]

    def _iter_chain(self, name: str) -> Iterator[Any]:
        for _ in range(DEEPEST_CHAIN):
            style = self.elements.get(name)
            if style is None:
                return
            yield style
            name = read_value(style, "basedOn")

    def find_style(self, paragraph: Any) -> str:
        """Return the id of a paragraph's style."""
        return read_value(paragraph, "pPr/pStyle", self.usual)

    def is_contents(self, paragraph: Any) -> bool:
        """Tell whether a paragraph belongs to a contents list that Word makes."""
        name = self.find_style(paragraph)
        named = (read_value(style, "name") for style in self.follow(name))
        return name.upper().startswith("TOC") or any(map(CONTENTS.match, named))

    def find_level(self, paragraph: Any) -> int:
        """Return the outline level of a paragraph, from 1; 0 for text."""
        chain = self.follow(self.find_style(paragraph))
        for element in (paragraph, *chain):
            if (level := read_whole(element, "pPr/outlineLvl", -1)) >= 0:
                return level + 1 if level < DEEPEST_HEADING else 0
        named = (NAMED_HEADING.match(read_value(style, "name")) for style in chain)
        return next((min(int(match[1]), DEEPEST_HEADING) for match in named if match), 0)

    def find_list(self, paragraph: Any) -> tuple[str, int | None, str]:
        """Return the list a paragraph belongs to, its depth there, and the style that says so; no list is no name.

        The depth is None where only the list's own levels tell it, by the style.
        """
        style = self.find_style(paragraph)
        number, depth, source = "", None, ""
        for element in (paragraph, *self.follow(style)):
            if (found := element.find(f"{W}pPr/{W}numPr")) is not None:
                depth = read_whole(found, "ilvl", -1) if depth is None else depth
                depth = None if depth is not None and depth < 0 else depth
                if name := read_value(found, "numId"):
                    number, source = name, element.get(f"{W}styleId", "") or style
                    break
        return number, depth, source

    def read_run(self, run: Any, paragraph_style: str) -> Looks:
        """Return how the letters of a run are set; most runs say nothing of their own."""
        properties = run.find(f"{W}rPr")
        plain = properties is None or not len(properties)
        if plain and paragraph_style in self.plain:
            return self.plain[paragraph_style]
        looks = Looks(
            hidden=self.is_set(run, paragraph_style, "vanish"),
            bold=self.is_set(run, paragraph_style, "b"),
            capitals=any(self.is_set(run, paragraph_style, name) for name in ("caps", "smallCaps")),
            position=self.read_looks(run, paragraph_style, "vertAlign"),
        )
        if plain:
            self.plain[paragraph_style] = looks
        return looks

    def is_set(self, run: Any, paragraph_style: str, name: str) -> bool:
        """Tell whether a run has a property that styles switch to and fro: bold in what is bold is not.

        What the run itself says counts alone (ISO/IEC 29500-1, 17.7.3).
        """
        properties = run.find(f"{W}rPr")
        own = read_switch(properties, name)
        if own is not None:
            return own
        inherited = (self.read_style(style, name) for style in (read_value(properties, "rStyle"), paragraph_style))
        said = [value for value in inherited if value is not None]
        return sum(said) % 2 == 1 if said else bool(read_switch(self.default, name))

    def read_style(self, style: str, name: str) -> bool | None:
        """Return what a style says of a property of its letters."""
        if (style, name) not in self.switches:
            said = (read_switch(one.find(f"{W}rPr"), name) for one in self.follow(style))
            self.switches[style, name] = next((value for value in said if value is not None), None)
        return self.switches[style, name]

    def read_looks(self, run: Any, paragraph_style: str, path: str, attribute: str = "val") -> str:
        """Return the value of a property of a run's letters: its own, its style's, the paragraph's."""
        properties = run.find(f"{W}rPr")
        chain = (*self.follow(read_value(properties, "rStyle")), *self.follow(paragraph_style))
        for one in (run, *chain):
            found = one.find(f"{W}rPr/{W}{path}")
            if found is not None and found.get(f"{W}{attribute}"):
                return str(found.get(f"{W}{attribute}"))
        return ""
