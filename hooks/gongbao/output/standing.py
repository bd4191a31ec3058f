"""Written files in, by what the disk tells that nobody has touched them out; in the next publication they are linked.

A file is not read for that: what changes it changes its number, its size or the time of its last change, which git and
make take for granted too. Whatever else happens to it (a bad disk, a time that was set back) `gongbao verify` finds.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.output.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A file as it was written: its path, its checksum, and its number, size and time (in nanoseconds) on the disk."""

    path: str
    checksum: str
    number: int
    size: int
    time: int


def note_standing(writer: Writer, paths: Iterable[str]) -> tuple[Standing, ...]:
    """Return how files stand that a writer has just written."""
    return tuple(note_file(writer, path) for path in paths)


def note_file(writer: Writer, path: str) -> Standing:
    """Return how one file stands."""
    found = os.lstat(f"{writer.folder}/{path}")
    return Standing(
        path=path,
        checksum=writer.sums[path],
        number=found.st_ino,
        size=found.st_size,
        time=found.st_mtime_ns,
    )


def link_standing(writer: Writer, files: Sequence[Standing]) -> bool:
    """Link files of a publication before, and take over their checksums; tell whether all stand there as written."""
    return any(link_from(folder, writer, files) for folder in writer.before)


def link_from(folder: Path, writer: Writer, files: Sequence[Standing]) -> bool:
    """Link files of a folder; the first that does not stand as it was written is the last that is looked at."""
    try:
        for file in files:
            found = os.lstat(f"{folder}/{file.path}")
            if (found.st_ino, found.st_size, found.st_mtime_ns) != (file.number, file.size, file.time):
                return False
            writer.make_folder(file.path[: file.path.rfind("/") + 1])
            os.link(f"{folder}/{file.path}", f"{writer.folder}/{file.path}")
            writer.sums[file.path] = file.checksum
    except OSError:
        return False
    return True
