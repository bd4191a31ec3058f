"""A browser's program in, a driver out: opens an address, gives the value of an expression, prints.

Chromium is driven over its DevTools protocol, so that one of 2019 is as well as today's; Firefox over WebDriver BiDi;
WebKit over WebDriver, which its own drivers speak.
"""

import base64
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from websockets.sync.client import ClientConnection, connect

STARTING = 40  # seconds
# What WebKit needs in a container without a graphics card.
WITHOUT_CARD = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}


class Driver(Protocol):
    """What is asked of every engine."""

    version: str

    def open(self, address: str) -> None:
        """Open an address."""

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression as JSON knows it."""

    def print(self) -> bytes | None:
        """Return the page on paper as a PDF; None if the engine cannot be asked for one."""


class Socket:
    """A connection on which commands are numbered, as in the DevTools protocol and in BiDi."""

    def __init__(self, connection: ClientConnection) -> None:
        """Take a connection."""
        self.connection = connection
        self.count = 0

    def call(self, method: str, **parameters: Any) -> Any:
        """Send a command and return its result. Raises RuntimeError for a refusal."""
        self.count += 1
        self.connection.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.connection.recv(timeout=60))
            if message.get("id") == self.count:
                if "error" in message:
                    raise RuntimeError(message)
                return message["result"]


class Chromium:
    """A page of Chromium."""

    def __init__(self, connection: ClientConnection, version: str) -> None:
        """Take a connection to a page."""
        self.socket = Socket(connection)
        self.version = version

    def open(self, address: str) -> None:
        """Open an address."""
        self.socket.call("Page.navigate", url=address)

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression."""
        answer = self.socket.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def print(self) -> bytes | None:
        """Return the page as a PDF."""
        answer = self.socket.call("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(answer["data"])


class Firefox:
    """A tab of Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        """Begin a session over a connection."""
        self.socket = Socket(connection)
        session = self.socket.call("session.new", capabilities={})
        self.version = session["capabilities"]["browserVersion"].partition(".")[0]
        self.tab = self.socket.call("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        """Open an address."""
        self.socket.call("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression."""
        expression = f"JSON.stringify({expression})"
        answer = self.socket.call(
            "script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=False
        )
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def print(self) -> bytes | None:
        """Return the page as a PDF."""
        paper = {"width": 21.0, "height": 29.7}
        answer = self.socket.call("browsingContext.print", context=self.tab, page=paper, background=True)
        return base64.b64decode(answer["data"])


class WebKit:
    """A window of WebKitGTK or WPE."""

    def __init__(self, port: int, kind: str, binary: str, arguments: Sequence[str], printing: Sequence[str]) -> None:
        """Begin a session with a started driver; `printing` is the command that prints an address to a path."""
        self.printing = printing
        self.address = ""
        self.root = f"http://127.0.0.1:{port}"
        wait_for(f"{self.root}/status")
        options = {"binary": binary, "args": list(arguments)}
        session = self.call("/session", {"capabilities": {"alwaysMatch": {f"{kind}:browserOptions": options}}})
        self.version = session["capabilities"]["browserVersion"]
        self.root += f"/session/{session['sessionId']}"

    def call(self, path: str, body: dict[str, Any]) -> Any:
        """Send a command and return its value."""
        request = urllib.request.Request(self.root + path, json.dumps(body).encode())  # noqa: S310  http
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  http
            return json.load(answer)["value"]

    def open(self, address: str) -> None:
        """Open an address."""
        self.address = address
        self.call("/url", {"url": address})

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression."""
        return self.call("/execute/sync", {"script": f"return {expression}", "args": []})

    def print(self) -> bytes | None:
        """Return the page as a PDF; nothing without a command, for the driver itself has none."""
        if not self.printing:
            return None
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.pdf")
            subprocess.run(
                [*self.printing, self.address, path], env={**os.environ, **WITHOUT_CARD}, check=True, timeout=60
            )
            return path.read_bytes()


def wait_for(address: str) -> bytes:
    """Return what an address answers, once it does."""
    end = time.monotonic() + STARTING
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  http
                found: bytes = answer.read()
                return found
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def wait_for_port(port: int) -> None:
    """Return once a program listens at a port."""
    end = time.monotonic() + STARTING
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def find_port() -> int:
    """Return a port that is free."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextlib.contextmanager
def start_program(command: Sequence[str], **environment: str) -> Iterator[None]:
    """Run a program, with a home of its own, and end it with all that it started."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        whole = {**os.environ, "HOME": home, **environment}
        process = subprocess.Popen(
            command, env=whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def start_chromium(program: Path | str, *flags: str) -> Iterator[Driver]:
    """Start a Chromium and give its driver."""
    port = find_port()
    own = ["--headless", "--no-sandbox", "--disable-gpu", f"--remote-debugging-port={port}", "--remote-allow-origins=*"]
    with start_program([str(program), *own, *flags, "about:blank"]):
        pages = json.loads(wait_for(f"http://127.0.0.1:{port}/json/list"))
        about = json.loads(wait_for(f"http://127.0.0.1:{port}/json/version"))
        address = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        with connect(address, max_size=None) as connection:
            yield Chromium(connection, about["Browser"].partition("/")[2].partition(".")[0])


@contextlib.contextmanager
def start_firefox(program: str) -> Iterator[Driver]:
    """Start a Firefox and give its driver."""
    port = find_port()
    with start_program([program, "--headless", "--no-remote", f"--remote-debugging-port={port}", "about:blank"]):
        wait_for_port(port)
        with connect(f"ws://127.0.0.1:{port}/session", max_size=None) as connection:
            yield Firefox(connection)


@contextlib.contextmanager
def start_webkit(
    driver: Sequence[str], kind: str, binary: str, *arguments: str, printing: Sequence[str] = ()
) -> Iterator[Driver]:
    """Start a driver of WebKit and give it with a window."""
    port = find_port()
    with start_program([*driver, "-p", str(port)], **WITHOUT_CARD):
        yield WebKit(port, kind, binary, arguments, printing)


def run_page(driver: Driver, address: str, seconds: float = 180) -> dict[str, bool | str]:
    """Open the page that looks at the others, and return what it found."""
    driver.open(address)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.5)
        held: dict[str, bool | str] | None = driver.evaluate("window.held || null")
        if held:
            return held
    raise TimeoutError(re.sub(r"\?.*", "", address))
