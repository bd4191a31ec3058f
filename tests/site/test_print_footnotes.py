"""Notes at the foot of the page on which they are called, and what stays in its list."""

from dataclasses import replace

import pytest

from gongbao.print.document import Document, make_section, make_whole
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Paragraph, Part, Report, Section, Table
from paper import Leaf, read_pdf
from printing import get_report, get_setting

LONG = "推动落实重点任务，保障民生。"


def paragraph(name: str, text: str) -> Paragraph:
    return Paragraph(id=name, text=text)


@pytest.fixture(scope="module")
def noted() -> Report:
    """A report of two sections with an annex of notes, and notes at its end."""
    first = Section(
        id="sec_1",
        content=(
            paragraph("p1", f"一府两院[1]依法履职，{LONG}又见[2]。"),
            paragraph("p2", f"再提[1]，{LONG * 40}三见〔3〕，完。"),
            Table(id="t1", rows=(("项目", "数"), ("收入[4]", "3"))),
        ),
    )
    second = Section(id="sec_2", content=(paragraph("p3", "第二篇[2]说。"),))
    explained = (paragraph("n1", "[1]一府两院：市人民政府等。"), paragraph("n2", "[2]两个条例：说明。"))
    annex = Part(id="annex_1", kind="annex", heading="注释", sections=(Section(id="sec_9", content=explained),))
    return replace(
        get_report(),
        parts=(Part(id="part_1", sections=(first, second)), annex),
        closing=(),
        endnotes=(paragraph("n3", "〔3〕末注。"), paragraph("n4", "[4]表注。"), paragraph("n5", "（来源：日报）")),
    )


def read(document: Document) -> list[Leaf]:
    return read_pdf(make_pdf(document))


def is_note(leaf: Leaf, text: str) -> bool:
    """Tell whether a page has a note in small type below all of its text."""
    (note,) = [line for line in leaf.lines if line.text.startswith(text)]
    return note.size < 13 and note.base > max(line.base for line in leaf.lines if line.size > 15)


def test_notes_at_the_end_of_a_report_go_to_the_foot_of_the_page_that_calls_them(noted: Report) -> None:
    leaves = read(make_whole(noted, get_setting("zh-Hans")))
    calling = next(leaf for leaf in leaves if "三见〔3〕，完" in leaf.text)
    assert is_note(calling, "〔3〕末注。")
    assert is_note(calling, "[4]表注。")
    whole = "".join(leaf.text for leaf in leaves)
    assert whole.count("末注。") == whole.count("表注。") == 1
    assert "（来源：日报）" in whole


def test_what_an_annex_explains_stays_there(noted: Report) -> None:
    whole = "".join(leaf.text for leaf in read(make_whole(noted, get_setting("zh-Hans"))))
    assert whole.count("市人民政府等。") == 1
    assert whole.index("注释[1]一府两院：市人民政府等。[2]两个条例：说明。") > whole.index("第二篇[2]说。")


def test_a_section_has_the_notes_that_it_calls_first(noted: Report) -> None:
    first = read(make_section(noted, noted.sections[0], get_setting("zh-Hant")))
    assert is_note(first[0], "[1]一府兩院：市人民政府等。")
    assert is_note(first[0], "[2]兩個條例：說明。")
    assert "".join(leaf.text for leaf in first).count("市人民政府等。") == 1
    second = read(make_section(noted, noted.sections[1], get_setting("zh-Hant")))
    assert "條例" not in "".join(leaf.text for leaf in second)
