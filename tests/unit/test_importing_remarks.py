"""The remarks that an import writes into the YAML: in Chinese, each at the passage that it is about."""

import re
from pathlib import Path

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.remarks import place_remarks, say
from gongbao.importing.summary import ImportSummary
from unit.test_importing_markup import read_html
from word_files import cell, field, level, numbering, par, read_blocks, run, write_docx

LONG = "过去一年，全市上下团结奋进，各项事业取得新的成绩，发展基础更加稳固。"
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
LISTS = numbering({1: level(0, "ideographEnclosedCircle", "%1"), 2: level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")},
    {1: (1, ""), 2: (2, "")})  # fmt: skip


def bring_in(folder: Path, *blocks: str) -> ImportSummary:
    opened = [par(line) for line in cases.HEAD.split("\n\n") if line.strip()]
    path = write_docx(folder / "report.docx", *opened, *blocks, parts={"numbering": LISTS})
    return import_reports([path], folder / "data" / "dongjiang-2024")


def test_a_remark_stands_at_its_passage(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    inner = BOX.format(par("内框一。") + par("内框二。"))
    nested = f"<w:tbl><w:tr>{cell(par('子项'))}{cell(par('数值'))}</w:tr></w:tbl>"
    summary = bring_in(
        tmp_path,
        par("一、2023年工作回顾"),
        par(LONG),
        par(field(r" EQ \o\ac(○,镇) "), "办公室带圈。"),
        par("增长15", run("3", raised), "。"),
        par("圈号，已办成。", number=(1, 0)),
        par("从零数起，已办成。", number=(2, 1)),
        par("正文。", BOX.format(par("外框一。", inner) + par("外框二。"))),
        f"<w:tbl><w:tr>{cell(par('项目'))}{cell(par('情况'))}</w:tr><w:tr>{cell(par('甲'))}{cell(nested)}</w:tr></w:tbl>",
        par("三、2024年工作安排"),
        par(LONG),
    )
    assert {doubt.kind for doubt in summary.doubts} == {"letters", "number", "break", "table", "heading"}
    remarks = place_remarks(summary.report, summary.doubts)
    assert {name: len(found) for name, found in remarks.items()} == {
        "sec_1__para_2": 1, "sec_1__para_3": 1, "sec_1__para_4": 1, "sec_1__para_5": 1, "sec_1__para_7": 1,
        "sec_1__para_8": 1, "sec_1__table_1": 1, "sec_2": 1,
    }  # fmt: skip
    boxes = [doubt.context for doubt in summary.doubts if doubt.kind == "break"]
    assert boxes == ["外框一。", "内框一。"]
    # What the importer chose is said in the clerk's language.
    chosen = [re.sub(r".*（", "", remark) for found in remarks.values() for remark in found]
    assert set(re.findall("[A-Za-z]{2,}", " ".join(chosen))) == {"Word", "LibreOffice"}
    assert all(say(doubt.choice) != doubt.choice for doubt in summary.doubts)


def test_a_doubt_quotes_its_own_line(tmp_path: Path) -> None:
    found = read_html("<p>达到2024</p><p>乙<sup>x</sup></p><p><sup>3</sup>注。</p>")
    assert [doubt.context for doubt in found.doubts] == ["乙x"]
    raised = '<w:vertAlign w:val="superscript"/>'
    read = read_blocks(tmp_path, par("达到2024"), par(run("3", raised), "注。"), par("乙", run("x", raised)))
    assert [doubt.context for doubt in read.doubts] == ["乙x"]
