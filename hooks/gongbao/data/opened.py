"""Folders of reports in, the reports out of memory, each while the files of its folder are as they were read.

A preview loads an archive at every change: what stat says of a thousand folders is asked in a twentieth of the time
that it takes to read them.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from gongbao.data.load import open_report
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.store import Store

# What stat says of each file: its path, number, size and times.
Signature = tuple[tuple[str, int, int, int, int], ...]


class Opened:
    """Reports that were opened; those whose folder is as it was are not opened again."""

    def __init__(self, store: Store) -> None:
        """Know no report."""
        self._store = store
        self._known: dict[Path, tuple[Signature, Report]] = {}

    def open(self, folder: Path, problems: Problems) -> Report | None:
        """Return the report of a folder; None if a problem of it was noted."""
        signature = sign(folder)
        known = self._known.get(folder)
        if known and known[0] == signature:
            return known[1]
        report = open_report(folder, problems, self._store)
        if report:
            # Signed before it was read: what is saved meanwhile makes it read again.
            self._known[folder] = signature, report
        else:
            self._known.pop(folder, None)
        return report

    def forget(self, paths: Iterable[Path]) -> None:
        """Forget the reports that these files belong to: a clock may be too coarse to tell two savings apart."""
        for path in paths:
            for folder in (path, *path.parents[:2]):
                self._known.pop(folder, None)


def sign(folder: Path) -> Signature:
    """Return what stat says of the files in a report's folder, and of its pictures."""
    found = []
    for place in (folder, folder / "pictures"):
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    about = entry.stat()
                    found.append((entry.path, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns))
        except OSError:
            # Opening it tells what is wrong.
            continue
    return tuple(sorted(found))
