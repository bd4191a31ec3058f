"""A published folder in, its list of checksums out (`SHA256SUMS`, as `sha256sum -c` reads it), and back again.

The list covers every file but itself, sorted by the bytes of the relative path. It is also the mark of a publication:
what it names was written by Gongbao.
"""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import Problem, Problems

MANIFEST = "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
# To be run, to be run as its owner, to be written by anyone.
RISKY = 0o7113
# What a file manager leaves behind in a folder that was looked at.
LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


def list_files(folder: Path) -> list[str]:
    """Return the relative paths of all files of a folder but the manifest, sorted by their bytes.

    What cannot be looked into has none.
    """
    found: list[str] = []
    prefixes = [""]
    for prefix in prefixes:
        with contextlib.suppress(OSError), os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    prefixes.append(f"{prefix}{entry.name}/")
                else:
                    found.append(prefix + entry.name)
    # Characters in their order are bytes of UTF-8 in theirs.
    return sorted(path for path in found if path != MANIFEST)


def is_plain_file(path: Path) -> bool:
    """Tell whether a file stands here itself: no link, and nothing that may never end to be read."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def read_file(path: str) -> bytes:
    """Return the content of one of thousands of files: open() takes twice as long."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(opened, os.fstat(opened).st_size)
    finally:
        os.close(opened)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def format_manifest(sums: Mapping[str, str]) -> bytes:
    """Return checksums by path as the text of a manifest."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def write_manifest(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Write the manifest of everything that stands in the folder, and return it.

    `known` are checksums taken while writing what stands there.
    """
    sums = {path: known.get(path) or hash_file(folder / path) for path in list_files(folder)}
    (folder / MANIFEST).write_bytes(format_manifest(sums))
    return sums


def read_manifest(folder: Path, problems: Problems) -> dict[str, str] | None:
    """Return the checksums by path; None, with the reason noted, if the folder is not a publication."""
    path = folder / MANIFEST
    if path.exists() and not path.is_file():
        # To open a pipe would wait for ever.
        problems.add(path, 0, _("a folder, a pipe or a device, not a file (delete it)"))
        return None
    try:
        # Only a line feed ends a line: a name may hold what else Unicode takes for an end.
        lines = path.read_bytes().decode().removesuffix("\n").split("\n")
    except FileNotFoundError:
        problems.add(folder, 0, _("not a publication of Gongbao (it has no {manifest})").format(manifest=MANIFEST))
        return None
    except (OSError, UnicodeDecodeError) as error:
        problems.add(path, 0, _("cannot be read ({error})").format(error=error))
        return None
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = LINE.fullmatch(line)
        if match and match[2] in sums:
            problems.add(path, number, _("{name} is listed twice").format(name=match[2]))
        elif match:
            sums[match[2]] = match[1]
        else:
            problems.add(path, number, _("not a line of a manifest (64 hexadecimal digits, two spaces, a path)"))
    return sums


def check_manifest(folder: Path, problems: Problems) -> dict[str, str] | None:
    """Note every file that is missing, changed or not listed; return the manifest, None if there is none."""
    sums = read_manifest(folder, problems)
    if sums is None:
        return None
    there = list_files(folder)
    if (folder / MANIFEST).is_symlink():
        note_link(folder / MANIFEST, problems)
    usual = (folder / MANIFEST).stat().st_mode
    for path in there:
        if (folder / path).is_symlink():
            note_link(folder / path, problems)
        elif not is_plain_file(folder / path):
            problems.add(folder / path, 0, _("neither a file nor a folder (delete it)"))
        elif path not in sums:
            problems.add(folder / path, 0, _("not listed in {manifest}").format(manifest=MANIFEST))
        else:
            note_change(folder / path, sums[path], problems)
            note_mode(folder / path, usual, problems)
    for path in sorted(sums.keys() - set(there)):
        problems.add(folder / path, 0, _("missing (listed in {manifest})").format(manifest=MANIFEST))
    return sums


def note_link(path: Path, problems: Problems) -> None:
    """Note a link: what it shows can be exchanged without a trace in the folder."""
    problems.add(path, 0, _("a link in place of a file (it may show another file tomorrow)"))


def note_mode(path: Path, usual: int, problems: Problems) -> None:
    """Note a file that may be run, or written by anyone, where the manifest may not: no build makes it so.

    On a disk without rights, a stick for one, every file shows the same ones.
    """
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        if mode & ~usual & RISKY:
            message = _("its rights are {mode:04o}, those of {manifest} are {usual:04o} (chmod {usual:04o})")
            problems.add(path, 0, message.format(mode=mode & 0o7777, usual=usual & 0o7777, manifest=MANIFEST))


def note_change(path: Path, expected: str, problems: Problems) -> None:
    """Note a file whose bytes are not those that were published."""
    try:
        if hash_file(path) != expected:
            problems.add(
                path, 0, _("changed since it was published ({manifest} has another checksum)").format(manifest=MANIFEST)
            )
    except OSError as error:
        problems.add(path, 0, _("cannot be read ({strerror})").format(strerror=tell_reason(error)))


def list_foreign(folder: Path) -> list[str] | None:
    """Return the files of a folder that Gongbao did not write; None if the folder is not a publication at all."""
    sums = read_manifest(folder, Problems())
    if sums is None:
        return None
    return [path for path in list_files(folder) if path not in sums and path.rpartition("/")[2] not in LITTER]


def seal(folder: Path) -> str:
    """Return the checksum of a publication's manifest: it stands for every byte of the publication.

    Raises OSError if there is no manifest.
    """
    return hash_file(folder / MANIFEST)


def write_seal(folder: Path) -> Path:
    """Write the checksum of a publication's manifest beside its folder, as `sha256sum -c` reads it; return the file."""
    path = folder.with_name(f"{folder.name}.sha256")
    path.write_text(f"{seal(folder)}  {folder.name}/{MANIFEST}\n", encoding="utf-8", newline="\n")
    return path


def compare_folders(one: Path, other: Path) -> Iterator[Problem]:
    """Give every file of a folder that another lacks, or has with other bytes, and every file that only that has."""
    ours, theirs = set(list_files(one)), set(list_files(other))
    for path in sorted(ours - theirs):
        yield Problem(path=one / path, message=_("is not what the data gives: the file is of no build"))
    for path in sorted(theirs - ours):
        yield Problem(path=one / path, message=_("is missing: the data gives this file"))
    for path in sorted(ours & theirs):
        if (one / path).read_bytes() != (other / path).read_bytes():
            place = find_difference((one / path).read_bytes(), (other / path).read_bytes())
            message = _("is not what the data gives: its bytes differ from number {place} on").format(place=place)
            yield Problem(path=one / path, message=message)


def find_difference(one: bytes, other: bytes) -> int:
    """Return the number of the first byte, from 1, in which two contents differ."""
    pairs = enumerate(zip(one, other, strict=False), 1)
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)) + 1)
