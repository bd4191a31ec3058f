"""The places tests work on: the repository, a copied project, publications built once, a server with the policy.

Nothing here imports MkDocs or a browser: `tests/unit` needs neither. Builds run in processes of their own.
"""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from archive_project import write_data
from full_report import make_everything
from gongbao.data.load import load_publication
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.site import Publication

ROOT = Path(__file__).resolve().parents[1]
# A folder name that breaks whatever does not expect Chinese and spaces.
AWKWARD = "公报 项目"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
SITE_URL = "https://gongbao.example.gov.cn/reports/"

# How long an example takes tells how busy the machine is, not whether a rule holds.
settings.register_profile("gongbao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gongbao")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Write what is compared with a file into that file.")


@pytest.fixture(scope="session", autouse=True)
def english() -> Iterator[None]:
    """Let every message be English, here and in the processes that tests start: tests match the words of the code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGBAO_LANG", "en")
        yield


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Whether what is compared with a golden file is written there."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("GONGBAO_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared reference material is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The project's own data."""
    problems = Problems()
    loaded = load_publication(ROOT / "data", problems)
    assert loaded, list(problems)
    return loaded


@pytest.fixture(scope="session")
def report(publication: Publication) -> Report:
    """The project's first report, a real one."""
    return next(report for report in publication.reports if report.slug == "taicang-npc-2025")


@pytest.fixture(scope="session")
def everything() -> Report:
    """A report with one of everything that can be printed."""
    return make_everything()


def copy_project(target: Path) -> Path:
    """Copy what a publication needs, without the package, which is installed."""
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, target / name)
    (target / "hooks").mkdir()
    for name in ("mkdocs.yml", "hooks/site_hooks.py"):
        shutil.copy(ROOT / name, target / name)
    # Files for paper have tests of their own, and take longer than all else.
    change(target / "data/site.yml", "\npdf: true ", "\npdf: false ")
    change(target / "data/site.yml", "\nword: true ", "\nword: false ")
    return target


def run_gongbao(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": "1735689600"}
    return subprocess.run(
        [sys.executable, "-m", "gongbao", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / AWKWARD)


@pytest.fixture
def gongbao() -> Callable[..., subprocess.CompletedProcess[str]]:
    return run_gongbao


def copy_archive(folder: Path) -> Path:
    """Copy the project with a small archive in the place of its report."""
    project = copy_project(folder)
    for report in (project / "data").glob("*/report.yml"):
        shutil.rmtree(report.parent)
    write_data(project / "data")
    return project


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build_copy(folder: Path, *, site_url: str = "", scripts: str = "") -> Path:
    project = copy_project(folder)
    if site_url:
        change(project / "mkdocs.yml", 'site_url: ""', f"site_url: {site_url}")
    if scripts:
        change(project / "data/site.yml", "scripts: [zh-Hans, zh-Hant]", f"scripts: {scripts}")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication as `make site` makes it, built in a folder with an awkward name."""
    return build_copy(tmp_path_factory.mktemp("site") / AWKWARD)


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication with an absolute address and all four scripts."""
    scripts = "[zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK]"
    return build_copy(tmp_path_factory.mktemp("hosted") / AWKWARD, site_url=SITE_URL, scripts=scripts)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published archive of three bodies and three years."""
    project = copy_archive(tmp_path_factory.mktemp("archive") / AWKWARD)
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


PUBLIC_URL = "https://www.gongbao.gov.cn/reports/"
IDENTIFIERS = {
    "www.example.gov.cn": "www.gongbao.gov.cn",
    '"0000000000"': "3205850001",
    "0512-00000000": "0512-53520001",
    "苏ICP备00000000号": "苏ICP备12345678号-1",
    "苏公网安备00000000000000号": "苏公网安备32058502010001号",
    "https://bszs.example.gov.cn/sitename": "https://bszs.conac.cn/sitename?method=show&id=1",
    "https://zfwzgl.example.gov.cn/exposure": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3205850001",
}


def fill_in(project: Path) -> Path:
    """Give a copied project an address, its publisher's identifiers and a moment of publication; let it be compressed."""
    change(project / "mkdocs.yml", 'site_url: ""', f"site_url: {PUBLIC_URL}")
    for sample, real in IDENTIFIERS.items():
        change(project / "data/site.yml", sample, real)
    change(project / "data/site.yml", "scripts:", "precompressed: true\nscripts:")
    change(project / "data/taicang-npc-2025/report.yml", "occasion:", "published: 2025-01-20 09:30\noccasion:")
    return project


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication as a publisher would upload it, below a path."""
    project = fill_in(copy_project(tmp_path_factory.mktemp("public") / AWKWARD))
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with the strict policy, and its 404 page at any depth."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve folders over HTTP; calling it returns the address, with a slash at the end."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(Handler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        # It is asked whether it is to end twenty times a second.
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
