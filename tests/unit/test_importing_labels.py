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
        # A year belongs to its subject; what is said of one quantity is not said of the next.
        ("2020年全市生产总值2007.4亿元，增长0.3%。", ["2020年全市生产总值", "2020年全市生产总值增长"]),
        ("3条主要河流和123个小流域断面水质比例均100%。", ["主要河流", "小流域断面水质比例", "小流域断面水质比例"]),
        ("我们先后派出6批次68名医护人员驰援武汉。", ["我们先后派出", "医护人员驰援武汉"]),
        ("滹沱河等5条河流绿化工程完工。", ["滹沱河等河流绿化工程完工"]),
        ("2家企业3种车型进入目录。", ["企业", "企业车型进入目录"]),
        ("引进3000万元以上项目688个。", ["引进项目", "3000万元以上项目"]),
        ("42.养老保险参保覆盖率提升至95%。", ["养老保险参保覆盖率"]),
        ("不良贷款率降至1.21%，市场主体总量接近12万户。", ["不良贷款率", "市场主体总量"]),
        ("民营企业办理满意率均达100%。", ["民营企业办理满意率"]),
        # None of the words is cut.
        (
            "城镇老旧小区改造和一批城乡历史文化保护项目加快实施91个。",
            ["一批城乡历史文化保护项目加快实施"],
        ),
        ("增长20%;工业增加值38亿元。", ["增长20%", "工业增加值"]),
    ],
)
def test_a_label_says_what_is_counted(text: str, labels: list[str]) -> None:
    paragraph = Paragraph(id="sec_1__para_1", text=text)
    assert [figure.label for figure in find_figures(paragraph, "概况")] == labels
