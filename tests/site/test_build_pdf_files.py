"""PDFs and Word files of real builds: there, offered with their sizes, the same each time, no reason to stop."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import change, copy_archive, copy_project, run_gongbao, snapshot
from gongbao.output.font_list import FONTS
from gongbao.output.manifest import write_manifest
from gongbao.store import read_sealed, write_sealed

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
    assert done.stderr.count("PDF: ") == 1
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


def test_the_fonts_of_which_they_carry_parts_are_listed(printed: Path) -> None:
    lines = (printed / "site" / FONTS).read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"[0-9a-f]{64}  .+ [1-9]00", line) for line in lines)
    named = {line.partition("  ")[2].rpartition(" ")[0] for line in lines}
    carried = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in PdfReader(printed / f"site/downloads/{REPORT}/report.pdf").pages
        for font in (entry.get_object() for entry in page["/Resources"]["/Font"].values())
    }
    assert carried
    assert all(any(font.lower().startswith(name.replace(" ", "").lower()) for name in named) for font in carried)


def test_a_page_that_changes_makes_no_pdf_anew(printed: Path) -> None:
    store = printed / ".cache/store"
    before = {path.name for path in store.glob("pdf.*")}
    home = printed / "docs/index.md"
    home.write_text(home.read_text(encoding="utf-8") + "\n另加一段。\n", encoding="utf-8")
    style = printed / "docs/assets/css/own.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text("p { color: #123; }\n", encoding="utf-8")
    assert run_gongbao(printed, "build").returncode == 0
    assert before
    assert {path.name for path in store.glob("pdf.*")} == before


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with so many reports that their pages are made in several processes, which wants PDFs."""
    project = copy_archive(tmp_path_factory.mktemp("many") / "许多 报告")
    for year in range(2014, 2020):
        folder = shutil.copytree(project / "data/taicang-gov-2023", project / f"data/taicang-gov-{year}")
        change(folder / "report.yml", "date: 2023-", f"date: {year}-")
    return ask(project)


def test_many_reports_have_theirs_and_so_have_parts_that_are_joined(many: Path) -> None:
    done = run_gongbao(many, "build")
    assert done.returncode == 0, done.stderr
    whole = snapshot(many / "site")
    slugs = sorted(path.parent.name for path in many.glob("data/*/report.yml"))
    assert {name.split("/")[1] for name in whole if name.endswith(".pdf") and name.startswith("downloads/")} == {*slugs}
    for place, own in enumerate((slugs[::2], slugs[1::2])):
        shutil.rmtree(many / ".cache")
        done = run_gongbao(many, "build", "--only", *own, "--into", f"part{place}")
        assert done.returncode == 0, done.stderr
    shutil.rmtree(many / ".cache")
    done = run_gongbao(many, "merge", "part0", "part1")
    assert done.returncode == 0, done.stderr
    assert snapshot(many / "site") == whole


def test_a_part_in_other_fonts_is_refused_and_they_are_named(many: Path, tmp_path: Path) -> None:
    slug = "taicang-gov-2014"
    done = run_gongbao(many, "build", "--only", slug, "--into", str(tmp_path))
    assert done.returncode == 0, done.stderr
    (entry,) = tmp_path.glob(f"pdf.{slug}.*")
    content = read_sealed(entry)
    assert content
    # As another machine would have made it: under another key, for its fonts are others.
    font = re.findall(rb'"([0-9a-f]{64})  Noto Serif CJK SC 400"', content)[0]
    entry.unlink()
    write_sealed(entry.with_name(f"pdf.{slug}.{'0' * 32}"), content.replace(font, b"0" * 64))
    shutil.rmtree(many / ".cache")
    done = run_gongbao(many, "merge", str(tmp_path))
    assert done.returncode == 1
    (told,) = [line for line in done.stderr.splitlines() if line.startswith(f"data/{slug}: ")]
    assert "fonts that this machine has not, or not the same: Noto Serif CJK SC 400 (" in told


def test_a_publication_in_other_fonts_is_told_so_before_its_bytes_are_compared(printed: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(printed / "site", site)
    fonts = (site / FONTS).read_text(encoding="utf-8")
    (site / FONTS).write_text("0" * 64 + fonts[64:], encoding="utf-8")
    write_manifest(site)
    done = run_gongbao(printed, "verify", str(site), "--against", "data")
    assert done.returncode == 1
    name = fonts.splitlines()[0].partition("  ")[2]
    assert f"other fonts than this machine has: {name} there, {name} here" in done.stderr


def test_one_that_cannot_be_set_is_named_and_what_helps_is_told(printed: Path) -> None:
    broken = (
        "import sys, gongbao.print.typesetter as typesetter; typesetter.STANDARDS['ua'] = ['ua-1', 'a-4']; "
        "sys.argv = ['gongbao', 'build']; from gongbao.cli.commands import run; run()"
    )
    shutil.rmtree(printed / ".cache")
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=printed, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert f"data/{REPORT}/report.yml" in done.stderr
    assert f"downloads/{REPORT}/report.pdf could not be set: " in done.stderr
    assert "pdf: false" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_character_that_no_font_has_is_told_with_its_place_in_the_project(tmp_path: Path) -> None:
    project = ask(copy_project(tmp_path / "p"))
    change(project / f"data/{REPORT}/02-sec_2.yml", "强化思想理论武装。巩固", "强化思想理论武装。\U0010fffd巩固")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert re.search(rf"^data/{REPORT}/02-sec_2\.yml:\d+: no font", done.stderr, re.MULTILINE), done.stderr


def test_a_character_that_no_font_has_is_told_again_by_a_build_that_keeps_its_pdfs(many: Path) -> None:
    section = next((many / "data/taicang-gov-2014").glob("01.yml"))
    change(section, "依法履行职责", "依法\ue123履行职责")
    told = []
    for _ in range(2):
        done = run_gongbao(many, "build")
        assert done.returncode == 0, done.stderr
        told.append([line for line in done.stderr.splitlines() if "U+E123" in line])
    assert told[0] == told[1]
    assert len(told[0]) == 1
    assert re.match(r"data/taicang-gov-2014/01\.yml:\d+: no font on this machine has", told[0][0])


def test_pdfs_and_the_package_that_nobody_touched_are_the_same_files_and_a_damaged_one_is_mended(printed: Path) -> None:
    assert run_gongbao(printed, "build").returncode == 0
    names = [f"downloads/{REPORT}/report.pdf", f"zh-Hant/downloads/{REPORT}/sec_1.pdf", "downloads/publication.zip"]
    before = {name: (printed / "site" / name).stat().st_ino for name in names}
    whole = snapshot(printed / "site")
    assert run_gongbao(printed, "build").returncode == 0
    assert {name: (printed / "site" / name).stat().st_ino for name in names} == before
    for name in names:
        (printed / "site" / name).write_bytes(b"damaged")
    assert run_gongbao(printed, "build").returncode == 0
    assert snapshot(printed / "site") == whole
    assert run_gongbao(printed, "verify").returncode == 0
