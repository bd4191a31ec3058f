"""The book of a report: its text is the report's, and it keeps the rules of EPUB 3."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from filling import make_epub
from gongbao.report.report import Report, ScriptTag
from gongbao.report.walk import iter_lines
from gongbao.script.converter import make_converter

OPF = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
XHTML = "{http://www.w3.org/1999/xhtml}"
Book = tuple[ScriptTag, bytes]
SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


@pytest.fixture(scope="module", params=SCRIPTS)
def book(request: pytest.FixtureRequest, report: Report) -> Book:
    return request.param, make_epub(report, request.param)


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_type_comes_first_and_is_stored(book: Book) -> None:
    assert book[1][30:58] == b"mimetypeapplication/epub+zip"


def test_the_text_is_that_of_the_report_in_its_order(book: Book, report: Report) -> None:
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


def test_the_package_keeps_the_rules(book: Book) -> None:
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


def test_a_book_with_everything_holds_its_text(everything: Report) -> None:
    report = replace(everything, title="工作报告 <&\"'>")
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
