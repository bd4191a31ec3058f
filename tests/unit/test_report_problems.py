"""Problems as a person reads them: one line each, and nothing in a name or a text moves the terminal."""

from pathlib import Path

import pytest

from gongbao.report.problems import Problem, ReportError


@pytest.mark.parametrize("sign", ["\x1b[2J", "\n", "\r", "\x07", "\x9b2J", "\u202e", "\u2028", "\x00", "\udcff"])
def test_what_would_move_the_terminal_is_told(sign: str) -> None:
    line = str(Problem(path=Path("data/x.yml"), line=3, message=f"the quote “a{sign}b” is wrong"))
    assert sign[0] not in line
    assert f"\\u{ord(sign[0]):04x}" in line
    assert line.startswith("data/x.yml:3: ")
    assert len(line.splitlines()) == 1


def test_chinese_and_signs_stay_as_they_are() -> None:
    assert str(Problem(path=Path("数据/一.yml"), message="“干部”：𲳝 a\u3000b")) == "数据/一.yml: “干部”：𲳝 a\u3000b"


def test_all_are_listed_and_counted_last() -> None:
    error = ReportError(Problem(path=Path(name), message="m") for name in ("b", "a", "b"))
    assert str(error) == "a: m\nb: m\n2 problems"
