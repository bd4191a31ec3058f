"""Marks of notes are no part of what a title names; a number of a document and a year in brackets are."""

import pytest

from gongbao.report.note_marks import drop_marks


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2025年统计公报[1]", "2025年统计公报"),
        ("一、综合〔12〕和农业【3】", "一、综合和农业"),
        ("公报[^2]", "公报"),
        ("东政发〔2025〕3号", "东政发〔2025〕3号"),
        ("[1]", "[1]"),
        ("", ""),
    ],
)
def test_a_title_is_named_without_marks(line: str, name: str) -> None:
    assert drop_marks(line) == name
