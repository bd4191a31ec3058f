"""Names of places and bodies stand as a reader looks for them: the country first, then by sound, a place's bodies together."""

import random

import pytest

from gongbao.archive.order import sort_names
from gongbao.report.report import Name

PLACES = ["亳州市", "长沙市", "重庆市", "江苏省", "江苏省苏州市", "江苏省太仓市", "衢州市", "沈阳市", "厦门市"]
BODIES = [
    "全国人民代表大会常务委员会", "国务院", "最高人民法院", "最高人民检察院", "国家统计局",
    "安庆市人民政府", "太仓市人民代表大会常务委员会", "太仓市人民政府", "政协太仓市委员会", "太仓市人民法院", "太仓市人民检察院",
]  # fmt: skip


@pytest.mark.parametrize("names", [PLACES, BODIES], ids=["places", "bodies"])
def test_names_are_in_a_reader_s_order(names: list[str]) -> None:
    assert sort_names(random.Random(1).sample(names, len(names)), ()) == names


def test_what_the_publication_lists_itself_goes_first() -> None:
    given = [Name(id="x", name="厦门市"), Name(id="y", name="长沙市")]
    assert sort_names(PLACES, given)[:3] == ["厦门市", "长沙市", "亳州市"]


def test_names_without_chinese_letters_are_sorted_too() -> None:
    assert sort_names(["B", "A", "市", ""], ()) == ["", "A", "B", "市"]
