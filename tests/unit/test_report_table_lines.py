"""The lines of a table as statements: heads over columns, rows as quotes, where a unit is said."""

from decimal import Decimal

import pytest

from gongbao.report.numbers import read_amount, read_signed_values
from gongbao.report.report import Cell, Table
from gongbao.report.table_lines import read_table
from gongbao.report.tables import is_number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("7 700", "7700"),
        ("12,915", "12915"),
        ("92. 34%", "92.34"),
        ("１２３．４", "123.4"),
        ("−27.2", "-27.2"),
        ("－3.1", "-3.1"),
        ("+5.6", "5.6"),
        ("1234[8]", "1234"),
        ("50.6①", "50.6"),
        ("1 234.5¹", "1234.5"),
        ("1.2亿", "1.2"),
        ("近300", "300"),
        ("1000余人次", "1000"),
        ("38833万吨/年", "38833"),
    ],
)
def test_a_cell_says_one_number(cell: str, value: str) -> None:
    amount = read_amount(cell)
    assert amount
    assert amount.value == Decimal(value)
    assert read_signed_values(cell) == {Decimal(value)}


@pytest.mark.parametrize(
    "cell", ["—", "", "100-200", "3～5", "2024年", "65岁及以上", "3D打印设备", "12 34", "1/3", "±3"]
)
def test_a_range_a_date_a_name_and_a_dash_are_no_number(cell: str) -> None:
    assert read_amount(cell) is None


def test_a_dash_between_numbers_is_no_sign() -> None:
    assert read_signed_values("100-200") == {Decimal(100), Decimal(200)}
    assert Decimal("-3.5") in read_signed_values("同比 -3.5，环比 2")


def test_names_stand_over_what_they_part_merged_or_not() -> None:
    merged = Table(
        id="t",
        head=2,
        rows=(
            (Cell(text="项目", down=2), Cell(text="2023年", span=2), "2024年"),
            ("预算数", "决算数", "预算数"),
            ("收入", "1", "2", "3"),
        ),
    )
    bare = Table(
        id="t", rows=(("项目", "2023年", "", "2024年"), ("", "预算数", "决算数", "预算数"), ("收入", "1", "2", "3"))
    )
    expected = (("项目",), ("2023年", "预算数"), ("2023年", "决算数"), ("2024年", "预算数"))
    assert read_table(merged).heads == read_table(bare).heads == expected
    assert read_table(bare).head == 2


def test_a_name_over_an_empty_column_names_the_one_beside_it() -> None:
    table = read_table(Table(id="t", rows=(("指标", "利润", "", "增长%", ""), ("工业", "22951", "", "", "36.7"))))
    assert table.heads == (("指标",), ("利润",), (), ("增长%",), ("增长%",))


def test_a_caption_and_a_unit_may_be_the_first_rows() -> None:
    table = read_table(
        Table(
            id="t",
            rows=(("表1 人口", "", ""), ("单位：万人", "", ""), ("指标", "年末数", "比重%"), ("全市", "5", "100")),
        )
    )
    assert table.head == 3
    assert table.title == ("表1 人口", "单位：万人")
    (line,) = table.find("全市 5 100")
    assert table.says_unit("万人", line, 1)
    assert not table.says_unit("%", line, 1)


def test_the_first_row_of_numbers_like_years_is_no_head() -> None:
    table = read_table(Table(id="t", rows=(("学校", "学生"), ("一中", "2012"), ("二中", "1998"))))
    assert table.head == 1


@pytest.mark.parametrize("cell", ["12", "7 700", "100. 8", "１４．６", "50.6①", "−3.1%", "近1,000", "—", "……"])
def test_a_number_is_set_at_the_right_however_it_is_written(cell: str) -> None:
    assert is_number(cell)


@pytest.mark.parametrize("cell", ["12～15", "3个", "1000余人次", "2024年", "新增学位", "", "1.2亿"])
def test_what_says_more_than_a_number_is_set_as_text(cell: str) -> None:
    assert not is_number(cell)
