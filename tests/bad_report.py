"""A report of bad input: sentences without end, tables broader than paper, rare characters, titles of eighty."""

import datetime
from dataclasses import replace
from functools import cache

from gongbao.report.report import Block, Paragraph, Part, Report, Section, Table

TITLE = "关于国民经济和社会发展第十四个五年规划实施情况以及二〇三五年远景目标推进情况和下一年度重点工作安排建议的报告及其审议意见办理落实情况的综合性说明与汇报材料文本一"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = "https://www.example.gov.cn/a/very/long/address/that/has/no/space/in/it/and/must/break/somewhere/index.html"
SENTENCE = "加强监督，推动落实《决定》12项，听取“一府两院”报告1000余件；坚持问题导向——不断完善制度机制……切实解决群众急难愁盼问题，"


def repeat(length: int) -> str:
    return (SENTENCE * (length // len(SENTENCE) + 1))[: length - 1].rstrip("，；—…") + "。"


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(id=f"para_{number}", text=text) for number, text in enumerate(texts, 1))


def table(number: int, columns: int, rows: int, cell: str) -> Table:
    head = tuple(f"第{column}列" for column in range(1, columns + 1))
    return Table(id=f"table_{number}", rows=(head, *((cell,) * columns for _ in range(rows))))


SECTIONS: dict[str, tuple[Block, ...]] = {
    "一、只有一行": paragraphs("完。"),
    "二、两万字": paragraphs(*(repeat(500) for _ in range(40))),
    "三、宽于纸面的表": (
        *paragraphs("见下表。"),
        table(1, 14, 9, "逐步推进落实到位"),
        table(2, 24, 3, "逐步推进"),
        table(3, 3, 60, "123456.78"),
        table(4, 2, 2, LONG_WORD * 2),
        table(5, 3, 2, repeat(900)),
    ),
    "四、外文": paragraphs(
        f"The committee met nine times, see {ADDRESS}, and the {LONG_WORD} went on to meet.", "A" * 300
    ),
    "五、罕见的字": paragraphs("姓名用字：𠮷𡈽㐂䶮㛃𰻝𫖯䲢镕喆堃淼犇，另有①②③㎡℃‰½→★。", "〇" * 60),
    "六、" + "标题极长" * 20: paragraphs(repeat(60)),
}


@cache
def make_report() -> Report:
    sections = []
    for number, (heading, content) in enumerate(SECTIONS.items(), 1):
        own = tuple(replace(block, id=f"sec_{number}__{block.id}") for block in content)
        sections.append(Section(id=f"sec_{number}", heading=heading, content=own))
    return Report(
        slug="bad-input",
        title=TITLE,
        body="某某县人民代表大会常务委员会",
        date=datetime.date(2025, 1, 8),
        parts=(Part(id="part_1", sections=tuple(sections)),),
        printed=("title",),
    )
