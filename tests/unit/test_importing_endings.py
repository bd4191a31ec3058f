"""gongbao.importing.structure.endings: what the last lines of a document are, as GB/T 9704-2012 has them."""

from pathlib import Path

import pytest

from gongbao.data.load import load_report
from gongbao.importing.intake import import_reports
from gongbao.importing.structure.endings import find_roles
from gongbao.report.problems import Problems
from gongbao.report.report import Role
from gongbao.report.walk import iter_paragraphs

LONG = "全年各项工作都按照计划完成，收支保持平衡，重点支出得到保障，群众满意度进一步提高。"


@pytest.mark.parametrize(
    ("texts", "roles"),
    [
        (
            [LONG, "附件：1. 任务分解表", "2. 联系人名单", "东江市人民政府", "2025年1月8日", "（此件公开发布）",
             "抄送：市委各部门，市人大常委会办公室。", "东江市人民政府办公室　2025年1月9日印发"],
            [None, "attachments", "attachments", "signed", "dated", None, "copies", "issued"],
        ),
        ([LONG, "东江市财政局", "东江市发展和改革委员会", "二〇二五年一月八日"], [None, "signed", "signed", "dated"]),
        ([LONG, "1. 这是正文的一条", "2. 这也是"], [None, None, None]),
        (["让我们共同努力！", "谢谢大家"], [None, None]),
        ([LONG, "（2025年1月8日通过）"], [None, None]),
    ],
)  # fmt: skip
def test_the_last_lines_are_known(texts: list[str], roles: list[Role | None]) -> None:
    assert find_roles(texts) == roles


def test_a_document_keeps_its_end_in_order(tmp_path: Path) -> None:
    tail = ["附件：1．任务分解表", "2．联系人名单", "东江市财政局", "2025年1月8日", "抄送：市委办公室。"]
    lines = ["关于东江市2024年预算执行情况的报告", "一、收支情况", LONG, "二、下一步工作", LONG, LONG, *tail]
    source = tmp_path / "report.txt"
    source.write_text("\n".join(lines), encoding="utf-8")
    into = tmp_path / "data" / "budget-2024"
    import_reports([source], into)
    problems = Problems()
    report = load_report(into, problems)
    assert not list(problems)
    assert report
    found = [(paragraph.text, paragraph.role) for paragraph in iter_paragraphs(report)][-5:]
    roles: list[Role] = ["attachments", "attachments", "signed", "dated", "copies"]
    assert found == list(zip(tail, roles, strict=True))


def test_the_number_above_the_title_and_the_date_below_are_data(tmp_path: Path) -> None:
    head = ["东财〔2025〕3号", "东江市财政局关于2024年预算执行情况的报告", "市人民政府："]
    text = ["一、收支情况", LONG, "二、下一步工作", LONG, "东江市财政局", "2025年1月8日"]
    source = tmp_path / "report.txt"
    source.write_text("\n".join([*head, *text]), encoding="utf-8")
    into = tmp_path / "data" / "budget-2024"
    report = import_reports([source], into).report
    assert (report.reference, report.printed[:2]) == ("东财〔2025〕3号", ("reference", "title"))
    assert report.date.isoformat() == "2025-01-08"
