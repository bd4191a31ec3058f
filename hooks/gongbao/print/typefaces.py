"""The font files of this machine in, the faces that a finished PDF may carry out: found, permitted, cut to size.

A face is permitted where its own statement (OS/2 `fsType`, OpenType 1.9) lets a document embed a subset of it. Chromium
embeds plain TrueType outlines as they are, but draws CFF and variable fonts, as Noto and Source Han mostly come, as
hundreds of nameless Type 3 fonts; of such a face a TrueType subset with the characters of the report is made for it.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.varLib.instancer import instantiateVariableFont

COLLECTIONS = (".ttc", ".otc")
SUFFIXES = (".ttf", ".otf", *COLLECTIONS)
FAMILY, FULL_NAME, POSTSCRIPT, TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
RESTRICTED, USES, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x000F, 0x0100, 0x0200
# How far a quadratic outline may leave the cubic one, in thousandths of the character.
TOLERANCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face in a font file; `number` is its place in a collection, `names` are what style sheets may call it.

    `permitted`: a document may carry it. `ready`: Chromium embeds it as it is.
    """

    path: Path
    number: int
    names: frozenset[str]
    postscript: str
    weight: int
    upright: bool
    permitted: bool
    ready: bool


def list_font_folders() -> list[Path]:
    """Return the folders in which this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]


@cache
def list_faces() -> tuple[Face, ...]:
    """Return every face on this machine, files in order."""
    files = (path for folder in list_font_folders() if folder.is_dir() for path in sorted(folder.rglob("*")))
    return tuple(face for path in files if path.suffix.lower() in SUFFIXES for face in read_faces(path))


def read_faces(path: Path) -> Iterator[Face]:
    """Give the faces of a font file; none if it is not one."""
    collection = path.suffix.lower() in COLLECTIONS
    try:
        with path.open("rb") as file:
            fonts = TTCollection(file, lazy=True).fonts if collection else [TTFont(file, lazy=True)]
            for number, font in enumerate(fonts):
                if "OS/2" in font and "name" in font:
                    yield read_face(path, number, font)
    except Exception:  # noqa: BLE001  fontTools raises whatever a broken table leads it to
        return


def read_face(path: Path, number: int, font: TTFont) -> Face:
    """Return what is to be known of a face."""
    names, statement = font["name"], font["OS/2"]
    wanted = (FAMILY, TYPOGRAPHIC_FAMILY, FULL_NAME, POSTSCRIPT)
    return Face(
        path=path,
        number=number,
        names=frozenset(record.toUnicode(errors="replace") for record in names.names if record.nameID in wanted),
        postscript=names.getDebugName(POSTSCRIPT) or path.stem,
        weight=statement.usWeightClass,
        upright=not statement.fsSelection & 1,
        permitted=may_embed(statement.fsType),
        ready="glyf" in font and "fvar" not in font,
    )


def may_embed(statement: int) -> bool:
    """Tell whether a font's `fsType` lets a document carry a subset of its outlines."""
    return statement & USES != RESTRICTED and not statement & (NO_SUBSETTING | BITMAPS_ONLY)


def find_face(faces: Iterable[Face], family: str, weight: int) -> Face | None:
    """Return the upright face of a family that is nearest to a weight; None if the family is not there."""
    named = [face for face in faces if family in face.names and face.upright]
    return min(named, key=lambda face: abs(face.weight - weight), default=None)


def find_covered(face: Face, characters: frozenset[str]) -> frozenset[str]:
    """Return those of the characters that a face has."""
    with TTFont(face.path, fontNumber=face.number, lazy=True) as font:
        there = font.getBestCmap() or {}
    return frozenset(character for character in characters if ord(character) in there)


def write_subset(face: Face, weight: int, characters: Iterable[str], target: Path) -> None:
    """Write a plain TrueType font with some characters of a face; a variable face is fixed at the weight."""
    options = subset.Options(notdef_outline=True, name_IDs=["*"], hinting=False)
    options.drop_tables += ["BASE"]
    with TTFont(face.path, fontNumber=face.number, lazy=True, recalcTimestamp=False) as font:
        outlines = font.getGlyphSet() if "fvar" not in font else None
        if outlines and "CFF " in font:
            # They are drawn anew from the whole font: to take all that is not needed out of this table takes seconds.
            options.drop_tables += ["CFF", "VORG"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(characters))
        subsetter.subset(font)
        if "fvar" in font:
            instantiateVariableFont(
                font, {axis.axisTag: fix_axis(axis, weight) for axis in font["fvar"].axes}, inplace=True
            )
        if "glyf" not in font:
            make_quadratic(font, outlines or font.getGlyphSet())
        font.save(target)


def fix_axis(axis: Any, weight: int) -> float:
    """Return where an axis of a variable font is fixed."""
    if axis.axisTag != "wght":
        return float(axis.defaultValue)
    return float(max(axis.minValue, min(axis.maxValue, weight)))


def make_quadratic(font: TTFont, outlines: Mapping[str, Any]) -> None:
    """Give a font quadratic outlines, drawn after cubic ones."""
    order = font.getGlyphOrder()
    tolerance = TOLERANCE * font["head"].unitsPerEm / 1000
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        # An accented letter may be made of two others, which are not among those that are wanted.
        outlines[name].draw(DecomposingFilterPen(Cu2QuPen(pen, tolerance, reverse_direction=True), outlines))
        glyphs[name] = pen.glyph()
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    font["maxp"] = limits = newTable("maxp")
    limits.tableVersion, limits.numGlyphs, limits.maxZones = 0x00010000, len(order), 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
        setattr(limits, f"max{name}", 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"
