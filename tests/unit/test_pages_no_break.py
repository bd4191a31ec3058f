"""Words that stay on a line: numbers with their units, the last two characters of a paragraph."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.pages import no_break
from gongbao.pages.marks import CODE


def hold_words(text: str, *, ends: bool = True) -> str:
    return no_break.hold_words(text, ends=ends).replace(CODE, "")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("全年召开学习会12次，听取报告30项后再说", ["12次", "30项", "再说"]),
        (
            "接待群众1000余人次，增长5个百分点，占95.5%，投入3.5亿元，即将完成。",
            ["1000余人次", "5个百分点", "95.5%", "3.5亿元", "完成。"],
        ),
        ("第3次会议于2024年1月8日召开。", ["第3次", "2024年", "1月", "8日", "召开。"]),
        ("全年召开学习会12次。", ["12次。"]),
        ("全年召开学习12次会。", ["12次会。"]),
        ("推动“优化营商环境”……。", ["环境”……。"]),
        ("卡尔·马克思和“民声”·“民意”，4/5—9/10两类——都在内。", ["尔·", "”·", "4/", "5—", "9/", "10两", "在内。"]),
        ("完", []),
        (
            "平均80.5周岁，长12 公里，宽3平方千米，重1 200吨，占7.5 %，共300户次，后",
            ["80.5周岁", "12 公里", "3平方千米", "1 200吨", "7.5 %", "300户次"],
        ),
        ("", []),
    ],
)
def test_numbers_keep_their_units_and_the_last_two_characters_stay_together(text: str, held: list[str]) -> None:
    assert re.findall(r'<span class="whole">(.*?)</span>', hold_words(text)) == held


def test_the_mark_of_a_note_stands_with_what_calls_it() -> None:
    links = {"[1]": "#a", "[2]": "#b"}
    text = no_break.hold_words("分区域看[1]，东部投资12亿元[2]，比[3]上年增长", links=links).replace(CODE, "")
    held = re.findall(r'<span class="whole">(.*?)</span>', re.sub(r"</?a[^>]*>", "", text))
    assert held == ["看[1]", "12亿元[2]", "增长"]
    assert re.sub(r"<[^>]+>", "", text) == "分区域看[1]，东部投资12亿元[2]，比[3]上年增长"


def test_a_lead_that_goes_on_is_not_held_at_its_end() -> None:
    assert hold_words("坚持党的领导。", ends=False) == "坚持党的领导。"


@given(st.text(alphabet=st.sampled_from("人大常委会12.5%余次年第<&>\"'。，“”— a")))
def test_the_characters_stay_what_they_are(text: str) -> None:
    assert html.unescape(re.sub(r"</?span[^>]*>", "", hold_words(text))) == text
