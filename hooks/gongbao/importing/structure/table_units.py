"""A number in a table in, its unit out: said in its cell, over its column, in its row, or over the whole table.

Under 单位：亿元 a column of growth is not counted in 亿元: a rate has the unit that is said with it, or none.
"""

import re
from collections.abc import Sequence

from gongbao.importing.structure.table_columns import DASH, Kind
from gongbao.report.numbers import Amount
from gongbao.report.spacing import simplify
from gongbao.report.table_lines import Line, TableLines
from gongbao.report.units import NAMED, SCALE

RATES = ("%", "‰")
RATE = re.compile(
    "增长|增速|增减|增加|减少|增幅|降幅|涨跌|比重|占比|^占|同比|环比|较上年|比上年|幅度|率$|预算的|为预算|完成预算|±|进度|指数"
)
ABSOLUTE = re.compile("[额量数值]$")
BRACKETS = re.compile(r"[（(\[［]([^（）()\[\]［］]{1,16})[)）\]］]")
AFTER_SLASH = re.compile(r"[/／,，:：](.{1,8})$")
UNIT_LINE = re.compile(r"单位[:：](.+?)[)）]?$")
PARTING = re.compile("[、，,；;和及]")


def find_unit(table: TableLines, kinds: Sequence[Kind], line: Line, column: int, amount: Amount) -> str | None:
    """Return the unit of a number in a table; None if none is said."""
    if amount.unit:
        return amount.scale + amount.unit
    unit = find_unit_around(table, kinds, line, column)
    if unit and amount.scale:
        return None if re.match(SCALE, unit) or unit in RATES else amount.scale + unit
    return unit


def find_unit_around(table: TableLines, kinds: Sequence[Kind], line: Line, column: int) -> str | None:
    """Return the unit that is said nearest to a cell."""
    heads = [simplify(text) for text in reversed(table.heads[column])]
    if own := next(filter(None, map(read_unit, heads)), None):
        return own
    listed = list_units(table)
    rates = [unit for unit in listed if unit in RATES]
    if any(map(is_rate, heads)):
        return rates[0] if rates else None
    units = sorted((place for place, kind in enumerate(kinds) if kind == "unit"), key=lambda place: abs(place - column))
    before = [place for place in units if place < column] or units
    said = simplify(line.texts[before[0]]) if before else ""
    if said and not DASH.fullmatch(said):
        return said if not any(letter.isdigit() for letter in said) else None
    names = [simplify(line.texts[place]) for place in reversed(range(column)) if kinds[place] == "name"]
    if own := next(filter(None, map(read_unit, names)), None):
        return own
    if names and is_rate(names[0]):
        return rates[0] if rates else None
    others = [unit for unit in listed if unit not in RATES] or rates
    return others[0] if len(others) == 1 else None


def read_unit(text: str) -> str | None:
    """Return the unit that a head or the name of a row ends with: 产量（万吨）, 比重%, 产量/万吨."""
    for inside in reversed(BRACKETS.findall(text)):
        said = inside.rpartition("位:")[2].strip("±+-、")
        if said in RATES or NAMED.fullmatch(said):
            return str(said)
    if text.endswith(RATES):
        return text[-1]
    match = AFTER_SLASH.search(text)
    return match[1] if match and NAMED.fullmatch(match[1]) else None


def is_rate(text: str) -> bool:
    """Tell whether a head says how much something grew, or what share it has."""
    bare = BRACKETS.sub("", text)
    return bool(RATE.search(bare)) and not ABSOLUTE.search(bare)


def list_units(table: TableLines) -> list[str]:
    """Return the units that are said over a table, or in its caption."""
    for text in map(simplify, reversed(table.title)):
        if match := UNIT_LINE.search(text):
            return [unit for unit in PARTING.split(match[1]) if unit]
    return [unit for text in table.title if (unit := read_unit(simplify(text)))]
