"""A picture of a report in, its file, its place in the publication and its size out.

A picture is published once, for all scripts, in the folder of its report.
"""

from functools import cache
from pathlib import Path

from gongbao.report.report import Picture, Report

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


def find_file(report: Report, picture: Picture) -> Path:
    """Return where the file of a picture is."""
    return report.path.parent / picture.file


def is_drawing(picture: Picture) -> bool:
    """Tell whether a picture is a drawing (SVG)."""
    return Path(picture.file).suffix == ".svg"


def name_type(picture: Picture) -> str:
    """Return the media type of a picture."""
    return TYPES[Path(picture.file).suffix]


@cache
def measure(path: Path) -> tuple[int, int] | None:
    """Return the width and the height of a picture in pixels; None for a drawing and a damaged file."""
    if path.suffix == ".svg":
        return None
    from PIL import Image

    try:
        with Image.open(path) as opened:
            return opened.size
    except OSError:
        return None
