"""A published folder in, its pages out, read by a parser of our own: elements, ids, visible text, links that lead somewhere."""

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset(("meta", "link", "input", "img", "br", "hr", "wbr", "col", "source"))


class Reading(HTMLParser):
    """The elements of a page: tags with attributes in order, visible text, and whether the tags balance."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {tag} {attrs}"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["script"]:  # JSON-LD names the script of its page, so it differs between them
            self.text.append(data)

    def find(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def pages(site: Path) -> Iterator[tuple[str, Reading]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), Reading(path.read_text(encoding="utf-8"))


def check_link(name: str, address: str, site: Path, read: dict[str, Reading]) -> None:
    parts = urlsplit(address)
    assert not parts.scheme, (name, address)
    assert not parts.netloc, (name, address)
    # Only the 404 page, which is shown at any depth, starts at the root of the server.
    assert not parts.path.startswith("/") or name.endswith("404.html"), (name, address)
    target = name
    if parts.path:
        folder = "" if parts.path.startswith("/") else posixpath.dirname(name)
        target = posixpath.normpath(
            posixpath.join(folder, unquote(parts.path).lstrip("/") if not folder else unquote(parts.path))
        )
    assert (site / target).is_file(), (name, address)
    if parts.fragment:
        assert unquote(parts.fragment) in read[target].ids, (name, address)
