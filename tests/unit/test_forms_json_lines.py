"""JSON Lines of paragraphs: the whole prose of a report, each line by itself enough to cite it."""

import dataclasses
import json
from typing import Any

import pytest

from editions import make_edition
from filling import SCRIPTS, make_downloads
from gongbao.forms.json_lines import make_figure_lines, make_paragraph_lines
from gongbao.report.report import Report, ScriptTag
from gongbao.report.walk import walk
from gongbao.script.converter import make_converter
from small_reports import make_figure


def read_lines(report: Report, tag: ScriptTag = "zh-Hans", site_url: str = "") -> list[dict[str, Any]]:
    made = make_paragraph_lines(make_edition(report, tag, site_url)).decode()
    return [json.loads(line) for line in made.splitlines()]


@pytest.mark.parametrize("tag", SCRIPTS)
def test_every_paragraph_is_a_line_with_its_id_and_its_characters(
    report: Report, everything: Report, tag: ScriptTag
) -> None:
    for one in (report, everything):
        items = [item for item in walk(one) if item.kind in ("paragraph", "salutation")]
        convert = make_converter(tag).for_report(one).convert
        lines = read_lines(one, tag)
        assert [(line["id"], line["text"], line["number"]) for line in lines] == [
            (item.id, convert(item.text), item.number) for item in items
        ]
        assert {line["script"] for line in lines} == {tag}


def test_every_line_has_the_same_keys_and_says_where_it_stands(everything: Report) -> None:
    lines = {line["id"]: line for line in read_lines(everything)}
    assert len({tuple(line) for line in lines.values()}) == 1
    assert {"report", "body", "place", "year", "part", "section", "id", "text", "script", "figures"} <= lines[
        "sec_2__para_1"
    ].keys()
    found = {name: (line["kind"], line["part"], line["section"]) for name, line in lines.items()}
    assert found["sec_2__para_1"] == ("review", "part_1", "sec_2")
    assert found["sec_3__para_1"] == ("annex", "annex_1", "sec_3")
    assert found["salutation"] == ("front", None, None)
    assert found["closing__para_1"] == ("closing", None, None)
    assert lines["sec_1__para_1"]["place"] is None


@pytest.mark.parametrize("tag", SCRIPTS)
def test_a_figure_stands_with_its_paragraph_and_its_words_stand_there(report: Report, tag: ScriptTag) -> None:
    lines = read_lines(report, tag)
    figures = [figure for line in lines for figure in line["figures"]]
    assert len(figures) == len(report.figures)
    assert all(figure["quote"] in line["text"] for line in lines for figure in line["figures"])
    assert {"id": "meetings", "value": 9, "unit": "次"}.items() <= figures[0].items()


def test_a_figure_of_a_table_has_a_line_of_its_own(everything: Report) -> None:
    (first, *parts) = everything.parts
    (one, two, *more) = first.sections
    figure = dataclasses.replace(make_figure("3", "一期", "项"), quote="一期\u3000干部", paragraph="sec_2__table_1")
    part = dataclasses.replace(first, sections=(one, dataclasses.replace(two, figures=(figure,)), *more))
    stating = dataclasses.replace(everything, parts=(part, *parts))
    (line,) = make_figure_lines(make_edition(stating, "zh-Hant")).decode().splitlines()
    found = json.loads(line)
    assert (found["paragraph"], found["quote"], found["value"]) == ("sec_2__table_1", "一期\u3000幹部", 3)
    assert found["address"].endswith("#sec_2__table_1")
    assert not any(row["figures"] for row in read_lines(stating))


def test_it_is_cited_by_the_same_name_as_the_report(report: Report) -> None:
    assert {line["report"] for line in read_lines(report)} == {json.loads(make_downloads(report)["cite.json"])[0]["id"]}


def test_its_address_is_that_of_the_page_in_its_script(report: Report) -> None:
    place = "taicang-npc-2025/sec_1.html#sec_1__para_1"
    assert read_lines(report)[2]["address"] == place
    assert read_lines(report, "zh-Hant", "https://a.cn/")[2]["address"] == f"https://a.cn/zh-Hant/{place}"
