"""Text taken out of a PDF: radicals for ideographs, private-use characters, columns side by side."""

from pathlib import Path

import import_cases as cases
from gongbao.importing.readers.side_by_side import separate
from gongbao.importing.structure.damage import repair_text
from gongbao.importing.summary import format_summary

RADICAL = cases.HEAD.replace("人民政府工作", "⼈⺠政府⼯作").replace("市长 林远", "市⻓ 林远") + cases.BODY
COLUMNS = """东江市人民政府工作报告

各位代表：                                二、2025年工作安排
    我代表市人民政府，向大会报告          新的一年，我们要深入学习，实干
工作，请予审议。                        争先，开拓进取，奋力谱写新的篇
一、2024年工作回顾                      章。
    过去一年，全市地区生产总值增长          让我们更加紧密地团结起来，为实
6.2%，达到178.3亿元，稳中有进。         现全年的目标任务而努力奋斗！
"""
TABLE = """指标              2023年          2024年
地区生产总值（亿元）      120.5           130.2
一般公共预算收入（亿元）     12.5            13.2
规模以上工业增加值（亿元）    52.5            53.2
固定资产投资（亿元）       42.5            43.2
城镇居民人均可支配收入（元）    32500           33200
"""


def test_radicals_are_listed_as_damage_and_do_not_change_the_body(tmp_path: Path) -> None:
    summary = cases.bring_in(tmp_path, RADICAL)
    assert summary.report.title == "东江市⼈⺠政府⼯作报告"
    assert summary.report.body == "东江市人民政府"
    assert "radicals in the place of ideographs (--fix radicals)" in [damage.kind for damage in summary.damage]


def test_radicals_are_mended_before_the_head_is_read(tmp_path: Path) -> None:
    summary = cases.bring_in(tmp_path, RADICAL, fix=frozenset({"radicals"}))
    assert summary.report.title == "东江市人民政府工作报告"
    assert summary.report.speaker is not None
    assert summary.report.speaker.office == "市长"
    assert "Repaired: radicals in 2 paragraphs" in format_summary(summary)
    assert not summary.damage


def test_private_characters_of_gb_18030_become_those_of_its_edition_of_2022() -> None:
    read = bytes.fromhex("fe59fea0a6d9").decode("gb18030")
    assert repair_text(f"{read}\ue123", frozenset({"private"})) == "龴龻︐\ue123"


def test_columns_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    summary = cases.bring_in(tmp_path, COLUMNS)
    report = cases.load(summary)
    assert [section.heading for section in report.sections] == ["一、2024年工作回顾", "二、2025年工作安排"]
    assert [paragraph.text for paragraph in report.sections[1].paragraphs] == [
        "新的一年，我们要深入学习，实干争先，开拓进取，奋力谱写新的篇章。",
        "让我们更加紧密地团结起来，为实现全年的目标任务而努力奋斗！",
    ]
    assert "two columns stand side by side on 6 lines" in format_summary(summary)
    assert "without -layout" in format_summary(summary)


def test_a_line_across_both_columns_parts_what_is_above_it_from_what_is_below() -> None:
    half = "过去一年全市上下团结奋进各项事业"
    page = "\n".join(f"{half}甲{number}      {half}乙{number}" for number in range(5))
    across = "东江市第九届人民代表大会第三次会议文件东江市第九届人民代表大会第三次会议文件"
    separated = separate(f"{page}\n{across}\n{page}")
    assert separated is not None
    lines = separated.text.split("\n")
    assert [line[-2] for line in lines] == [*"甲甲甲甲甲乙乙乙乙乙", "文", *"甲甲甲甲甲乙乙乙乙乙"]
    assert separated.numbers[5] == 1


def test_a_table_set_with_spaces_is_no_pair_of_columns() -> None:
    assert separate(TABLE) is None


def test_a_sentence_in_a_numbered_list_of_a_page_is_no_heading(tmp_path: Path) -> None:
    page = (
        "<html><body><p>东江市人民政府工作报告</p><p>各位代表：</p><h2>一、工作回顾</h2>"
        '<ol style="list-style-type:cjk-ideographic" start="5"><li>推进甲类项目，加快建设进度。</li></ol>'
        "<p>新建绿地多处，人民生活改善，各项事业取得新的成绩。</p><h2>二、工作安排</h2><p>真抓实干，开拓进取。</p>"
    )
    summary = cases.bring_in(tmp_path, page, "report.html")
    assert [section.heading for section in summary.report.sections] == ["一、工作回顾", "二、工作安排"]
    assert summary.report.sections[0].paragraphs[0].text == "五、推进甲类项目，加快建设进度。"
    assert not [doubt for doubt in summary.doubts if doubt.kind == "heading"]
