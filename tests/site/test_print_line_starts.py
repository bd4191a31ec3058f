"""No line of a PDF begins with a mark that none may begin with, wherever what stands before is held on one line."""

from dataclasses import replace

import pytest

from gongbao.print.document import make_section
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Paragraph, Report, ScriptTag
from paper import read_pdf
from printing import get_setting

NEVER_FIRST = "；：，。、！？）》”’%％…—"
# Held at its end each, with each mark after it, moved along the line by a character at a time.
HELD = ("全国第4位", "增长12.5%", "建成30个", "接待1000余人次", "GB/T 9704—2012第10条")


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "zh-Hant-HK"])
def test_no_line_begins_with_a_mark(everything: Report, tag: ScriptTag) -> None:
    texts = [
        f"{'工' * shift}居{held}{mark}投资总额居{held}{mark}各项工作取得新的成效，居{held}{mark}人民生活有了改善。"
        for held in HELD
        for mark in ("；", "：")
        for shift in range(0, 28, 2)
    ]
    section = everything.parts[0].sections[0]
    content = tuple(Paragraph(id=f"sec_1__para_{number}", text=text) for number, text in enumerate(texts, 1))
    section = replace(section, content=content, figures=())
    parts = (replace(everything.parts[0], sections=(section,)),)
    leaves = read_pdf(make_pdf(make_section(replace(everything, parts=parts), section, get_setting(tag))))
    lines = [line for leaf in leaves for line in leaf.lines]
    assert [line.text for line in lines if line.text[0] in NEVER_FIRST] == []
    edge = max(sorted(line.right for line in lines)[: len(lines) * 9 // 10])
    assert [line.text for line in lines if line.right > edge + 1] == []
    printed = "".join(line.text for line in lines)
    assert all(text.replace(" ", "") in printed for text in texts) or tag != "zh-Hans"


def test_no_line_holds_more_than_29_characters_however_many_marks_stand_side_by_side(everything: Report) -> None:
    texts = [
        f"{'工' * shift}作实施{'、'.join(f'“{name}”' for name in names)}等工程，大力发展城市清洁能源，取得新的成效。"
        for names in (
            ("绿地", "蓝天", "碧水"),
            ("四个意识", "四个自信", "两个维护"),
            ("家电下乡", "万村千乡", "双百市场", "农超对接"),
            ("四增", "四脉", "四网", "四区", "四化"),
        )
        for shift in range(1, 29)
    ]
    section = everything.parts[0].sections[0]
    content = tuple(Paragraph(id=f"sec_1__para_{number}", text=text) for number, text in enumerate(texts, 1))
    section = replace(section, content=content, figures=())
    parts = (replace(everything.parts[0], sections=(section,)),)
    leaves = read_pdf(make_pdf(make_section(replace(everything, parts=parts), section, get_setting("zh-Hans"))))
    size = 156 / 28 * 72 / 25.4
    lines = [line for leaf in leaves for line in leaf.lines if line.size == pytest.approx(size, abs=0.1)]
    assert len(lines) > len(texts)
    assert [line.text for line in lines if len(line.text) > 29] == []
