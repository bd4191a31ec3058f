"""New texts of a project's files in, the files changed out, all of them or none; changes can be undone and redone.

What a file said before lies in the desk's own folder, so that a change can be undone after a restart, too. A file that
was changed elsewhere in the meantime is never overwritten.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.data.text_file import put_back, read_exactly, write_whole
from gongbao.desk.folders import SWAP, delete_folder, hash_folder, iter_kept, keep_folder, swap_all
from gongbao.desk.project import Project
from gongbao.report.messages import tell_reason
from gongbao.report.problems import Problem, ReportError

HISTORY, MOST_KEPT = "history", 100
# What ends the names of changes that can be undone, and of those that were.
MADE, UNDONE = ".json", ".undone"
MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change that was made: what it was, and of each file what it said before and after; None if it was not there.

    Of folders that were replaced as a whole it has what tells their states apart.
    """

    path: Path
    what: str
    files: Mapping[str, tuple[str | None, str | None]]
    folders: Mapping[str, tuple[str | None, str | None]]


def save(project: Project, texts: Mapping[Path, str | None], what: str, known: Mapping[Path, str]) -> None:
    """Write texts to their files and remember what these said; `what` tells a person of the change.

    A file whose text is None is deleted. `known` is what each file said when its new text was made. Raises ReportError,
    nothing changed, if one says something else by now or cannot be written.
    """
    changed = {path: text for path, text in texts.items() if text != known[path]}
    refuse_any(
        project,
        [path for path in changed if read_text(path) != known[path]],
        "这个文件已在别处改动，没有写入（请返回，重新打开这一页再改）",
    )
    if not changed:
        return
    before = {path: read_exactly(path) for path in changed}
    folder = project.own / HISTORY
    files = {path.relative_to(project.root).as_posix(): (before[path], text) for path, text in changed.items()}
    # Before the files, so that a change that was cut off half-way can be taken back.
    try:
        folder.mkdir(parents=True, exist_ok=True)
        step = folder / f"{find_number(folder):06}{MADE}"
        write_whole(step, json.dumps({"what": what, "files": files}, ensure_ascii=False))
    except OSError as error:
        raise tell(project, error) from error
    try:
        for path, text in changed.items():
            if text is None:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
    except OSError as error:
        # If this fails, too, the step stays: undoing it puts the files right once they can be written.
        with contextlib.suppress(OSError):
            for path, old in before.items():
                put_back(path, old)
            step.unlink()
        raise tell(project, error) from error
    forget(folder)


@contextlib.contextmanager
def replacing(project: Project, folders: Sequence[Path], what: str) -> Iterator[None]:
    """Keep what folders hold while they are replaced as a whole, so that this can be undone; `what` tells of it.

    If it fails, they are put back. Raises ReportError if there is no room to keep them, nothing replaced.
    """
    history = project.own / HISTORY
    try:
        history.mkdir(parents=True, exist_ok=True)
        step = history / f"{find_number(history):06}{MADE}"
        kept = list(iter_kept(step, len(folders)))
        before = [hash_folder(one) for one in folders]
        for one, place in zip(folders, kept, strict=True):
            keep_folder(one, place)
    except OSError as error:
        raise tell(project, error) from error
    try:
        yield
        states = {
            one.relative_to(project.root).as_posix(): (old, hash_folder(one))
            for one, old in zip(folders, before, strict=True)
        }
        write_whole(step, json.dumps({"what": what, "files": {}, "folders": states}, ensure_ascii=False))
    except BaseException:
        for one, place, old in zip(folders, kept, before, strict=True):
            with contextlib.suppress(OSError):
                if hash_folder(one) != old:
                    swap_all([(one, place)])
                delete_folder(place)
        raise
    forget(history)


def forget(folder: Path) -> None:
    """Delete the oldest changes, and those that were undone before another was made."""
    for path in (*sorted(folder.glob(f"*{MADE}"))[:-MOST_KEPT], *folder.glob(f"*{UNDONE}")):
        path.unlink(missing_ok=True)
        for place in folder.glob(f"{path.stem}.*.kept"):
            delete_folder(place)


