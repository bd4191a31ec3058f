"""Reports of one paragraph: those of an archive, told apart by date, title, body and place, and those with figures."""

import datetime
from decimal import Decimal
from typing import Any

from gongbao.report.report import Figure, Names, Paragraph, Part, PartKind, Report, Section
from gongbao.report.site import Publication, Site

SITE = Site(title="公报", publisher="某市", description="报告")
WORK = "某市人民代表大会常务委员会工作报告"


def make_listed_report(
    slug: str, date: str, title: str = WORK, body: str = "某市人大", place: str | None = "某市"
) -> Report:
    section = Section(id="sec_1", content=(Paragraph(id="sec_1__para_1", text="一。"),))
    parts = (Part(id="part_1", sections=(section,)),)
    return Report(slug=slug, title=title, body=body, place=place, date=datetime.date.fromisoformat(date), parts=parts)


def publish(*reports: Report, names: Names | None = None) -> Publication:
    newest_first = sorted(reports, key=lambda one: (-one.date.toordinal(), one.slug))
    return Publication(site=SITE, reports=tuple(newest_first), names=names or Names())


def make_figure(value: str, label: str = "召开会议", unit: str = "次", **more: Any) -> Figure:
    return Figure(
        id="meetings", label=label, value=Decimal(value), unit=unit, quote="", paragraph="p", theme="会议", **more
    )


def make_yearly_report(given: int, *figures: Figure, kind: PartKind = "review", year: int | None = 0) -> Report:
    section = Section(id="sec_1", content=(Paragraph(id="p", text="一。"),), figures=figures)
    part = Part(id="part_1", kind=kind, year=given - 1 if year == 0 else year, sections=(section,))
    date = datetime.date(given, 1, 8)
    return Report(slug=f"a-{given}", title="报告", body="某市人大", date=date, parts=(part,))
