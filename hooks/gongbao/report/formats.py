"""A date and figures in, as official documents write them out."""

import datetime
from collections.abc import Iterable, Iterator, Set
from itertools import groupby

from gongbao.report.report import Figure, Report, Table

# A cell beside more rows would not fit on a page.
MOST_TOGETHER = 8
Statement = tuple[Figure, ...]


def chinese_date(date: datetime.date) -> str:
    """Return a date as official documents write it: 2025年1月8日."""
    return f"{date.year}年{date.month}月{date.day}日"


def amount(figure: Figure) -> str:
    """Return a figure's value as printed, its qualifier included: 1000余, 近300."""
    value = format(figure.value, "f").replace("-", "−")
    if figure.qualifier in ("余", "多"):
        return value + figure.qualifier
    return (figure.qualifier or "") + value


def group_figures(report: Report) -> dict[str, list[Statement]]:
    """Return the figures by theme, themes in the order of their first figure; those of a table's row are together."""
    tables = {block.id for section in report.sections for block in section.content if isinstance(block, Table)}
    themes: dict[str, list[Figure]] = {}
    for figure in report.figures:
        themes.setdefault(figure.theme, []).append(figure)
    return {theme: list(list_statements(own, tables)) for theme, own in themes.items()}


def list_statements(figures: Iterable[Figure], tables: Set[str]) -> Iterator[Statement]:
    """Give the figures that follow each other in a row of a table together, a few at most; any other alone."""
    for (name, _quote), group in groupby(figures, key=lambda one: (one.paragraph, one.quote)):
        most = MOST_TOGETHER if name in tables else 1
        own = tuple(group)
        yield from (own[start : start + most] for start in range(0, len(own), most))
