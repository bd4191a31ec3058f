"""The lines of a table in, what each of its columns is out: it names rows, counts, says the unit, or neither."""

import re
from collections.abc import Sequence
from typing import Literal

from gongbao.report.numbers import read_amount
from gongbao.report.spacing import simplify
from gongbao.report.table_lines import YEAR, TableLines
from gongbao.report.units import NAMED

Kind = Literal["name", "number", "unit", "other", "empty"]
UNIT_HEAD = re.compile("(?:计量|计算)?单位")
# Numbers that count nothing.
ORDINAL = re.compile(
    r"^(?:序号?|编号|行次|代码|科目编码|编码|No\.?)$"
    "|排名|名次|排序|排位|位次|级次|电话|邮编|邮政编码|日期|时间|页码|年份"
)
DASH = re.compile(r"[-—–－―─·.…/／]*")


def find_kinds(table: TableLines) -> tuple[Kind, ...]:
    """Return what the columns of a table are, from left to right."""
    cells: list[list[str]] = [[] for _heads in table.heads]
    for line in table.lines[table.head :]:
        for column in line.own:
            text = simplify(line.texts[column])
            if not DASH.fullmatch(text):
                cells[column].append(text)
    kinds = [find_kind(column, simplify("".join(table.heads[column])), texts) for column, texts in enumerate(cells)]
    if len(kinds) > 1 and kinds[0] == "number" and "name" in kinds[1:2] and is_counting(cells[0]):
        kinds[0] = "other"
    return tuple(kinds)


def find_kind(column: int, head: str, texts: Sequence[str]) -> Kind:
    """Return what a column with this head and these cells is."""
    if not texts:
        return "empty"
    if UNIT_HEAD.fullmatch(head) or (column and not head and all(map(NAMED.fullmatch, texts))):
        return "unit"
    if all(map(YEAR.fullmatch, texts)) and (not head or not column):
        return "name"
    if ORDINAL.search(head):
        return "other"
    numbers = sum(read_amount(text) is not None for text in texts)
    return "number" if numbers * (4 if column else 2) > len(texts) else "name"


def is_counting(texts: Sequence[str]) -> bool:
    """Tell whether cells count the rows: 1, 2, 3."""
    return list(texts) == [str(number) for number in range(1, len(texts) + 1)]


def find_names(table: TableLines, kinds: Sequence[Kind], column: int) -> tuple[int, ...]:
    """Return the columns that name what a number stands for: the first of those at its left, and what it is parted in.

    A column that parts another stands right of one whose cells go down over several rows.
    """
    last = next((place for place in reversed(range(column)) if kinds[place] == "name"), None)
    if last is None:
        return ()
    first = last
    while first and kinds[first - 1] in ("name", "empty", "other"):
        first -= 1
    names = [place for place in range(first, last + 1) if kinds[place] == "name"]
    count = 1
    while count < len(names) and is_parted(table, names[count - 1]):
        count += 1
    return tuple(names[:count])


def is_parted(table: TableLines, column: int) -> bool:
    """Tell whether a cell of a column stands beside several rows."""
    return any(line.texts[column] and column not in line.own for line in table.lines[table.head :])
