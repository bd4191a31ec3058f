"""Numbers in Chinese text: one reading for what proposes figures and for what checks them."""

from decimal import Decimal

import pytest

from gongbao.report.numbers import find_numbers, read_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("投资7 700多万元", ["7700"]),
        ("人均12\u00a0915元", ["12915"]),
        ("占92. 34%和93 .5%", ["92.34", "93.5"]),
        ("产值6，619亿元，完成103．2％", ["6619", "103.2"]),
        ("共1,234,567.8吨", ["1234567.8"]),
        ("１２３亿元", ["123"]),
        ("1. 2024年完成3项", ["2024", "3"]),
        ("2019，619", ["2019", "619"]),
        ("没有数字", []),
    ],
)
def test_a_number_is_read_as_printed(text: str, values: list[str]) -> None:
    found = list(find_numbers(text))
    assert [number.value for number in found] == list(map(Decimal, values))
    assert all(number.certain for number in found)
    assert set(map(Decimal, values)) <= read_values(text)


@pytest.mark.parametrize("text", ["达1 8个", "23 10个单位", "纱 万吨 7700 12.8"])
def test_a_gap_that_may_be_a_slip_leaves_a_number_uncertain(text: str) -> None:
    assert not any(number.certain for number in find_numbers(text))


def test_a_person_may_read_a_slip_either_way() -> None:
    assert {Decimal(1), Decimal(8), Decimal(18)} <= read_values("达1 8个")
