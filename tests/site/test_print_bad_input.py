"""Documents of bad input: nothing is cut, nothing leaves the type area, every character is there."""

import io
import unicodedata
from collections import Counter
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bad_report import ADDRESS, SECTIONS, TITLE, make_report, repeat
from gongbao.print.document import make_section, make_whole
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Block, Part, Section, Table
from paper import Leaf, read_pdf
from printing import get_setting


def is_ink(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) not in {"Cf", "Cc"}


def texts(block: Block) -> list[str]:
    return [str(cell) for row in block.rows for cell in row] if isinstance(block, Table) else [block.text]


def check_inside(leaves: list[Leaf]) -> None:
    """Tell that every line is inside the type area; on a turned sheet the page's number is beside it."""
    for leaf in leaves:
        broad = leaf.width > leaf.height
        left, right, bottom = (20, 36, 27) if broad else (25, 25, 35)
        for line in leaf.lines:
            assert line.left > left, line
            assert line.right < leaf.width - right, line
            assert line.base < leaf.height - bottom, line


@pytest.mark.parametrize("number", range(1, len(SECTIONS) + 1))
def test_nothing_of_a_section_is_cut(number: int) -> None:
    section = make_report().sections[number - 1]
    content = make_pdf(make_section(make_report(), section, get_setting("zh-Hans")))
    wanted = TITLE + (section.heading or "") + "".join(text for block in section.content for text in texts(block))
    printed = Counter("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    missing = Counter(filter(is_ink, wanted)) - printed
    assert not missing, missing
    check_inside(read_pdf(content))


@pytest.mark.parametrize("large", [False, True])
def test_the_whole_holds_it_all(large: bool) -> None:  # noqa: FBT001
    document = make_whole(make_report(), get_setting("zh-Hans"), large=large)
    assert document.fonts.missing == frozenset()
    leaves = read_pdf(make_pdf(document))
    check_inside(leaves)
    printed = "".join(leaf.text for leaf in leaves)
    for text in ("完。", repeat(500), "〇" * 60, "标题极长" * 20, ADDRESS, "A" * 300):
        assert text in printed
    assert leaves[0].text.startswith(TITLE)


def test_a_title_of_eighty_characters_takes_several_even_lines() -> None:
    assert len(TITLE) == 80
    section = make_report().sections[0]
    first = read_pdf(make_pdf(make_section(make_report(), section, get_setting("zh-Hans"))))[0]
    title = [line for line in first.lines if line.size > 20]
    assert "".join(line.text for line in title) == TITLE
    assert len(title) in (4, 5)
    assert min(len(line.text) for line in title) > 8


def test_a_broad_table_turns_its_sheet_and_keeps_the_number_at_the_foot_of_the_paper() -> None:
    section = make_report().sections[2]
    leaves = read_pdf(make_pdf(make_section(make_report(), section, get_setting("zh-Hans"))))
    turned = [(number, leaf) for number, leaf in enumerate(leaves, 1) if leaf.width > leaf.height]
    assert len(turned) >= 2
    for number, leaf in turned:
        # Its second dash is on the height of a line of the table.
        marks = "".join(line.text for line in leaf.lines if line.right < 29)
        assert f"—{number}" in marks


def test_the_head_of_a_long_table_is_repeated() -> None:
    section = make_report().sections[2]
    leaves = read_pdf(make_pdf(make_section(make_report(), section, get_setting("zh-Hans"))))
    pages = [leaf for leaf in leaves if "123456.78" in leaf.text]
    assert len(pages) > 1
    assert all("第1列第2列第3列" in leaf.text for leaf in pages)


def test_a_long_cell_takes_its_row_over_the_page() -> None:
    rows = (("序号", "事项", "进展"), *((f"{number}", "道路", "完成" * 150) for number in range(1, 8)))
    section = Section(id="sec_1", heading="一、表", content=(Table(id="t", rows=rows),))
    report = replace(make_report(), title="报告", parts=(Part(id="part_1", sections=(section,)),))
    leaves = read_pdf(make_pdf(make_section(report, section, get_setting("zh-Hans"))))
    assert len(leaves) > 1
    # The page does not end half empty for a row that was kept together.
    assert max(line.base for line in leaves[0].lines) > 297 - 35 - 10
