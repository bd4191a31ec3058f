"""Paths and contents in, the publication's files with their `.gz` out; their checksums are kept for the manifest.

Each file is compressed and summed while its content is at hand, so that nothing has to be read again.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gongbao.compression import TEXTUAL, deflate


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The files written into a publication so far, with their checksums by path."""

    folder: Path
    sums: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, content: bytes) -> None:
        """Write one file, in the place of an older one, and beside a textual one its `.gz` with the same time."""
        target = self.folder / path
        write_bytes(target, content)
        self.sums[path] = hashlib.sha256(content).hexdigest()
        if path[path.rfind(".") :] in TEXTUAL:
            packed = deflate(content).to_gzip()
            beside = target.with_name(f"{target.name}.gz")
            beside.write_bytes(packed)
            time = target.stat().st_mtime_ns
            os.utime(beside, ns=(time, time))
            self.sums[f"{path}.gz"] = hashlib.sha256(packed).hexdigest()

    def write_all(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Write files and return their checksums, which another process can add to its own ledger."""
        part = Ledger(folder=self.folder)
        for path, content in files:
            part.write(path, content)
        self.sums.update(part.sums)
        return part.sums


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, its folder included."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
