"""The columns of a printed table: a number does not part, so each has room for its longest."""

import pypdfium2
import pytest

from gongbao.print.document import make_whole
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Paragraph, Part, Report, Section, Table
from paper import iter_characters
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
