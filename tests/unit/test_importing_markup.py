"""Web pages and Markdown as a reader sees them: numbers of lists, captions, merged cells, letters set higher."""

from pathlib import Path

import pytest

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.manuscript import Cell, Manuscript
from gongbao.importing.readers.html import read_markup
from gongbao.importing.readers.markdown import read_markdown

LONG = "全年各项工作都按照计划完成，收支保持平衡，重点支出得到保障，群众满意度进一步提高。"


def read_html(body: str) -> Manuscript:
    return read_markup(
        f"<html><head><style>.gone{{display:none}}</style></head><body>{body}</body></html>".encode(), Path("a.html")
    )


def read_md(folder: Path, text: str) -> Manuscript:
    (folder / "a.md").write_text(text, encoding="utf-8")
    return read_markdown(folder / "a.md")


def texts(manuscript: Manuscript) -> list[str]:
    return [passage.words for passage in manuscript.passages]


def test_lists_are_numbered_as_a_browser_does() -> None:
    body = "<ol><li>甲</li><li>乙</li></ol><ol start=5 style='list-style-type:cjk-ideographic'><li>丙</li><li value=9>丁</li></ol>"
    body += "<ol reversed type=a><li>戊</li><li hidden>隐</li><li>己</li></ol><ul><li>庚</li></ul><ol style='list-style:none'><li>辛</li></ol>"
    assert texts(read_html(body)) == ["1. 甲", "2. 乙", "五、丙", "九、丁", "c. 戊", "b. 己", "庚", "辛"]


def test_what_a_browser_does_not_show_is_left_out_and_told() -> None:
    body = "<p>甲<del>删</del><ins>增</ins><span style='display: none'>藏</span></p><p hidden>隐</p><p class='gone'>去</p><p>乙<button>打印</button></p>"
    found = read_html(body)
    assert texts(found) == ["甲增", "乙打印"]
    assert [(one.kind, one.text) for one in found.left_out] == [
        ("deleted text", "删"), ("hidden text", "藏"), ("hidden text", "隐"), ("hidden text", "去"),
    ]  # fmt: skip


def test_a_hidden_caption_is_told() -> None:
    found = read_html("<table><caption hidden>隐</caption><tr><td>甲<td>1<tr><td>乙<td>2</table>")
    assert [(passage.caption, passage.words) for passage in found.passages] == [("", "甲\t1\n乙\t2")]
    assert [(one.kind, one.text) for one in found.left_out] == [("hidden text", "隐")]


def test_tables_with_captions_merged_cells_and_breaks() -> None:
    body = "<table><caption>表1 指标</caption><tr><th rowspan=2>年份</th><th colspan=2>产值</th></tr><tr><th>计划</th><th></th></tr>"
    body += "<tr><td>2023</td><td>120<br>350</td><td><p>甲</p><p>乙</p></td></tr></table>"
    (passage,) = read_html(body).passages
    assert passage.caption == "表1 指标"
    assert passage.rows == (
        (Cell(text="年份", down=2, head=True), Cell(text="产值", across=2, head=True)),
        (Cell(text="计划", head=True), Cell(head=True)),
        (Cell(text="2023"), Cell(text="120 350"), Cell(text="甲 乙")),
    )


