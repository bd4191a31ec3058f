"""`gongbao serve`: every page as a build makes it; what was saved stands in the browser, a mistake until it is mended."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from conftest import AWKWARD, change, copy_archive, run_gongbao, snapshot
from gongbao.build import search_files
from gongbao.build.preview import Preview
from gongbao.report.report import Report
from servers import free_port

WRONG = "没有生成"
SCRIPT = re.compile(rb'<script src="[^"]*_preview/reload\.js"[^>]*></script>\n')
INDEX = re.compile(r"search/index\.[0-9a-f]{10}\.js")
SLUG = "taicang-npc-2025"


class Served:
    """A project, and the preview of it."""

    def __init__(self, project: Path, port: int) -> None:
        self.project, self.port = project, port

    def ask(self, path: str, host: str = "") -> tuple[int, bytes]:
        """Return the status and the content at a path, which is sent as it stands."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def wait_for(self, path: str, expected: str, absent: str = "\0", seconds: float = 20) -> str:
        """Return a page as soon as it has one text and not the other."""
        text = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                text = self.ask(path)[1].decode()
            except OSError:
                text = ""
            if expected in text and absent not in text:
                return text
            time.sleep(0.05)
        raise AssertionError(text)


def start(project: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "gongbao", "serve", "--address", f"127.0.0.1:{port}"]
    return subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive of some reports that is looked at while it is written, below a path."""
    project = copy_archive(tmp_path_factory.mktemp("preview") / AWKWARD)
    with (project / "data/site.yml").open("a", encoding="utf-8") as site:
        site.write("\noffline: false\n")
    change(project / "data/site.yml", "\nforms: true ", "\nforms: false ")
    change(project / "mkdocs.yml", 'site_url: ""', "site_url: https://gongbao.example.gov.cn/reports/")
    port = free_port()
    with start(project, port) as server:
        try:
            found = Served(project, port)
            found.wait_for("/reports/index.html", "class=")
            yield found
        finally:
            server.kill()


def test_every_file_is_that_of_a_build(served: Served) -> None:
    served.wait_for("/reports/search.html", "search/index.", "search/index.js")
    done = run_gongbao(served.project, "build")
    assert done.returncode == 0, done.stderr
    built = snapshot(served.project / "site")
    assert len(built) > 100
    for path, content in built.items():
        status, shown = served.ask(f"/reports/{path}")
        if path == "SHA256SUMS":
            assert status == 404
            continue
        if path.endswith("404.html"):
            assert b"_preview/" in shown
        assert SCRIPT.sub(b"", shown) == content, path
        assert bool(SCRIPT.search(shown)) == path.endswith(".html")


def test_a_saved_section_is_served_and_the_search_follows(served: Served) -> None:
    page, path = f"/reports/zh-Hant/{SLUG}/sec_1.html", served.project / f"data/{SLUG}/01.yml"
    before = INDEX.findall(served.wait_for("/reports/search.html", "search/index.", "search/index.js"))[0]
    change(path, "依法履行职责", "依法认真履行职责")
    served.wait_for(page, "依法認真履行職責")
    end = time.monotonic() + 10
    while (found := INDEX.findall(served.ask("/reports/search.html")[1].decode())[0]) == before:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "认真" in served.ask(f"/reports/{found}")[1].decode()
    change(path, "依法认真履行职责", "依法履行职责")
    served.wait_for(page, "依法履行職責")


def test_the_search_follows_a_glossary(served: Served) -> None:
    glossary = served.project / f"data/{SLUG}/glossary.yml"

    def read_index() -> str:
        (path, *_) = [*INDEX.findall(served.ask("/reports/search.html")[1].decode()), ""]
        return served.ask(f"/reports/{path}")[1].decode()

    glossary.write_text("terms:\n  - {term: 家站点, meaning: 代表之家、代表联络站和代表联系点。}\n", encoding="utf-8")
    wait_until(lambda: "家站点" in read_index())
    glossary.unlink()
    wait_until(lambda: "家站点" not in read_index())


def test_a_mistake_in_the_data_stands_in_the_browser_until_it_is_mended(served: Served) -> None:
    page, path = f"/reports/{SLUG}/sec_1.html", served.project / f"data/{SLUG}/01.yml"
    change(path, "heading: ", "haeding: <b>")
    shown = served.wait_for(page, WRONG)
    assert f"<li>data/{SLUG}/01.yml:" in shown
    assert "haeding" in shown
    assert "_preview/reload.js" in shown
    assert WRONG in served.ask("/reports/index.html")[1].decode()
    status, style = served.ask("/reports/_preview/mistakes.css")
    assert status == 200
    assert b"body" in style
    change(path, "haeding: <b>", "heading: ")
    served.wait_for(page, "监督工作", WRONG)


def test_a_mistake_in_a_written_page_stands_in_the_browser_until_it_is_mended(served: Served) -> None:
    page = served.project / "docs/help.md"
    change(page, "{{ offline() }}", "{{ offlin() }}")
    assert "docs/help.md:" in served.wait_for("/reports/help.html", WRONG)
    change(page, "{{ offlin() }}", "{{ offline() }}")
    served.wait_for("/reports/help.html", "<h1", WRONG)


def test_written_pages_and_assets_follow(served: Served) -> None:
    docs = served.project / "docs"
    (docs / "more.md").write_text("# 监督\n\n新写的一页。\n", encoding="utf-8")
    served.wait_for("/reports/zh-Hant/more.html", "新寫的一頁")
    (docs / "more.md").unlink()
    served.wait_for("/reports/more.html", "没有找到这一页")
    style = docs / "assets/css/site.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    before = re.findall(r"assets/css/site\.[0-9a-f]{10}\.css", served.ask("/reports/index.html")[1].decode())[0]
    style.write_text("p { color: green }\n", encoding="utf-8")
    shown = served.wait_for("/reports/index.html", "assets/css/site.", before)
    after = re.findall(r"assets/css/site\.[0-9a-f]{10}\.css", shown)[0]
    assert served.ask(f"/reports/{after}") == (200, style.read_bytes())
    style.unlink()
    served.wait_for("/reports/index.html", before)


def test_a_new_report_and_one_less_are_shown(served: Served) -> None:
    data = served.project / "data"
    shutil.copytree(data / SLUG, served.project / "taicang-npc-2026")
    change(served.project / "taicang-npc-2026/report.yml", "date: 2025-", "date: 2026-")
    (served.project / "taicang-npc-2026").rename(data / "taicang-npc-2026")
    served.wait_for("/reports/taicang-npc-2026/index.html", "2026年")
    served.wait_for("/reports/years/2026.html", "taicang-npc-2026")
    served.wait_for("/reports/index.html", "taicang-npc-2026/index.html")
    shutil.rmtree(data / "taicang-npc-2026")
    served.wait_for("/reports/taicang-npc-2026/index.html", "没有找到这一页")
    served.wait_for("/reports/index.html", SLUG, "taicang-npc-2026/index.html")


def test_a_page_is_told_when_it_is_another_and_only_then(served: Served) -> None:
    path = served.project / f"data/{SLUG}/01.yml"

    def follow(page: str) -> HTTPConnection:
        shown = served.wait_for(f"/reports/{page}", "_preview/changes")
        address = re.findall(r'data-changes="([^"]*)"', shown)[0].replace("&amp;", "&")
        connection = HTTPConnection("127.0.0.1", served.port, timeout=3)
        connection.request("GET", address)
        return connection

    own, other = follow(f"{SLUG}/sec_1.html"), follow(f"{SLUG}/sec_3.html")
    time.sleep(0.5)
    change(path, "依法履行职责", "依法切实履行职责")
    assert b"event: other" in own.getresponse().read()
    with pytest.raises(TimeoutError):
        other.getresponse().read()
    own.close()
    other.close()
    change(path, "依法切实履行职责", "依法履行职责")
    served.wait_for(f"/reports/{SLUG}/sec_1.html", "依法履行职责")


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", "", 307),
        (f"/reports/{SLUG}", "", 307),
        ("/reports/none.html", "", 404),
        ("/elsewhere", "", 404),
        ("/reports/", "gongbao.example.gov.cn", 421),
        ("/reports/%00", "", 400),
        ("/reports/../data/site.yml", "", 400),
        ("/reports/%2e%2e/data/site.yml", "", 400),
        ("/reports/_preview/..%5c..%5cpreview.py", "", 400),
    ],
)
def test_strange_requests(path: str, host: str, status: int, served: Served) -> None:
    assert served.ask(path, host)[0] == status


def test_a_taken_port_is_told(served: Served) -> None:
    done = run_gongbao(served.project, "serve", "--address", f"127.0.0.1:{served.port}")
    assert done.returncode == 1
    assert f"127.0.0.1:{served.port}: cannot be had" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not sent Ctrl+C")
def test_it_ends_on_request_without_a_word_while_a_page_waits(project: Path) -> None:
    port = free_port()
    with start(project, port) as server:
        found = Served(project, port)
        shown = found.wait_for("/index.html", "_preview/changes", WRONG)
        waiting = HTTPConnection("127.0.0.1", port, timeout=10)
        waiting.request("GET", re.findall(r'data-changes="([^"]*)"', shown)[0].replace("&amp;", "&"))
        time.sleep(0.5)
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0
        assert server.stderr
        assert "Traceback" not in server.stderr.read()
        waiting.close()


def test_a_page_that_goes_away_while_it_is_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_archive(tmp_path / "project")
    (project / "docs/more.md").write_text("# 监督\n", encoding="utf-8")
    read = Page.read_source

    def read_after(page: Page, config: MkDocsConfig) -> None:
        if page.file.src_uri == "more.md":
            (project / "docs/more.md").unlink()
        read(page, config)

    monkeypatch.setattr(Page, "read_source", read_after)
    preview = Preview(project, lambda: None)
    preview.start()
    try:
        wait_until(lambda: preview.state.wrong_docs != "")
        preview.renew({project / "docs/more.md"})
        wait_until(lambda: preview.holds("about.html") and not preview.state.mistakes)
        assert not preview.holds("more.html")
    finally:
        preview.end()


def test_a_glossary_that_goes_away_while_it_is_read_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_archive(tmp_path / "project")
    gone: list[Path] = []

    def read_gone(reports: Iterable[Report]) -> Iterator[str]:
        gone.append(next(iter(reports)).path.parent / "glossary.yml")
        yield gone[-1].read_text(encoding="utf-8")

    preview = Preview(project, lambda: None)
    with monkeypatch.context() as patch:
        patch.setattr(search_files, "iter_explained", read_gone)
        preview.start()
        wait_until(lambda: bool(gone))
    try:
        preview.renew({gone[0]})
        wait_until(lambda: preview.state.index is not None)
    finally:
        preview.end()


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
