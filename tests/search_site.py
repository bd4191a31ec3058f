"""A search page and bare report pages on disk, for tests of the search that need nothing else of the site."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gongbao.archive.index import make_library
from gongbao.pages.asset_names import OWN
from gongbao.pages.localize import cut_document, make_localization
from gongbao.pages.macros import Macros
from gongbao.pages.marks import ROOT, SCRIPT, mark, mark_block, quote
from gongbao.report.addresses import make_addresses
from gongbao.report.report import Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.site import Publication
from gongbao.report.walk import Item, iter_printed
from gongbao.script.converter import make_converter
from gongbao.search.index import iter_search_files
from gongbao.search.normalize import fold

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
# frame-ancestors is for headers only; on a page from disk 'self' is every file, as Chromium sees it.
META = '<meta http-equiv="Content-Security-Policy" content="{}">'.format(POLICY.rpartition(";")[0])


def write_site(site: Path, publication: Publication, **sizes: Any) -> None:
    """Write the pages of a publication in every script, its assets and its index."""
    pages = write_search(site, publication, **sizes) | dict(iter_pages(publication.reports))
    documents = [cut_document(name, page) for name, page in pages.items()]
    for tag in SCRIPTS:
        filled = make_localization(tag, SCRIPTS, make_converter(tag)).fill_all(documents)
        write(site / script_path(tag, ""), {name: page.encode() for name, page in zip(pages, filled, strict=True)})


def write_search(site: Path, publication: Publication, **sizes: Any) -> dict[str, str]:
    """Write the assets and the index; return the search page, marked."""
    convert_all = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    index = dict(iter_search_files(publication.reports, SCRIPTS, convert_all, **sizes))
    write(site, index)
    write(site, {f"assets/{path.name}": path.read_bytes() for path in OWN.glob("*s/*.*s")})
    return {"search.html": make_search_page(publication, list(index)[-1])}


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files by their path."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def make_search_page(publication: Publication, entry: str) -> str:
    """Return the search page, marked."""
    names = (
        "assets/choices.js",
        "assets/waiting.js",
        "assets/folding.js",
        "assets/search-data.js",
        "assets/search-postings.js",
        "assets/search-index.js",
        "assets/search-pinyin.js",
        "assets/search-suggestions.js",
        "assets/search-key.js",
        entry,
        "assets/search.js",
        "assets/search-unable.js",
    )
    scripts = "".join(f'<script src="{ROOT}{name}" defer></script>\n' for name in names)
    scripts += "".join(f'<link rel="stylesheet" href="{ROOT}assets/{name}.css">' for name in ("site", "search"))
    return make_page(scripts, Macros(library=make_library(publication)).search_page())


def iter_pages(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Give bare pages, marked, on which every passage stands under its id."""
    scripts = "".join(f'<script src="{ROOT}../assets/{name}.js" defer></script>' for name in ("folding", "highlight"))
    for report in reports:
        bodies: dict[str, str] = {}
        for address, passage in iter_addresses(report):
            page = address.partition("#")[0]
            lead = passage.lead or ""
            bold = f"<b>{quote(lead)}</b>" if lead else ""
            text = mark_block(f"{bold}{quote(passage.text[len(lead) :])}")
            bodies[page] = bodies.get(page, "") + f'<p id="{passage.id}">{text}</p>\n'
        for page, body in bodies.items():
            yield page, make_page(scripts, body)


def make_page(head: str, body: str) -> str:
    """Return a page, marked."""
    icon = '<link rel="icon" href="data:,">'
    top = f'<meta charset="utf-8">{META}{icon}<title>{mark("页")}</title>{head}'
    return f'<!doctype html>\n<html lang="{SCRIPT}"><head>{top}</head>\n<body><main>{body}</main></body></html>\n'


def iter_addresses(report: Report) -> Iterator[tuple[str, Item]]:
    """Give every passage with where it stands."""
    pages = make_addresses(report).pages
    for passage in iter_printed(report):
        yield f"{pages.get(passage.id, f'{report.slug}/index.html')}#{passage.id}", passage


class Reading:
    """All passages of a publication, read through for every question: what any search has to find."""

    def __init__(self, publication: Publication) -> None:
        """Fold every passage once."""
        self.entries = [
            (fold(passage.text), address, report, passage)
            for report in publication.reports
            for address, passage in iter_addresses(report)
        ]

    def scan(self, *words: str) -> Counter[str]:
        """Return the addresses of the passages that hold every word."""
        wanted = [fold(word) for word in words]
        return Counter(address for text, address, *_ in self.entries if all(word in text for word in wanted))
