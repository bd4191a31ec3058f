"""The path and the content of a file in, the answer to a request for it out, with the type that a web server gives."""

from pathlib import Path

from starlette.responses import Response

from gongbao.checks.server_config import TYPES

BY_SUFFIX = {f".{suffix}": kind for kind, suffixes in TYPES.items() for suffix in suffixes}
UNKNOWN = "application/octet-stream"


def answer_content(path: str, content: bytes, status: int = 200) -> Response:
    """Return the answer that gives out the content of a file published at a path."""
    kind = BY_SUFFIX.get(Path(path).suffix.lower(), UNKNOWN)
    # Not `media_type`, to which Starlette adds a character set of its own.
    return Response(content, status_code=status, headers={"content-type": kind})


def read_below(folder: Path, path: str) -> bytes | None:
    """Return the content of a file below a folder, by its path there; None if there is none, or it lies elsewhere.

    Hidden files are nobody's business, and a link may lead out of the folder.
    """
    if any(part.startswith(".") or not part for part in path.split("/")):
        return None
    try:
        found = (folder / path).resolve()
        return found.read_bytes() if found.is_relative_to(folder.resolve()) and found.is_file() else None
    except (OSError, ValueError):
        return None
