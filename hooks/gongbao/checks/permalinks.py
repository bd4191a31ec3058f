"""The addresses of a publication in, a record of those that were published out, and what has gone missing since.

`data/published.txt` has one address a line, sorted: a page, or a page and an id on it. A person writes it with
`gongbao record` when the publication goes public; nothing is ever taken off by itself.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongbao.archive.index import Library
from gongbao.pages.list_pages import iter_sheets
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.scripts import SCRIPT_NAMES

RECORD = "published.txt"
MISSING_PAGE = "404.html"


def list_addresses(library: Library, written: Iterable[str]) -> frozenset[str]:
    """Return every address that a reader can hold on to, as the source script has it."""
    return frozenset(iter_addresses(library, written)) - {MISSING_PAGE}


def iter_addresses(library: Library, written: Iterable[str]) -> Iterator[str]:
    """Give the pages, the ids of the text on its section's page, and the rows of the figures."""
    yield from written
    yield from (sheet.path for sheet in iter_sheets(library))
    for slug, entry in library.entries.items():
        yield from map(entry.addresses.link, entry.addresses.pages)
        yield from (f"{slug}/figures.html#figure-{figure.id}" for figure in entry.report.figures)


def read_record(data: Path) -> list[str]:
    """Return the recorded addresses, a line each; none where nothing was recorded."""
    path = data / RECORD
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def write_record(data: Path, addresses: Iterable[str]) -> int:
    """Add addresses to the record; return how many are new."""
    before = set(read_record(data))
    after = before.union(addresses)
    text = "".join(f"{address}\n" for address in sorted(after))
    (data / RECORD).write_text(text, encoding="utf-8", newline="\n")
    return len(after) - len(before)


def check_published(data: Path, library: Library, written: Iterable[str], problems: Problems) -> None:
    """Note recorded addresses that are gone without a redirect, and redirects that lead nowhere or are not needed."""
    publication, recorded = library.publication, read_record(data)
    if not recorded and not publication.redirects:
        return
    addresses = list_addresses(library, written)
    moved = {redirect.old for redirect in publication.redirects}
    for number, address in enumerate(recorded, 1):
        page = address.partition("#")[0]
        if address not in addresses and not moved.intersection((address, page)):
            message = _(
                '"{address}" was published and is gone (put it back, or say in redirects.yml where it leads)'
            ).format(address=address)
            problems.add(data / RECORD, number, message)
    seen: set[str] = set()
    for redirect in publication.redirects:
        place = redirect.path, redirect.line
        if redirect.old.partition("/")[0] in SCRIPT_NAMES:
            message = _('"from": "{old}" names a script (leave it out: a redirect holds for every script)')
            problems.add(*place, message.format(old=redirect.old))
        if redirect.old in addresses:
            problems.add(*place, _('"from": "{old}" is still there (take the redirect off)').format(old=redirect.old))
        if redirect.old_id and redirect.old_page not in addresses:
            problems.add(
                *place,
                _('"from": there is no page "{old_page}" (redirect the page as a whole)').format(
                    old_page=redirect.old_page
                ),
            )
        if redirect.old in seen:
            problems.add(*place, _('"from": "{old}" stands here twice').format(old=redirect.old))
        if redirect.new not in addresses:
            problems.add(
                *place,
                _('"to": there is no "{new}" (example: taicang-npc-2025/sec_2.html#sec_2)').format(new=redirect.new),
            )
        seen.add(redirect.old)
