"""The catalogue of data: of each report the files that there are, under its name; that of all has every report once."""

import json
from pathlib import Path
from typing import Any

import pytest

from editions import make_edition
from filling import SCRIPTS, make_downloads
from gongbao.forms.catalogue import list_forms
from gongbao.forms.dcat import make_dcat
from gongbao.forms.description import join_datasets
from gongbao.pages.downloads import Extras, list_downloads
from gongbao.report.addresses import make_addresses
from gongbao.report.report import Report, ScriptTag
from gongbao.script.converter import make_converter


def read_dataset(report: Report, tag: ScriptTag = "zh-Hans", site_url: str = "") -> dict[str, Any]:
    (dataset,) = json.loads(make_dcat(make_edition(report, tag, site_url)))["dcat:dataset"]
    found: dict[str, Any] = dataset
    return found


def test_it_lists_files_that_are_offered_and_every_form_but_descriptions(report: Report, everything: Report) -> None:
    for one in (report, everything):
        listed = {file["dcat:downloadURL"]["@id"] for file in read_dataset(one)["dcat:distribution"]}
        offered = {file.path for file in list_downloads(one, make_addresses(one), extras=Extras(forms=True))}
        forms = {f"downloads/{one.slug}/{form.file}" for form in list_forms(one)}
        assert listed <= offered
        assert {path.rpartition("/")[2] for path in forms - listed} <= {
            "dcat.jsonld", "schema-org.jsonld", "figures.csv-metadata.json"
        }  # fmt: skip


@pytest.mark.parametrize("tag", SCRIPTS)
def test_it_is_cited_by_the_same_name_as_the_report_and_titled_in_its_script(report: Report, tag: ScriptTag) -> None:
    (cited,) = json.loads(make_downloads(report)["cite.json"])
    dataset = read_dataset(report, tag)
    assert dataset["dct:identifier"] == {"@value": cited["id"]}
    assert dataset["dct:title"] == f"{make_converter(tag).for_report(report).convert(report.name)}（2025年）"
    assert dataset["dct:temporal"]["dcat:startDate"]["@value"] == "2024-01-01"


def test_that_of_all_reports_has_each_once_and_starts_from_its_own_place(
    report: Report, everything: Report, tmp_path: Path
) -> None:
    for site_url in ("", "https://a.cn/"):
        files = []
        for one in (report, everything):
            files.append(tmp_path / one.slug / "dcat.jsonld")
            files[-1].parent.mkdir(exist_ok=True)
            files[-1].write_bytes(make_dcat(make_edition(one, "zh-Hant", site_url)))
        join_datasets(tmp_path / "dcat.jsonld", files)
        catalogue = json.loads((tmp_path / "dcat.jsonld").read_bytes())
        names = [dataset["dct:identifier"]["@value"] for dataset in catalogue["dcat:dataset"]]
        assert names == [report.slug, everything.slug]
        if site_url:
            assert catalogue["@context"]["@language"] == "zh-Hant"
            assert catalogue["@id"] == "https://a.cn/zh-Hant/downloads/dcat.jsonld"
        else:
            assert catalogue["@context"][1] == {"@base": "../"}
