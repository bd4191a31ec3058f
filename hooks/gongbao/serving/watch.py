"""Folders and files in, the paths that were saved out, as soon as the disk is quiet again."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import watch

# Milliseconds: so long the disk is quiet after a program has saved, and so long a storm is waited for at most.
QUIET, STORM = 20, 400


def iter_changes(paths: Sequence[Path], stop: threading.Event, *, deep: bool = True) -> Iterator[frozenset[Path]]:
    """Give what was saved, made or deleted in these folders, each time, until it is told to stop; if `deep`, below too.

    What programs keep for themselves, under hidden names, is left out.
    """
    changed = watch(
        *paths,
        watch_filter=None,
        debounce=STORM,
        step=QUIET,
        stop_event=stop,
        raise_interrupt=False,
        rust_timeout=500,
        recursive=deep,
    )
    for changes in changed:
        found = frozenset(path for _change, name in changes if not is_hidden(path := Path(name), paths))
        if found:
            yield found


def is_hidden(path: Path, folders: Sequence[Path]) -> bool:
    """Tell whether a path bears a hidden name somewhere below the folder that is watched."""
    own = next((path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)), path.parts)
    return any(part.startswith(".") or part.endswith("~") for part in own)
