"""The Caddyfile of the handbook, run by a real Caddy: each answer has every header once, the right type and language."""

import contextlib
import http.client
import re
import shutil
import subprocess
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from textwrap import dedent

import pytest

from gongbao.checks.server_config import HEADERS
from servers import free_port, wait_for

FENCE = re.compile(r"```caddyfile\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
GLOBAL = "{\n\tadmin off\n\tauto_https off\n}\n"


@pytest.fixture(scope="module")
def caddy(root: Path, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    if not shutil.which("caddy"):
        pytest.skip("caddy is not on this machine")
    work, port = tmp_path_factory.mktemp("caddy"), free_port()
    page = (root / "handbook/docs/webmaster/servers.md").read_text(encoding="utf-8")
    text = dedent(FENCE.search(page)[1])
    text = text.replace("www.example.gov.cn {", f"http://127.0.0.1:{port} {{").replace("/srv/gongbao", f'"{site}"')
    (work / "Caddyfile").write_text(GLOBAL + text, encoding="utf-8")
    with (work / "log").open("w") as log:
        process = subprocess.Popen(["caddy", "run", "--config", str(work / "Caddyfile")], stdout=log, stderr=log)
    try:
        wait_for(port, process, work / "log")
        yield port
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize(
    ("path", "method", "asked", "status", "kind", "tag"),
    [
        ("/", "GET", {}, 200, "text/html; charset=utf-8", "zh-Hans"),
        ("/about.html", "HEAD", {}, 200, "text/html; charset=utf-8", "zh-Hans"),
        ("/zh-Hant/about.html", "GET", {"Accept-Encoding": "gzip, br"}, 200, "text/html; charset=utf-8", "zh-Hant"),
        ("/about.html", "GET", {"Range": "bytes=0-9"}, 206, "text/html; charset=utf-8", "zh-Hans"),
        ("/about.html", "GET", {"Range": "bytes=9999999-"}, 416, None, "zh-Hans"),
        ("/zh-Hant", "GET", {}, 308, None, "zh-Hant"),
        ("/nowhere.html", "GET", {}, 404, "text/html; charset=utf-8", "zh-Hans"),
        ("/zh-Hant/nowhere.html", "GET", {}, 404, "text/html; charset=utf-8", "zh-Hant"),
        ("/.git/config", "GET", {}, 404, "text/html; charset=utf-8", "zh-Hans"),
        ("/about.html", "POST", {}, 405, None, "zh-Hans"),
    ],
)
def test_the_caddyfile_of_the_handbook(
    caddy: int, path: str, method: str, asked: dict[str, str], status: int, kind: str | None, tag: str
) -> None:
    found, headers, content = fetch(caddy, path, method, asked)
    assert found == status
    for name, value in HEADERS.items():
        assert headers.get_all(name) == [value], name
    # Caddy's error page drops it, which is as good: a refused range is kept by no one.
    assert headers.get_all("Cache-Control") == (None if status == 416 else ["no-cache"])
    assert headers.get_all("Content-Language") == [tag]
    assert "Server" not in headers
    if kind:
        assert headers["Content-Type"] == kind
    if "gzip" in asked.get("Accept-Encoding", ""):
        assert headers["Content-Encoding"] == "gzip"
    if status == 404:
        assert "404" in content.decode() or "没有" in content.decode() or "沒有" in content.decode()


def test_hashed_files_are_kept_for_ever(caddy: int, site: Path) -> None:
    style = next(site.glob("assets/css/*.css"))
    _, headers, _ = fetch(caddy, f"/assets/css/{style.name}", "GET", {})
    assert headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    known = {"If-None-Match": headers["ETag"]}
    assert fetch(caddy, f"/assets/css/{style.name}", "GET", known)[0] == 304


def fetch(port: int, path: str, method: str, headers: dict[str, str]) -> tuple[int, Message, bytes]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
