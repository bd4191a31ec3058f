"""A project's folders in, every entry in them that cannot be published out: names, links, devices, what is unreadable.

It is asked before a file is opened: a pipe would be waited for without end, and a link publish what lies elsewhere.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongbao.report.messages import _
from gongbao.report.problems import UNSHOWN, Problems


def check_sources(root: Path, folders: Iterable[Path], problems: Problems) -> None:
    """Note everything below the folders of a project that is no readable file, folder or link within the project.

    Hidden names are left alone. The folders themselves may lie elsewhere: that is how a project is laid out.
    """
    there = [folder for folder in folders if folder.is_dir()]
    homes = [home.resolve() for home in (root, *there)]
    for folder in there:
        for entry in iter_entries(folder):
            if fault := find_fault(entry, homes):
                problems.add(Path(entry.path), 0, fault)


def iter_entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Give everything below a folder in the order of names; links are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        # Its own entry has told so.
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from iter_entries(entry.path)


def find_fault(entry: os.DirEntry[str], homes: Iterable[Path]) -> str:
    """Return why an entry cannot be published, or nothing; a link must lead to one of these folders or into it."""
    if UNSHOWN.search(entry.name):
        return _("a name with characters that cannot be shown, or not in UTF-8 (rename it)")
    if entry.is_symlink() and (fault := find_link_fault(Path(entry.path), homes)):
        return fault
    if not (entry.is_dir() or entry.is_file()):
        return _("a pipe or a device, not a file (delete it)")
    needed = os.R_OK | os.X_OK if entry.is_dir() else os.R_OK
    return "" if os.access(entry.path, needed) else _("cannot be read (give this user the right to read it)")


def find_link_fault(path: Path, homes: Iterable[Path]) -> str:
    """Return why a link cannot be followed, or nothing."""
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        return _("a link that leads nowhere (delete it, or put the file there)")
    if not any(target.is_relative_to(home) for home in homes):
        return _("a link that leads outside the project (put the files themselves there)")
    if stat.S_ISDIR(mode) and path.parent.resolve().is_relative_to(target):
        return _("a link that leads back to a folder that it lies in (delete it)")
    return ""
