"""An address of this machine in, an application served there out, until it is stopped."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

LAST_PORT = 65_535
# The names by which this machine calls itself.
LOCAL = ("127.0.0.1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  known, not chosen
BACKLOG = 128


def read_address(address: str) -> tuple[str, int]:
    """Return host and port of an address such as `127.0.0.1:8000`. Raises ReportError if there is no port."""
    host, _colon, port = address.rpartition(":")
    if not (host and port.isascii() and port.isdecimal() and int(port) <= LAST_PORT):
        message = _("{address} has no port (example: --address 127.0.0.1:8000)").format(address=address)
        raise ReportError([Problem(path=Path(address), message=message)])
    return host.strip("[]"), int(port)


def list_hosts(host: str, port: int) -> frozenset[str]:
    """Return what a browser may call a server at a place; at port 80 it leaves the port out.

    One that is open to other machines has the names and addresses of this one.
    """
    names = {f"[{host}]" if ":" in host else host.lower()}
    if host in (*LOCAL, *EVERYWHERE):
        names.update(LOCAL)
    if host in EVERYWHERE:
        own = socket.gethostname().lower()
        names.add(own)
        with contextlib.suppress(OSError):
            names.update(socket.gethostbyname_ex(own)[2])
    return frozenset(f"{name}:{port}" for name in names) | (names if port == 80 else frozenset())  # noqa: PLR2004


@contextlib.contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens at a place. Raises ReportError if another program has it, or there is none."""
    try:
        family, *_rest, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server((str(place[0]), port), family=family, backlog=BACKLOG)
    except OSError as error:
        message = _("cannot be had: {reason} (another program may be there: --address 127.0.0.1:8001)").format(
            reason=error.strerror
        )
        raise ReportError([Problem(path=Path(f"{host}:{port}"), message=message)]) from error
    with listener:
        yield listener


class Server(uvicorn.Server):
    """A server that tells, when it is asked to end, those whose answers are still open."""

    ending: Callable[[], None]

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal to end."""
        self.ending()
        super().handle_exit(sig, frame)


def run(app: ASGIApp, listener: socket.socket, ending: Callable[[], None] = lambda: None) -> None:
    """Serve an application until the process is asked to end (Ctrl+C); `ending` is called then.

    An answer that is still open holds the end up for a second.
    """
    server = Server(
        uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=1, ws="none", lifespan="off"
        )
    )
    server.ending = ending
    # Ctrl+C is how it ends, not a failure.
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
