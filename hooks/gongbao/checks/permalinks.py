"""The addresses of a publication in, a record of those that were published out, and what has gone missing since.

`data/published.txt` has one address a line, sorted: a page, or a page and an id on it. A person writes it with
`gongbao record` when the publication goes public; nothing is ever taken off by itself.
"""

from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from gongbao.archive.index import Library
from gongbao.data.redirects import RECORD, read_record
from gongbao.pages.list_pages import iter_sheets
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.scripts import SCRIPT_NAMES

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
    gone = [
        (number, address)
        for number, address in enumerate(recorded, 1)
        if address not in addresses and not moved.intersection((address, address.partition("#")[0]))
    ]
    note_gone(gone, addresses, data / RECORD, problems)
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


def note_gone(gone: Iterable[tuple[int, str]], there: Set[str], record: Path, problems: Problems) -> None:
    """Note addresses that are gone, each with its line in the record: those of a folder or page that is gone as one."""
    folders = {folder for address in there for folder in [address.rpartition("/")[0]] if folder}
    together: dict[str, list[tuple[int, str]]] = {}
    for number, address in gone:
        folder, page = address.rpartition("/")[0], address.partition("#")[0]
        whole = f"{folder}/" if folder and folder not in folders else page if page not in there else address
        together.setdefault(whole, []).append((number, address))
    for whole, members in together.items():
        pages = sum("#" not in address for _number, address in members)
        if whole.endswith("/"):
            message = _(
                '"{folder}" was published and is gone: {pages} pages, {places} places on them (put it back; or say in '
                "redirects.yml where it leads: - {{from: {folder}, to: index.html}}, or to: the new folder)"
            ).format(folder=whole, pages=pages, places=len(members) - pages)
        elif len(members) > 1:
            message = _(
                '"{page}" was published and is gone, with {places} places on it (put it back, or say in redirects.yml '
                "where it leads)"
            ).format(page=whole, places=len(members) - pages)
        else:
            message = _(
                '"{address}" was published and is gone (put it back, or say in redirects.yml where it leads)'
            ).format(address=whole)
        problems.add(record, members[0][0], message)
