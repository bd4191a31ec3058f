"""The finished PDFs of a real build, read back: text, grid, tags, bookmarks, contents, fonts, facts, links to them."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import pikepdf
import pytest

from conftest import AWKWARD, SITE_URL, change, copy_project, run_gongbao
from paper import read_pdf

REPORT = "taicang-npc-2025"
ROOTS = {"zh-Hans": "", "zh-Hant": "zh-Hant/"}
SECTIONS = [f"sec_{number}" for number in range(1, 9)]


Printed = tuple[Path, CompletedProcess[str]]


@pytest.fixture(scope="session")
def printings(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """A project whose `data/site.yml` asks for PDFs, built, and another printed elsewhere; both at once take less."""
    folders = [tmp_path_factory.mktemp("printed") / AWKWARD, tmp_path_factory.mktemp("elsewhere")]
    for project in map(copy_project, folders):
        change(project / "mkdocs.yml", 'site_url: ""', f"site_url: {SITE_URL}")
        with (project / "data/site.yml").open("a", encoding="utf-8", newline="\n") as file:
            file.write("pdf: true\n")
    with ThreadPoolExecutor() as pool:
        return list(zip(folders, pool.map(run_gongbao, folders, ("build", "pdf")), strict=True))


@pytest.fixture(scope="session")
def printed(printings: list[Printed]) -> Printed:
    """The project that was built, and what the build said."""
    project, done = printings[0]
    assert done.returncode == 0, done.stderr
    return project, done


@pytest.fixture(scope="session", params=list(ROOTS))
def tag(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def folder(printed: Printed, tag: str) -> Path:
    return printed[0] / "site" / ROOTS[tag] / "downloads" / REPORT


@pytest.fixture(scope="session")
def whole(folder: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(folder / "report.pdf") as pdf:
        yield pdf


@cache
def lines_of(project: Path, tag: str) -> list[str]:
    done = run_gongbao(project, "text", REPORT, "--script", tag)
    return ["".join(line.split()) for line in done.stdout.splitlines()]


def test_there_is_one_of_the_report_and_of_every_section(folder: Path) -> None:
    assert sorted(path.stem for path in folder.glob("*.pdf")) == sorted(["report", *SECTIONS])


def test_the_whole_text_stands_in_it_in_order(folder: Path, printed: Printed, tag: str) -> None:
    lines = lines_of(printed[0], tag)
    pages = read_pdf(folder / "report.pdf")
    assert pages[0].text.startswith(lines[0])
    assert "".join(lines) in "".join(page.text for page in pages)


def test_the_grid_holds(folder: Path) -> None:
    pages = read_pdf(folder / "report.pdf")
    assert max(len(page.lines) for page in pages[2:16]) == 22
    assert max(len(line.text) for page in pages[2:16] for line in page.lines if not re.search("[0-9]", line.text)) == 28
    assert pages[0].foot is None
    assert [page.foot.text for page in pages[1:] if page.foot] == [f"—{number}—" for number in range(2, len(pages) + 1)]


def test_it_says_what_it_is(folder: Path, printed: Printed, whole: pikepdf.Pdf, tag: str) -> None:
    lines = lines_of(printed[0], tag)
    assert str(whole.docinfo["/Title"]) == lines[0]
    assert str(whole.docinfo["/Author"]) == lines[0].removesuffix("工作报告").removesuffix("工作報告")
    assert str(whole.docinfo["/CreationDate"]) == "D:20250101000000+00'00'"
    assert str(whole.Root.Lang) == tag
    with whole.open_metadata() as metadata:
        assert metadata["dc:title"] == lines[0]
        assert set(metadata["dc:language"]) == {tag}
    with pikepdf.open(folder / "sec_2.pdf") as section:
        assert str(section.docinfo["/Title"]).startswith("一、")


def test_it_is_tagged(whole: pikepdf.Pdf) -> None:
    assert bool(whole.Root.MarkInfo.Marked)
    kinds = {
        str(item.S)
        for item in whole.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
    }
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/Link", "/L"} <= kinds


def test_bookmarks_are_the_headings(whole: pikepdf.Pdf) -> None:
    with whole.open_outline() as outline:
        (title,) = outline.root
        parts = [(part.title, [section.title[:2] for section in part.children]) for part in title.children]
    assert [name[:3] for name, _ in parts] in (["202", "202", "附：数"], ["202", "202", "附：數"])
    assert parts[0][1] == ["一、", "二、", "三、", "四、", "五、"]


def test_the_contents_tell_the_pages_and_lead_there(folder: Path, whole: pikepdf.Pdf) -> None:
    pages = read_pdf(folder / "report.pdf")
    entries = [re.fullmatch(r"(.+?)(\d+)", line.text) for line in pages[1].lines[1:]]
    assert len(entries) == 8
    for entry in filter(None, entries):
        heading, number = entry.groups()
        assert any(line.text == heading for line in pages[int(number) - 1].lines), entry[0]
    places = {str(name)[1:]: place[0].objgen for name, place in whole.Root.Dests.items()}
    numbers = {page.objgen: number for number, page in enumerate(whole.pages, 1)}
    links = [str(link.Dest)[1:] for link in whole.pages[1].Annots if "/Dest" in link]
    assert [str(numbers[places[name]]) for name in links] == [entry[2] for entry in entries if entry]


def test_other_links_lead_online(folder: Path, tag: str) -> None:
    with pikepdf.open(folder / "sec_3.pdf") as pdf:
        addresses = {str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link}
    home = f"{SITE_URL}{ROOTS[tag]}{REPORT}"
    assert addresses == {f"{home}/index.html", f"{home}/sec_3.html#sec_3__para_1"}


def test_every_font_is_embedded_and_is_a_part_of_a_font(whole: pikepdf.Pdf) -> None:
    fonts = [item for item in whole.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    cids = [font for font in fonts if "/FontDescriptor" in font]
    assert cids
    for font in cids:
        assert "/FontFile2" in font.FontDescriptor
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
    assert not [font for font in fonts if font.Subtype == "/Type3"]


def test_the_build_tells_the_fonts(printed: Printed) -> None:
    said = printed[1].stderr.splitlines()
    assert re.fullmatch(r"PDF: 18 files, \d\.\d MB", said[0])
    assert re.fullmatch(r"PDF: zh-Hans in .+ \(小标宋.*\).*", said[1])
    assert re.fullmatch(r"PDF: zh-Hant in .+ \(小标宋.*\).*", said[2])


def test_pages_offer_it_with_its_size(printed: Printed, folder: Path, tag: str) -> None:
    home = printed[0] / "site" / ROOTS[tag] / REPORT
    for page, file in (("index", "report"), ("figures", "report"), ("full", "report"), ("sec_2", "sec_2")):
        text = (home / f"{page}.html").read_text(encoding="utf-8")
        size = (folder / f"{file}.pdf").stat().st_size / 1024
        link = rf'href="\.\./downloads/{REPORT}/{file}\.pdf" download="[^"]+\.pdf">[^<]+</a>'
        assert re.search(rf'{link} <span class="kind">PDF · {size:.0f} KB<', text)


def test_twice_printed_is_the_same(printings: list[Printed]) -> None:
    (project, _), (elsewhere, done) = printings
    assert done.returncode == 0, done.stderr
    files = sorted(path.relative_to(project) for path in project.glob("site/**/*.pdf"))
    assert len(files) == 18
    for path in files:
        assert (elsewhere / path).read_bytes() == (project / path).read_bytes(), path


def test_without_a_browser_the_build_says_so_and_goes_on(
    project: Path, gongbao: Callable[..., CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGBAO_CHROMIUM", "no-such-browser")
    done = gongbao(project, "build", "--pdf")
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("PDF: there is no Chromium")
    assert not list((project / "site").rglob("*.pdf"))
    assert ".pdf" not in (project / "site" / REPORT / "index.html").read_text(encoding="utf-8")
    assert gongbao(project, "pdf").returncode == 1


def test_a_browser_that_does_not_run_is_as_none(
    project: Path, gongbao: Callable[..., CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = project / "browser"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8", newline="\n")
    program.chmod(0o755)
    monkeypatch.setenv("GONGBAO_CHROMIUM", str(program))
    done = gongbao(project, "build", "--pdf")
    assert done.returncode == 0
    assert "does not run here" in done.stderr
    assert not list((project / "site").rglob("*.pdf"))


def test_a_build_prints_nothing_unless_it_is_asked(site: Path) -> None:
    assert not list(site.rglob("*.pdf"))
