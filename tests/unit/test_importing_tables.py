"""gongbao.importing.structure.tables: what is printed around a table belongs to it; every table can be set."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import gongbao.importing.manuscript as m
from gongbao.data.consistency import iter_table_faults
from gongbao.data.load import load_report
from gongbao.importing.intake import import_reports
from gongbao.importing.manuscript import Passage, make_rows
from gongbao.importing.structure.tables import fit_rows, gather_tables, make_table
from gongbao.report.problems import Problems
from gongbao.report.report import Cell, Table
from gongbao.report.tables import find_faults
from gongbao.report.walk import iter_lines

FILE = Path("x.txt")
GRID = Passage(text="", file=FILE, line=1, rows=make_rows([["项目", "数"], ["收入", "12"]]))


def gather(*items: str | Passage) -> list[Passage]:
    passages = [Passage(text=item, file=FILE, line=1) if isinstance(item, str) else item for item in items]
    return gather_tables(passages, ())


def test_caption_unit_and_remarks_belong_to_their_table() -> None:
    before, table, after = gather(
        "见下表。", "表1 收支情况", "单位：亿元", GRID, "注：1.快报数。", "2. 不含结转。", "3个部门参加。"
    )
    assert (before.text, after.text) == ("见下表。", "3个部门参加。")
    assert (table.caption, table.unit, table.remarks) == (
        "表1 收支情况",
        "单位：亿元",
        ("注：1.快报数。", "2. 不含结转。"),
    )
    assert table.words.split("\n")[:2] == ["表1 收支情况", "单位：亿元"]
    assert table.words.endswith("2. 不含结转。")


def test_a_caption_a_unit_and_a_remark_may_be_rows_of_the_table_itself() -> None:
    rows = [["表12014年收支情况", ""], ["", "单位：亿元"], ["项目", "数"], ["收入", "12"], ["注：快报数。", ""]]
    (table,) = gather(Passage(text="", file=FILE, line=1, rows=make_rows(rows)))
    assert (table.caption, table.unit, table.remarks) == ("表12014年收支情况", "单位：亿元", ("注：快报数。",))
    assert [[cell.text for cell in row] for row in table.rows] == [["项目", "数"], ["收入", "12"]]
    (bare,) = gather(Passage(text="", file=FILE, line=1, rows=make_rows([["表1 收支", ""], ["收入", "12"]])))
    assert bare.caption == ""


def test_a_row_that_names_columns_and_no_row_is_of_the_head() -> None:
    rows = [["项目", "2023年", ""], ["", "预算数", "决算数"], ["收入", "1", "—"]]
    assert make_table(Passage(text="", file=FILE, line=1, rows=make_rows(rows)), "t").head == 2
    rows = [["项目", "进展"], ["", "完成"], ["收入", "未完成"]]
    assert make_table(Passage(text="", file=FILE, line=1, rows=make_rows(rows)), "t").head == 1


def test_a_caption_below_is_not_that_of_the_next_table() -> None:
    (one,) = gather(GRID, "表1 收支情况")
    assert one.below
    assert one.words.endswith("表1 收支情况")
    first, second = gather(GRID, "表2 支出", GRID)
    assert (first.caption, second.caption, second.below) == ("", "表2 支出", False)


def test_a_sentence_is_no_caption_and_an_adoption_no_remark() -> None:
    assert [passage.text for passage in gather("表1说明收入增长。", GRID, "注：2024年1月8日通过")] == [
        "表1说明收入增长。", "", "注：2024年1月8日通过"
    ]  # fmt: skip


cells = st.builds(
    m.Cell, text=st.sampled_from(["", "甲", "12"]), across=st.integers(1, 3), down=st.integers(1, 3), head=st.booleans()
)


@given(st.lists(st.lists(cells, max_size=4), min_size=1, max_size=5).filter(lambda rows: any(map(len, rows))))
def test_whatever_the_cells_the_table_can_be_set(rows: list[list[m.Cell]]) -> None:
    table = make_table(replace(GRID, rows=tuple(map(tuple, rows))), "t")
    assert not list(iter_table_faults(table))
    written = [cell.text if isinstance(cell, Cell) else cell for row in table.rows for cell in row]
    assert "".join(written) == "".join(cell.text for row in rows for cell in row)


def test_a_table_comes_back_as_it_was_written(tmp_path: Path) -> None:
    page = """<html><body><h1>东江市2024年预算报告</h1><p>各位代表：</p><h2>一、收支情况</h2>
<p>全年收入增长，情况见下表。各项工作都按照计划完成了。</p><p>表1　收支情况</p><p>单位：亿元</p>
<table><tr><th rowspan="2">项目</th><th colspan="2">2024年</th></tr><tr><th>预算</th><th>决算</th></tr>
<tr><td>收入</td><td>120</td><td>121.5</td></tr><tr><td>　　其中：税收</td><td>100</td><td></td></tr></table>
<p>注：决算数为快报数。</p><h2>二、下一步安排</h2><p>下一步把各项工作做好，把预算执行好。</p></body></html>"""
    source = tmp_path / "budget.html"
    source.write_text(page, encoding="utf-8")
    into = tmp_path / "data" / "budget-2024"
    import_reports([source], into)
    report = load_report(into, problems := Problems())
    assert not list(problems)
    assert report
    table = next(block for section in report.sections for block in section.content if isinstance(block, Table))
    assert table == Table(
        id=table.id,
        caption="表1　收支情况",
        unit="单位：亿元",
        head=2,
        rows=(
            (Cell(text="项目", down=2), Cell(text="2024年", span=2)),
            ("预算", "决算"),
            ("收入", "120", "121.5"),
            ("　　其中：税收", "100", ""),
        ),
        notes=("注：决算数为快报数。",),
    )
    text = next(path.read_text(encoding="utf-8") for path in into.glob("0*.yml") if "其中" in path.read_text("utf-8"))
    assert "- [{text: 项目, down: 2}, {text: 2024年, span: 2}]" in text
    assert "　　其中：税收\t100\t" in list(iter_lines(report))


def test_cells_that_push_each_other_to_the_right_fill_no_endless_grid() -> None:
    row = (m.Cell(text="甲", across=200, down=200), m.Cell(text="1"))
    rows = fit_rows((row,) * 300)
    assert max(len(one) for one in rows) < 300
    assert not list(find_faults(rows))
    assert make_table(Passage(text="", file=Path("a"), line=1, rows=(row,) * 300), "a").head == 0
