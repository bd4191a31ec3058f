"""Single values of YAML: numbers that can be printed, wrapped texts joined."""

from decimal import InvalidOperation
from pathlib import Path

import pytest
import yaml

from gongbao.data.load import load_report
from gongbao.data.scalars import read_number
from gongbao.report.problems import Problems
from gongbao.report.walk import iter_lines


@pytest.mark.parametrize("number", [".nan", ".inf", "sNaN", "1e999999", "九"])
def test_a_number_has_digits_to_print(number: str) -> None:
    """No words of the text hold these back where a quote says its number in Chinese numerals."""
    with pytest.raises((ValueError, InvalidOperation)):
        read_number(yaml.ScalarNode("tag:yaml.org,2002:str", number))


def test_wrapped_and_folded_paragraphs_are_joined(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/report.yml").write_text(
        "title: 报告\nbody: 某市\ndate: 2025-01-08\nprinted: []\nparts: [{id: part_1, sections: [01.yml]}]\n",
        encoding="utf-8",
    )
    (tmp_path / "one/01.yml").write_text(
        "id: sec_1\nlabel: 全文\ncontent:\n"
        "  - id: a\n    text: |-\n      中国\n      特色 Big\n      Data\n"
        "  - id: b\n    text: >-\n      中国\n      特色\n",
        encoding="utf-8",
    )
    report = load_report(tmp_path / "one", Problems())
    assert report
    assert list(iter_lines(report)) == ["中国特色 Big Data", "中国特色"]
