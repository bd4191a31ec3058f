import pytest

from gongbao.print.style import read_style
from printing import SHEET


def test_the_numbers_of_the_grid_are_those_of_the_print_style_sheet() -> None:
    grid = read_style(SHEET, "zh-Hans").grid
    assert (grid.top, grid.outside, grid.bottom, grid.inside) == (37, 26, 35, 28)
    assert (grid.width, grid.height, grid.characters, grid.lines) == (156, 225, 28, 22)
    assert (grid.title, grid.part, grid.small) == (22, 18, 14)


def test_the_edition_for_weak_sight_has_larger_type_on_the_same_paper() -> None:
    grid = read_style(SHEET, "zh-Hans", large=True).grid
    assert (grid.top, grid.width, grid.characters, grid.lines, grid.title) == (37, 156, 20, 16, 30)
    assert grid.width / grid.characters / 25.4 * 72 >= 22


def test_every_script_has_its_faces() -> None:
    stacks = {
        tag: read_style(SHEET, tag).stacks["songti"] for tag in ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")
    }
    assert "Noto Serif CJK SC" in stacks["zh-Hans"]
    assert "Noto Serif CJK TC" in stacks["zh-Hant"]
    assert stacks["zh-Hant"] == stacks["zh-Hant-TW"]
    assert "Noto Serif CJK HK" in stacks["zh-Hant-HK"]


def test_a_sheet_without_its_numbers_is_refused() -> None:
    with pytest.raises(KeyError):
        read_style(":root {\n  --title: 22pt;\n}\n", "zh-Hans")
