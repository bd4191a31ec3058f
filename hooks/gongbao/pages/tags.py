"""A tag in, its values out, and which of them are other in another script: told by the tag's shape."""

import re
from functools import lru_cache
from typing import NamedTuple

ATTRIBUTE = re.compile(r"""\s[a-zA-Z][a-zA-Z0-9-]*=(?:"([^"]*)"|'([^']*)')""")
NAME = re.compile(r"\s([a-zA-Z][a-zA-Z0-9-]*)=$")
SPOKEN = frozenset(
    ("alt", "title", "aria-label", "aria-description", "placeholder", "content", "label", "value", "download")
)
ADDRESS = frozenset(("href", "src", "action", "poster"))
MOST = 4_000


class Shape(NamedTuple):
    """Where a tag's values stand that lead somewhere, name a script, or are read or heard.

    `exact` tells that it names a script's page (`hreflang`), `switch` that it is a link that does.
    """

    addresses: tuple[int, ...] = ()
    scripts: tuple[int, ...] = ()
    spoken: tuple[int, ...] = ()
    exact: bool = False
    switch: bool = False


# A tag cut: what stands outside the quotes and the values in them, in turn; what these are joined by to be the tag; its
# shape. There are thousands, and to make a tuple with names takes four times as long.
Tag = tuple[list[str], str, Shape]


def cut_tag(tag: str) -> Tag:
    """Return a tag cut at its values; a comment and a tag without values come whole."""
    if "'" not in tag:
        parts = tag.split('"')
        return parts, '"', read_shape('"'.join(parts[::2]))
    parts, end = [], 0
    for match in ATTRIBUTE.finditer(tag):
        value = match.span(1) if match[1] is not None else match.span(2)
        parts += [tag[end : value[0]], tag[slice(*value)]]
        end = value[1]
    parts.append(tag[end:])
    # The quotes belong to what stands outside.
    names = [part[place > 0 : -1 if place < len(parts) // 2 else None] for place, part in enumerate(parts[::2])]
    return parts, "", read_shape('"'.join(names))


@lru_cache(MOST)
def read_shape(names: str) -> Shape:
    """Return the shape of a tag from what stands outside its quotes: `<a class=" href=">`."""
    if names.startswith("<!"):
        return Shape()
    found = [NAME.search(part) for part in names.split('"')[:-1]]
    named = [(2 * place + 1, match[1].lower()) for place, match in enumerate(found) if match]
    exact = any(name == "hreflang" for _, name in named)
    return Shape(
        addresses=tuple(place for place, name in named if name in ADDRESS),
        scripts=tuple(place for place, name in named if name == "lang"),
        spoken=tuple(place for place, name in named if name in SPOKEN or name.startswith("data-text")),
        exact=exact,
        switch=exact and names[:3].lower() == "<a ",
    )
