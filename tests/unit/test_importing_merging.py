"""What a renewed report keeps is told as a person writes it."""

import datetime

import pytest

from gongbao.importing.renewal.merging import tell_value
from gongbao.report.report import Source, Speaker


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Speaker(office="市长", name="林建国"), "市长 林建国"),
        (Speaker(name="林建国"), "林建国"),
        (Source(name="东江日报", date=datetime.date(2026, 1, 20)), "东江日报 2026-01-20"),
        (datetime.date(2026, 1, 8), "2026-01-08"),
    ],
)
def test_a_value_is_told_in_words(value: object, told: str) -> None:
    assert tell_value(value) == told
