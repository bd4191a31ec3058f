"""A report's files and what is open in them in, the same by the place in the report where it is settled out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongbao.report.problems import Problem

OWN_ID = re.compile(r"\s*(?:-\s+)?(?:salutation:\s*)?\{?\s*id:\s*[\"']?([A-Za-z][\w-]*)")
REPORT = "report.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something open: where it is settled (a passage's id, or `head`), its file and line, and what it says.

    A `remark` is a comment that is settled by taking it away.
    """

    place: str
    file: str
    line: int
    message: str
    remark: bool = False


def list_points(root: Path, problems: Iterable[Problem]) -> list[Point]:
    """Return what is open in a report's files with its places."""
    return [make_point(root, problem) for problem in problems]


def group_points(points: Iterable[Point]) -> Mapping[str, list[Point]]:
    """Return what is open by its place."""
    groups: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        groups[point.place].append(point)
    return groups


def make_point(root: Path, problem: Problem) -> Point:
    """Return a problem of a report's file with the place where it is settled."""
    path = root / problem.path
    lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n") if path.is_file() else []
    here = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    remark = here.lstrip().startswith("#")
    return Point(
        place=find_place(lines, problem.line, path.name),
        file=path.name,
        line=problem.line,
        message=here.strip().lstrip("# ") if remark else problem.message,
        remark=remark,
    )


def find_place(lines: list[str], line: int, name: str) -> str:
    """Return the id of the passage that a line is about: a comment stands above it, all else inside."""
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if name == REPORT and not here.startswith((" ", "-", "#")):
        return "head"
    comment = here.lstrip().startswith("#")
    around = lines[line:] if comment else reversed(lines[:line])
    return next((match[1] for text in around if (match := OWN_ID.match(text))), "head")
