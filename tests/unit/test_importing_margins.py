"""gongbao.importing.structure.margins: a number in a page header, copies and issue in a footer or a last table."""

from pathlib import Path

import pytest

from gongbao.data.load import load_report
from gongbao.importing.intake import import_reports
from gongbao.importing.summary import ImportSummary, format_summary
from gongbao.report.problems import Problems
from word_files import HEAD, SPACES, cell, par, write_docx

LONG = "全年各项工作都按照计划完成，收支保持平衡，重点支出得到保障，群众满意度进一步提高。"
TITLE = "东江市财政局关于2024年预算执行情况的报告"
TEXT = ["市人民政府：", "一、收支情况", LONG, "二、下一步工作", LONG, "东江市财政局", "2025年1月8日"]
NUMBER, COPIES, ISSUED = "东财〔2025〕3号", "抄送：市委办公室，市审计局。", "东江市财政局办公室　2025年1月9日印发"
BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def margin(kind: str, *blocks: str) -> str:
    return f"{HEAD}<w:{kind} {SPACES}>{''.join(blocks)}</w:{kind}>"


def bring_in(folder: Path, *blocks: str, **parts: str) -> ImportSummary:
    summary = import_reports([write_docx(folder / "a.docx", *blocks, parts=parts)], folder / "data" / "budget-2024")
    problems = Problems()
    assert load_report(summary.into, problems) is not None
    assert not list(problems)
    return summary


@pytest.mark.parametrize("inside", [par(NUMBER), par("", BOX.format(par("东江市财政局文件") + par(NUMBER)))])
def test_a_number_in_a_page_header_is_that_of_the_document(tmp_path: Path, inside: str) -> None:
    above = par("（征求意见后修改稿，供审议。）")
    summary = bring_in(tmp_path, above, *map(par, [TITLE, *TEXT]), header1=margin("hdr", inside, par("第1页")))
    report = summary.report
    assert (report.reference, report.printed[:2]) == (NUMBER, ("reference", "title"))
    assert [paragraph.text for paragraph in report.preface] == ["（征求意见后修改稿，供审议。）"]
    assert NUMBER not in [one.text for one in summary.manuscripts[0].left_out]
    assert "a page header: 第1页" in format_summary(summary)
    assert f"reference {NUMBER}" in format_summary(summary)


@pytest.mark.parametrize("place", ["above", "box", "below", "without title"])
def test_a_number_in_the_text_is_read_once(tmp_path: Path, place: str) -> None:
    blocks = {
        "above": [par(NUMBER), par(TITLE)],
        "box": [par(TITLE, BOX.format(par(NUMBER)))],
        "below": [par(TITLE), par(NUMBER)],
        "without title": [par(NUMBER)],
    }[place]
    report = bring_in(tmp_path, *blocks, *map(par, TEXT), header1=margin("hdr", par(NUMBER))).report
    assert report.reference == NUMBER
    assert [name for name in report.printed if name in ("reference", "title")] == {
        "above": ["reference", "title"], "without title": ["reference"],
    }.get(place, ["title", "reference"])  # fmt: skip


@pytest.mark.parametrize("place", ["footer", "table", "table of two columns"])
def test_copies_and_issue_stand_at_the_end(tmp_path: Path, place: str) -> None:
    lines = [f"<w:tr>{cell(par(line))}</w:tr>" for line in (COPIES, ISSUED)]
    who, when = (cell(par(words)) for words in ISSUED.split("\u3000"))
    whole = cell(par(COPIES), properties='<w:gridSpan w:val="2"/>')
    across = f"<w:tr>{whole}</w:tr><w:tr>{who}{when}</w:tr>"
    table = {"footer": [], "table": lines, "table of two columns": [across]}[place]
    last = [f"<w:tbl>{''.join(table)}</w:tbl>"] if table else []
    parts = {} if table else {"footer1": margin("ftr", par(COPIES), par(ISSUED), par("— 1 —"))}
    report = bring_in(tmp_path, *map(par, [TITLE, *TEXT]), *last, **parts).report
    ends = [*report.sections[-1].paragraphs, *report.closing, *report.endnotes][-4:]
    assert [(one.text.replace("\u3000", " "), one.role) for one in ends] == [
        ("东江市财政局", "signed"), ("2025年1月8日", "dated"), (COPIES, "copies"),
        (ISSUED.replace("\u3000", " "), "issued"),
    ]  # fmt: skip
