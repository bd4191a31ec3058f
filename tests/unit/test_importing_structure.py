"""What stands under what: any order of marks, parts of years, annexes, notes, tails."""

from pathlib import Path

import pytest

import import_cases as cases
from gongbao.importing.manuscript import Passage
from gongbao.importing.structure.glossary import find_terms
from gongbao.importing.structure.leads import find_leads
from gongbao.importing.structure.marks import find_mark, read_number
from gongbao.importing.structure.outline import make_outline
from gongbao.report.report import Paragraph, Subheading

LONG = "各项工作扎实推进，取得了新的成绩，人民生活持续改善，社会大局保持稳定。"


def make_passages(*texts: str) -> list[Passage]:
    return [Passage(text=text, file=Path("x.txt"), line=line) for line, text in enumerate(texts, 1)]


def outline(*texts: str) -> list[tuple[int | None, str]]:
    entries, _doubts = make_outline(make_passages(*texts))
    return [(entry.depth, entry.passage.text) for entry in entries if entry.is_heading]


def bring_in(folder: Path, *lines: str):
    return cases.load(cases.bring_in(folder, cases.HEAD + "\n\n".join(lines)))


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("一、工作", "han", 1),
        ("十二、 工作", "han", 12),
        ("（三）工作", "paren", 3),
        ("(十) 工作", "paren", 10),
        ("3．工作", "arabic", 3),
        ("３、工作", "arabic", 3),
        ("2 、工作", "arabic", 2),
        ("3.5亿元", "none", 0),
        ("（2）工作", "paren-arabic", 2),
        ("②工作", "circled", 2),
        ("㈢工作", "paren", 3),
        ("第一，工作", "ordinal", 1),
        ("第二部分 工作", "volume", 2),
        ("第十二章　工作", "chapter", 12),
        ("第3节 工作", "subchapter", 3),
        ("一是抓工作", "is", 1),
        ("——工作", "dash", 0),
        ("―― 工作", "dash", 0),
        ("- 一、工作", "han", 1),
        ("工作", "none", 0),
    ],
)
def test_marks(text: str, kind: str, number: int) -> None:
    mark = find_mark(text)
    assert (mark.kind, mark.number) == (kind, number)


@pytest.mark.parametrize(
    ("digits", "number"),
    [("十", 10), ("十五", 15), ("二十", 20), ("二〇二五", 2025), ("一九九三", 1993), ("⑫", 12)],
)
def test_numbers(digits: str, number: int) -> None:
    assert read_number(digits) == number


def test_no_order_of_marks_is_assumed() -> None:
    assert outline("1、甲工作", LONG, "（一）乙工作", LONG, "2、丙工作", LONG) == [
        (0, "1、甲工作"),
        (1, "（一）乙工作"),
        (0, "2、丙工作"),
    ]


def test_a_run_in_paragraph_is_no_heading_though_its_sibling_is() -> None:
    assert outline("一、甲工作", f"（一）乙工作。{LONG}", "（二）丙工作。", LONG, "（三）丁工作", LONG) == [
        (0, "一、甲工作"),
        (1, "（二）丙工作。"),
        (1, "（三）丁工作"),
    ]


def test_numbers_that_start_again_under_years_make_parts(tmp_path: Path) -> None:
    report = bring_in(
        tmp_path,
        "2023年工作回顾",
        LONG,
        "一、甲工作",
        LONG,
        "二、乙工作",
        LONG,
        f"各位代表，成绩来之不易。{LONG}",
        "2024年工作安排",
        LONG,
        "一、丙工作",
        LONG,
        "加强政府自身建设",
        LONG,
        f"第一，依法行政。{LONG}",
        "各位代表，让我们为建设美丽东江而努力奋斗！",
    )
    assert [(part.kind, part.heading, part.year) for part in report.parts] == [
        ("review", "2023年工作回顾", 2023),
        ("plan", "2024年工作安排", 2024),
        ("plan", "加强政府自身建设", None),
    ]
    names = [section.heading or section.label for section in report.sections]
    assert names == ["总体情况", "一、甲工作", "二、乙工作", "结语", "总体要求", "一、丙工作", None]
    assert [section.id for section in report.sections] == [f"sec_{number}" for number in range(1, 8)]


