"""The configuration of servers: what real ones make of it."""

import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest

from conftest import SITE_URL, change
from gongbao.checks.server_config import HEADERS, make_server_config
from servers import run_server

Server = tuple[str, Path]
Run = Callable[..., subprocess.CompletedProcess[str]]
Fetch = Callable[..., tuple[int, Message, bytes]]


@pytest.fixture(scope="module", params=["nginx /", "nginx /reports/", "apache /", "apache /reports/"])
def server(
    request: pytest.FixtureRequest, hosted: Path, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A real server at the root or below a path; gives the address of the publication and its folder."""
    name, path = request.param.split()
    folder = site if path == "/" else hosted
    with run_server(name, tmp_path_factory.mktemp("server"), folder, path) as address:
        yield address, folder


@pytest.fixture
def fetch(server: Server) -> Fetch:
    """A function that asks the server for a path below the publication's address."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    opener = urllib.request.build_opener(Stay)

    def run(path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
        request = urllib.request.Request(server[0] + path, method=method, headers=headers)
        try:
            with opener.open(request) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    return run


def test_every_answer_has_every_header(fetch: Fetch) -> None:
    for path in (
        "",
        "zh-Hant/",
        "about.html",
        "nowhere.html",
        "zh-Hant/nowhere.html",
        "downloads/taicang-npc-2025/report.txt",
    ):
        _, headers, _ = fetch(path)
        for name, value in HEADERS.items():
            assert headers.get_all(name) == [value], (path, name)


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


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("assets/images/seal.svg", "image/svg+xml"),
        ("downloads/taicang-npc-2025/report.txt", "text/plain; charset=utf-8"),
        ("downloads/taicang-npc-2025/figures.csv", "text/csv; charset=utf-8"),
        ("downloads/taicang-npc-2025/figures.json", "application/json; charset=utf-8"),
    ],
)
def test_types(fetch: Fetch, path: str, kind: str) -> None:
    assert fetch(path)[1]["Content-Type"] == kind


def test_what_was_compressed_is_sent_as_it_is(fetch: Fetch, server: Server) -> None:
    for path in ("about.html", "zh-Hant/about.html", "downloads/taicang-npc-2025/report.txt"):
        _, headers, content = fetch(path, **{"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Content-Type"] == fetch(path)[1]["Content-Type"]
        assert "Accept-Encoding" in headers["Vary"]
        assert content == (server[1] / f"{path}.gz").read_bytes()
        assert fetch(path)[2] == (server[1] / path).read_bytes()


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
