"""A record kept as JSON is the same record."""

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from gongbao.data.load import load_report
from gongbao.data.record import read_record, write_record
from gongbao.report.problems import Problems
from gongbao.report.report import Report, Subheading, Table


def test_a_report_comes_back_whole(root: Path) -> None:
    report = load_report(root / "data/taicang-npc-2025", Problems())
    assert report
    (part, *parts) = report.parts
    (section, *sections) = part.sections
    figure = replace(section.figures[0], value=Decimal("3.50"), qualifier="余", line=7)
    blocks = (
        Subheading(id="h", heading="（一）", line=3),
        Table(id="t", rows=(("项目", "1"), ("", "2")), caption=None),
    )
    section = replace(section, content=(*section.content, *blocks), figures=(figure,), path=Path("数据/一.yml"))
    moment = datetime.datetime(2025, 1, 20, 9, 30)  # noqa: DTZ001  as the data has it
    whole = replace(report, parts=(replace(part, sections=(section, *sections)), *parts), published=moment)
    found = read_record(Report, write_record(whole))
    # Where something stands is kept too, and never compared.
    assert found == whole
    assert repr(found) == repr(whole)
    assert found.parts[0].sections[0].path == Path("数据/一.yml")
    assert found.parts[0].sections[0].figures[0].line == 7
    assert isinstance(found.published, datetime.datetime)


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        read_record(Report, b'["Report", 1]')
