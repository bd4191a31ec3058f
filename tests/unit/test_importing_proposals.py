"""Proposed figures, accepted and deleted line by line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import import_cases as cases
from gongbao.cli.commands import main

TEXT = cases.HEAD + cases.BODY.replace("过去一年，", "新建学校3所，修路45公里，植树600株，旅游收入7亿元。过去一年，")


@pytest.fixture
def section(tmp_path: Path) -> Path:
    cases.bring_in(tmp_path, TEXT)
    return tmp_path / "data/dongjiang-2024/01-sec_1.yml"


def run(section: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["figures", str(section.parent), *options])
    return f"{result.exit_code} {result.output}"


def test_figures_are_listed_by_section_and_number(section: Path) -> None:
    output = run(section)
    assert "sec_1 一、2023年工作回顾" in output
    assert "  3  植树: 600株" in output
    records = json.loads(run(section, "--json").partition(" ")[2])
    assert [(one["number"], one["value"]) for one in records] == [(1, "3"), (2, "45"), (3, "600"), (4, "7")]


def test_figures_are_accepted_and_deleted_by_number_and_range(section: Path) -> None:
    written = section.read_text(encoding="utf-8").replace("    unit: 公里", "    unit: 公里 # 已核")
    section.write_text(written.replace("figures:", "# 逐条看过\nfigures:"), encoding="utf-8")
    assert run(section, "--accept", "2-3", "--delete", "1").startswith("0 2 accepted, 1 deleted, 1 left")
    report = cases.load(cases.Place(section.parent))
    assert [(str(one.value), one.proposed) for one in report.all_figures] == [
        ("45", False),
        ("600", False),
        ("7", True),
    ]
    text = section.read_text(encoding="utf-8")
    assert "# 已核" in text
    assert "# 逐条看过" in text
    before = [line for line in written.splitlines() if "fig_1" not in line]
    assert [line for line in text.splitlines() if line in before] == [
        line for line in text.splitlines() if line != "# 逐条看过"
    ]


def test_all_figures_of_a_theme_go_with_their_key(section: Path) -> None:
    assert run(section, "--delete", "2023年工作回顾").startswith("0 0 accepted, 4 deleted, 0 left")
    assert "figures:" not in section.read_text(encoding="utf-8")
    assert "no proposed figures" in run(section)


def test_a_comment_beside_the_word_stays(section: Path) -> None:
    text = section.read_text(encoding="utf-8").replace("proposed: true", "proposed: true # 待核", 1)
    section.write_text(text, encoding="utf-8")
    assert run(section, "--accept", "1").startswith("0 1 accepted")
    assert "# 待核" in section.read_text(encoding="utf-8")
    assert not cases.load(cases.Place(section.parent)).all_figures[0].proposed


def test_what_is_not_there_and_what_is_meant_twice_are_refused(section: Path) -> None:
    before = section.read_bytes()
    refused = run(section, "--accept", "没有")
    assert f"{section.parent}: “没有” is no number, range, theme or table" in refused
    assert "1: both to accept and to delete" in run(section, "--accept", "1", "--delete", "1-2").replace("1, 2", "1")
    assert section.read_bytes() == before


BUDGET = (cases.CASES / "budget.md").read_bytes()


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    cases.bring_in(tmp_path, BUDGET, "budget.md")
    return tmp_path / "data/dongjiang-2024/01-sec_1.yml"


def test_figures_of_a_table_are_listed_by_row(budget: Path) -> None:
    lines = run(budget).splitlines()
    assert "  31-37  表2 2024年民生实事完成情况  [民生实事完成情况]" in lines
    assert "    31-32  新增学位: 计划 7500个, 完成 7700个" in lines
    assert "       33  改造老旧小区完成: 14.6万平方米" in lines
    assert "    34-35  城乡低保标准: 计划 近1000元/月, 完成 1020元/月" in lines
    alone = run(budget, "--theme", "民生实事完成情况")
    assert "新增学位" in alone
    assert "税收收入" not in alone


def test_a_long_table_is_cut_short_until_it_is_asked_for(tmp_path: Path) -> None:
    rows = b"".join(f"| 项目{number} | 个 | {number} | {number} | 1 |\n".encode() for number in range(10, 40))
    start = BUDGET.index("| 1 | 新增学位".encode())
    table = b"| \xe9\xa1\xb9\xe7\x9b\xae | \xe5\x8d\x95\xe4\xbd\x8d | a | b | c |\n|---|---|---|---|---|\n"
    cases.bring_in(tmp_path, BUDGET[: BUDGET.rindex("| 序号".encode(), 0, start)] + table + rows, "budget.md")
    section = tmp_path / "data/dongjiang-2024/01-sec_1.yml"
    listed = run(section)
    assert "24 more rows (list them with --theme 民生实事完成情况)" in listed
    assert "项目39" not in listed
    assert "项目39" in run(section, "--theme", "民生实事完成情况")


def test_a_table_is_deleted_and_some_of_its_rows_accepted(budget: Path) -> None:
    text = budget.read_text(encoding="utf-8").replace("    unit: 元/月", "    unit: 元/月 # 已核", 1)
    budget.write_text(text, encoding="utf-8")
    assert run(budget, "--accept", "34-35", "--delete", "sec_1__table_1").startswith(
        "0 2 accepted, 28 deleted, 14 left"
    )
    report = cases.load(cases.Place(budget.parent))
    assert [one.label for one in report.figures] == ["城乡低保标准计划", "城乡低保标准完成"]
    assert "# 已核" in budget.read_text(encoding="utf-8")
