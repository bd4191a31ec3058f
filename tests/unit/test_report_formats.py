"""Figures as documents write and group them."""

from dataclasses import replace

from gongbao.report.formats import MOST_TOGETHER, amount, group_figures
from gongbao.report.report import Table
from small_reports import make_figure, make_yearly_report


def test_a_negative_figure_has_a_minus() -> None:
    assert amount(make_figure("-27.2")) == "−27.2"
    assert amount(make_figure("300", qualifier="近")) == "近300"


def test_the_figures_of_a_row_are_together_and_those_of_a_sentence_alone() -> None:
    figures = [replace(make_figure(str(number)), paragraph="t", quote="一 二") for number in range(MOST_TOGETHER + 2)]
    report = make_yearly_report(2025, *figures, make_figure("1"), make_figure("2"))
    section = replace(report.sections[0], content=(*report.sections[0].content, Table(id="t", rows=(("一", "二"),))))
    report = replace(report, parts=(replace(report.parts[0], sections=(section,)),))
    (statements,) = group_figures(report).values()
    assert [len(one) for one in statements] == [MOST_TOGETHER, 2, 1, 1]
