"""A project in, its desk on this machine out, until it is stopped: one desk for one folder.

Whoever opens a second one is told where the first is.
"""

import contextlib
import json
import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

from gongbao.data.wording import Wording
from gongbao.desk.application import make_application
from gongbao.desk.project import OWN, Project
from gongbao.output.swap import lock
from gongbao.report.messages import use_language
from gongbao.report.problems import Problem, ReportError
from gongbao.script.converter import make_converter
from gongbao.serving.place import LOCAL, list_hosts, listen, read_address, run

FIRST_PORT, PORTS = 8321, 20
LOCK, OPEN = "lock", "open.json"


def run_desk(root: Path, address: str, tell: Callable[[str], None], *, show: bool = True) -> None:
    """Serve a project's desk at an address of this machine, tell it, open it in the browser, until it is stopped.

    Raises ReportError if another desk has the folder, or the address cannot be had.
    """
    host, port = read_place(address)
    use_language("zh_Hans")
    with hold(root) as own, find_port(host, port) as listener:
        port, token = listener.getsockname()[1], secrets.token_urlsafe(24)
        application = make_application(Project(root=root), token=token, hosts=list_hosts(host, port))
        opened = f"http://{host}:{port}/?token={token}"
        (own / OPEN).write_text(json.dumps({"address": f"http://{host}:{port}/"}), encoding="utf-8")
        threading.Thread(target=warm_up, daemon=True).start()
        tell(f"公报工作台：{opened}")
        tell("只在本机打开；按 Ctrl+C 结束。")
        if show:
            webbrowser.open(opened)
        run(application, listener)


def warm_up() -> None:
    """Load what converts, while the clerk looks at the first page: to read its tables takes the longest."""
    make_converter("zh-Hant", Wording()).convert("公报")


def read_place(address: str) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:8321`, port 0 if none is given. Raises ReportError for other machines."""
    host, port = read_address(address if ":" in address else f"{address}:0")
    if host not in LOCAL:
        raise ReportError([Problem(path=Path(address), message="工作台只在本机打开（例：--address 127.0.0.1:8321）")])
    return host, port


@contextlib.contextmanager
def find_port(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens at a port, or at the first free one if none is named."""
    with contextlib.ExitStack() as stack:
        found = None
        for number in () if port else range(FIRST_PORT, FIRST_PORT + PORTS):
            with contextlib.suppress(ReportError):
                found = stack.enter_context(listen(host, number))
                break
        yield found or stack.enter_context(listen(host, port))


@contextlib.contextmanager
def hold(root: Path) -> Iterator[Path]:
    """Give the desk's own folder in a project while no other desk has it. Raises ReportError if one does."""
    own = root / OWN
    own.mkdir(exist_ok=True)
    descriptor = os.open(own / LOCK, os.O_RDWR | os.O_CREAT)
    try:
        try:
            lock(descriptor)
        except OSError as error:
            message = f"这个文件夹的工作台已经打开（{read_open(own)}），请用先打开的那个"
            raise ReportError([Problem(path=root, message=message)]) from error
        yield own
    finally:
        os.close(descriptor)


def read_open(own: Path) -> str:
    """Return the address of the desk that has a folder."""
    try:
        return str(json.loads((own / OPEN).read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError, KeyError):
        return "在另一个窗口"
