"""A report in, what is wrong with the files of its pictures out."""

from pathlib import Path

from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import Picture, Report

LARGEST_PICTURE = 5_000_000
SIGNS = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".svg": (b"<svg", b"<?xml", b"\xef\xbb\xbf<", b"<!--"),
}


def check_pictures(report: Report, problems: Problems) -> None:
    """Note pictures whose file is missing, too large, or not what its name says."""
    for section in report.sections:
        for block in section.content:
            if isinstance(block, Picture) and (fault := find_picture_fault(report.path.parent / block.file)):
                problems.add(section.path, block.line, f"{block.file}: {fault}")


def find_picture_fault(path: Path) -> str:
    """Return what is wrong with the file of a picture, or nothing."""
    if not path.is_file():
        return _("there is no such file (put it there, or take the picture out)")
    if path.stat().st_size > LARGEST_PICTURE:
        return _("larger than {size} MB (make it smaller)").format(size=LARGEST_PICTURE // 1_000_000)
    with path.open("rb") as file:
        start = file.read(400)
    if not any(start.lstrip().startswith(sign) for sign in SIGNS[path.suffix]):
        return _("not what its name says (save it as PNG, JPEG or SVG)")
    return ""
