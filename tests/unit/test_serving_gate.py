"""Who is let through the gate of a server of ours: the host, the method, the path; what every answer bears."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from conftest import POLICY
from gongbao.report.problems import ReportError
from gongbao.serving.answers import answer_content, read_below
from gongbao.serving.gate import Gate, is_plain
from gongbao.serving.place import list_hosts, listen, read_address

HOSTS = frozenset({"127.0.0.1:8000", "localhost:8000"})


def ask(path: bytes, *hosts: bytes, method: str = "GET", kind: str = "http") -> tuple[int, Mapping[bytes, bytes]]:
    """Return the status and the headers with which a gate before a small application answers."""
    told: list[Message] = []

    async def send(message: Message) -> None:
        told.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {
        "type": kind,
        "method": method,
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": b"",
        "headers": [(b"host", host) for host in hosts],
    }
    gate = Gate(PlainTextResponse("shown"), hosts=HOSTS)
    # In a thread of its own: in this one a browser may have a loop.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(gate(scope, receive, send))).result()
    return told[0].get("status", 0), dict(told[0].get("headers", ()))


def test_who_asks_this_machine_by_its_name_is_let_through_with_the_policy() -> None:
    for host in (b"127.0.0.1:8000", b"localhost:8000", b"LOCALHOST:8000"):
        status, headers = ask(b"/x/sec_1.html", host)
        assert status == 200
        assert headers[b"content-security-policy"].decode() == POLICY
        assert headers[b"x-content-type-options"] == b"nosniff"
        assert b"strict-transport-security" not in headers


@pytest.mark.parametrize("hosts", [(), (b"evil.example",), (b"127.0.0.1",), (b"127.0.0.1:8000", b"127.0.0.1:8000")])
def test_another_host_is_refused_with_the_policy(hosts: tuple[bytes, ...]) -> None:
    status, headers = ask(b"/", *hosts)
    assert status == 421
    assert b"content-security-policy" in headers


def test_nothing_but_reading_and_nothing_but_http() -> None:
    assert ask(b"/", b"127.0.0.1:8000", method="HEAD")[0] == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(b"/", b"127.0.0.1:8000", method=method)[0] == 405
    assert ask(b"/", b"127.0.0.1:8000", kind="websocket")[0] == 0


@pytest.mark.parametrize("path", ["/", "/index.html", "/x/", "/%E5%85%AC%E6%8A%A5.html", "/a..b/c.html", "/a%20b"])
def test_a_plain_path(path: str) -> None:
    assert is_plain(path.encode())


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/%00",
            "/a%00.html",
            "/%0a",
            "/%7f",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/%2e%2e%2fx",
            "/a%2Fb",
            "/a/./b",
        ),
        *("/..%5cx", "/a\\b", "//x", "/a//b", "x", "", "/%ff", "/%C0%AE%C0%AE/x"),
    ],
)
def test_a_path_that_is_none_of_a_page(path: str) -> None:
    assert not is_plain(path.encode())
    assert ask(path.encode(), b"127.0.0.1:8000")[0] == 400


def test_files_are_given_out_from_below_a_folder_alone(tmp_path: Path) -> None:
    folder = tmp_path / "公报 项目"
    (folder / ".cache").mkdir(parents=True)
    (folder / ".cache/x").write_bytes(b"hidden")
    (folder / "a.svg").write_bytes(b"<svg/>")
    (tmp_path / "secret").write_bytes(b"secret")
    assert read_below(folder, "a.svg") == b"<svg/>"
    for path in ("", "none", ".cache/x", "../secret", "a.svg/", "\0"):
        assert read_below(folder, path) is None
    try:
        (folder / "link").symlink_to(tmp_path / "secret")
    except OSError:
        pytest.skip("this system makes no links")
    assert read_below(folder, "link") is None


def test_a_file_has_the_type_that_a_web_server_gives() -> None:
    for path, kind in (
        ("x/sec_1.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("report.bib", "application/x-bibtex; charset=utf-8"),
        ("what.xyz", "application/octet-stream"),
    ):
        assert answer_content(path, b"x").headers["content-type"] == kind


def test_a_place_that_another_program_has_is_told() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ReportError, match=f"127.0.0.1:{port}: "), listen("127.0.0.1", port):
            pass


@pytest.mark.parametrize("address", ["127.0.0.1", "8000", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", ":8000"])
def test_an_address_without_a_port_is_told(address: str) -> None:
    with pytest.raises(ReportError, match="has no port"):
        read_address(address)


def test_the_names_of_a_place() -> None:
    assert list_hosts("127.0.0.1", 8000) == HOSTS
    assert "192.0.2.7" in list_hosts("192.0.2.7", 80)
    assert list_hosts(*read_address("[::1]:8000")) == {"[::1]:8000"}
    assert "127.0.0.1:8000" in list_hosts("0.0.0.0", 8000)  # noqa: S104 - only asked about
