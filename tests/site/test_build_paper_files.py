"""Files for paper of a real build: there, offered with their sizes, the same each time, and no reason to stop."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import change, copy_project, run_gongbao

REPORT = "taicang-npc-2025"
SECTIONS = [f"sec_{number}" for number in range(1, 9)]
LINK = re.compile(r'href="([^"]+[.](?:pdf|docx))" download="[^"]+">[^<]+</a> <span class="kind">\w+ · (\d+) KB')


def ask(project: Path, pdf: str = "true") -> Path:
    change(project / "data/site.yml", "pdf: false", f"pdf: {pdf}")
    change(project / "data/site.yml", "word: false", "word: true")
    return project


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site.yml asks for all of them, built."""
    project = ask(copy_project(tmp_path_factory.mktemp("paper") / "公报 项目"))
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert "PDF" not in done.stderr
    return project


@pytest.fixture(params=["", "zh-Hant/"])
def tree(request: pytest.FixtureRequest) -> str:
    return request.param


def test_there_are_a_whole_a_large_one_and_every_section_in_each_script(printed: Path, tree: str) -> None:
    folder = printed / f"site/{tree}downloads/{REPORT}"
    assert sorted(path.stem for path in folder.glob("*.pdf")) == sorted(["report", "report-large", *SECTIONS])
    assert (folder / "report.docx").read_bytes().startswith(b"PK")


def test_pages_offer_them_with_their_sizes(printed: Path, tree: str) -> None:
    home = printed / f"site/{tree}{REPORT}"
    shown: dict[str, list[str]] = {}
    for page in sorted(home.glob("*.html")):
        for address, size in LINK.findall(page.read_text(encoding="utf-8")):
            assert round((home / address).resolve().stat().st_size / 1024) == int(size), address
            shown.setdefault(page.stem, []).append(address.rpartition("/")[2])
    assert shown["index"] == shown["figures"] == ["report.pdf", "report-large.pdf", "report.docx"]
    assert shown["full"] == ["report.pdf"]
    assert {name: shown[name] for name in SECTIONS} == {name: [f"{name}.pdf"] for name in SECTIONS}


def test_each_is_in_the_script_of_its_place(printed: Path) -> None:
    texts = []
    for tree in ("", "zh-Hant/"):
        pages = PdfReader(printed / f"site/{tree}downloads/{REPORT}/sec_2.pdf").pages
        texts.append("".join("".join(page.extract_text().split()) for page in pages))
    assert "强化思想理论武装" in texts[0]
    assert "強化思想理論武裝" in texts[1]


def test_a_build_without_changes_gives_the_same_bytes_and_verifies(printed: Path) -> None:
    before = {path: path.read_bytes() for path in (printed / "site").rglob("*.pdf")}
    assert run_gongbao(printed, "build").returncode == 0
    assert {path: path.read_bytes() for path in (printed / "site").rglob("*.pdf")} == before
    assert run_gongbao(printed, "verify", "site").returncode == 0


def test_a_machine_without_chinese_fonts_is_told_once_and_gets_its_publication(tmp_path: Path, root: Path) -> None:
    project = ask(copy_project(tmp_path / "p"))
    bare = (
        "import sys, typst; real = typst.Fonts; "
        "typst.Fonts = lambda **_: real(include_system_fonts=False, include_embedded_fonts=True); "
        "sys.argv = ['gongbao', 'build']; from gongbao.cli.commands import run; run()"
    )
    environment = {**os.environ, "PYTHONPATH": str(root / "hooks")}
    done = subprocess.run(
        [sys.executable, "-c", bare], cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("no Chinese font") == 1
    assert not list((project / "site").rglob("*.pdf"))
    assert ".pdf" not in (project / f"site/{REPORT}/sec_1.html").read_text(encoding="utf-8")
    assert "report.docx" in (project / f"site/{REPORT}/index.html").read_text(encoding="utf-8")


def test_pdfs_for_keeping_say_so(tmp_path: Path) -> None:
    project = ask(copy_project(tmp_path / "p"), "archive")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert b"pdfaid" in (project / f"site/downloads/{REPORT}/sec_1.pdf").read_bytes()
