"""Pages that list reports: the newest on the home page, all of them by what divides them."""

import re

from filling import fill
from gongbao.archive.index import make_library
from gongbao.pages.list_pages import iter_list_sheets
from gongbao.pages.macros import Macros
from small_reports import make_listed_report, publish


def test_the_home_page_names_the_newest_and_leads_to_the_others() -> None:
    reports = [make_listed_report(f"a-{year}", f"{year}-01-08") for year in range(2001, 2026)]
    listed = fill(Macros(library=make_library(publish(*reports))).report_list())
    assert re.findall(r'href="a-(\d+)/index.html"', listed) == [str(year) for year in range(2025, 2005, -1)]
    assert 'href="years/2001.html"' in listed
    assert "全部 25 份报告：按年份查找" in listed
    few = fill(Macros(library=make_library(publish(*reports[:20]))).report_list())
    assert "report-list-more" not in few


def test_reports_that_nothing_divides_are_all_on_the_index() -> None:
    library = make_library(publish(*(make_listed_report(f"a-{number}", "2025-01-08") for number in range(120))))
    sheets = list(iter_list_sheets(library))
    assert [sheet.path for sheet in sheets] == ["reports.html"]
    assert sheets[0].make_body().count("/index.html") == 120
    years = [make_listed_report(f"a-{number}", f"{1900 + number}-01-08") for number in range(120)]
    sheets = list(iter_list_sheets(make_library(publish(*years))))
    assert len(sheets) == 121
    assert "/index.html" not in sheets[0].make_body()
