"""Reports in the words of schema.org: what the page says, every figure, addresses that lead somewhere."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from editions import make_edition
from filling import SCRIPTS, make_downloads
from generated_reports import reports
from gongbao.forms.json_lines import make_figure_lines
from gongbao.forms.schema_org import make_schema_org
from gongbao.report.report import Report, ScriptTag
from gongbao.script.converter import make_converter


def read_graph(report: Report, tag: ScriptTag = "zh-Hans", site_url: str = "") -> list[dict[str, Any]]:
    document = json.loads(make_schema_org(make_edition(report, tag, site_url)))
    assert document["@context"] == ("https://schema.org" if site_url else ["https://schema.org", {"@base": "../../"}])
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


@pytest.mark.parametrize("tag", SCRIPTS)
def test_it_says_of_a_report_what_the_report_says(report: Report, tag: ScriptTag) -> None:
    convert = make_converter(tag).for_report(report).convert
    (said, data) = read_graph(report, tag)
    assert (said["@type"], data["@type"]) == ("Report", "Dataset")
    assert said["name"] == convert(report.name)
    assert said["creator"] == {"@type": "GovernmentOrganization", "name": convert(report.body)}
    assert said["author"]["name"] == convert(report.speaker.name)
    assert {said["inLanguage"], data["inLanguage"]} == {tag}
    assert [part["identifier"] for part in said["hasPart"]] == [section.id for section in report.sections]
    # What Google's search of datasets asks for.
    assert 50 <= len(data["description"]) <= 5000
    assert data["isBasedOn"]["@id"] == said["@id"]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_its_figures_are_those_of_the_other_forms(report: Report, tag: ScriptTag) -> None:
    (_report, data) = read_graph(report, tag)
    rows = [json.loads(line) for line in make_figure_lines(make_edition(report, tag)).splitlines()]
    assert [(one["identifier"], one["name"], one["value"], one["unitText"]) for one in data["variableMeasured"]] == [
        (row["id"], row["label"], row["value"], row["unit"]) for row in rows
    ]


def test_it_is_cited_by_the_same_name_as_the_report(report: Report) -> None:
    (cited,) = json.loads(make_downloads(report)["cite.json"])
    (said, data) = read_graph(report)
    assert said["identifier"] == cited["id"]
    assert data["identifier"] == f"{cited['id']}/figures"


def test_addresses_are_those_of_its_script(report: Report) -> None:
    (said, data) = read_graph(report, "zh-Hant", "https://a.cn/")
    assert said["url"] == "https://a.cn/zh-Hant/taicang-npc-2025/index.html"
    assert data["distribution"][0]["contentUrl"] == "https://a.cn/zh-Hant/downloads/taicang-npc-2025/figures.csv"
    assert read_graph(report, "zh-Hant")[0]["url"] == "taicang-npc-2025/index.html"


@given(report=reports())
@settings(max_examples=40)
def test_what_is_not_known_is_left_out(report: Report) -> None:
    graph = read_graph(report)
    assert len(graph) == (2 if report.figures else 1)
    assert "null" not in json.dumps(graph).replace('"null"', "")
    assert ("recordedAt" in graph[0]) == bool(report.session)
    assert ("spatialCoverage" in graph[0]) == bool(report.place)
