"""The standard forms of a published archive: in every script, offered, and one file of each for the whole."""

import gzip
import json
import zipfile
from pathlib import Path

from pyarrow.parquet import read_table

from conftest import change, run_gongbao
from gongbao.forms.catalogue import ALL_WHOLES, FORMS

SCRIPTS = ("", "zh-Hant/")


def list_slugs(site: Path) -> list[str]:
    return sorted(path.parent.name for path in site.glob("downloads/*/report.txt"))


def test_every_report_offers_every_form_in_every_script(archive: Path) -> None:
    for slug in list_slugs(archive):
        for script in SCRIPTS:
            page = (archive / script / slug / "index.html").read_text(encoding="utf-8")
            for form in FORMS:
                path = f"downloads/{slug}/{form.file}"
                assert f'href="../{path}"' in page
                assert (archive / script / path).stat().st_size


def test_the_home_page_offers_every_form_of_the_archive(archive: Path) -> None:
    for script in SCRIPTS:
        page = (archive / script / "index.html").read_text(encoding="utf-8")
        for whole in ALL_WHOLES:
            assert f'href="{whole.path}"' in page
            assert (archive / script / whole.path).stat().st_size


def test_the_package_holds_each_report_s_forms_once(archive: Path) -> None:
    with zipfile.ZipFile(archive / "downloads/publication.zip") as package:
        names = {name.partition("/")[2] for name in package.namelist()}
        (home,) = [name for name in package.namelist() if name.count("/") == 1 and name.endswith("/index.html")]
        assert not any(whole.path in package.read(home).decode() for whole in ALL_WHOLES)
    slugs = list_slugs(archive)
    assert {f"{script}downloads/{slug}/{form.file}" for script in SCRIPTS for slug in slugs for form in FORMS} <= names
    assert not names & {f"{script}{whole.path}" for script in SCRIPTS for whole in ALL_WHOLES}


def test_the_archive_s_documents_are_those_of_its_reports(archive: Path) -> None:
    for script in SCRIPTS:
        with zipfile.ZipFile(archive / script / "downloads/akoma-ntoso.zip") as package:
            assert sorted(package.namelist()) == [f"{slug}.xml" for slug in list_slugs(archive)]
            for slug in list_slugs(archive):
                own = (archive / script / "downloads" / slug / "akoma-ntoso.xml").read_bytes()
                assert package.read(f"{slug}.xml") == own


def test_the_archive_s_tables_hold_the_same_rows(archive: Path) -> None:
    for script in SCRIPTS:
        folder = archive / script / "downloads"
        whole = gzip.decompress((folder / "paragraphs.jsonl.gz").read_bytes())
        lines = [json.loads(line) for line in whole.splitlines()]
        table = read_table(folder / "paragraphs.parquet").to_pylist()
        assert [(row["id"], row["text"], row["date"].isoformat()) for row in table] == [
            (line["id"], line["text"], line["date"]) for line in lines
        ]
        figures = read_table(folder / "figures.parquet").to_pylist()
        stated = gzip.decompress((folder / "figures.jsonl.gz").read_bytes()).splitlines()
        assert figures
        assert [{**row, "date": row["date"].isoformat()} for row in figures] == [*map(json.loads, stated)]


def test_the_archive_s_paragraphs_are_those_of_its_reports(archive: Path) -> None:
    for script in SCRIPTS:
        whole = gzip.decompress((archive / script / "downloads/paragraphs.jsonl.gz").read_bytes())
        parts = [
            (archive / script / "downloads" / slug / "paragraphs.jsonl").read_bytes() for slug in list_slugs(archive)
        ]
        assert sorted(whole.splitlines()) == sorted(b"".join(parts).splitlines())
        dates = [json.loads(line)["date"] for line in whole.splitlines()]
        assert dates == sorted(dates, reverse=True)


def test_without_forms_there_is_none_and_none_is_offered(project: Path) -> None:
    change(project / "data/site.yml", "\nforms: true ", "\nforms: false ")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (project / "site").rglob("*")}
    assert not names & {name for form in (*FORMS, *ALL_WHOLES) for name in [form.file]}
    for page in ("index.html", "taicang-npc-2025/index.html"):
        text = (project / "site" / page).read_text(encoding="utf-8")
        assert not any(form.title in text for form in FORMS)
