from itertools import pairwise

import pytest

from gongbao.print.titles import break_title


def split(title: str, room: float, first: str = "") -> list[str]:
    return [title[start:end] for start, end in pairwise((0, *break_title(title, room, first), len(title)))]


@pytest.mark.parametrize(
    ("title", "room", "first", "lines"),
    [
        ("政府工作报告", 20, "", ["政府工作报告"]),
        ("太仓市人民代表大会常务委员会工作报告", 16, "太仓市人民代表大会常务委员会", ["太仓市人民代表大会常务委员会", "工作报告"]),
        ("关于全市生态环境保护工作情况的报告", 12, "", ["关于全市生态环境保护", "工作情况的报告"]),
        (
            "——2025年1月8日在太仓市第十七届人民代表大会第五次会议上", 28, "",
            ["——2025年1月8日", "在太仓市第十七届人民代表大会第五次会议上"],
        ),
        ("一、坚持党的领导，在把牢方向中推进履职", 12, "", ["一、坚持党的领导，", "在把牢方向中推进履职"]),
    ],
)  # fmt: skip
def test_titles_break_by_meaning(title: str, room: float, first: str, lines: list[str]) -> None:
    assert split(title, room, first) == lines


def test_no_line_is_too_long_or_begins_with_a_mark() -> None:
    title = "关于国民经济和社会发展第十四个五年规划实施情况，以及二〇三五年远景目标（草案）推进情况的报告" * 2
    lines = split(title, 15)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 15
    assert not any(line[0] in "，）" or line[-1] == "（" for line in lines)


def test_a_title_of_marks_alone_stays_whole() -> None:
    assert split("，" * 30, 20) == ["，" * 30]


def test_digits_are_narrow() -> None:
    assert split("2024年国民经济和社会发展计划执行情况", 20) == ["2024年国民经济和社会发展计划执行情况"]
