"""The description of the figures' CSV: every column of it, its names, and the descriptions of all as a group."""

import csv
import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from editions import make_edition
from filling import SCRIPTS, make_downloads
from gongbao.forms.csvw import CSV, join_tables, make_csvw
from gongbao.report.report import Report, ScriptTag
from gongbao.script.converter import make_converter


@pytest.mark.parametrize("tag", SCRIPTS)
def test_it_describes_the_columns_of_the_csv_in_its_script(report: Report, tag: ScriptTag) -> None:
    head, *rows = csv.reader(make_downloads(report, tag)[CSV].decode("utf-8-sig").splitlines())
    table = json.loads(make_csvw(make_edition(report, tag)))
    columns = table["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == head
    assert [column["name"] for column in columns if column["required"]] == [
        name for place, name in enumerate(head) if name != "qualifier" and all(row[place] for row in rows)
    ]
    assert table["@context"] == ["http://www.w3.org/ns/csvw", {"@language": tag}]
    convert = make_converter(tag).for_report(report).convert
    assert table["dc:title"] == f"{convert(report.name)}（2025年）：{convert('数字')}"


def test_an_address_in_the_csv_leads_to_the_page(report: Report) -> None:
    table = json.loads(make_csvw(make_edition(report)))
    (_, first, *_) = csv.reader(make_downloads(report)[CSV].decode("utf-8-sig").splitlines())
    template = table["tableSchema"]["columns"][-1]["valueUrl"]
    url = urljoin(f"https://a.cn/downloads/{report.slug}/{table['url']}", template.replace("{+address}", first[-1]))
    assert url == f"https://a.cn/{report.slug}/sec_1.html#sec_1__para_1"


def test_it_is_cited_by_the_same_name_as_the_report(report: Report) -> None:
    (cited,) = json.loads(make_downloads(report)["cite.json"])
    assert json.loads(make_csvw(make_edition(report)))["dc:identifier"] == cited["id"]


def test_those_of_all_reports_are_a_group_of_tables(report: Report, tmp_path: Path) -> None:
    files = []
    for slug in ("b", "a"):
        (tmp_path / slug).mkdir()
        files.append(tmp_path / slug / "figures.csv-metadata.json")
        files[-1].write_bytes(make_csvw(make_edition(report, "zh-Hant")))
    join_tables(tmp_path / "csv-metadata.json", files)
    group = json.loads((tmp_path / "csv-metadata.json").read_bytes())
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "zh-Hant"}]
    assert [table["url"] for table in group["tables"]] == ["b/figures.csv", "a/figures.csv"]
    assert not any("@context" in table for table in group["tables"])
