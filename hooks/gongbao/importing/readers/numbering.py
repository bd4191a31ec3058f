"""The numbering part of a Word file in; out come the numbers that Word shows before paragraphs but does not store.

Rules: ISO/IEC 29500-1, 17.9. A list (`w:num`) counts with the others of its pattern (`w:abstractNum`), unless it
overrides where a level starts.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from gongbao.importing.readers.number_formats import is_doubtful, write_number
from gongbao.importing.readers.package import MC, W, read_switch, read_value, read_whole
from gongbao.importing.readers.styles import Styles
from gongbao.report.messages import N_

DEEPEST = 9
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: how it is written, where it starts, when it starts anew, the style that belongs to it."""

    kind: str = "decimal"
    pattern: str = ""
    template: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str = ""


@dataclass(slots=True)
class List:
    """One list of the document: its pattern, its levels, and the levels whose start it overrides."""

    pattern: str
    levels: dict[int, Level]
    overridden: set[int] = field(default_factory=set)
    begun: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The number before a paragraph as Word shows it; why it is doubtful, if it is, and the format that makes it so."""

    text: str = ""
    doubt: str = ""
    kind: str = ""


class Numbering:
    """Counts numbered paragraphs in document order, as Word does."""

    def __init__(self, root: Any, styles: Styles) -> None:
        """Take the root of the numbering part, or None where there is none, and the styles that lists may name."""
        self.lists: dict[str, List] = {}
        self.counters: dict[str, list[int | None]] = {}
        if root is None:
            return
        patterns = {item.get(f"{W}abstractNumId", ""): item for item in root.findall(f"{W}abstractNum")}
        numbers = {item.get(f"{W}numId", ""): item for item in root.findall(f"{W}num")}
        for name, item in numbers.items():
            key = find_pattern(read_value(item, "abstractNumId"), patterns, numbers, styles)
            found = List(pattern=key, levels=read_levels(patterns[key]) if key in patterns else {})
            override_levels(found, item)
            self.lists[name] = found

    def count(self, name: str, depth: int | None, style: str) -> Label:
        """Return the number before the next paragraph of a list; bullets show none."""
        found = self.lists.get(name)
        if found is None:
            return Label()
        if depth is None:
            depth = next((place for place, level in found.levels.items() if style and level.style == style), 0)
        depth = min(depth, DEEPEST - 1)
        if depth not in found.levels:
            return Label()
        values = self.advance(found, depth)
        level = found.levels[depth]
        if level.kind in ("bullet", "none") and not PLACE.search(level.template):
            return Label(text="" if level.kind == "bullet" else level.template)
        return make_label(found, depth, values)

    def advance(self, found: List, depth: int) -> list[int | None]:
        """Count one more paragraph of a level and return the counters of its pattern."""
        values = self.counters.setdefault(found.pattern, [None] * DEEPEST)
        before = values[depth]
        restarts = depth in found.overridden and depth not in found.begun
        values[depth] = found.levels[depth].start if before is None or restarts else before + 1
        found.begun.add(depth)
        for below in range(depth + 1, DEEPEST):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or depth < restart:
                values[below] = None
        return values


def make_label(found: List, depth: int, values: list[int | None]) -> Label:
    """Return the label of a paragraph from the counters."""
    level = found.levels[depth]
    doubts: list[Label] = []

    def write(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place > depth:
            return ""
        other = found.levels.get(place, Level())
        value = values[place]
        if value is None:
            doubts.append(Label(doubt=N_("no number stands above it; Word may count from 0")))
            value = other.start
        kind = "decimal" if level.legal else other.kind
        if is_doubtful(value, kind):
            doubts.append(Label(doubt=N_("Word and LibreOffice may write this number differently"), kind=kind))
        return write_number(value, kind, other.pattern)

    text = PLACE.sub(write, level.template)
    # Without a gap a number would run into a figure or a letter of the text: 1 and 2024年.
    gap = " " if level.suffix != "nothing" and text[-1:].isascii() and text[-1:].isalnum() else ""
    return replace(next(iter(doubts), Label()), text=text + gap)


def find_pattern(key: str, patterns: dict[str, Any], numbers: dict[str, Any], styles: Styles) -> str:
    """Return the pattern that a pattern points to by a style (`w:numStyleLink`), or itself."""
    link = read_value(patterns.get(key), "numStyleLink")
    if not link:
        return key
    linked = next((name for name, item in patterns.items() if read_value(item, "styleLink") == link), "")
    number = next((read_value(one, "pPr/numPr/numId") for one in styles.follow(link)), "")
    return linked or read_value(numbers.get(number), "abstractNumId", key)


def read_levels(item: Any) -> dict[int, Level]:
    """Return the levels of a pattern by their depth."""
    return {int(level.get(f"{W}ilvl", 0)): read_level(level) for level in item.findall(f"{W}lvl")}


def read_level(item: Any) -> Level:
    """Return one level; a custom format stands in the newer of two forms."""
    custom = item.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    form = item.find(f"{W}numFmt") if custom is None else custom
    restart = read_whole(item, "lvlRestart", -1)
    return Level(
        kind="decimal" if form is None else form.get(f"{W}val", "decimal"),
        pattern="" if form is None else form.get(f"{W}format", ""),
        template=read_value(item, "lvlText"),
        start=read_whole(item, "start", 1),
        restart=None if restart < 0 else restart,
        legal=bool(read_switch(item, "isLgl")),
        suffix=read_value(item, "suff", "tab"),
        style=read_value(item, "pStyle"),
    )


def override_levels(found: List, item: Any) -> None:
    """Change the levels that a list overrides: where one starts, or all of it."""
    for override in item.findall(f"{W}lvlOverride"):
        depth = int(override.get(f"{W}ilvl", 0))
        if (level := override.find(f"{W}lvl")) is not None:
            found.levels[depth] = read_level(level)
        if (start := read_whole(override, "startOverride", -1)) >= 0:
            found.levels[depth] = replace(found.levels.get(depth, Level()), start=start)
            found.overridden.add(depth)
