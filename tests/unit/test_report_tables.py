"""gongbao.report.tables: where the cells of a table stand, and what does not fit."""

import pytest

from gongbao.report.report import Cell, Row
from gongbao.report.tables import count_columns, find_faults, find_number_columns, lay_out, list_needs, place_cells

HEADED: tuple[Row, ...] = (
    (Cell(text="项目", down=2), Cell(text="2024年", span=2)),
    ("预算", "决算"),
    ("收入", "120", "121"),
)


def test_a_cell_stands_in_the_first_column_that_is_free() -> None:
    assert [[cell.column for cell in row] for row in place_cells(HEADED)] == [[0, 1], [1, 2], [0, 1, 2]]
    assert count_columns(HEADED) == 3
    assert lay_out(HEADED) == [["项目", "2024年", ""], ["", "预算", "决算"], ["收入", "120", "121"]]
    assert not list(find_faults(HEADED))


@pytest.mark.parametrize(
    ("rows", "row", "words"),
    [
        ((("甲", "乙"), ("丙",)), 2, "rows of different length [1, 2] (part cells with an ASCII comma and a space)"),
        (((Cell(text="甲", span=2), "乙"), ("丙", "丁")), 2, "2 of 3 columns are filled"),
        (((Cell(text="甲", down=3), "乙"), ("丙",)), 1, "goes down 3 rows, but 2 are left"),
        ((("甲", Cell(text="乙", down=2), "丙"), (Cell(text="丁", span=2), "戊")), 2, "runs into a cell above"),
    ],
)
def test_what_does_not_fit_is_told_with_its_row(rows: tuple[Row, ...], row: int, words: str) -> None:
    faults = list(find_faults(rows))
    assert faults[0][0] == row
    assert any(words in fault for _, fault in faults)


def test_the_columns_of_numbers_are_those_with_more_numbers_than_words() -> None:
    rows = [["甲", "12", "3", "一"], ["乙", "7 700", "未报", "二"], ["丙", "—", "5", "3"]]
    assert find_number_columns(place_cells([tuple(row) for row in rows])) == {1, 2}


def test_a_column_needs_room_for_its_longest_number_and_no_less_than_two_characters() -> None:
    rows = place_cells((("收入合计", "1234567.8", "—"), ("支出合计", "12.5%", "见附件所列各项说明")))
    assert list_needs(rows, 3) == [2.8, pytest.approx(9 * 0.55 + 0.7), 2.8]
