"""A preview in, its pages served on this machine out: each loads itself anew when what it shows has changed."""

import asyncio
import html
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from gongbao.build.builder import open_config
from gongbao.build.preview import Preview
from gongbao.checks.server_config import path_of
from gongbao.data.project import CONFIG
from gongbao.report.problems import ReportError
from gongbao.serving.answers import answer_content, read_below
from gongbao.serving.gate import Gate, tell
from gongbao.serving.place import list_hosts, listen, read_address, run
from gongbao.serving.watch import iter_changes

ASSETS = Path(__file__).parent / "preview_assets"
# No page of a publication has a name that begins so.
OWN = "_preview/"
# Seconds after which a waiting page hears that the server is still there.
STILL = 20
SOURCES = (CONFIG, "data", "docs")
PAGE = """<!doctype html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有生成</title>
<link rel="stylesheet" href="{base}mistakes.css"></head>
<body><h1>没有生成</h1>
<p>改好下列各处，存盘，这一页自己更新。</p>
<ul>
{messages}
</ul>
</body>
</html>
"""


class Bell:
    """Wakes everyone who waits in the loop of the server, from any thread."""

    def __init__(self) -> None:
        """Ring for nobody yet."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self.ended, self.rung = False, asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait."""
        if self._loop:
            self._loop.call_soon_threadsafe(self._wake)

    def end(self) -> None:
        """Wake all who wait, for good."""
        self.ended = True
        self.ring()

    def _wake(self) -> None:
        rung, self.rung = self.rung, asyncio.Event()
        rung.set()

    def listen(self) -> asyncio.Event:
        """Return what is set when it rings next."""
        self._loop = asyncio.get_running_loop()
        return self.rung

    @staticmethod
    async def wait(rung: asyncio.Event) -> bool:
        """Wait to be woken; tell whether that was so, or nothing happened for a while."""
        try:
            await asyncio.wait_for(rung.wait(), STILL)
        except TimeoutError:
            return False
        return True


class Pages:
    """The answers to the requests for a preview below a path (`/`)."""

    def __init__(self, preview: Preview, bell: Bell, mount: str) -> None:
        """Keep of what, and where, pages are shown."""
        self._preview, self._bell, self._mount = preview, bell, mount

    async def show(self, request: Request) -> Response:
        """Answer with a file of the publication, or of the preview itself."""
        path = request.url.path
        if not path.startswith(self._mount):
            return RedirectResponse(self._mount) if path == "/" else tell(404, f"→ {self._mount}")
        own = request.path_params["path"].removeprefix(self._mount[1:])
        if own == f"{OWN}changes":
            return StreamingResponse(
                self._follow(request.query_params.get("page", ""), request.query_params.get("seen", "")),
                media_type="text/event-stream",
            )
        if own.startswith(OWN):
            content = read_below(ASSETS, own.removeprefix(OWN))
            return tell(404, own) if content is None else answer_content(own, content)
        return await run_in_threadpool(self._answer, own)

    def _answer(self, path: str) -> Response:
        """Return the answer with the file at a path; every page says what is wrong while something is."""
        name = path + "index.html" if path.endswith("/") or not path else path
        is_page = name.endswith(".html")
        seen = self._preview.digest(name) if is_page else ""
        mistakes, content = self._preview.state.mistakes, None
        if not (is_page and mistakes):
            try:
                content = self._preview.make(name)
            except ReportError as error:
                mistakes, is_page = str(error), True
            if content is None and not is_page and self._preview.holds(f"{name}/index.html"):
                return RedirectResponse(f"{self._mount}{quote(path)}/")
        if is_page and mistakes:
            return self._finish(name, seen, self._list(mistakes), 200)
        if content is None:
            missing = self._preview.make(self._preview.name_missing(path)) or self._list("404")
            return self._finish(name, self._preview.digest(name), missing, 404)
        return self._finish(name, seen, content, 200) if is_page else answer_content(name, content)

    def _list(self, mistakes: str) -> bytes:
        """Return the page that lists what is wrong."""
        messages = "\n".join(f"<li>{html.escape(line)}</li>" for line in mistakes.split("\n"))
        return PAGE.format(base=self._mount + OWN, messages=messages).encode()

    def _finish(self, name: str, seen: str, content: bytes, status: int) -> Response:
        """Return the answer with a page and the script that loads it anew."""
        changes = f"{self._mount}{OWN}changes?page={quote(name, safe='')}&amp;seen={seen}"
        script = f'<script src="{self._mount}{OWN}reload.js" data-changes="{changes}" defer></script>\n'
        start, end, rest = content.rpartition(b"</body>")
        return answer_content("a.html", start + script.encode() + end + rest, status)

    async def _follow(self, page: str, seen: str) -> AsyncIterator[str]:
        """Say once that a page is another than it was seen to be, as soon as it is."""
        yield "retry: 500\n\n"
        while not self._bell.ended:
            rung = self._bell.listen()
            if await run_in_threadpool(self._preview.digest, page) != seen:
                yield "event: other\ndata: \n\n"
                return
            if not await self._bell.wait(rung):
                yield ": still here\n\n"


def follow_folders(preview: Preview, folders: Sequence[Path], stop: threading.Event, *, deep: bool) -> None:
    """Renew a preview whenever something is saved in these folders; of a project's own only what it is made of."""
    for saved in iter_changes(folders, stop, deep=deep):
        if deep or any(path.name in SOURCES for path in saved):
            preview.renew(saved)


def serve_site(root: Path, address: str, say: Callable[[str], None]) -> None:
    """Show the publication at an address such as `127.0.0.1:8000`, as it is after each change, until it is stopped.

    Raises ReportError if the address cannot be had, or mkdocs.yml not be read.
    """
    config = open_config(root)
    mount = path_of(config.site_url or "")
    folders = [Path(config.docs_dir), *([Path(config.theme.custom_dir)] if config.theme.custom_dir else [])]
    host, port = read_address(address)
    with listen(host, port) as listener:
        port = listener.getsockname()[1]
        bell, stop = Bell(), threading.Event()
        preview = Preview(root, bell.ring)
        pages = Pages(preview, bell, mount)
        app = Starlette(
            routes=[Route("/{path:path}", pages.show)],
            middleware=[Middleware(Gate, hosts=list_hosts(host, port))],
        )
        sources = [folder for folder in (root / "data", *folders) if folder.is_dir()]
        for watched, deep in (([root], False), (sources, True)):
            follow = partial(follow_folders, preview, watched, stop, deep=deep)
            threading.Thread(target=follow, daemon=True).start()
        preview.start()
        say(f"http://{host}:{port}{mount}")
        try:
            run(app, listener, bell.end)
        finally:
            stop.set()
            preview.end()
