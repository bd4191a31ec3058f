"""A date and a figure in, as official documents write them out."""

import datetime

from gongbao.report.report import Figure


def chinese_date(date: datetime.date) -> str:
    """Return a date as official documents write it: 2025年1月8日."""
    return f"{date.year}年{date.month}月{date.day}日"


def amount(figure: Figure) -> str:
    """Return a figure's value as printed, its qualifier included: 1000余, 近300."""
    value = format(figure.value, "f")
    if figure.qualifier in ("余", "多"):
        return value + figure.qualifier
    return (figure.qualifier or "") + value
