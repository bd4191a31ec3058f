"""Titles on pages: their lines part by meaning, between words, never after a numeral or before the mark of a note."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.pages import headings
from gongbao.pages.marks import CODE, TEXT

LINKS = {"[1]": "#a", "〔2〕": "#b"}


def part(marked: str) -> list[str]:
    """Return the pieces of a title that no line parts."""
    text = re.sub(r'</span><span class="unit">|<wbr>', "|", marked.replace(CODE, "").replace(TEXT, ""))
    return html.unescape(re.sub(r"<[^>]+>", "", text)).split("|")


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("一、2025年预算执行情况", ["一、2025年", "预算", "执行", "情况"]),
        ("二、教育、科学技术", ["二、教育、", "科学技术"]),
        ("2016年国民经济统计公报[1]", ["2016年", "国民经济", "统计", "公报[1]"]),
        ("关于“东江市〔2〕”预算的报告", ["关于", "“东江市〔2〕”", "预算的", "报告"]),
        ("[1]预算草案说明", ["[1]预算", "草案", "说明"]),
        ("调整预算", ["调整预算"]),
    ],
)
def test_a_title_parts_between_words(title: str, pieces: list[str]) -> None:
    assert part(headings.mark_breaks(title, LINKS)) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("调整预算", ["调整", "预算"]), ("执行数", ["执行数"]), ("增长（%）", ["增长", "（%）"]), ("", [""])],
)
def test_the_head_of_a_column_parts_however_short_it_is(text: str, pieces: list[str]) -> None:
    assert part(headings.mark_head(text)) == pieces


@given(st.text(alphabet=st.sampled_from("一二、，（）预算2025年报告[1]〔2〕<&⁸ “”"), min_size=1))
def test_the_characters_stay_what_they_are(title: str) -> None:
    for marked in (headings.mark_breaks(title, LINKS), headings.mark_head(title, LINKS)):
        raised = re.sub(r"<sup>(.*?)</sup>", lambda found: found[1].replace("8", "⁸"), marked)
        assert "".join(part(raised)) == title
