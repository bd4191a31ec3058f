"""Tables on pages: how broad a printer is told they are, and where the further lines of a cell begin."""

import pytest

from gongbao.pages.blocks import mark_hang, name_breadth
from gongbao.report.report import Table
from gongbao.report.tables import Placed


@pytest.mark.parametrize(
    ("columns", "number", "classes"),
    [
        (5, "12.5", ""),
        (8, "123456.7", "ems-42"),
        (9, "1.5", "broad ems-30"),
        (14, "123456.7", "broad ems-72"),
        (15, "1.5", "broad many ems-42"),
        (30, "123456789.12", "broad many ems-120"),
    ],
)
def test_a_printer_is_told_how_broad_a_table_is(columns: int, number: str, classes: str) -> None:
    row = tuple([number] * columns)
    assert name_breadth(Table(id="t", rows=(tuple(["收入"] * columns), row), head=1)) == classes


@pytest.mark.parametrize(("text", "depth"), [("收入", 0), ("　　其中", 2), ("　" * 12 + "其中", 8), ("其　中", 0)])
def test_full_width_spaces_before_a_name_are_its_depth(text: str, depth: int) -> None:
    assert mark_hang(Placed(text=text, column=0)) == (f' class="hang-{depth}"' if depth else "")
