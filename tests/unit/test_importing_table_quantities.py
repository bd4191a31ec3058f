"""Figures proposed from tables: what is counted, in what unit, and what is no quantity."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import import_cases as cases
from gongbao.data.figures import find_faults
from gongbao.importing.manuscript import Cell as SourceCell
from gongbao.importing.structure import quantities
from gongbao.importing.structure.table_quantities import MOST, find_figures
from gongbao.importing.structure.tables import fit_rows
from gongbao.report.report import Cell, Table
from gongbao.report.table_lines import read_table


def read(*rows: tuple[str | Cell, ...], **more: object) -> list[str]:
    table = Table(id="t", rows=rows, **more)  # type: ignore[arg-type]
    return [f"{one.label} {one.qualifier or ''}{one.value}{one.unit}" for one in find_figures(table, "概况", 2024)]


def test_a_budget_report_with_tables_has_figures_that_say_what_they_count(tmp_path: Path) -> None:
    report = cases.load(cases.bring_in(tmp_path, (cases.CASES / "budget.md").read_bytes(), "budget.md"))
    found = [one for one in report.all_figures if "__table_" in one.paragraph]
    assert len(found) == 41
    assert all(one.proposed for one in found)
    words = {f"{one.label} {one.value}{one.unit}" for one in found}
    assert words >= {
        "一般公共预算收入2023年决算数 161.0亿元",
        "一般公共预算收入执行数 169.4亿元",
        "一般公共预算收入完成预算 100.8%",
        "专项收入执行数比上年增长 -5.0%",
        "增值税执行数 50.6亿元",
        "新增学位完成 7700个",
        "改造老旧小区完成 14.6万平方米",
        "地区生产总值增速2023年 5.0%",
        "帮扶资金完成 12915万元",
    }
    assert [one.theme for one in found if one.value == 12915] == ["民生实事完成情况"]
    assert not any("排名" in one.label or "序号" in one.label for one in found)


def test_a_unit_stands_in_the_cell_the_row_the_column_the_caption_or_over_the_table() -> None:
    assert read(("指标", "数"), ("公路", "45公里")) == ["公路 45公里"]
    assert read(("指标", "单位", "数"), ("公路", "公 里", "45")) == ["公路 45公里"]
    assert read(("指标", "单位", "数"), ("公路", "公里", "45"), ("收入（元）", "……", "3")) == [
        "公路 45公里",
        "收入 3元",
    ]
    assert read(("指标", "数"), ("公路（公里）", "45")) == ["公路 45公里"]
    assert read(("指标", "里程（公里）"), ("公路", "45")) == ["公路里程 45公里"]
    assert read(("指标", "里程"), ("公路", "45"), unit="（单位：公里）") == ["公路里程 45公里"]
    assert read(("指标", "里程"), ("公路", "45"), caption="表1 通车里程（公里）") == ["公路里程 45公里"]
    assert read(("指标", "金额"), ("收入", "1.2亿"), unit="单位：元") == ["收入 1.2亿元"]
    assert read(("指标", "里程"), ("公路", "45")) == []


def test_a_rate_takes_no_unit_of_money() -> None:
    rows = ("项目", "收入", "比上年增长"), ("税收", "45", "5.0")
    assert read(*rows, unit="单位：亿元") == ["税收收入 45亿元"]
    assert read(*rows, unit="单位：亿元、%") == ["税收收入 45亿元", "税收收入比上年增长 5.0%"]


def test_what_a_table_names_twice_goes_with_what_it_is_part_of() -> None:
    found = read(
        ("指标", "金额", "比重（%）"),
        ("货物出口额", "12", "60"),
        ("其中：一般贸易", "5", "25"),
        ("货物进口额", "8", "40"),
        ("其中：一般贸易", "4", "20"),
        unit="单位：亿元",
    )
    assert [one for one in found if "一般" in one] == [
        "货物出口额：一般贸易 5亿元",
        "货物出口额：一般贸易比重 25%",
        "货物进口额：一般贸易 4亿元",
        "货物进口额：一般贸易比重 20%",
    ]


def test_a_total_says_of_what() -> None:
    rows = ("行业", "投资额"), ("总 计", "100"), ("制造业", "60")
    found = read(*rows, caption="表4 2024年分行业投资及其增长速度", unit="单位：亿元")
    assert found == ["分行业投资总计投资额 100亿元", "制造业投资额 60亿元"]
    parts = ("项目", "数"), ("收入", ""), ("税收", "5"), ("小计", "5"), ("支出", ""), ("教育", "3"), ("小计", "3")
    assert read(*parts, unit="单位：元")[1::2] == ["收入小计 5元", "支出小计 3元"]


def test_cells_that_go_down_over_rows_name_them_all() -> None:
    rows = (("类别", "指标", "数（个）"), (Cell(text="教育", down=2), "幼儿园", "3"), ("小学", "2"))
    assert read(*rows) == ["教育：幼儿园 3个", "教育：小学 2个"]


def test_two_tables_side_by_side_are_read_each_by_its_names() -> None:
    rows = ("行业", "增长（%）", "行业", "增长（%）"), ("总计", "-3.8", "金融业", "7.2")
    assert read(*rows, caption="表7 投资增长速度") == ["投资总计增长 -3.8%", "金融业增长 7.2%"]


def test_a_sentence_in_a_cell_states_quantities_of_its_row() -> None:
    rows = (
        ("项目", "责任单位", "完成情况", "投资（万元）"),
        ("22千伏线路改造", "供电局", "新建线路45公里，增长5.2%", "300"),
        ("65岁以上老人体检", "卫健局", "约1.2万人次", "增长5%左右"),
    )
    table = Table(id="t", rows=rows)
    found = list(find_figures(table, "概况", 2024, (), quantities.find_figures))
    assert [f"{one.label} {one.qualifier or ''}{one.value}{one.unit}" for one in found] == [
        "22千伏线路改造：新建线路 45公里",
        "22千伏线路改造：新建线路增长 5.2%",
        "22千伏线路改造投资 300万元",
        "65岁以上老人体检完成情况 约1.2万人次",
        "65岁以上老人体检投资增长 5%",
    ]
    assert all(list(find_faults(one, read_table(table))) == [] for one in found)


@pytest.mark.parametrize("head", ["序号", "排名", "电话", "行次"])
def test_numbers_that_count_nothing_are_no_figures(head: str) -> None:
    assert read(("项目", head, "户数"), ("甲", "1", "300"), ("乙", "2", "200"), unit="单位：户") == [
        "甲户数 300户",
        "乙户数 200户",
    ]


def test_of_too_many_numbers_the_rows_that_stand_out_are_proposed() -> None:
    parts = [("　　某镇", "1", "2")] * MOST
    found = read(("地区", "学校（所）", "医院（家）"), ("全市", "900", "800"), *parts)
    assert found == ["全市学校 900所", "全市医院 800家"]


def test_every_row_of_an_annex_is_looked_at_but_not_its_text(tmp_path: Path) -> None:
    text = (cases.CASES / "budget.md").read_text(encoding="utf-8")
    table = "\n附件\n\n名词解释\n\n修路45公里。\n\n| 指标 | 里程（公里） |\n|---|---|\n| 公路 | 45 |\n"
    report = cases.load(cases.bring_in(tmp_path, text + table, "budget.md"))
    assert [one.label for part in report.annexes for one in part.sections[-1].figures] == ["公路里程"]


TEXTS = (
    "", "　", "—", "项目", "其中：税收", "合 计", "小计", "单位", "序号", "比上年增长%", "2023年", "2024", "单位：亿元", "个", "（万人）",
    "7 700", "12,915元", "92. 34%", "１２．５", "−3.1", "12～15", "5①", "近300余", "1.2亿", "5.2[3]", "[1][2]", "约", "表1 收支"
)  # fmt: skip
CELLS = st.builds(
    SourceCell,
    text=st.sampled_from(TEXTS),
    across=st.sampled_from((1, 1, 1, 2, 3)),
    down=st.sampled_from((1, 1, 1, 2)),
    head=st.booleans(),
)


@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=7),
    head=st.integers(0, 3),
    title=st.sampled_from((None, "表1 收支（单位：万元、%）", "2024年")),
    unit=st.sampled_from((None, "单位：亿元", "（单位：人，％）")),
)
def test_whatever_a_table_holds_its_figures_are_accepted(
    rows: list[list[SourceCell]], head: int, title: str | None, unit: str | None
) -> None:
    fitted = fit_rows(tuple(map(tuple, rows)))
    table = Table(id="t", rows=fitted, head=min(head, len(fitted)), caption=title, unit=unit)
    for figure in find_figures(table, "概况", 2024, (), quantities.find_figures):
        assert figure.label.strip()
        assert list(find_faults(figure, read_table(table))) == []
