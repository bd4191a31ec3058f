"""A file in, its text exactly as it stands out; a text in, put in the place of a file at once or not at all."""

import contextlib
import os
from pathlib import Path


def read_exactly(path: Path) -> str | None:
    """Return all that a file holds, its line ends as they are; None if it is not there."""
    return path.read_bytes().decode("utf-8") if path.exists() else None


def put_back(path: Path, text: str | None) -> None:
    """Let a file say a text; None: let it not be there. One that says it already is left alone."""
    if text is None:
        path.unlink(missing_ok=True)
    elif text != read_exactly(path):
        write_whole(path, text)


def write_whole(path: Path, text: str) -> None:
    """Put a text in the place of a file at once. Raises OSError, the file as it was."""
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("wb") as file:
            file.write(text.encode())
            file.flush()
            # Else a power cut may leave the new name with nothing under it.
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
