"""Descriptions of data before checkers that are not ours: nothing is wrong in them, and much in what is known bad."""

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editions import make_edition
from filling import SCRIPTS, make_downloads
from form_checkers import find_faults, find_type_faults
from gongbao.forms.catalogue import CSVW, DCAT, SCHEMA_ORG
from gongbao.forms.csvw import CSV, join_tables, make_csvw
from gongbao.forms.dcat import make_dcat
from gongbao.forms.description import join_datasets, join_graphs
from gongbao.forms.schema_org import make_schema_org
from gongbao.importing.intake import import_reports
from gongbao.report.report import Report, Section

pytestmark = pytest.mark.full
SITES = ("", "https://a.cn/reports/")
Change = Callable[[Any], Any]


def write_all(folder: Path, reports: Iterable[Report]) -> list[Path]:
    """Write the descriptions of reports in every script, with and without an address; return their folders."""
    folders = []
    for tag in SCRIPTS:
        for number, site_url in enumerate(SITES):
            for report in reports:
                edition = dataclasses.replace(
                    make_edition(report, tag, site_url), publication="公报", description="历年的报告。"
                )
                own = folder / f"{tag}-{number}" / report.slug
                own.mkdir(parents=True)
                (own / SCHEMA_ORG).write_bytes(make_schema_org(edition))
                (own / DCAT).write_bytes(make_dcat(edition))
                if report.figures:
                    (own / CSV).write_bytes(make_downloads(report, tag)[CSV])
                    (own / CSVW).write_bytes(make_csvw(edition))
                folders.append(own)
    return folders


def pick(folders: Iterable[Path], name: str) -> list[Path]:
    return [folder / name for folder in folders if (folder / name).is_file()]


def check_all(folders: list[Path]) -> None:
    assert find_faults("csvw", pick(folders, CSVW)) == []
    assert find_faults("dcat", pick(folders, DCAT)) == []
    assert find_type_faults(pick(folders, SCHEMA_ORG)) == []


