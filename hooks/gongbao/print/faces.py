"""The fonts of this machine in, their faces out: content, coverage, and whether a document may carry them."""

import hashlib
import sys
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

import typst

RESTRICTED, USES, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x000F, 0x0100, 0x0200
# Where a font's file tells of its fonts, if it is a collection, of the tables of a font, and of the permission in OS/2.
COLLECTION, TABLES, PERMISSION = b"ttcf", 12, 8
# A character map of this format has ranges over the whole of Unicode.
RANGES = b"\0\x0c"


class Info(Protocol):
    """A face as Typst lists it."""

    family: str
    style: str
    weight: int
    path: str | None
    index: int


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """One face on this machine; `digest` names its content, `permitted` tells whether a document may carry it."""

    family: str
    weight: int
    path: str
    number: int
    digest: str
    permitted: bool

    def __str__(self) -> str:
        """Give its content and its name, as a line of a list of checksums."""
        return f"{self.digest}  {self.family} {self.weight}"


class FontTable(NamedTuple):
    """A table of a font's file: its checksum, and where it stands."""

    checksum: int
    offset: int
    length: int


@cache
def find_fonts() -> typst.Fonts:
    """Return the fonts of this machine, without those built into Typst: their private characters are ligatures."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


@cache
def list_families() -> Mapping[str, Sequence[Info]]:
    """Return the upright faces of this machine by family, in the order in which Typst looks at them."""
    families: dict[str, list[Info]] = {}
    for info in find_fonts().fonts():
        if info.style == "normal" and info.path:
            families.setdefault(info.family, []).append(info)
    return families


@cache
def describe_fonts() -> str:
    """Return what fonts there are on this machine, by name, weight and size."""
    faces = [info for infos in list_families().values() for info in infos]
    sizes = {path: Path(path).stat().st_size for path in {str(info.path) for info in faces}}
    return repr(sorted((info.family, info.weight, info.index, sizes[str(info.path)]) for info in faces))


@cache
def find_face(family: str, weight: int) -> Face | None:
    """Return the face of a family that Typst takes for a weight; None if the family is not here."""
    info = min(list_families().get(family, ()), key=lambda info: abs(info.weight - weight), default=None)
    return read_face(info) if info else None


def read_face(info: Info) -> Face:
    """Return a face with what its file says of it; one that cannot be read is not permitted."""
    path = str(info.path)
    try:
        with Path(path).open("rb") as file:
            tables = read_tables(file, info.index)
            file.seek(tables["OS/2"].offset + PERMISSION)
            permitted = may_embed(int.from_bytes(read_bytes(file, 2)))
    except (OSError, EOFError, KeyError, UnicodeDecodeError):
        return Face(info.family, info.weight, path, info.index, "", permitted=False)
    content = sorted((tag, table.checksum, table.length) for tag, table in tables.items())
    digest = hashlib.sha256(repr(content).encode()).hexdigest()
    return Face(info.family, info.weight, path, info.index, digest, permitted=permitted)


def may_embed(statement: int) -> bool:
    """Tell whether a font's `fsType` (OpenType 1.9, OS/2) lets a document carry a subset of its outlines."""
    return statement & USES != RESTRICTED and not statement & (NO_SUBSETTING | BITMAPS_ONLY)


class Coverage(dict[str, bool]):
    """Whether a face has a character: looked up in the face's ranges once, and then remembered."""

    def __init__(self, face: Face) -> None:
        """Read the face's character map."""
        super().__init__()
        self.first, self.last = read_ranges(face)

    def __missing__(self, character: str) -> bool:
        """Look a character up."""
        place = bisect_right(self.first, ord(character)) - 1
        self[character] = place >= 0 and ord(character) <= self.last[place]
        return self[character]


@cache
def open_coverage(face: Face) -> Coverage:
    """Return what a face has."""
    return Coverage(face)


def read_tables(file: BinaryIO, number: int) -> dict[str, FontTable]:
    """Return the tables that an OpenType font, of a collection that with a number, names (OpenType 1.9, Font File).

    Raises EOFError for a file that ends before. fontTools reads the same, but to load it takes as long as a section.
    """
    start = 0
    if read_bytes(file, 4) == COLLECTION:
        file.seek(TABLES + 4 * number)
        start = int.from_bytes(read_bytes(file, 4))
    file.seek(start + 4)
    count = int.from_bytes(read_bytes(file, 2))
    file.seek(start + TABLES)
    entries = [read_bytes(file, 16) for _ in range(count)]
    return {
        entry[:4].decode("ascii"): FontTable(*(int.from_bytes(entry[at : at + 4]) for at in (4, 8, 12)))
        for entry in entries
    }


def read_bytes(file: BinaryIO, length: int) -> bytes:
    """Return so many bytes. Raises EOFError if there are fewer."""
    found = file.read(length)
    if len(found) < length:
        raise EOFError(file.name)
    return found


def read_ranges(face: Face) -> tuple[Sequence[int], Sequence[int]]:
    """Return the first and the last characters of the ranges that a face has, in order."""
    with Path(face.path).open("rb") as file:
        place = read_tables(file, face.number)["cmap"]
        file.seek(place.offset)
        table = file.read(place.length)
    for number in range(int.from_bytes(table[2:4])):
        start = int.from_bytes(table[8 + 8 * number : 12 + 8 * number])
        # Read as it stands: fontTools would make 45,000 names of it first.
        if table[start : start + 2] == RANGES:
            count = int.from_bytes(table[start + 12 : start + 16])
            numbers = array("I", table[start + 16 : start + 16 + 12 * count])
            if sys.byteorder == "little":
                numbers.byteswap()
            return numbers[::3], numbers[1::3]
    from fontTools.ttLib import TTFont

    with Path(face.path).open("rb") as file, TTFont(file, fontNumber=face.number, lazy=True) as font:
        codes = sorted(font.getBestCmap() or ())
    return codes, codes


@lru_cache(64)  # the faces of a document serve several uses
def find_covered(face: Face, characters: frozenset[str]) -> frozenset[str]:
    """Return those of the characters that a face has."""
    return frozenset(filter(open_coverage(face).__getitem__, characters))
