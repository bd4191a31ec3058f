"""The print style sheet in, what finished documents share with it out: the numbers of the grid and the font stacks."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gongbao.report.report import ScriptTag

Use = Literal["xiaobiaosong", "fangsong", "kaiti", "heiti", "songti"]
USES: tuple[Use, ...] = ("xiaobiaosong", "fangsong", "kaiti", "heiti", "songti")
BLOCK = re.compile(
    r'^:root(?::lang\((?P<tag>[\w-]+)\)|(?P<large>\[data-text="large"\]))? \{(?P<rules>.*?)^\}',
    re.MULTILINE | re.DOTALL,
)

VARIABLE = re.compile(r"--(?P<name>[a-z]+): (?P<value>[^;]*);")
# `calc(156mm / 28)`: the length of a side of the type area, and into how many it is divided.
DIVISION = re.compile(r"calc\((?P<side>\d+)mm / (?P<number>\d+)\)")
MARGINS = re.compile(r"^@page \{[^}]*?margin: (\d+)mm (\d+)mm (\d+)mm (\d+)mm;", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A type area in millimetres, divided into characters and lines, and the sizes of type on it in points.

    `inside` is the margin at the binding, on the left of an odd page.
    """

    top: int
    outside: int
    bottom: int
    inside: int
    width: int
    height: int
    characters: int
    lines: int
    title: int
    part: int
    small: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one edition in one script is set; every use has its families, the best first."""

    grid: Grid
    stacks: dict[Use, tuple[str, ...]]


@lru_cache
def read_style(sheet: str, tag: ScriptTag, *, large: bool = False) -> Style:
    """Return how a script is set by the text of the print style sheet; `large` is the edition for weak sight.

    Raises KeyError if the sheet lacks one of its variables.
    """
    values: dict[str, str] = {}
    for block in BLOCK.finditer(sheet):
        if (large or not block["large"]) and f"{tag}-".startswith(f"{block['tag'] or tag}-"):
            values.update(VARIABLE.findall(block["rules"]))
    margins = MARGINS.search(sheet)
    across, down = DIVISION.fullmatch(values["character"]), DIVISION.fullmatch(values["line"])
    if not (margins and across and down):
        raise KeyError("the margins and the grid")
    top, outside, bottom, inside = map(int, margins.groups())
    grid = Grid(
        top=top,
        outside=outside,
        bottom=bottom,
        inside=inside,
        width=int(across["side"]),
        height=int(down["side"]),
        characters=int(across["number"]),
        lines=int(down["number"]),
        title=read_points(values["title"]),
        part=read_points(values["part"]),
        small=read_points(values["small"]),
    )
    stacks = {use: tuple(name.strip().strip('"') for name in values[use].split(",")) for use in USES}
    return Style(grid=grid, stacks=stacks)


def read_points(value: str) -> int:
    """Return a size in points."""
    return int(value.removesuffix("pt"))
