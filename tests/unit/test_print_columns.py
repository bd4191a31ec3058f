"""The columns of a printed table: a number does not part, so each has room for its longest."""

from dataclasses import replace

import pypdfium2
import pytest

from gongbao.print.document import make_whole
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Paragraph, Part, Report, Section, Table
from paper import iter_characters, read_pdf
from printing import get_report, get_setting

NUMBERS = tuple(f"{number}.6" for number in range(12345, 12357))


def make_report() -> Report:
    table = Table(id="t", rows=(("镇", *["2026年安排"] * 12, "备注"), ("城关街道", *NUMBERS, "含新建学校2所、扩建1所")))
    section = Section(id="s", heading="一、预算", content=(Paragraph(id="p", text="见下表。"), table))
    report = get_report()
    return Report(
        slug="t", title=report.title, body=report.body, date=report.date, parts=(Part(id="x", sections=(section,)),)
    )


@pytest.mark.parametrize("large", [False, True])
def test_numbers_of_a_broad_table_do_not_run_into_each_other(*, large: bool) -> None:
    with pypdfium2.PdfDocument(make_pdf(make_whole(make_report(), get_setting("zh-Hans"), large=large))) as document:
        page = next(page for page in document if page.get_width() > page.get_height())
        marks = list(iter_characters(page, page.get_height()))
    row = [mark for mark in marks if mark[0] in "0123456789."]
    text = "".join(mark[0] for mark in row)
    start = text.index("".join(NUMBERS))
    edges = [mark[2:4] for mark in row[start : start + len("".join(NUMBERS))]]
    lefts = [left for left, _ in edges[:: len(NUMBERS[0])]]
    rights = [right for _, right in edges[len(NUMBERS[0]) - 1 :: len(NUMBERS[0])]]
    assert all(left - right > 1 for right, left in zip(rights, lefts[1:], strict=False))


def test_a_label_that_is_indented_is_so_in_all_its_lines() -> None:
    label = "其中：上级补助收入和调入预算稳定调节基金的收入合计数"
    rows = (("项目", "金额"), ("财政收入合计", "203.5"), (f"　　{label * 2}", "103.5"))
    section = Section(id="s", heading="一、预算", content=(Table(id="t", rows=rows),))
    report = replace(make_report(), parts=(Part(id="x", sections=(section,)),))
    (leaf,) = (leaf for leaf in read_pdf(make_pdf(make_whole(report, get_setting("zh-Hans")))) if "其中：" in leaf.text)
    start = next(number for number, line in enumerate(leaf.lines) if line.text.startswith("其中"))
    first, second = leaf.lines[start], next(line for line in leaf.lines[start + 1 :] if line.text[0] in label)
    upper = next(line for line in leaf.lines if line.text.startswith("财政收入"))
    assert first.left == pytest.approx(second.left, abs=0.6)
    assert first.left == pytest.approx(upper.left + 2 * 0.8 * 156 / 28, abs=0.6)