def test_headings_without_numbers_are_sections_where_no_number_stands_under_them(tmp_path: Path) -> None:
    report = bring_in(
        tmp_path,
        "2023年工作回顾",
        LONG,
        "2024年工作任务",
        LONG,
        "（一）甲工作",
        LONG,
        "全面加强政府自身建设",
        LONG,
    )
    assert [section.heading for section in report.sections] == [
        "2023年工作回顾",
        "2024年工作任务",
        "全面加强政府自身建设",
    ]
    assert [part.kind for part in report.parts] == ["review", "plan"]


def test_a_contents_list_only_looks_like_headings(tmp_path: Path) -> None:
    listed = ["目录", "一、2023年工作回顾", "二、2024年工作安排"]
    body = ["一、2023年工作回顾", LONG, "二、2024年工作安排", LONG]
    report = bring_in(tmp_path, *listed, *body)
    assert [section.heading for section in report.sections] == ["一、2023年工作回顾", "二、2024年工作安排"]
    assert [paragraph.text for paragraph in report.opening][1:] == listed
    leaders = ["一、2023年工作回顾……1", "二、2024年工作安排……9"]
    assert [heading for _, heading in outline(*leaders, *body)] == body[::2]


def test_a_report_without_headings_is_one_section(tmp_path: Path) -> None:
    report = cases.load(cases.bring_in(tmp_path, cases.HEAD + "\n\n".join([LONG] * 3)))
    assert [(section.label, len(section.paragraphs)) for section in report.sections] == [("正文", 3)]
    assert len(report.opening) == 1


def test_a_heading_with_nothing_under_it_is_kept_as_text(tmp_path: Path) -> None:
    report = bring_in(tmp_path, "第一部分 工作回顾", "第二部分 工作安排", LONG, LONG)
    assert "第一部分工作回顾" in cases.characters(report)


def test_annexes_follow_the_closing(tmp_path: Path) -> None:
    report = bring_in(
        tmp_path,
        "一、工作回顾",
        LONG,
        "各位代表，让我们为建设美丽东江而努力奋斗！",
        "附件：1、2024年十件民生实事",
        "2、注释",
        "附件1",
        "2024年十件民生实事",
        f"一、办学校。{LONG}",
        f"二、办医院。{LONG}",
        "附件2",
        "注 释",
        "①三清：清垃圾、清淤泥、清杂物。",
        "（2024年1月18日通过）",
    )
    assert [(part.kind, part.heading) for part in report.annexes] == [("annex", "附件1"), ("annex", "附件2")]
    assert [part.sections[0].heading for part in report.annexes] == ["2024年十件民生实事", "注 释"]
    assert [paragraph.text for paragraph in report.closing][1:] == ["附件：1、2024年十件民生实事", "2、注释"]
    assert [paragraph.text for paragraph in report.endnotes] == ["（2024年1月18日通过）"]


@pytest.mark.parametrize(
    "tail",
    [
        "（新华社东江2024年1月20日电）",
        "（《东江日报》20240120）",
        "东江市人大三次会议秘书处",
        "2024年1月16日",
        "二〇二四年一月十六日",
        "（注：2024年1月18日在会议上通过。）",
    ],
)
def test_what_stands_after_the_end(tmp_path: Path, tail: str) -> None:
    report = bring_in(tmp_path, "一、工作回顾", LONG, "各位代表，让我们为建设美丽东江而努力奋斗！", "谢谢大家！", tail)
    assert [paragraph.text for paragraph in report.endnotes] == [tail]
    assert report.closing[-1].text == "谢谢大家！"


def test_skipped_numbers_are_doubtful() -> None:
    _entries, doubts = make_outline(make_passages("一、甲工作", LONG, "三、丙工作", LONG))
    assert [doubt.context for doubt in doubts] == ["三、丙工作"]


def test_leads_come_in_runs() -> None:
    run = make_passages(
        f"{LONG}",
        f"工业转型加快。{LONG}",
        f"农业基础夯实。{LONG}",
        LONG,
        f"今年是关键之年。{LONG}",
        f"独此一处。{LONG}",
    )
    leads, doubts = find_leads(run)
    assert leads == [None, "工业转型加快。", "农业基础夯实。", None, None, None]
    assert [doubt.context for doubt in doubts] == ["独此一处。"]


