"""Bytes in, the same deflated out; a published folder in, a `.gz` beside each file that is asked for as text out.

Most servers compress what they send. For one that cannot, a publication has a `.gz` beside each textual file, whose
deflate stream the offline package takes over. The bytes depend on the content alone: no name, no time, one level, and a
library (libdeflate) that has never been anything but deterministic, as its author says (libdeflate issue 400). Faster
ones are not: the output of ISA-L's levels 1 and 2 changes with the addresses of the memory it gets, once in a thousand
processes.
"""

import os
import struct
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from deflate import crc32, deflate_compress, deflate_decompress

from gongbao.output.manifest import list_files, read_file

TEXTUAL = frozenset(
    (".html", ".css", ".js", ".json", ".jsonl", ".jsonld", ".xml", ".svg", ".txt", ".csv", ".bib", ".webmanifest")
)
# The next level takes two fifths longer, for 4 %.
LEVEL = 1
# RFC 1952: magic, deflate, no flags, no time, no extra flags, unknown system.
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
TRAILER = struct.Struct("<II")
KILOBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflated:
    """Bytes after compression, with what every container of them states: checksum and size before it."""

    stream: bytes
    crc: int
    size: int

    def to_gzip(self) -> bytes:
        """Return the stream as a gzip file."""
        return HEADER + self.stream + TRAILER.pack(self.crc, self.size & 0xFFFFFFFF)


def store(content: bytes) -> Deflated:
    """Return content as it is, with what a container states."""
    return Deflated(stream=content, crc=crc32(content), size=len(content))


def inflate(stream: bytes, size: int) -> bytes:
    """Return what was compressed, and has this size."""
    return bytes(deflate_decompress(stream, size))


def deflate(content: bytes) -> Deflated:
    """Return content compressed (RFC 1951)."""
    stream = bytes(deflate_compress(content, LEVEL))
    return Deflated(stream=stream, crc=crc32(content), size=len(content))


def is_textual(path: str) -> bool:
    """Tell whether a file is one that a browser asks for as text."""
    return path[path.rfind(".") :] in TEXTUAL


def read_gzip(path: str) -> Deflated:
    """Return what a `.gz` of `write_gzips` holds, as it is."""
    content = read_file(path)
    crc, size = TRAILER.unpack(content[-TRAILER.size :])
    return Deflated(stream=content[len(HEADER) : -TRAILER.size], crc=crc, size=size)


def write_gzips(folder: Path, leave: Set[str] = frozenset()) -> None:
    """Write a `.gz` beside every textual file that has none, with that file's time, as servers expect.

    What is to be left has none yet, and gets it from somebody else.
    """
    names = list_files(folder)
    there = set(names)
    for name in names:
        if not is_textual(name) or f"{name}.gz" in there or name in leave:
            continue
        path, target = folder / name, folder / f"{name}.gz"
        target.write_bytes(deflate(path.read_bytes()).to_gzip())
        time = path.stat().st_mtime_ns
        os.utime(target, ns=(time, time))


def format_size(size: int) -> str:
    """Return a number of bytes as a reader expects it."""
    if size >= KILOBYTE**2:
        return f"{size / KILOBYTE**2:.1f} MB"
    return f"{size / KILOBYTE:.0f} KB" if size >= KILOBYTE else f"{size} B"
