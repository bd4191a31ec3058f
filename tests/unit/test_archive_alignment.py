"""Paragraphs of two reports: each finds the one that it answers to, and none answers twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.archive.alignment import pair_items
from gongbao.report.walk import Item

TEXTS = st.text(alphabet="会议次召开9130.%，。；“”<&", max_size=40)


def paragraphs(*texts: str) -> list[Item]:
    return [
        Item(
            kind="paragraph",
            id=f"p{number}",
            text=text,
            place="whole",
            page="",
            lead=text.partition("：")[0] + "：" if "：" in text else "",
        )
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], {}),
        (["甲乙丙。"], ["甲乙丙。"], {0: 0}),
        (["甲乙丙。", "丁戊己。"], ["丁戊己。", "甲乙丙。"], {0: 1, 1: 0}),
        (["同样的话。", "同样的话。"], ["同样的话。"], {0: 0}),
        (["加强监督：一二三。"], ["别的事情。", "加强监督：四五六。"], {1: 0}),
        (["推进乡村振兴，建设美丽家园。"], ["推进乡村全面振兴，建设美丽家园。"], {0: 0}),
        (["推进乡村振兴。"], ["加强法治建设。"], {}),
        (["推进乡村振兴工作。", "推进乡村振兴。"], ["推进乡村振兴。", "推进乡村振兴的工作。"], {0: 1, 1: 0}),
    ],
)
def test_paragraphs_find_their_answer(old: list[str], new: list[str], expected: dict[int, int]) -> None:
    assert pair_items(paragraphs(*old), paragraphs(*new)) == expected


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_no_paragraph_answers_twice(old: list[str], new: list[str]) -> None:
    found = pair_items(paragraphs(*old), paragraphs(*new))
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(new)))
    assert set(found.values()) <= set(range(len(old)))