def test_a_bold_run_is_a_lead_by_itself() -> None:
    bold = Passage(text=f"重点突破：{LONG}", bold="重点突破：", file=Path("x.docx"), line=1)
    assert find_leads([bold]) == (["重点突破："], [])


def test_terms_of_every_shape() -> None:
    texts = [
        "1.“一网”：一张网。2.两快：快修、快通。",
        "3.5个项目：五个重点项目。",
        "4．《规划》：指某规划。",
        "三清：清垃圾。",
    ]
    terms = find_terms([Paragraph(id=f"p{number}", text=text) for number, text in enumerate(texts)])
    assert [term.term for term in terms] == ["一网", "两快", "5个项目", "规划", "三清"]


def test_a_table_in_text_is_read_as_one(tmp_path: Path) -> None:
    table = "| 项目 | 进展 |\n| --- | --- |\n| 供水<br>改造 | 完成 |"
    report = bring_in(tmp_path, "一、工作回顾", LONG, table, LONG)
    rows = [block.rows for block in report.sections[0].content if not isinstance(block, Paragraph | Subheading)]
    assert rows == [(("项目", "进展"), ("供水 改造", "完成"))]


def test_an_address_in_the_middle_of_a_half_closes_nothing(tmp_path: Path) -> None:
    report = bring_in(
        tmp_path,
        *("2023年工作回顾", LONG, "一、甲工作", LONG, "各位代表！", LONG, "二、乙工作", LONG),
        *("2024年工作安排", LONG, "一、丙工作", LONG),
    )
    assert "结语" not in [section.label for section in report.sections]


def test_a_heading_may_announce_with_a_colon() -> None:
    assert outline("一、2023年主要工作：", LONG, "二、2024年任务", LONG) == [
        (0, "一、2023年主要工作："),
        (0, "二、2024年任务"),
    ]


@pytest.mark.parametrize(
    "heading", ["【名词解释】", "《政府工作报告》名词解释", "注：", "政府工作报告有关术语注释", "附：名词解释"]
)
def test_words_that_head_a_glossary(tmp_path: Path, heading: str) -> None:
    closing = "各位代表，让我们为建设美丽东江而努力奋斗！"
    report = bring_in(tmp_path, "一、工作回顾", LONG, closing, heading, "1.三清：清垃圾。", "2.两快：快修、快通。")
    assert [part.kind for part in report.annexes] == ["annex"]
    assert report.closing[-1].text == closing


def test_a_glossary_without_a_heading(tmp_path: Path) -> None:
    closing = "各位代表，让我们为建设美丽东江而努力奋斗！"
    report = bring_in(
        tmp_path, "一、工作回顾", LONG, closing, *(f"{number}.词{number}：意思。" for number in range(1, 9))
    )
    assert [(section.label, len(section.paragraphs)) for part in report.annexes for section in part.sections] == [
        ("注释", 8)
    ]
    assert [paragraph.text for paragraph in report.closing] == [closing]


def test_a_credit_in_the_last_sentence_stays_and_is_doubtful(tmp_path: Path) -> None:
    closing = "各位代表，让我们为建设美丽东江而努力奋斗！（东江日报）"
    summary = cases.bring_in(tmp_path, f"{cases.HEAD}一、工作回顾\n\n{LONG}\n\n{closing}")
    assert summary.report.closing[-1].text == closing
    assert [doubt.context for doubt in summary.doubts] == ["（东江日报）"]


def test_marks_and_notes_that_do_not_pair_are_doubtful(tmp_path: Path) -> None:
    lines = ["一、工作回顾", f"{LONG}[1]", f"{LONG}[2]", "[1] 注文一。", "[3] 注文三。"]
    summary = cases.bring_in(tmp_path, cases.HEAD + "\n\n".join(lines))
    assert [paragraph.text for paragraph in summary.report.annexes[0].sections[0].paragraphs] == lines[3:]
    assert [(doubt.context, doubt.choice) for doubt in summary.doubts] == [
        ("[2]", "a mark without its note"),
        ("[3] 注文三。", "a note without its mark"),
    ]


