"""Fonts in, the list of them that a publication with PDFs carries out, and back again.

A line is a checksum, two spaces, a family and a weight. The checksum is of the checksums of the font's tables, so that
no font of 25 MB has to be read. The list stands in the manifest like every file.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongbao.report.messages import _
from gongbao.report.problems import Problem

FONTS = "downloads/FONTS.txt"


def format_fonts(fonts: Iterable[str]) -> bytes:
    """Return the list of some fonts, each given as a line."""
    return "".join(f"{font}\n" for font in sorted(set(fonts))).encode()


def read_fonts(folder: Path) -> set[str]:
    """Return the fonts of a publication; none if it has no PDFs."""
    path = folder / FONTS
    return set(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else set()


def name_font(line: str) -> str:
    """Return the family and the weight of a font."""
    return line.partition("  ")[2]


def compare_fonts(one: Path, other: Path) -> Iterator[Problem]:
    """Give a note if the PDFs of two publications are set in different fonts: then none of their bytes need agree."""
    there, here = read_fonts(one), read_fonts(other)
    if there and there != here:
        message = _("PDFs are set in other fonts than this machine has: {there} there, {here} here").format(
            there=name_fonts(there - here), here=name_fonts(here - there)
        )
        yield Problem(path=one / FONTS, message=message)


def name_fonts(fonts: Iterable[str]) -> str:
    """Return the names of fonts, for a person."""
    return ", ".join(sorted(map(name_font, fonts))) or "-"