@pytest.fixture(scope="module")
def folders(report: Report, everything: Report, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_all(tmp_path_factory.mktemp("descriptions"), (report, everything))


def test_the_descriptions_of_a_report_conform(folders: list[Path]) -> None:
    assert len(pick(folders, CSVW)) == len(SCRIPTS) * len(SITES)
    check_all(folders)


def test_those_of_all_reports_conform(folders: list[Path]) -> None:
    made: dict[str, list[Path]] = {CSVW: [], DCAT: [], SCHEMA_ORG: []}
    for script in {folder.parent for folder in folders}:
        for join, name in ((join_tables, CSVW), (join_datasets, DCAT), (join_graphs, SCHEMA_ORG)):
            join(script / f"all-{name}", sorted(script.glob(f"*/{name}")))
            made[name].append(script / f"all-{name}")
    assert find_faults("csvw", made[CSVW]) == []
    assert find_faults("dcat", made[DCAT]) == []
    assert find_type_faults(made[SCHEMA_ORG]) == []


def change(folders: list[Path], name: str, folder: Path, alter: Change) -> Path:
    """Write a description of the first report otherwise than it should be, its CSV beside it."""
    (source, *_) = pick(folders, name)
    document = json.loads(source.read_bytes())
    alter(document)
    (folder / name).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    (folder / CSV).write_bytes((source.parent / CSV).read_bytes())
    return folder / name


@pytest.mark.parametrize(
    "alter",
    [
        lambda table: table["@context"][1].update({"@language": "x_1"}),
        lambda table: table["tableSchema"]["columns"].pop(3),
        lambda table: table["tableSchema"]["columns"].reverse(),
        lambda table: table["tableSchema"]["columns"][0].update(datatype="whatever"),
        lambda table: table["tableSchema"]["columns"][1].update(datatype="integer"),
        lambda table: table["tableSchema"]["columns"][3].update(required=True),
        lambda table: table["tableSchema"].update(primaryKey="theme"),
        lambda table: table["tableSchema"].update(unknown=1),
        lambda table: table.update(url="other.csv"),
    ],
)
def test_the_checker_of_tables_finds_what_is_wrong(folders: list[Path], tmp_path: Path, alter: Change) -> None:
    assert find_faults("csvw", [change(folders, CSVW, tmp_path, alter)])


@pytest.mark.parametrize(
    "alter",
    [
        lambda catalogue: catalogue.pop("dct:publisher"),
        lambda catalogue: catalogue.update({"dct:publisher": "某局"}),
        lambda catalogue: catalogue.update({"@type": "dcat:Catalogue"}),
        lambda catalogue: catalogue["dcat:dataset"][0].pop("dct:title"),
        lambda catalogue: catalogue["dcat:dataset"][0].update({"dct:titel": "报告"}),
        lambda catalogue: catalogue["dcat:dataset"][0].update({"dct:spatial": "太仓"}),
        lambda catalogue: catalogue["dcat:dataset"][0]["dcat:distribution"][0].pop("dcat:accessURL"),
        lambda catalogue: catalogue["dcat:dataset"][0]["dcat:distribution"][0].update({"dcat:mediaType": "text/csv"}),
        lambda catalogue: catalogue.clear(),
    ],
)
def test_the_checker_of_catalogues_finds_what_is_wrong(folders: list[Path], tmp_path: Path, alter: Change) -> None:
    assert find_faults("dcat", [change(folders, DCAT, tmp_path, alter)])


@pytest.mark.parametrize(
    "alter",
    [
        lambda graph: graph[0].update({"@type": "Reports"}),
        lambda graph: graph[0].update(titel="报告"),
        lambda graph: graph[0].update(author={"@type": "DataDownload", "name": "某局"}),
        lambda graph: graph[0]["hasPart"].append({"@type": "Organization", "name": "某局"}),
        lambda graph: graph[1].update(distribution="figures.csv"),
        lambda graph: graph[1]["variableMeasured"][0].update(value={}),
        lambda graph: graph[1]["variableMeasured"][0].update(unit="次"),
    ],
)
def test_the_types_of_schema_org_find_what_is_wrong(folders: list[Path], tmp_path: Path, alter: Change) -> None:
    assert find_type_faults([change(folders, SCHEMA_ORG, tmp_path, lambda document: alter(document["@graph"]))])


def test_what_pages_say_of_themselves_is_as_schema_org_has_it(public: Path, tmp_path: Path) -> None:
    held = re.compile(r'<script type="application/ld\+json">(.*?)</script>')
    made: list[Path] = []
    for page in sorted(public.rglob("*.html")):
        for text in held.findall(page.read_text(encoding="utf-8")):
            document = json.loads(text)
            made.append(tmp_path / f"{len(made)}.jsonld")
            context = document.pop("@context")
            made[-1].write_text(json.dumps({"@context": context, "@graph": [document]}), encoding="utf-8")
    assert len(made) > 20
    assert find_type_faults(made) == []


def test_the_descriptions_of_the_corpus_conform(shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "corpus/plain").glob("*.txt"))
    assert len(paths) == 26
    reports = [take_proposals(import_reports([path], tmp_path / path.stem, dry_run=True).report) for path in paths]
    assert sum(len(report.figures) for report in reports) > 500
    check_all(write_all(tmp_path / "made", reports))


def take_proposals(report: Report) -> Report:
    """Return the report as if a person had looked at the figures that the importer puts forward."""
    parts = [dataclasses.replace(part, sections=tuple(iter_taken(part.sections))) for part in report.parts]
    return dataclasses.replace(report, parts=tuple(parts))


def iter_taken(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        figures = tuple(dataclasses.replace(figure, proposed=False) for figure in section.figures)
        yield dataclasses.replace(section, figures=figures)
