"""Two texts held against each other: what of them changed, and no more."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filling import fill
from gongbao.archive import text_diff as difference
from gongbao.archive.text_diff import Span, compare_texts
from gongbao.pages.blocks import mark_spans

TEXTS = st.text(alphabet="会议次召开9130.%，。；“”<&", max_size=40)


def mark(old: str, new: str) -> tuple[str, str]:
    """Show what two texts have alone in [ ]."""
    difference = compare_texts(old, new)
    return bracket(old, difference.old), bracket(new, difference.new)


def bracket(text: str, spans: tuple[Span, ...]) -> str:
    return fill(mark_spans(text, spans, "b")).replace("<b>", "[").replace("</b>", "]")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("全年召开会议9次。", "全年召开会议9次。", ("全年召开会议9次。", "全年召开会议9次。")),
        ("全年召开会议9次。", "全年召开会议19次。", ("全年召开会议[9]次。", "全年召开会议[19]次。")),
        ("增长6.5%，就业3万人。", "增长6.8%，就业5万人。", ("增长[6.5]%，就业[3]万人。", "增长[6.8]%，就业[5]万人。")),
        ("1.2024年办结1.5万件。", "1.2025年办结1.6万件。", ("1.[2024]年办结[1.5]万件。", "1.[2025]年办结[1.6]万件。")),
        ("1.2024年完成投资。", "1.2025年没有完成。", ("1.[2024年完成投资。]", "1.[2025年没有完成。]")),
        ("走访代表210人。", "走访代表2100人。", ("走访代表[210]人。", "走访代表[2100]人。")),
        (
            "听取报告。开展视察。",
            "听取报告。组织代表培训。开展视察。",
            ("听取报告。开展视察。", "听取报告。[组织代表培训。]开展视察。"),
        ),
        ("听取报告，开展视察。", "", ("[听取报告，开展视察。]", "")),
        ("", "听取报告。", ("", "[听取报告。]")),
        ("甲乙", "丙丁", ("[甲乙]", "[丙丁]")),
        ("使用AI2技术。", "使用AI3技术。", ("使用AI[2]技术。", "使用AI[3]技术。")),
    ],
)
def test_what_changed_is_marked_and_no_more(old: str, new: str, expected: tuple[str, str]) -> None:
    assert mark(old, new) == expected


@given(TEXTS, TEXTS)
def test_without_what_each_has_alone_two_texts_are_the_same(old: str, new: str) -> None:
    difference = compare_texts(old, new)
    assert cut(old, difference.old) == cut(new, difference.new)
    for text, spans in ((old, difference.old), (new, difference.new)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] < other[0] for one, other in pairwise(spans))


def cut(text: str, spans: tuple[Span, ...]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def test_very_long_paragraphs_are_compared_by_their_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "一，" * 600 + "甲。" + "二，" * 600, "一，" * 600 + "乙。" + "二，" * 600
    assert compare_texts(old, new).old == ((1200, 1202),)
    monkeypatch.setattr(difference, "MOST_PAIRS", 1_000_000)
    assert compare_texts(old, new).old == ((1200, 1201),)
