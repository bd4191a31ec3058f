"""The labels of proposed figures say what is counted."""

import pytest

from gongbao.importing.structure.quantities import find_figures
from gongbao.report.report import Paragraph


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("自来水供水量和旅游总收入分别增长36%和34.6%。", ["自来水供水量增长", "旅游总收入增长"]),
        (
            "全社会固定资产投资完成169.4亿元，比上年增长15%。",
            ["全社会固定资产投资完成", "全社会固定资产投资比上年增长"],
        ),
        ("全省研发经费支出从1800亿元增加到3200亿元。", ["研发经费支出", "研发经费支出增加"]),
        ("秸秆、畜禽粪污综合利用率分别达91%和81%以上。", ["秸秆、畜禽粪污综合利用率"] * 2),
        ("继续推进13条旧村全面改造、3条旧村综合整治。", ["继续推进", "旧村综合整治"]),
        ("全年利润[25]739亿元，比上年增长0.6%。", ["利润", "利润比上年增长"]),
        ("建成100个左右示范工厂。", ["建成示范工厂"]),
        ("增长20%;工业增加值38亿元。", ["增长20%", "工业增加值"]),
    ],
)
def test_a_label_says_what_is_counted(text: str, labels: list[str]) -> None:
    paragraph = Paragraph(id="sec_1__para_1", text=text)
    assert [figure.label for figure in find_figures(paragraph, "概况")] == labels
