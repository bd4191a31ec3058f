"""Folders that are about to be replaced as a whole in, what they held kept beside the history of changes, out.

An import writes a report's folder anew, pictures and all. What stood there is copied before, and changes places with
what stands there when it is undone or redone.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

SWAP = ".swap"


def hash_folder(folder: Path) -> str | None:
    """Return what tells two states of a folder apart; None if it is not there."""
    if not folder.is_dir():
        return None
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix().encode(), path.read_bytes()
        found.update(b"%d %d " % (len(name), len(content)) + name + content)
    return found.hexdigest()


def keep_folder(folder: Path, kept: Path) -> None:
    """Copy what a folder holds, if it is there. Raises OSError, nothing kept."""
    delete_folder(kept)
    try:
        if folder.is_dir():
            shutil.copytree(folder, kept)
    except OSError:
        delete_folder(kept)
        raise


def swap_all(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Let folders change places with those that are kept of them, all or none. Raises OSError."""
    done: list[tuple[Path, Path]] = []
    try:
        for folder, kept in pairs:
            swap(folder, kept)
            done.append((folder, kept))
    except OSError:
        with contextlib.suppress(OSError):
            for folder, kept in done:
                swap(folder, kept)
        raise


def swap(folder: Path, kept: Path) -> None:
    """Let a folder change places with what is kept of it; either may be none. What was cut off half-way goes on."""
    aside = kept.with_name(f"{kept.name}{SWAP}")
    if not aside.exists() and folder.exists():
        folder.rename(aside)
    try:
        if kept.exists() and not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            kept.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    if aside.exists():
        aside.rename(kept)


def delete_folder(folder: Path) -> None:
    """Delete a folder, if it is there."""
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)


def iter_kept(step: Path, count: int) -> Iterator[Path]:
    """Give the places where the folders of a step of the history are kept."""
    yield from (step.with_name(f"{step.stem}.{number}.kept") for number in range(count))