def test_raised_letters_and_marks_of_notes() -> None:
    found = read_html(
        "<p>10<sup>8</sup>元，12m<sup>2</sup>，CO<sub>2</sub>，增长8%<sup><a href='#n1'>1</a></sup>，15<sup>3</sup>，<sup>[2]</sup></p>"
    )
    assert texts(found) == ["10⁸元，12m²，CO₂，增长8%[1]，15³，[2]"]
    assert [doubt.kind for doubt in found.doubts] == ["letters"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("全年召开会议八次，\n听取报告十二项。", ["全年召开会议八次，听取报告十二项。"]),
        ("第一段结束。\n第二段开始。", ["第一段结束。", "第二段开始。"]),
        ("国家统计局  \n2016年2月29日", ["国家统计局", "2016年2月29日"]),
        ("**扩大投资。**今年10^8^元，H~2~O，5~6月、7~8月。", ["扩大投资。今年10⁸元，H₂O，5~6月、7~8月。"]),
        ("见[规划（纲要）](https://example.org/a_(b))的说明。", ["见规划（纲要）的说明。"]),
        ("国内生产总值[2](亿元)", ["国内生产总值[2](亿元)"]),
        ("[8]: 注文的内容", ["[8]: 注文的内容"]),
        (r"\*星号\*，~~删去~~保留，m<sup>2</sup>，<u>重点</u>", ["*星号*，保留，m²，重点"]),
        ("1. 甲\n2. 乙\n\n5) 丙", ["1. 甲", "2. 乙", "5) 丙"]),
        ("    缩进的一段。", ["缩进的一段。"]),
        ("| 项目 | 值 |\n| --- | --- |\n| <br>甲 | 1<br>2 | 多 |", ["项目\t值\n甲\t1 2\t多"]),
        (
            "<details>\n<summary>目录</summary>\n\n- 第一章\n  - 第一节\n\n</details>\n\n正文。",
            ["目录", "第一章", "第一节", "正文。"],
        ),
        ("<script>\n没有结束的标签。", ["<script>", "没有结束的标签。"]),
    ],
)
def test_markdown_shows(tmp_path: Path, text: str, shown: list[str]) -> None:
    assert texts(read_md(tmp_path, text)) == shown


def test_markdown_keeps_the_lines_of_its_source_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    text = "---\ntitle: 统计公报\n---\n\n<!-- 来源 -->\n\n# 标题\n\n![图](a.png)\n\n正文。\n"
    found = read_md(tmp_path, text)
    assert found.titled == "统计公报"
    assert [(passage.text, passage.line, passage.level) for passage in found.passages] == [
        ("标题", 7, 1),
        ("正文。", 11, 0),
    ]
    assert [(one.kind, one.text, one.line) for one in found.left_out] == [
        ("front matter", "title: 统计公报", 1), ("a comment", "来源", 5), ("a picture whose file is missing", "图", 9),
    ]  # fmt: skip


def test_lossless_is_said_only_when_it_is_so(tmp_path: Path) -> None:
    from gongbao.importing.summary import format_summary

    text = cases.HEAD + cases.BODY
    assert "Lossless" in format_summary(cases.bring_in(tmp_path, text, "a.md"))
    told = format_summary(cases.bring_in(tmp_path, text + "\n![图](a.png)\n", "a.md", force=True))
    assert "Lossless" not in told
    assert "but 1 thing that a reader sees is left out" in told


def test_what_a_browser_shows_of_feet_breaks_and_fields() -> None:
    table = "<table><tr><th>项目<th>值<tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>1</table>"
    assert texts(read_html(table)) == ["项目\t值\n甲\t1\n合计\t3"]
    nested = "<table><tr><td>甲<td>乙<tr><td>丙<td><table><tr><td>子1<td>子2<tr><td>子3<td>子4</table></table>"
    assert "".join("".join(texts(read_html(nested))).split()) == "甲乙丙子1子2子3子4"
    assert texts(read_html("<p>经济&#x2028;社会</p>")) == ["经济社会"]
    found = read_html(
        '<p>填写<input value="甲"><input type=hidden value="乙"><span style="font-size:0">零</span>处</p>'
    )
    assert texts(found) == ["填写处"]
    assert [(one.kind, one.text, one.shown) for one in found.left_out] == [
        ("a form field or a drawing", "甲", True),
        ("hidden text", "零", False),
    ]
    read = read_html("<p><ruby>高<rp>(</rp><rt>gāo</rt><rp>)</rp></ruby>质量</p>")
    assert [(one.kind, one.text) for one in read.left_out] == [("readings above letters", "gāo")]


def test_the_caption_of_a_picture_that_is_not_there_is_no_heading(tmp_path: Path) -> None:
    page = f"<h1>东江市2024年统计公报</h1><h2>一、综合</h2><p>{LONG}</p><img src='x.png'><p>图1　产值</p><p>{LONG}</p>"
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    report = import_reports([tmp_path / "report.html"], tmp_path / "data" / "stat-2024").report
    assert not report.sections[0].subheadings
