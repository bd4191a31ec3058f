"""New texts of a project's files in, the files changed out: each at once or not at all."""

from collections.abc import Mapping
from pathlib import Path

from gongbao.desk.project import Project


def save(_project: Project, texts: Mapping[Path, str], _what: str) -> None:
    """Write texts to their files; what was done is told by `what`."""
    for path, text in texts.items():
        draft = path.with_name(f".{path.name}.new")
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
