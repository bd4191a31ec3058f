"""Paths and contents in, a publication's files out, with a `.gz` if wanted; their checksums are kept for its manifest.

Each file is summed and compressed while its content is at hand, so that nothing has to be read again. A file that has
not changed since the last time is not written anew but linked: it keeps its date, and the disk is spared. (Linux's ext4
also takes a hundred times longer to make a file where thousands were deleted within the last minute.)

Paths are plain texts here: a publication has thousands of files, and a third of the time to write one went into `Path`.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from gongbao.output.allocation import set_apart
from gongbao.output.compression import deflate, is_textual

File = tuple[str, bytes]

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
BY_DESCRIPTOR = os.utime in os.supports_fd
# Before the umask, as open() has it.
MODE = 0o666


class Writer:
    """Writes files into a publication; `sums` are their checksums by path.

    `before` are folders of publications that may hold the same files, which are never changed. `compressed` tells
    that textual files get a `.gz` beside them.
    """

    __slots__ = ("before", "compressed", "folder", "folders", "sums")

    def __init__(self, folder: Path, *, before: Sequence[Path] = (), compressed: bool = False) -> None:
        """Write into a folder that is there."""
        self.folder, self.before, self.compressed = folder, before, compressed
        self.sums: dict[str, str] = {}
        self.folders: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write one file, in the place of an older one, and beside a textual one its `.gz` with the same time."""
        self.make_folder(path[: path.rfind("/") + 1])
        time = self.write_one(path, content)
        wanted = self.compressed and is_textual(path)
        if wanted and self.write_one(f"{path}.gz", deflate(content).to_gzip(), time) and not time:
            # The first, or another, compression of a file that is linked.
            time = os.stat(f"{self.folder}/{path}").st_mtime_ns
            os.utime(f"{self.folder}/{path}.gz", ns=(time, time))

    def write_one(self, path: str, content: bytes, time: int | None = None) -> int | None:
        """Write or link a file whose folder is there, and keep its checksum; return the time of a new one.

        A new one gets the time that is given, in nanoseconds; without one, or where it is linked, it keeps its own.
        """
        digest = self.sums[path] = hashlib.sha256(content).hexdigest()
        target = f"{self.folder}/{path}"
        if self.link(path, digest):
            return None
        return write_new(target, content, time)

    def make_folder(self, folder: str) -> None:
        """Make a folder of the publication, unless this writer has; what is made around it is for many folders."""
        if folder in self.folders:
            return
        self.folders.add(folder)
        target = f"{self.folder}/{folder}"
        try:
            os.mkdir(target)
        except FileExistsError:
            return
        except FileNotFoundError:
            around = folder[: folder.rstrip("/").rfind("/") + 1]
            self.make_folder(around)
            set_apart(f"{self.folder}/{around}")
            os.makedirs(target, exist_ok=True)

    def write_all(self, files: Iterable[File]) -> None:
        """Write files."""
        for path, content in files:
            self.write(path, content)

    def write_part(self, files: Iterable[File]) -> dict[str, str]:
        """Write files and return their checksums alone, for the writer of another process to take over."""
        part = Writer(self.folder, before=self.before, compressed=self.compressed)
        part.write_all(files)
        return part.sums

    def link_all(self, sums: Mapping[str, str]) -> bool:
        """Link files that have these checksums in publications before; tell whether all could be linked."""
        for path, digest in sums.items():
            self.make_folder(path[: path.rfind("/") + 1])
            if not self.link(path, digest):
                return False
        return True

    def link(self, path: str, digest: str) -> bool:
        """Link a file whose folder is there to one before that has this checksum; tell whether there is one."""
        return any(link_same(f"{folder}/{path}", f"{self.folder}/{path}", digest) for folder in self.before)


def link_same(old: str, new: str, digest: str) -> bool:
    """Link a file to an old one whose content has this checksum; tell whether that could be done."""
    try:
        opened = os.open(old, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
        # Unbuffered, and by its descriptor: thousands of times.
        with open(opened, "rb", buffering=0) as stream:
            same = hashlib.sha256(stream.readall()).hexdigest() == digest
        if same:
            os.link(old, new)
    except OSError:
        return False
    return same


def write_new(path: str, content: bytes, time: int | None = None) -> int:
    """Write a file that shares nothing with another: what stands at its place may be linked elsewhere.

    It gets the time given, if there is one; return its time, both in nanoseconds.
    """
    try:
        opened = os.open(path, NEW, MODE)
    except FileExistsError:
        os.unlink(path)
        opened = os.open(path, NEW, MODE)
    # Unlike open() this asks the system for nothing but the writing.
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(opened, rest) :]
        if time is None:
            return os.fstat(opened).st_mtime_ns
        if BY_DESCRIPTOR:
            os.utime(opened, ns=(time, time))
    finally:
        os.close(opened)
    if not BY_DESCRIPTOR:
        os.utime(path, ns=(time, time))
    return time
