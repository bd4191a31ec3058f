"""A preview whose build fails in, what is wrong on every page of it out, until a build succeeds.

MkDocs lets a browser wait for a build that succeeds, without a word. Here such a build leaves a page that says what is
wrong, and that page is shown at every address; the server reloads it as any other when a file was saved.
"""

import html
import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

App = Callable[[dict[str, Any], Any], Iterable[bytes]]

# In the folder of the preview, which every build clears; no page has this name.
NAME = "gongbao-mistakes.html"
PAGE = """<!doctype html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有生成</title></head>
<body><h1>没有生成</h1>
<p>改好下列各处，存盘，这一页自己更新。</p>
<pre style="font-size: 1rem; white-space: pre-wrap">{messages}</pre>
</body></html>
"""


class Listener(logging.Handler):
    """Keeps what a build warns of."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


class Preview:
    """A server's application that shows what is wrong in place of every page, while something is."""

    def __init__(self, app: App, folder: Path, mount: str, logger: logging.Logger) -> None:
        """Stand before the application that serves a folder at a path; `logger` is where builds tell what is wrong."""
        self.app = app
        self.page = folder / NAME
        self.mount = mount
        self.logger = logger
        self.building = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request; one for a page waits until the build that goes on has ended."""
        if environ["PATH_INFO"].endswith(("/", ".html")):
            with self.building:
                wrong = self.page.is_file()
            if wrong:
                environ["PATH_INFO"] = self.mount + NAME
        return self.app(environ, start_response)

    def build(self, builder: Callable[[], None], failures: tuple[type[BaseException], ...]) -> None:
        """Build; a failure of these types leaves the page that says why."""
        listener = Listener()
        self.logger.addHandler(listener)
        with self.building:
            self.page.unlink(missing_ok=True)
            try:
                builder()
            except failures as failure:
                messages = "\n".join(listener.messages) or str(failure)
                self.page.write_text(PAGE.format(messages=html.escape(messages)), encoding="utf-8", newline="\n")
            finally:
                self.logger.removeHandler(listener)
