"""The forms of a published folder held against its pages: any id or character that differs is told with its place."""

import shutil
import zipfile
from pathlib import Path

import pytest

from gongbao.checks.forms import list_form_faults
from gongbao.output.manifest import list_files

SLUG = "taicang-npc-2025"


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "站 点"))


def find_faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.page, fault.message) for fault in list_form_faults(folder, frozenset(list_files(folder)))]


def test_a_publication_as_it_was_built_has_none(site: Path) -> None:
    assert find_faults(site) == []


@pytest.mark.parametrize("script", ["", "zh-Hant/"])
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("akoma-ntoso.xml", "依法任免", "依法任命", "sec_1__para_1 has other words than on {page}"),
        ("akoma-ntoso.xml", 'eId="sec_2__para_2"', 'eId="sec_2__para_99"', "sec_2__para_99 is not on {page}"),
        ("akoma-ntoso.xml", "<num>一、</num>", "<num>二、</num>", "sec_2 has other words than on {page}"),
        ("akoma-ntoso.xml", "</akomaNtoso>", "", "cannot be read"),
        ("paragraphs.jsonl", '"id": "salutation"', '"id": "greeting"', "greeting is not on {page}"),
        ("paragraphs.jsonl", '"text": "各位代表：', '"text": "各位代表，', "salutation has other words than on {page}"),
        (
            "figures.jsonl",
            '"quote": "',
            '"quote": "又',
            "the words of meetings do not stand in sec_1__para_1 on {page}",
        ),
        ("paragraphs.jsonl", '"text": ', '"words": ', "cannot be read ('text')"),
        ("figures.csv-metadata.json", '"titles": "unit"', '"titles": "units"', "does not describe the columns of"),
        ("figures.csv-metadata.json", SLUG, "another", "has another name than"),
        ("figures.csv", ",qualifier,", ",", "does not describe the columns of"),
        ("figures.csv-metadata.json", '"tableSchema"', '"table"', "cannot be read ('tableSchema')"),
        ("schema-org.jsonld", f'"identifier": "{SLUG}"', '"identifier": "another"', "has another name than"),
        ("schema-org.jsonld", '"value": 9,', '"value": 8,', "has other figures than"),
        ("schema-org.jsonld", "sec_1.html#sec_1", "sec_1.html#sec_99", "no id sec_99 on"),
        ("schema-org.jsonld", "/report.txt", "/other.txt", "leads to downloads/taicang-npc-2025/other.txt, which"),
        ("schema-org.jsonld", "{", "[", "cannot be read"),
        ("dcat.jsonld", "/report.txt", "/other.txt", "leads to downloads/taicang-npc-2025/other.txt, which"),
        ("dcat.jsonld", f'{{"@value": "{SLUG}"}}', '{"@value": "another"}', "has another name than"),
    ],
)
def test_what_a_form_says_otherwise_is_told(copy: Path, script: str, file: str, old: str, new: str, said: str) -> None:
    path = f"{script}downloads/{SLUG}/{file}"
    text = (copy / path).read_text(encoding="utf-8")
    head, body, rest = text.partition("<mainBody")
    changed = head + body + rest.replace(old, new, 1) if rest else text.replace(old, new, 1)
    assert changed != text
    (copy / path).write_text(changed, encoding="utf-8")
    expected = said.format(page=f"{script}{SLUG}/full.html")
    described = f"{path}-metadata.json" if file.endswith(".csv") else path
    assert any(place == described and message.startswith(expected) for place, message in find_faults(copy))


def test_a_paragraph_that_a_document_lacks_is_told(copy: Path) -> None:
    page = copy / SLUG / "full.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace('<p id="sec_1__para_1">', '<p id="sec_1__para_98">', 1), encoding="utf-8")
    path = f"downloads/{SLUG}/akoma-ntoso.xml"
    found = find_faults(copy)
    assert (path, f"sec_1__para_98 of {SLUG}/full.html is missing") in found
    assert (path, f"sec_1__para_1 is not on {SLUG}/full.html") in found


def test_an_archive_s_file_that_holds_something_else_is_told(copy: Path) -> None:
    lines, package = copy / "downloads/paragraphs.jsonl.gz", copy / "zh-Hant/downloads/akoma-ntoso.zip"
    lines.write_bytes(lines.read_bytes()[:-9])
    with zipfile.ZipFile(package, "a") as opened:
        opened.writestr("other.xml", "<x/>")
    message = "does not hold what the files of the reports do"
    assert find_faults(copy) == [(path.relative_to(copy).as_posix(), message) for path in (lines, package)]


@pytest.mark.parametrize("file", ["csv-metadata.json", "schema-org.jsonld", "dcat.jsonld"])
def test_a_description_of_all_reports_that_lists_something_else_is_told(copy: Path, file: str) -> None:
    path = copy / "zh-Hant/downloads" / file
    for text in (path.read_text(encoding="utf-8").replace(f'"{SLUG}"', '"another"'), "{", "[]", "{}"):
        path.write_text(text, encoding="utf-8")
        message = "does not hold what the files of the reports do"
        assert find_faults(copy) == [(f"zh-Hant/downloads/{file}", message)]
