"""A report's folder in, the report as it was read last time out, if not a byte of its files or of the code changed.

Reading a kept report costs a tenth of parsing its YAML. The folder `.cache/reports` is always safe to delete, and
never wrong: another byte gives another name, and a damaged file counts as none.
"""

import contextlib
import hashlib
import os
import pickle
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gongbao.report.report import Report

YAML = (".yml", ".yaml")
DIGEST_SIZE = hashlib.sha256().digest_size
NAME = re.compile(r"(.+)-[0-9a-f]{24}\.[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The kept reports of a project; of those that were looked for, the hashes by name of the folder, and the names."""

    folder: Path
    hashes: dict[str, bytes] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def name_report(self, source: Path) -> Path:
        """Return where a report's folder is kept; its hash is remembered by the folder's name."""
        self.hashes[source.name] = hash_files(sorted(path for path in source.iterdir() if path.suffix in YAML))
        digest = hashlib.sha256(hash_code() + str(source.resolve()).encode() + self.hashes[source.name])
        name = f"{source.name}-{digest.hexdigest()[:24]}.pickle"
        self.names.add(name)
        return self.folder / name

    def delete_older(self) -> None:
        """Delete what was kept of older states of the reports that were looked for."""
        delete_older(self.folder, self.names)

    def fetch(self, path: Path) -> Report | None:
        """Return the kept report of that name."""
        content = read_kept(path)
        if content is None:
            return None
        report = pickle.loads(content)  # noqa: S301  the project's own cache, as trusted as its code
        return report if isinstance(report, Report) else None

    def store(self, path: Path, report: Report) -> None:
        """Keep a report that has no problem."""
        write_kept(path, pickle.dumps(report, pickle.HIGHEST_PROTOCOL))


def read_kept(path: Path) -> bytes | None:
    """Return what a kept file holds; None if there is none, or it is not as it was written."""
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    content = kept[DIGEST_SIZE:]
    return content if hashlib.sha256(content).digest() == kept[:DIGEST_SIZE] else None


def write_kept(path: Path, content: bytes) -> None:
    """Write a kept file with its checksum, whole or not at all; a full disk only means that nothing is kept."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(hashlib.sha256(content).digest() + content)
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()


def delete_older(folder: Path, current: Collection[str]) -> None:
    """Delete kept files that have the name of a current one but for the hash."""
    stems = {name.rpartition("-")[0] for name in current}
    for path in folder.iterdir() if folder.is_dir() else ():
        match = NAME.fullmatch(path.name)
        if match and match[1] in stems and path.name not in current:
            path.unlink(missing_ok=True)


def hash_files(paths: Iterable[Path]) -> bytes:
    """Return one hash of the names and contents of files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@cache
def hash_code() -> bytes:
    """Return the hash of this package: what older code kept does not count."""
    folder = Path(__file__).parent
    own = (path for path in folder.rglob("*") if path.suffix and path.parent.name != "__pycache__")
    return hash_files(sorted(path for path in own if path.is_file()))
