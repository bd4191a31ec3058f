"""A page's path in, the same page's path in every script out."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.model import SOURCE_SCRIPT, ScriptTag
from gongbao.render import SCRIPT_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLink:
    """A script offered, its name in its own letters, and where the page stands in it."""

    tag: ScriptTag
    name: str
    path: str


def list_scripts(tags: Sequence[ScriptTag], path: str) -> list[ScriptLink]:
    """Return the page's addresses, the source script's first."""
    return [ScriptLink(tag=tag, name=SCRIPT_NAMES[tag], path=script_path(tag, path)) for tag in tags]


def script_path(tag: ScriptTag, path: str) -> str:
    """Return where a page stands in a script: the source script is at the root, any other in a folder of its name."""
    return path if tag == SOURCE_SCRIPT else f"{tag}/{path}"
