"""A function that fills a folder in, the publication at its place out: whole and checked, or as it was before.

The new publication is made beside the old one, in a work folder `<name>.new`. What stops the work, at whatever moment,
leaves the old one whole; the next build takes over what it can use of what is left, and clears it away. Nothing is
deleted that Gongbao did not write: a target must be empty or a publication without a foreign file in it, a work folder
must bear the mark.
"""

import contextlib
import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from gongbao.output.allocation import set_apart
from gongbao.output.manifest import MANIFEST, list_files, list_foreign, write_manifest
from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import Problem, ReportError

# Stands in a work folder from its making to its end, and is locked by the build that works there.
MARK = ".gongbao-work"
# Beside the new publication: what a build that was ended left of its own.
LEFT = "left"
EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
HERE = -100  # AT_FDCWD of Linux
SHOWN = 5
# A name that holds a hash of what is in the file, and that packed.
HASHED = re.compile(r"\.[0-9a-f]{10}\.(?:css|js)(?:\.gz)?$")


def publish(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a new folder and put it in the place of `target`; beside the new one may stand what an ended build `LEFT`.

    Raises ReportError, with nothing changed, if `target` is not a publication, holds foreign files or cannot be
    written; whatever `fill` raises passes through.
    """
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open_work_folder(target) as work:
            new, old = work / "new", work / "old"
            if not target.exists() and list_foreign(old) == []:
                old.rename(target)  # a kill came between the two renames of `replace_folder`
            empty_folder(work, but=new)
            if new.exists():
                new.rename(work / LEFT)
            new.mkdir()
            set_apart(new)
            fill(new)
            check_target(target)  # last, so that a person learns of faults in the data first
            made = read_mark(new)
            keep_hashed(target, target.with_name(f"{target.name}.before"), work)
            replace_folder(new, target, old)
            if read_mark(target) != made:
                message = _(
                    "was not replaced, though the disk says so (build again; on a network drive, build elsewhere)"
                )
                raise ReportError([Problem(path=target, message=message)])
    except OSError as error:
        place = Path(error.filename) if isinstance(error.filename, str) else target
        own = (target, target.with_name(f"{target.name}.new"))
        if place not in target.parents and not any(place.is_relative_to(folder) for folder in own):
            # Not of the publication, but what it is made of: the system's own words tell best.
            raise
        message = _("cannot be written: {reason} (the publication is as it was)").format(reason=tell_reason(error))
        raise ReportError([Problem(path=place, message=message)]) from error


def keep_hashed(target: Path, before: Path, work: Path) -> None:
    """Keep what the pages of a publication name and the next one may not have, in a folder beside it, as links.

    A page that was read before the next publication takes its place asks for its style sheet, or for a part of the
    search, after it. Their names hold a hash of the content, so a server may go on giving them out.
    """
    paths = [path for path in list_files(target) if HASHED.search(path)] if target.is_dir() else []
    if not paths:
        return
    check_target(before)
    kept = work / "before"
    for path in paths:
        (kept / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(target / path, kept / path)
        except OSError:
            shutil.copy2(target / path, kept / path)
    write_manifest(kept)
    replace_folder(kept, before, work / "older")


def check_target(target: Path) -> None:
    """Raise ReportError unless a folder is absent, empty, or a publication without foreign files."""
    if not os.path.lexists(target) or (target.is_dir() and not any(target.iterdir())):
        return
    foreign = list_foreign(target) if target.is_dir() else None
    if foreign is None:
        message = _("not a publication of Gongbao, so it is left as it is (move it away, or build elsewhere)")
        raise ReportError([Problem(path=target, message=message)])
    if foreign:
        more = [_("and {count} more").format(count=len(foreign) - SHOWN)] if len(foreign) > SHOWN else []
        message = _("holds files that Gongbao did not write: {names} (move them away)").format(
            names=", ".join([*foreign[:SHOWN], *more])
        )
        raise ReportError([Problem(path=target, message=message)])


@contextlib.contextmanager
def open_work_folder(target: Path) -> Iterator[Path]:
    """Give a marked folder beside `target` to work in, and delete it afterwards; one build at a time can have it."""
    folder = target.with_name(f"{target.name}.new")
    mark = folder / MARK
    if os.path.lexists(folder) and not mark.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ReportError([Problem(path=folder, message=_("in the way of the build, and not its own (move it away)"))])
    folder.mkdir(exist_ok=True)
    with mark.open("w", encoding="utf-8") as stream:
        try:
            lock(stream.fileno())
        except OSError as error:
            message = _("another build is at work here (wait until it is done)")
            raise ReportError([Problem(path=folder, message=message)]) from error
        try:
            yield folder
        finally:
            with contextlib.suppress(OSError):  # a server may still read the old files; the next build clears them away
                if target.exists() or not (folder / "old").exists():  # else that is the publication, for the next build
                    empty_folder(folder)
                    stream.close()
                    mark.unlink()
                    folder.rmdir()


def lock(descriptor: int) -> None:
    """Lock an open file until this process ends or closes it. Raises OSError if another process holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def empty_folder(work: Path, but: Path | None = None) -> None:
    """Delete everything in a work folder but one folder and its mark: what a kill leaves of it is known for ours."""
    for path in set(work.iterdir()) - {but}:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()


def replace_folder(new: Path, target: Path, old: Path) -> None:
    """Put a finished folder in the place of `target`, in one step where the system has one; that goes to `old`."""
    if not target.exists():
        new.rename(target)
    elif exchange(new, target):
        new.rename(old)
    else:
        try:
            target.rename(old)
            new.rename(target)
        finally:
            # A network drive that loses its answer tells of a failure, and has done it all the same.
            if not target.exists() and old.exists():
                old.rename(target)


def read_mark(folder: Path) -> bytes | None:
    """Return the manifest of a folder; None if it has none."""
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return None


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; tell whether the system and the disk could do it."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        return bool(library.renameat2(HERE, names[0], HERE, names[1], EXCHANGE) == 0)
    if hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*names, EXCHANGE) == 0)
    return False
