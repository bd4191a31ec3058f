"""Pages on disk in, their PDFs out: printed by a browser of Chromium's family that this machine has.

Every Windows has one (Edge), so nothing needs to be installed there; and what readers print and what is published as
PDF are set by one engine. `GONGBAO_CHROMIUM` names another program. One browser prints all pages, told by the DevTools
protocol: to start it anew for every page (`--print-to-pdf`) takes four times as long.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
PLAYWRIGHT = ("chromium-*/chrome-*/chrome*", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-port=0",
    # A page on paper needs nothing from a network.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
# The file in its profile by which a browser says where it can be spoken to.
PORT_FILE = "DevToolsActivePort"
PATIENCE = 60


class PrintError(Exception):
    """A browser that did not print; the message is one line for a person."""


def find_chromium() -> Path | None:
    """Return the browser to print with: that of `GONGBAO_CHROMIUM` alone if it is set, else the first one found."""
    if named := os.environ.get("GONGBAO_CHROMIUM"):
        found = shutil.which(named)
        return Path(found) if found else None
    return next((path for path in iter_programs() if path.is_file() and os.access(path, os.X_OK)), None)


def iter_programs() -> Iterator[Path]:
    """Give where a browser may be: on the path, in the usual places of the system, among Playwright's."""
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        roots = [Path(os.environ[name]) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)") if name in os.environ]
        yield from (root / place for root in (*roots, local) for place in WINDOWS)
        browsers = local / "ms-playwright"
    elif sys.platform == "darwin":
        roots = [Path("/Applications"), home / "Applications"]
        yield from (root / f"{name}.app/Contents/MacOS/{name}" for root in roots for name in MAC)
        browsers = home / "Library/Caches/ms-playwright"
    else:
        browsers = home / ".cache/ms-playwright"
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", browsers))
    yield from (path for pattern in PLAYWRIGHT for path in sorted(kept.glob(pattern)) if path.suffix in ("", ".exe"))


@dataclass(slots=True)
class Browser:
    """A running browser with one empty page, which prints what it is shown."""

    connection: ClientConnection
    session: str = ""
    asked: int = 0
    events: list[str] = field(default_factory=list)

    def print_page(self, page: Path) -> bytes:
        """Return a page as PDF, tagged and with bookmarks, on the paper that its style sheet asks for."""
        self.events.clear()
        failure = self.ask("Page.navigate", url=page.as_uri()).get("errorText")
        if failure:
            raise PrintError(f"the browser did not open {page.name}: {failure}")
        while "Page.loadEventFired" not in self.events:
            self.listen()
        self.ask("Runtime.evaluate", expression="document.fonts.ready", awaitPromise=True)
        options = {"preferCSSPageSize": True, "generateTaggedPDF": True, "generateDocumentOutline": True}
        return base64.b64decode(self.ask("Page.printToPDF", **options)["data"])

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come before it are noted."""
        self.asked += 1
        message: dict[str, Any] = {"id": self.asked, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.connection.send(json.dumps(message))
        while True:
            answer = self.listen()
            if answer.get("id") == self.asked:
                if "error" in answer:
                    raise PrintError(f"the browser refused {method}: {answer['error'].get('message')}")
                return dict(answer["result"])

    def listen(self) -> dict[str, Any]:
        """Return the next message of the browser."""
        message: dict[str, Any] = json.loads(self.connection.recv(PATIENCE))
        self.events.append(message.get("method", ""))
        return message


@contextmanager
def open_browser(program: Path, profile: Path) -> Iterator[Browser]:
    """Start a browser with an empty profile folder, and end it afterwards. Raises PrintError."""
    command = [str(program), *FLAGS, f"--user-data-dir={profile}"]
    if sys.platform.startswith("linux"):
        command.append("--disable-dev-shm-usage")
        if os.geteuid() == 0:
            # Chromium refuses to start with its sandbox as root, as in most containers.
            command.append("--no-sandbox")
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603  a browser of this machine, flags of our own
            [*command, "about:blank"], stdin=quiet, stdout=quiet, stderr=quiet
        )
    except OSError as error:
        raise PrintError(f"{program} does not start: {error}") from error
    try:
        with connect(find_address(program, process, profile), max_size=None) as connection:
            browser = Browser(connection)
            page = browser.ask("Target.createTarget", url="about:blank")["targetId"]
            browser.session = browser.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
            browser.ask("Page.enable")
            yield browser
            browser.session = ""
            browser.ask("Browser.close")
    except (OSError, WebSocketException) as error:
        raise PrintError(f"{program} stopped: {error}") from error
    finally:
        end(process)


def find_address(program: Path, process: subprocess.Popen[bytes], profile: Path) -> str:
    """Return the address at which a browser that was just started listens. Raises PrintError if it does not."""
    end_of_patience = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end_of_patience:
        with suppress(OSError, ValueError):
            port, path = (profile / PORT_FILE).read_text(encoding="utf-8").split()
            return f"ws://127.0.0.1:{port}{path}"
        time.sleep(0.02)
    raise PrintError(f"{program} does not run here (GONGBAO_CHROMIUM names another browser)")


def end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a browser that was told to close; end one that does not."""
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
