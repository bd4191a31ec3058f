"""`:material-bank:` in, the drawing of that icon in Material's bundled sets out, to stand in the page (pymdownx.emoji).

Material's own index of these reads the names of ten thousand files at each build; here a name leads to its file.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import material

from gongbao.report.messages import _
from gongbao.report.problems import Problem

SETS = Path(material.__file__).parent / "templates/.icons"
# fontawesome/brands/weixin.svg is :fontawesome-brands-weixin:
NAME = re.compile(r":((?:fontawesome-(?:brands|regular|solid)|material|octicons|simple)-)([a-z0-9-]+):")
LIKE = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:")
CODE = re.compile(r"<(code|pre)\b.*?</\1>|<[^>]*>", re.DOTALL)


class Icons:
    """What pymdownx.emoji asks for a name; without the `unicode` of an emoji, for these are drawings."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return an icon's entry, if there is such an icon."""
        return {"name": name} if find_icon(name) else default


def index_icons(*_settings: Any) -> dict[str, Any]:
    """Return the index of the bundled sets."""
    return {"name": "twemoji", "emoji": Icons(), "aliases": {}}


def draw_icon(index: str, name: str, *others: Any) -> Element:
    """Return an icon as a part of the page; the last of `others` is the Markdown that is at work."""
    holder = Element("span", {"class": index})
    holder.text = others[-1].htmlStash.store(find_icon(name))
    return holder


@cache
def find_icon(name: str) -> str:
    """Return the drawing of an icon; nothing if the sets do not have it."""
    match = NAME.fullmatch(name)
    path = SETS / match[1].replace("-", "/") / f"{match[2]}.svg" if match else SETS
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def check_icons(html: str, source: str, path: Path) -> list[Problem]:
    """Return the icons of a page that are not in the sets: their names would stand there as text."""
    message = _(
        'there is no icon "{name}" (search for one at squidfunk.github.io/mkdocs-material/reference/icons-emojis/)'
    )
    return [
        Problem(path=path, line=source.count("\n", 0, source.find(name)) + 1, message=message.format(name=name))
        for name in sorted(set(LIKE.findall(CODE.sub("", html))))
    ]