def test_lines_of_one_length_that_all_end_as_sentences_are_no_column(tmp_path: Path) -> None:
    lines = [f"完成第{number}个项目建设任务，群众反映良好。" for number in range(10, 40)]
    report = bring_in(tmp_path, "一、工作回顾", *lines)
    assert [paragraph.text for paragraph in report.sections[0].paragraphs] == lines


def test_four_levels_keep_their_ranks(tmp_path: Path) -> None:
    lines = [
        "第一篇　总体要求",
        "第一章　环境",
        "第一节　国际",
        "（一）形势",
        "正文如此。",
        "第二节　国内",
        "正文如此。",
    ]
    lines += [
        "第二章　目标",
        "正文如此。",
        "第二篇　重点任务",
        "第三章　产业",
        "正文如此。",
        "第四章　民生",
        "正文如此。",
    ]
    report = cases.load(cases.bring_in(tmp_path, "\n\n".join([cases.HEAD.strip(), *lines])))
    assert [part.heading for part in report.parts] == ["第一篇　总体要求", "第二篇　重点任务"]
    assert [section.heading for section in report.sections] == [
        "第一章　环境",
        "第二章　目标",
        "第三章　产业",
        "第四章　民生",
    ]
    inner = [(heading.heading, heading.level) for heading in report.sections[0].subheadings]
    assert inner == [("第一节　国际", 3), ("（一）形势", 4), ("第二节　国内", 3)]


def test_the_last_sentence_of_a_list_is_no_heading(tmp_path: Path) -> None:
    items = ["（一）推进甲类项目，加快建设。", "（二）推进乙类项目，加快建设。", "（三）推进丙类项目，加快建设。"]
    text = cases.HEAD + cases.BODY.replace("过去一年，全市", "\n\n".join([*items, "过去一年，全市"]), 1)
    report = cases.load(cases.bring_in(tmp_path, text))
    assert [paragraph.text for paragraph in report.sections[0].paragraphs][:3] == items
    assert report.sections[0].subheadings == ()


def test_a_sentence_above_nothing_is_no_heading(tmp_path: Path) -> None:
    lines = ["（一）甲部分的标题", "1.第一件事项，办成。", "（二）乙部分的标题", "1.另一件事项，办成。"]
    text = cases.HEAD + cases.BODY.replace("二、2024", "\n\n".join([*lines, "二、2024"]), 1)
    report = cases.load(cases.bring_in(tmp_path, text))
    assert [heading.heading for heading in report.sections[0].subheadings] == [
        "（一）甲部分的标题",
        "（二）乙部分的标题",
    ]


def test_the_line_that_announces_the_notes_heads_them(tmp_path: Path) -> None:
    report = bring_in(tmp_path, "一、工作回顾", f"{LONG}[1]", LONG, "注释：", "[1] 按可比价计算。")
    (section,) = report.annexes[0].sections
    assert (section.heading, [paragraph.text for paragraph in section.paragraphs]) == ("注释：", ["[1] 按可比价计算。"])


def test_notes_of_markdown_take_their_indented_lines_along(tmp_path: Path) -> None:
    notes = (
        "## 注释\n\n[^1]: 注文一。\n    *GDP*\n    IS，\n接着写。\n[^2]: 注文二。\n\n    另一段。\n\n[^3]: 注文三。\n"
    )
    text = (
        cases.HEAD.replace("审议。", "审议[^1]。") + "一[^9]\n\n[^9]: 文中的注，\n  仍在原处。\n\n" + cases.BODY + notes
    )
    summary = cases.bring_in(tmp_path, text.replace("市长 林远\n", ""), "report.md")
    report = cases.load(summary)
    annex = report.annexes[0].sections[0]
    assert annex.heading == "注释"
    assert [paragraph.text for paragraph in annex.paragraphs] == [
        "[^1]: 注文一。 GDP IS，接着写。",
        "[^2]: 注文二。",
        "另一段。",
        "[^3]: 注文三。",
    ]
    assert "[^9]: 文中的注，仍在原处。" in [paragraph.text for paragraph in report.opening]
    assert not (summary.into / "glossary.yml").exists()