def find_number(folder: Path) -> int:
    """Return the number of the next change."""
    return max((int(path.stem) for end in (MADE, UNDONE) for path in folder.glob(f"*{end}")), default=0) + 1


def find_last(project: Project) -> Step | None:
    """Return the last change that can be undone."""
    return read_step(max((project.own / HISTORY).glob(f"*{MADE}"), default=None))


def find_undone(project: Project) -> Step | None:
    """Return the change that was undone last and can be made again."""
    last = max((path.stem for path in (project.own / HISTORY).glob(f"*{MADE}")), default="")
    # Another change, made since, leaves nothing to redo.
    later = (path for path in (project.own / HISTORY).glob(f"*{UNDONE}") if path.stem > last)
    return read_step(min(later, default=None))


def read_step(path: Path | None) -> Step | None:
    """Return the change that a file of the history holds."""
    if path is None:
        return None
    said = json.loads(path.read_text(encoding="utf-8"))
    files = {name: (old, new) for name, (old, new) in said["files"].items()}
    folders = {name: (old, new) for name, (old, new) in said.get("folders", {}).items()}
    return Step(path=path, what=said["what"], files=files, folders=folders)


def undo(project: Project) -> str:
    """Take the last change back and return what it was. Raises ReportError if a file was changed since."""
    step = find_last(project)
    if step is None:
        raise ReportError([Problem(path=project.own, message="没有可以撤销的改动")])
    exchange(project, step, {name: (new, old) for name, (old, new) in step.files.items()}, UNDONE)
    return step.what


def redo(project: Project) -> str:
    """Make the change again that was undone last, and return it. Raises ReportError if a file was changed since."""
    step = find_undone(project)
    if step is None:
        raise ReportError([Problem(path=project.own, message="没有可以重做的改动")])
    exchange(project, step, step.files, MADE)
    return step.what


def exchange(project: Project, step: Step, files: Mapping[str, tuple[str | None, str | None]], end: str) -> None:
    """Put what files are to say in the place of what they say, and note it by the end of the step's name.

    A file that says it already stays: whoever was cut off half-way goes on from there.
    """
    paths = {project.root / name: pair for name, pair in files.items()}
    refuse_any(
        project,
        [path for path, pair in paths.items() if read_exactly(path) not in pair],
        f"这个文件后来又改过，不能{'撤销' if end == UNDONE else '重做'}（请手工改）",
    )
    pairs = list(
        zip([project.root / name for name in step.folders], iter_kept(step.path, len(step.folders)), strict=True)
    )
    now = {project.root / name: states[end == UNDONE] for name, states in step.folders.items()}
    cut_off = any(kept.with_name(f"{kept.name}{SWAP}").exists() for _folder, kept in pairs)
    refuse_any(
        project,
        [folder for folder, state in now.items() if not cut_off and hash_folder(folder) != state],
        f"这个文件夹后来又改过，不能{'撤销' if end == UNDONE else '重做'}（请手工改）",
    )
    try:
        swap_all(pairs)
        for path, (_now, wanted) in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            put_back(path, wanted)
        step.path.replace(step.path.with_suffix(end))
    except OSError as error:
        raise tell(project, error) from error


def refuse_any(project: Project, paths: list[Path], message: str) -> None:
    """Refuse a change for the sake of some files. Raises ReportError if there are any."""
    if paths:
        raise ReportError(Problem(path=path, message=message).under(project.root) for path in paths)


def tell(project: Project, error: OSError) -> ReportError:
    """Return what the system refused as a problem."""
    path = Path(error.filename or project.root)
    message = f"不能写入（{tell_reason(error)}）（关掉正在用它的程序，或者腾出磁盘空间，再试一次）"
    return ReportError([Problem(path=path, message=message).under(project.root)])


def hash_text(text: str) -> str:
    """Return what tells two states of a text apart."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_text(path: Path) -> str:
    """Return what a file says, its line ends as they are, without a byte order mark; nothing if it is not there."""
    return (read_exactly(path) or "").removeprefix(MARK)
