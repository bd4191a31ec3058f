"""The configuration of servers: what real ones make of it, asked as browsers ask."""

import contextlib
import gzip
import http.client
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from conftest import AWKWARD, SITE_URL, change
from gongbao.checks.server_config import HEADERS, TYPES, make_server_config
from gongbao.output.compression import TEXTUAL, write_gzips
from servers import run_server

Server = tuple[str, Path]
Run = Callable[..., subprocess.CompletedProcess[str]]
Fetch = Callable[..., tuple[int, Message, bytes]]
HASHED = re.compile(r"\.[0-9a-f]{10}\.(?:css|js)$")


@pytest.fixture(
    scope="module",
    params=["nginx /", "nginx / plain", "nginx /reports/", "apache /", "apache /reports/", "apache /reports/ plain"],
)
def server(
    request: pytest.FixtureRequest, hosted: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A real server at the root or below a path, with `.gz` files or without; gives the address and the folder."""
    name, path, *plain = request.param.split()
    folder = shutil.copytree(site if path == "/" else hosted, tmp_path_factory.mktemp("served") / AWKWARD)
    if not plain:
        write_gzips(folder)
    kept = folder.with_name(f"{folder.name}.before") / "assets/css"
    kept.mkdir(parents=True)
    (kept / "site.0123456789.css").write_bytes(b"p {}")
    with run_server(name, tmp_path_factory.mktemp("server"), folder, path) as address:
        yield address, folder


@pytest.fixture
def fetch(server: Server) -> Fetch:
    """A function that asks the server for a path below the publication's address."""

    place = urlsplit(server[0])

    def run(path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
        with contextlib.closing(http.client.HTTPConnection(place.netloc, timeout=30)) as connection:
            connection.request(method, urljoin(place.path, path), headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    return run


def list_kinds(folder: Path) -> list[str]:
    """Return a file of every kind: by its ending, its script, and whether its name holds a hash."""
    kinds: dict[object, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        kinds.setdefault((path.suffix, name.startswith("zh-Hant/"), HASHED.search(name)), name)
    return list(kinds.values())


def check_headers(status: int, headers: Message, path: str) -> None:
    """Hold what every answer has to have: the policy and the like, each once, and no version of the server."""
    for name, value in HEADERS.items():
        assert headers.get_all(name) == [value], (status, path, name)
    for name in ("Cache-Control", "Content-Type", "Content-Language", "Content-Encoding", "Content-Length", "ETag"):
        assert len(headers.get_all(name) or []) <= 1, (status, path, name, headers.get_all(name))
    assert not re.search("[0-9]", headers["Server"])
    hashed = status in (200, 206, 304) and HASHED.search(path)
    assert headers["Cache-Control"] == ("public, max-age=31536000, immutable" if hashed else "no-cache"), (status, path)
    if status in (200, 206, 404) and not HASHED.search(path):
        tag = "zh-Hant" if path.startswith("zh-Hant/") else "zh-Hans"
        assert headers["Content-Language"] == tag, (status, path)


def find_type(path: str) -> str:
    """Return the type that a file has to have; a `.gz` has that of its content, or its own."""
    ending = path.rpartition(".")[2]
    return next((kind for kind, endings in TYPES.items() if ending in endings), "text/plain; charset=utf-8")


@pytest.mark.parametrize("accepted", ["gzip, deflate, br", "br", "identity", ""])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_files_of_every_kind_are_what_a_browser_takes_them_for(
    fetch: Fetch, server: Server, method: str, accepted: str
) -> None:
    asked = {"Accept-Encoding": accepted} if accepted else {}
    for path in list_kinds(server[1]):
        status, headers, content = fetch(path, method, **asked)
        assert status == 200, path
        check_headers(status, headers, path)
        stored = server[1] / path
        packed = server[1] / f"{path}.gz"
        if path.endswith(".gz"):  # Apache tells what is in it and how it is packed, nginx that it is packed
            assert (headers["Content-Encoding"], headers["Content-Type"]) in (
                (None, "application/gzip"),
                ("gzip", find_type(path.removesuffix(".gz"))),
            )
        else:
            assert headers["Content-Type"] == find_type(path), path
            encoding = headers["Content-Encoding"]
            if packed.exists():
                assert encoding == ("gzip" if "gzip" in accepted else None), path
                assert "Accept-Encoding" in headers["Vary"], path
                stored = packed if encoding else stored
            else:  # the server compresses by itself what is worth it
                worth = stored.suffix in {*TEXTUAL, ""} and (encoding or stored.stat().st_size >= 1000)
                assert encoding == ("gzip" if "gzip" in accepted and worth else None), path
            if encoding and not packed.exists():
                content = gzip.decompress(content) if method == "GET" else content
        assert content == (stored.read_bytes() if method == "GET" else b""), path


def test_parts_and_what_has_not_changed(fetch: Fetch, server: Server) -> None:
    for path in list_kinds(server[1]):
        whole = (server[1] / path).read_bytes()
        status, headers, content = fetch(path, Range="bytes=0-9")
        assert (status, content) in ((206, whole[:10]), (200, whole) if HASHED.search(path) else ()), path
        check_headers(status, headers, path)
        if status == 206:
            assert headers["Content-Range"] == f"bytes 0-9/{len(whole)}"
            status, headers, _ = fetch(path, Range=f"bytes={len(whole)}-")
            assert status == 416
            check_headers(status, headers, path)
        for accepted in ("gzip", "identity"):
            known = fetch(path, **{"Accept-Encoding": accepted})[1]
            for asked in ({"If-None-Match": known["ETag"]}, {"If-Modified-Since": known["Last-Modified"]}):
                status, headers, content = fetch(path, **asked, **{"Accept-Encoding": accepted})
                assert (status, content) == (304, b""), (path, asked)
                check_headers(status, headers, path)


def test_the_own_answers_of_the_server_have_every_header(fetch: Fetch, server: Server) -> None:
    folders = ("zh-Hant", "taicang-npc-2025", "assets", "search", "zh-Hant/downloads")
    below = [server[0].rpartition("/reports/")[1].rstrip("/")] if server[0].endswith("/reports/") else []
    for path in (*folders, *below):
        status, headers, _ = fetch(path)
        assert status == 301, path
        assert urlsplit(headers["Location"]).path.endswith(f"/{path.strip('/')}/")
        check_headers(status, headers, path)
    for path in ("assets/", "search/", "downloads/", "zh-Hant/downloads/"):
        status, headers, _ = fetch(path)
        assert status == 403, path
        check_headers(status, headers, path)
    for path in list_kinds(server[1]):
        for status, name, method in ((404, f"{path}x", "GET"), (405, path, "POST")):
            found, headers, _ = fetch(name, method)
            assert found == status, (name, method)
            check_headers(status, headers, name)


def test_pages_are_revalidated_and_named_by_their_language(fetch: Fetch) -> None:
    for path, tag in (
        ("", "zh-Hans"),
        ("taicang-npc-2025/sec_2.html", "zh-Hans"),
        ("zh-Hant/taicang-npc-2025/sec_2.html", "zh-Hant"),
    ):
        status, headers, _ = fetch(path)
        assert (status, headers["Cache-Control"], headers["Content-Language"]) == (200, "no-cache", tag)
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert fetch(path, **{"If-None-Match": headers["ETag"]})[0] == 304


def test_hashed_files_are_kept_for_ever(fetch: Fetch, server: Server) -> None:
    hashed = [*server[1].glob("assets/css/*.css"), *server[1].glob("assets/js/*.js"), *server[1].glob("search/*.js")]
    assert len(hashed) > 4
    for path in hashed:
        _, headers, _ = fetch(path.relative_to(server[1]).as_posix())
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert fetch("assets/images/seal.svg")[1]["Cache-Control"] == "no-cache"


def test_what_old_pages_name_is_there_and_what_no_page_names_is_not_kept(fetch: Fetch) -> None:
    status, headers, content = fetch("assets/css/site.0123456789.css")
    assert (status, headers["Content-Type"], content) == (200, "text/css; charset=utf-8", b"p {}")
    check_headers(status, headers, "assets/css/site.0123456789.css")
    status, headers, content = fetch("assets/css/site.9876543210.css")
    assert status == 404
    check_headers(status, headers, "assets/css/site.9876543210.css")
    assert "没有找到这一页" in content.decode()


def test_a_missing_page_is_shown_in_the_script_of_its_place(fetch: Fetch) -> None:
    status, headers, content = fetch("taicang-npc-2025/nowhere.html")
    assert (status, headers["Content-Language"]) == (404, "zh-Hans")
    assert "没有找到这一页" in content.decode()
    status, headers, content = fetch("zh-Hant/taicang-npc-2025/nowhere.html")
    assert (status, headers["Content-Language"]) == (404, "zh-Hant")
    assert "沒有找到這一頁" in content.decode()


def test_nothing_but_reading_is_allowed(fetch: Fetch) -> None:
    assert fetch("about.html", "HEAD")[0] == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert fetch("about.html", method)[0] == 405, method
        assert fetch("zh-Hant/about.html", method)[0] == 405, method


def test_hidden_files_and_listings_are_not_shown(fetch: Fetch) -> None:
    assert fetch(".git/config")[0] == 404
    assert fetch("zh-Hant/.env")[0] == 404
    assert fetch("assets/")[0] in (403, 404)


def test_a_folder_without_its_slash_leads_to_it(fetch: Fetch) -> None:
    status, headers, _ = fetch("zh-Hant")
    assert status == 301
    assert headers["Location"].endswith("/zh-Hant/")


def test_the_command_takes_the_path_from_the_address(
    project: Path, gongbao: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert "location ^~ / {" in gongbao(project, "server-config", "nginx").stdout
    change(project / "mkdocs.yml", 'site_url: ""', f"site_url: {SITE_URL}")
    done = gongbao(project, "server-config", "nginx", "--folder", "/data/公报 一")
    assert "location ^~ /reports/ {" in done.stdout
    assert 'alias "/data/公报 一/";' in done.stdout
    assert done.stdout == make_server_config("nginx", ("zh-Hans", "zh-Hant"), "/reports/", "/data/公报 一")
    assert gongbao(project, "server-config", "caddy").returncode != 0
