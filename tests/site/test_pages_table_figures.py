"""Figures of tables in a whole publication of two years: pages, downloads, PDF, and what both years have."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import import_cases as cases
from gongbao.build.new_project import write_project
from gongbao.cli.commands import main
from gongbao.importing.intake import import_reports

ROW = "一般公共预算收入　161.0　168.0　169.4　100. 8　5.2"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of a budget report and the one of the year before, all their figures accepted."""
    project = tmp_path_factory.mktemp("预算 一") / "p"
    write_project(project)
    text = (cases.CASES / "budget.md").read_text(encoding="utf-8")
    older = re.sub(r"20(2\d)(?=年)", lambda match: f"20{int(match[1]) - 1}", text).replace("169.4", "161.0")
    older = older.replace("第四次会议", "第三次会议")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        for slug, words in (("dj-2025", text), ("dj-2024", older)):
            (project / f"{slug}.md").write_text(words, encoding="utf-8")
            import_reports([project / f"{slug}.md"], project / "data" / slug)
            done = CliRunner().invoke(main, ["figures", slug, "--accept", "all"])
            assert done.output.startswith("44 accepted"), done.output
        done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 0, done.output
    return project / "site"


def test_a_figure_leads_to_its_table(site: Path) -> None:
    page = (site / "dj-2025/figures.html").read_text(encoding="utf-8")
    link = re.search(rf'<a href="([^"]+)">{ROW}</a>', page)
    assert link
    name, _, place = link[1].rpartition("/")[2].partition("#")
    assert f'<table id="{place}"' in (site / "dj-2025" / name).read_text(encoding="utf-8")
    assert page.count(f">{ROW}<") == 1
    assert '<td class="quote" rowspan="5">' in page
    assert re.search('<td class="number">−5.0</td><td>%</td><th scope="row">专项收入执行数比上年增长</th>', page)


def test_downloads_hold_figures_of_tables_with_their_addresses(site: Path) -> None:
    folder = site / "downloads/dj-2025"
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))["figures"]
    (one,) = (figure for figure in figures if figure["label"] == "一般公共预算收入执行数")
    assert (one["value"], one["unit"], one["quote"], one["paragraph"]) == (169.4, "亿元", ROW, "sec_1__table_1")
    assert one["address"].endswith("dj-2025/sec_1.html#sec_1__table_1")
    rows = list(csv.DictReader(io.StringIO((folder / "figures.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(figures) == 44
    assert (folder / "report.pdf").stat().st_size > 10_000


def test_what_the_tables_of_two_years_share_is_compared(site: Path) -> None:
    page = (site / "dj-2025/figures.html").read_text(encoding="utf-8")
    series = page[page.index('class="figure-series"') :]
    row = re.search(
        r"<tr[^>]*><td>全市一般公共预算收入执行情况</td><th scope=\"row\">一般公共预算收入执行数.*?</tr>", series
    )
    assert row
    assert "161.0" in row[0]
    assert "169.4" in row[0]
    assert "+8.4" in row[0]


def test_the_publication_is_whole(site: Path) -> None:
    done = CliRunner().invoke(main, ["verify", str(site)])
    assert done.exit_code == 0, done.output
