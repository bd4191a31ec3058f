"""The last paragraphs of a text in, what each of them is out: annexes, signature, date, copies (GB/T 9704-2012).

Only the lines at the very end are looked at, and only a line that looks as the standard has it: 7.3.4 附件说明, 7.3.5
发文机关署名 and 成文日期, 7.4.2 抄送机关, 7.4.3 印发机关和印发日期.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from gongbao.importing.manuscript import Passage
from gongbao.report.report import Role

DATE = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][一二三四五六七八九○〇零]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
ISSUED = re.compile(r".{2,40}?\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发")
COPIES = re.compile(r"(?:抄送|抄报|分送|主送)\s*[:：].{2,300}")
REFERENCE = re.compile(r"[\u4e00-\u9fff]{1,16}\s*[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s*(?:第\s*)?\d{1,5}\s*号")
REMARK = re.compile(r"[（(].{2,80}[）)]")
ANNEXES = re.compile(r"附\s*件\s*[:：]\s*\S.{0,120}")
ENTRY = re.compile(r"\d{1,2}\s*[.．、]\s*\S.{0,120}")
OFFICE = re.compile(
    r"[^，。；：！？、\d]{2,40}(?:政府|委员会|人大|政协|法院|检察院|[局厅部署委院办所会室团校]|公司|中心|集团)"
)
SIGNATURE = re.compile(r"[^，。；：！？\d]{2,40}")


def open_last_table(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with a last table that only sets copies and the issue on lines as these lines (版记)."""
    *others, last = passages
    lines = ["\u3000".join(filter(None, (cell.text for cell in row))) for row in last.rows]
    if not lines or last.caption or not all(COPIES.fullmatch(line) or ISSUED.fullmatch(line) for line in lines):
        return list(passages)
    opened = [replace(last, text=line, rows=(), pictures=()) for line in lines]
    return [*others, *opened[:-1], replace(opened[-1], pictures=last.pictures)]


def find_roles(texts: Sequence[str]) -> list[Role | None]:
    """Return the role of each paragraph: none for those of the text itself."""
    roles: list[Role | None] = [None] * len(texts)
    entries: list[int] = []
    for index in range(len(texts) - 1, -1, -1):
        text = texts[index].strip()
        below = roles[index + 1] if index + 1 < len(texts) else None
        if role := tell_role(text, below):
            roles[index] = role
            if role == "attachments":
                for entry in entries:
                    roles[entry] = "attachments"
                break
        elif ENTRY.fullmatch(text) and not text.endswith(("。", "！", "？", "；")):
            # A numbered line is one of the annexes' names if such a list begins above.
            entries.append(index)
        elif not REMARK.fullmatch(text):
            break
    return roles


def tell_role(text: str, below: Role | None) -> Role | None:
    """Return the role of one of the last lines; `below` is that of the line after it."""
    if ISSUED.fullmatch(text):
        return "issued"
    if COPIES.fullmatch(text):
        return "copies"
    if DATE.fullmatch(text):
        return "dated"
    if (below == "dated" and SIGNATURE.fullmatch(text)) or (below == "signed" and OFFICE.fullmatch(text)):
        return "signed"
    return "attachments" if ANNEXES.fullmatch(text) else None
