"""A report's downloads: its whole text and its figures, for programs."""

import csv
import dataclasses
import io
import json
import re
from decimal import Decimal

from filling import make_downloads
from gongbao.report.report import Report
from gongbao.report.walk import iter_lines

SLUG = "taicang-npc-2025"


def test_the_report_as_json_holds_its_whole_text(report: Report) -> None:
    made = make_downloads(report)
    data = json.loads(made["report.json"])
    assert data["language"] == "zh-Hans"
    texts: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            texts.extend(value[key] for key in ("heading", "text") if key in value)
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect(data)
    printed = [data["title"], data["occasion"], data["signature"]]
    assert sorted([*printed, *texts]) == sorted(iter_lines(report))
    numbers = re.findall(r'"number": (\d+)', made["report.json"].decode())
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    figure = data["parts"][0]["sections"][0]["figures"][0]
    assert {"id", "label", "value", "unit", "quote", "paragraph", "theme"} <= figure.keys()


def test_reports_that_say_the_same_have_their_own_addresses(report: Report) -> None:
    twin = dataclasses.replace(report, slug="twin-2025")
    assert twin == report
    for one in (report, twin, report):
        text = make_downloads(one)["report.json"].decode()
        assert json.loads(text)["report"] == one.slug
        assert f'"{one.slug}/sec_1.html#sec_1__para_1"' in text


def test_data_with_signs_that_json_writes_otherwise_is_converted_too(report: Report) -> None:
    other = dataclasses.replace(report, title='“发展”\\ "干部" 报告')
    data = json.loads(make_downloads(other, "zh-Hant")["report.json"])
    assert data["title"] == '“發展”\\ "幹部" 報告'
    assert data["language"] == "zh-Hant"
    plain = json.loads(make_downloads(report, "zh-Hant")["report.json"])
    assert {**data, "title": plain["title"]} == plain


def test_a_figure_of_nought_keeps_its_value_in_every_format(report: Report) -> None:
    (part, *parts) = report.parts
    (section, *sections) = part.sections
    figure = dataclasses.replace(section.figures[0], value=Decimal(0))
    section = dataclasses.replace(section, figures=(figure,))
    part = dataclasses.replace(part, sections=(section, *sections))
    made = make_downloads(dataclasses.replace(report, parts=(part, *parts)))
    data = json.loads(made["report.json"])
    assert data["parts"][0]["sections"][0]["figures"][0]["value"] == 0
    assert json.loads(made["figures.json"])["figures"][0]["value"] == 0
    (row, *_) = csv.DictReader(io.StringIO(made["figures.csv"].decode("utf-8-sig")))
    assert row["value"] == "0"
