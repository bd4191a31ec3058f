"""New texts of a project's files in, the files changed out, each at once or not at all; the last change can be undone.

What a file said before lies in the desk's own folder, so that a change can be undone after a restart, too. A file that
was changed elsewhere in the meantime is never overwritten.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongbao.desk.project import Project
from gongbao.report.problems import Problem, ReportError

HISTORY, MOST_KEPT = "history", 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change that was made: what it was, and of each file what it said before and after."""

    path: Path
    what: str
    files: Mapping[str, tuple[str, str]]


def save(project: Project, texts: Mapping[Path, str], what: str) -> None:
    """Write texts to their files and remember what these said; `what` tells a person of the change."""
    before = {path: read_text(path) for path in texts}
    files = {
        path.relative_to(project.root).as_posix(): (before[path], text)
        for path, text in texts.items()
        if text != before[path]
    }
    if not files:
        return
    folder = project.own / HISTORY
    folder.mkdir(parents=True, exist_ok=True)
    steps = sorted(folder.glob("*.json"))
    number = int(steps[-1].stem) + 1 if steps else 1
    content = json.dumps({"what": what, "files": files}, ensure_ascii=False)
    write_text(folder / f"{number:06}.json", content)
    for name, (_old, new) in files.items():
        write_text(project.root / name, new)
    for path in steps[:-MOST_KEPT]:
        path.unlink(missing_ok=True)


def find_last(project: Project) -> Step | None:
    """Return the last change that can be undone."""
    steps = sorted((project.own / HISTORY).glob("*.json"))
    if not steps:
        return None
    said = json.loads(steps[-1].read_text(encoding="utf-8"))
    files = {name: (old, new) for name, (old, new) in said["files"].items()}
    return Step(path=steps[-1], what=said["what"], files=files)


def undo(project: Project) -> str:
    """Take the last change back and return what it was. Raises ReportError if a file was changed since."""
    step = find_last(project)
    if step is None:
        raise ReportError([Problem(path=project.own, message="没有可以撤销的改动")])
    problems = [
        Problem(path=Path(name), message="这个文件后来又改过，不能撤销（请手工改回）")
        for name, (_old, new) in step.files.items()
        if read_text(project.root / name) != new
    ]
    if problems:
        raise ReportError(problems)
    for name, (old, _new) in step.files.items():
        write_text(project.root / name, old)
    step.path.unlink()
    return step.what


def read_text(path: Path) -> str:
    """Return what a file says, its line ends as they are; nothing if it is not there."""
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def write_text(path: Path, text: str) -> None:
    """Put a text in the place of a file at once."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(text.encode())
    draft.replace(path)
