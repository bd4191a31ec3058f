"""A search page and bare report pages on disk, for tests of the search that need nothing else of the site."""

import functools
import http.server
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gongbao.address import make_addresses
from gongbao.conversion import make_converter
from gongbao.folding import fold
from gongbao.model import Report, ScriptTag
from gongbao.passage import Passage, iter_passages
from gongbao.projection import make_projection
from gongbao.publication import Publication
from gongbao.render import render
from gongbao.search import make_search_files

ASSETS = Path(__file__).parents[1] / "docs" / "assets"
SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
# frame-ancestors is for headers only; on a page from disk 'self' is every file, as Chromium sees it.
META = '<meta http-equiv="Content-Security-Policy" content="{}">'.format(POLICY.rpartition(";")[0])


def write_site(site: Path, publication: Publication, **sizes: int) -> None:
    """Write the pages in every script, the assets and the index."""
    reports = publication.reports
    convert_all = {tag: make_converter(tag).convert_all for tag in SCRIPTS}
    index = make_search_files(reports, SCRIPTS, convert_all, **sizes)
    write(site, index.files)
    write(site, {f"assets/{path.name}": path.read_bytes() for path in ASSETS.glob("js/*.js")})
    pages = {"search.html": make_search_page(reports, index.entry)} | dict(iter_pages(reports))
    for tag in SCRIPTS:
        project = make_projection(make_converter(tag), set(pages))
        folder = site if tag == "zh-Hans" else site / tag
        source = tag == "zh-Hans"
        write(folder, {name: (page if source else project(name, page)).encode() for name, page in pages.items()})


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files by their path."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def make_search_page(reports: Sequence[Report], entry: str) -> str:
    """Return the search page in the source script."""
    names = ("assets/folding.js", entry, "assets/search-index.js", "assets/search.js")
    scripts = "".join(f'<script src="{name}" defer></script>\n' for name in names)
    return make_page(scripts, render("search.html", base="", reports=reports))


def iter_pages(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Give bare pages on which every passage stands under its id."""
    scripts = '<script src="../assets/folding.js" defer></script><script src="../assets/highlight.js" defer></script>'
    for report in reports:
        bodies: dict[str, str] = {}
        for passage in iter_passages(report):
            page = address(report, passage).partition("#")[0]
            text = f"<b>{passage.lead}</b>{passage.text[len(passage.lead) :]}" if passage.lead else passage.text
            bodies[page] = bodies.get(page, "") + f'<p id="{passage.id}">{text}</p>\n'
        for page, body in bodies.items():
            yield page, make_page(scripts, body)


def make_page(head: str, body: str) -> str:
    """Return a page in the source script."""
    icon = '<link rel="icon" href="data:,">'
    top = f'<meta charset="utf-8">{META}{icon}<title>页</title>{head}'
    return f'<!doctype html>\n<html lang="zh-Hans"><head>{top}</head>\n<body><main>{body}</main></body></html>\n'


def address(report: Report, passage: Passage) -> str:
    """Return where a passage stands."""
    pages = make_addresses(report).pages
    return f"{pages.get(passage.id, f'{report.slug}/index.html')}#{passage.id}"


def scan(publication: Publication, *words: str) -> Counter[str]:
    """Return the addresses of the passages that hold every word, as reading through all of them finds it."""
    wanted = [fold(word) for word in words]
    found: Counter[str] = Counter()
    for report in publication.reports:
        for passage in iter_passages(report):
            text = fold(passage.text)
            if all(word in text for word in wanted):
                found[address(report, passage)] += 1
    return found


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under the strict policy, silently."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder at an address of this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
