"""Paths and contents in, the publication's files with their `.gz` out; their checksums are kept for the manifest.

Each file is compressed and summed while its content is at hand, so that nothing has to be read again.
Paths are plain texts here: a publication has thousands of files, and a third of the time to write one went into `Path`.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gongbao.compression import Deflated, pack

# A path, its content, and that compressed if the file is textual.
File = tuple[str, bytes, Deflated | None]

# Of any given size, it saves the question whether the file is a terminal.
BUFFER = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The files written into a publication so far, with their checksums by path."""

    folder: Path
    sums: dict[str, str] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    def write(self, path: str, content: bytes) -> None:
        """Write one file, in the place of an older one, and beside a textual one its `.gz` with the same time."""
        self.write_packed(path, content, pack(path, content))

    def write_packed(self, path: str, content: bytes, packed: Deflated | None) -> None:
        """Write a file that was compressed before, if it is textual."""
        target = f"{self.folder}/{path}"
        self.make_folder(os.path.dirname(target))
        self.write_one(path, content)
        if packed:
            self.write_one(f"{path}.gz", packed.to_gzip())
            time = os.stat(target).st_mtime_ns
            os.utime(f"{target}.gz", ns=(time, time))

    def write_one(self, path: str, content: bytes) -> None:
        """Write a file whose folder is there, and keep its checksum."""
        with open(f"{self.folder}/{path}", "wb", buffering=BUFFER) as stream:
            stream.write(content)
        self.sums[path] = hashlib.sha256(content).hexdigest()

    def make_folder(self, folder: str) -> None:
        """Make a folder, unless this ledger has."""
        if folder not in self.folders:
            os.makedirs(folder, exist_ok=True)
            self.folders.add(folder)

    def write_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files."""
        for path, content in files:
            self.write(path, content)

    def write_part(self, files: Iterable[File]) -> dict[str, str]:
        """Write files and return their checksums alone, for another process to add to its own ledger."""
        part = Ledger(folder=self.folder, folders=self.folders)
        for path, content, packed in files:
            part.write_packed(path, content, packed)
        return part.sums
