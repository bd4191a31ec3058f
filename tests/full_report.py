"""A report that has all that a report can have."""

import datetime

from gongbao.report.report import Paragraph, Part, Report, Section, Subheading, Table


def make_everything() -> Report:
    """Return a report with one of everything that can be printed."""
    table = Table(id="sec_2__table_1", caption="表1 项目", rows=(("项目", "进展"), ("一期", "完成\n验收")))
    return Report(
        slug="all-2025",
        title="工作报告",
        body="常务委员会",
        date=datetime.date(2025, 1, 8),
        occasion="——在大会上",
        printed=("title", "occasion"),
        preface=(Paragraph(id="preface__para_1", text="（某年某月某日通过）"),),
        salutation=Paragraph(id="salutation", text="各位代表："),
        opening=(Paragraph(id="opening__para_1", text="请予审议。"),),
        parts=(
            Part(
                id="part_1",
                kind="review",
                heading="2024年主要工作",
                sections=(
                    Section(id="sec_1", label="总体情况", content=(Paragraph(id="sec_1__para_1", text="总的说。"),)),
                    Section(
                        id="sec_2",
                        heading="一、监督",
                        content=(
                            Subheading(id="sec_2__subsec_1", heading="（一）听取报告"),
                            Paragraph(id="sec_2__para_1", text="听取报告。共八项，1 < 2 & 𠮷。", lead="听取报告。"),
                            table,
                        ),
                    ),
                ),
            ),
            Part(
                id="annex_1",
                kind="annex",
                heading="名词解释",
                sections=(Section(id="sec_3", label="名词", content=(Paragraph(id="sec_3__para_1", text="名词。"),)),),
            ),
        ),
        closing=(Paragraph(id="closing__para_1", text="谢谢！"),),
        endnotes=(Paragraph(id="notes__para_1", text="（来源：日报）"),),
    )
