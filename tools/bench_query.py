"""A published folder and a query in, what a reader waits for out: milliseconds, and bytes as they are and compressed.

The page is fresh, nothing is kept from another query, and the processor is slowed down four times, which makes of a
developer's computer about an old one in an office.
"""

import functools
import gzip
import http.server
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Error, Response

SLOWER = 4
PATIENCE = 60_000
WATCH = """([box, item, query, patience]) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("no result")), patience);
  const input = document.querySelector(box);
  const start = performance.now();
  const look = () => document.querySelector(item) ? done(performance.now() - start) : setTimeout(look, 5);
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  look();
})"""


class NoAnswer(Exception):  # noqa: N818  what happened, not a fault of the measurement
    """A search that gave no result in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A site's search: the folder, the page, its box and a result as selectors, and what its index's addresses hold."""

    folder: Path
    path: str
    box: str
    item: str
    index: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one query cost: milliseconds to the first result, bytes of the index, and the same compressed."""

    wait: float
    size: int
    compressed: int


def ask(browser: Browser, page: Page, queries: Sequence[str]) -> list[Answer]:
    """Return what each query costs. Raises NoAnswer if there is no result within a minute."""
    with serve(page.folder) as address:
        return [ask_one(browser, page, address, query) for query in queries]


def ask_one(browser: Browser, page: Page, address: str, query: str) -> Answer:
    """Return what one query costs."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    view = context.new_page()
    loaded: list[Path] = []

    def note(response: Response) -> None:
        path = unquote(urlsplit(response.url).path)
        if any(part in path for part in page.index):
            loaded.append(page.folder / path.lstrip("/"))

    view.on("response", note)
    context.new_cdp_session(view).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    view.goto(address + page.path)
    view.wait_for_selector(page.box, state="attached")
    try:
        wait = float(view.evaluate(WATCH, [page.box, page.item, query, PATIENCE]))
        view.wait_for_load_state("networkidle")
    except Error as error:
        raise NoAnswer(query) from error
    finally:
        context.close()
    sizes = [path.stat().st_size for path in loaded]
    return Answer(wait=wait, size=sum(sizes), compressed=sum(len(gzip.compress(path.read_bytes())) for path in loaded))


def summarize(answers: Sequence[Answer]) -> list[str]:
    """Return the cells of a table: first result, KB compressed, KB, each as median and most."""
    waits = [answer.wait for answer in answers]
    compressed = [answer.compressed / 1000 for answer in answers]
    sizes = [answer.size / 1000 for answer in answers]
    return [f"{statistics.median(values):,.0f} / {max(values):,.0f}" for values in (waits, compressed, sizes)]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, silently."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder at an address of this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
