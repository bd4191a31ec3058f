"""gongbao.report.notes: a note is a paragraph at the end that begins with a mark which the text calls."""

from dataclasses import replace

from gongbao.report.notes import find_notes
from gongbao.report.report import Paragraph, Report, Section, Table


def test_notes_are_found_with_their_first_call(everything: Report) -> None:
    first, second = everything.parts[0].sections
    table = Table(id="sec_1__table_1", rows=(("项目[2]", "数"), ("收入", "12")))
    called = Paragraph(id="sec_1__para_2", text="增长5%[1]。又见[1]，[7]不是注。")
    first = replace(first, content=(*first.content, called, table))
    texts = ("[1] 按可比价。", "[2]含附加，见[1]。", "[3] 无人提及。")
    notes = tuple(Paragraph(id=f"sec_3__para_{number}", text=text) for number, text in enumerate(texts, 1))
    annex = Section(id="sec_3", label="注释", content=notes)
    parts = (
        replace(everything.parts[0], sections=(first, second)),
        replace(everything.parts[1], sections=(annex,)),
    )
    found = find_notes(replace(everything, parts=parts))
    assert found.marks == {"[1]": "sec_3__para_1", "[2]": "sec_3__para_2"}
    assert found.callers == {"sec_3__para_1": "sec_1__para_2", "sec_3__para_2": "sec_1__table_1"}
    assert found.called == {"all-2025/sec_1.html": ("sec_3__para_1", "sec_3__para_2")}
