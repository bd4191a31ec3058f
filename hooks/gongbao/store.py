"""What something depends on in, a key out; a key in, what was kept under it out: the one store between builds.

Entries lie in one folder (`.cache/store`) as `kind.label.hash`. The hash is of everything that the content depends on:
the parts that a caller names, this package's code, and the installed version of every library it needs. So an entry is
never wrong, and always safe to delete: another byte anywhere gives another name, a damaged entry counts as none, and
reading one runs no code.
"""

import contextlib
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

DIGEST_SIZE = hashlib.sha256().digest_size
REQUIREMENT = re.compile(r"^Requires-Dist: ([A-Za-z0-9._-]+)(?!.*\bextra\s*==)", re.MULTILINE)
FOLDER = ".cache/store"


class Key(NamedTuple):
    """Under what something is kept: its kind, of what it is (for people, and to know older states), its hash."""

    kind: str
    label: str
    digest: str

    @property
    def name(self) -> str:
        """The name of the entry's file."""
        return f"{self.kind}.{self.label}.{self.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A folder of entries; it need not be there."""

    folder: Path

    def fetch(self, key: Key) -> bytes | None:
        """Return what is kept under a key; None if there is nothing, or it is not as it was written."""
        return read_sealed(self.folder / key.name)

    def holds(self, key: Key) -> bool:
        """Tell whether something is kept under a key."""
        return (self.folder / key.name).is_file()

    def keep(self, key: Key, content: bytes) -> None:
        """Keep something; a full disk only means that nothing is kept."""
        write_sealed(self.folder / key.name, content)

    def delete_older(self, keys: Iterable[Key]) -> None:
        """Delete older states of what is kept under these keys."""
        current = {key.name for key in keys}
        stems = {name.rpartition(".")[0] for name in current}
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in current and path.name.rpartition(".")[0] in stems:
                path.unlink(missing_ok=True)

    def delete_kind(self, kind: str) -> None:
        """Delete all that is kept of a kind."""
        for path in self.folder.glob(f"{kind}.*"):
            path.unlink(missing_ok=True)


def make_key(kind: str, label: str, parts: Iterable[bytes]) -> Key:
    """Return the key of something that depends on these parts, in their order, and on the code."""
    digest = hashlib.sha256(hash_code())
    for part in parts:
        # The length before each part tells where it ends.
        digest.update(len(part).to_bytes(8) + part)
    return Key(kind, label, digest.hexdigest()[:32])


def read_sealed(path: Path) -> bytes | None:
    """Return what a file holds that `write_sealed` wrote; None if there is none, or it is not as it was written."""
    try:
        with path.open("rb") as file:
            # Read apart, for the PDFs of a report are megabytes that need not be copied.
            digest, content = file.read(DIGEST_SIZE), file.read()
    except OSError:
        return None
    return content if hashlib.sha256(content).digest() == digest else None


def write_sealed(path: Path, content: bytes) -> None:
    """Write a file with its checksum, whole or not at all; a full disk only means that there is none."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(hashlib.sha256(content).digest() + content)
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()


def hash_files(paths: Iterable[Path]) -> bytes:
    """Return one hash of the names and contents of files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@cache
def hash_code() -> bytes:
    """Return the hash of this package, of the Python that runs it, and of the versions of all libraries it needs."""
    folder = Path(__file__).parent
    own = (path for path in folder.rglob("*") if path.suffix and path.parent.name != "__pycache__")
    # Required by nothing: where it is installed it builds in MkDocs' place.
    facts = [sys.version, *sorted({*iter_libraries(), *iter_libraries("properdocs")})]
    return hash_files(sorted(path for path in own if path.is_file())) + "\n".join(facts).encode()


def iter_libraries(name: str = "gongbao") -> Iterator[str]:
    """Give the folders of metadata (`jinja2-3.1.6.dist-info`) of a package and of all that it requires, installed here.

    `importlib.metadata` finds them as well, in a hundred times as long.
    """
    there = dict(iter_metadata())
    left, seen = [name], set[str]()
    while left:
        one = re.sub(r"[-_.]+", "-", left.pop()).lower()
        if one in there and one not in seen:
            seen.add(one)
            yield there[one].name
            metadata = there[one] / "METADATA"
            left += REQUIREMENT.findall(metadata.read_text(encoding="utf-8") if metadata.is_file() else "")


def iter_metadata() -> Iterator[tuple[str, Path]]:
    """Give the name of every installed package, in its normal form, with the folder of its metadata."""
    for folder in sys.path:
        for path in Path(folder or ".").glob("*.dist-info"):
            yield re.sub(r"[-_.]+", "-", path.name.removesuffix(".dist-info").rpartition("-")[0]).lower(), path
