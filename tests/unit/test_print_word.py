"""The Word file: the layout of GB/T 9704, every character, and the same report when it is imported again."""

import datetime
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from PIL import Image

from gongbao.importing.intake import import_reports
from gongbao.print.drawings import read_pixels
from gongbao.print.fonts import list_lettering
from gongbao.print.word import make_word
from gongbao.report.problems import ReportError
from gongbao.report.report import Paragraph, Part, Picture, Report, Role, ScriptTag, Section, Table
from gongbao.report.walk import walk
from printing import get_lines, get_report, get_setting


def open_file(tag: ScriptTag = "zh-Hans", report: Report | None = None):
    return docx.Document(io.BytesIO(make_word(report or get_report(), get_setting(tag))))


def test_the_page_is_that_of_the_standard() -> None:
    document = open_file()
    section = document.sections[0]
    for length, millimetres in (
        (section.page_width, 210),
        (section.page_height, 297),
        (section.top_margin, 37),
        (section.bottom_margin, 35),
        (section.left_margin, 28),
        (section.right_margin, 26),
    ):
        assert length.mm == pytest.approx(millimetres, abs=0.05)
    lines = section._sectPr.find(qn("w:docGrid"))
    assert 22 * int(lines.get(qn("w:linePitch"))) <= Mm(225).twips
    letters = document.styles["Normal"].element.rPr
    width = int(letters.find(qn("w:sz")).get(qn("w:val"))) * 10 + int(letters.find(qn("w:spacing")).get(qn("w:val")))
    assert 28 * width <= Mm(156).twips < 29 * width


def test_page_numbers_stand_outside() -> None:
    document = open_file()
    assert document.settings.odd_and_even_pages_header_footer
    assert document.settings.element.find(qn("w:mirrorMargins")) is not None
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.pPr.jc.get(qn("w:val")) == side
        assert paragraph.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


@pytest.mark.parametrize(
    ("tag", "faces", "language"),
    [
        ("zh-Hans", ["方正小标宋简体", "仿宋", "黑体", "楷体"], "zh-CN"),
        ("zh-Hant", ["新細明體", "新細明體", "微軟正黑體", "標楷體"], "zh-TW"),
        ("zh-Hant-HK", ["細明體_HKSCS", "細明體_HKSCS", "微軟正黑體", "標楷體"], "zh-HK"),
    ],
)
def test_every_style_has_its_face_for_chinese_and_its_language(tag: ScriptTag, faces: list[str], language: str) -> None:
    document = open_file(tag)
    for name, face in zip(("Title", "Normal", "Heading 2", "Heading 3"), faces, strict=True):
        letters = document.styles[name].element.rPr
        assert letters.rFonts.get(qn("w:eastAsia")) == face
        assert letters.rFonts.get(qn("w:eastAsiaTheme")) is None
        assert letters.find(qn("w:lang")).get(qn("w:eastAsia")) == language
    assert document.core_properties.language == tag


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_it_holds_every_line_in_order(tag: ScriptTag) -> None:
    assert ["".join(paragraph.text.split()) for paragraph in open_file(tag).paragraphs] == get_lines(tag)


def test_headings_and_leads_are_told_by_style() -> None:
    paragraphs = open_file().paragraphs
    levels = [paragraph.style.name for paragraph in paragraphs if paragraph.style.name.startswith("Heading")]
    assert levels == ["Heading 1", *["Heading 2"] * 5, "Heading 1"]
    leads = [paragraph.runs[0].text for paragraph in paragraphs if paragraph.runs[0].bold]
    assert leads == [item.lead for item in walk(get_report()) if item.lead]


def test_a_broad_table_turns_its_sheet_and_its_head_is_repeated() -> None:
    rows = (tuple(f"第{number}列" for number in range(12)), ("100",) * 12)
    section = get_report().sections[0]
    broad = replace(section, content=(*section.content, Table(id="t", rows=rows, caption="表1　进度")), figures=())
    report = replace(get_report(), parts=(replace(get_report().parts[0], sections=(broad, section)),))
    document = open_file(report=report)
    assert [part.orientation for part in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    first, turned, last = document.sections
    assert turned.page_width > turned.page_height
    assert (turned.top_margin, turned.right_margin) == (first.left_margin, first.top_margin)
    assert (last.top_margin, last.left_margin) == (first.top_margin, first.left_margin)
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(row) for row in rows]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_one_report_gives_the_same_bytes_again() -> None:
    content = make_word(get_report(), get_setting("zh-Hans"))
    assert make_word(get_report(), get_setting("zh-Hans")) == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {about.date_time for about in package.infolist()} == {(2025, 1, 8, 0, 0, 0)}
    made = replace(get_setting("zh-Hans"), made=datetime.datetime(2025, 1, 20, 9, 30, tzinfo=datetime.UTC))
    facts = docx.Document(io.BytesIO(make_word(get_report(), made))).core_properties
    assert facts.modified == datetime.datetime(2025, 1, 20, 9, 30, tzinfo=datetime.UTC)


def test_a_year_that_a_zip_does_not_know_is_written_as_its_last() -> None:
    far = replace(get_report(), date=datetime.date(2108, 1, 8))
    with zipfile.ZipFile(io.BytesIO(make_word(far, get_setting("zh-Hans")))) as package:
        assert {about.date_time for about in package.infolist()} == {(2107, 12, 31, 0, 0, 0)}


def describe(report: Report) -> list[object]:
    """Return all that a report prints, and what an importer takes from it."""
    return [report.printed, report.session, report.date, report.body, report.speaker, *walk(report)]


def import_again(report: Report, folder: Path) -> Report:
    path = folder / f"{report.slug}.docx"
    path.write_bytes(make_word(report, get_setting("zh-Hans")))
    return import_reports([path], folder / "data" / report.slug, dry_run=True).report


def test_it_comes_back_as_the_same_report(tmp_path: Path) -> None:
    assert describe(import_again(get_report(), tmp_path)) == describe(get_report())


def test_an_edition_in_traditional_characters_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "taicang-npc-2025.docx"
    path.write_bytes(make_word(get_report(), get_setting("zh-Hant")))
    with pytest.raises(ReportError, match="Traditional characters"):
        import_reports([path], tmp_path / "data" / "taicang-npc-2025")
    assert not (tmp_path / "data").exists()


NOTES = ("[1] 三清：清河道、清管网、清源头。", "〔2〕 一网通办：网上办事。")


def make_noted(*notes: str, heading: str | None = None) -> Report:
    """Return a small report that calls notes in a lead, in text and in a cell, and explains them at its end."""
    table = Table(id="sec_1__table_1", rows=(("项目", "进展"), ("网办〔2〕", "完成")))
    text = Paragraph(id="sec_1__para_1", text="推进三清[1]。全年完成三清[1]工程。", lead="推进三清[1]。")
    listed = tuple(Paragraph(id=f"sec_2__para_{number}", text=note) for number, note in enumerate(notes, 1))
    parts = (
        Part(id="part_1", kind="whole", sections=(Section(id="sec_1", heading="一、工作回顾", content=(text, table)),)),
        Part(id="part_2", kind="annex", sections=(Section(id="sec_2", heading=heading, label="注释", content=listed),)),
    )
    return replace(get_report(), slug="noted-2025", parts=parts, closing=(), endnotes=())


def read_part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode() if name in package.namelist() else ""


def test_notes_are_footnotes_in_the_brackets_that_are_printed(tmp_path: Path) -> None:
    report = make_noted(*NOTES)
    content = make_word(report, get_setting("zh-Hant"))
    notes = etree.fromstring(read_part(content, "word/footnotes.xml").encode())
    assert ["".join(note.itertext()) for note in notes] == [
        "",
        "",
        " 三清：清河道、清管網、清源頭。",
        " 一網通辦：網上辦事。",
    ]
    assert len(list(notes.iter(qn("w:footnoteRef")))) == 2
    body = etree.fromstring(read_part(content, "word/document.xml").encode())
    assert [call.get(qn("w:id")) for call in body.iter(qn("w:footnoteReference"))] == ["1", "2"]
    assert "三清：" not in "".join(body.itertext())
    assert make_word(report, get_setting("zh-Hant")) == content
    assert describe(import_again(report, tmp_path)) == describe(report)


@pytest.mark.parametrize(
    ("notes", "heading"),
    [
        (NOTES, "注释"),
        (NOTES[::-1], None),
        ((NOTES[0].replace("1", "3"), NOTES[1]), None),
        ((*NOTES, "[3] 没有注码的注文。"), None),
    ],
)
def test_notes_that_would_not_come_back_as_the_same_list_stay_one(
    notes: tuple[str, ...], heading: str | None, tmp_path: Path
) -> None:
    report = make_noted(*notes, heading=heading)
    content = make_word(report, get_setting("zh-Hans"))
    assert not read_part(content, "word/footnotes.xml")
    assert describe(import_again(report, tmp_path)) == describe(report)


def test_a_drawing_is_drawn(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="60"><rect width="40" height="60"/></svg>'
    pictures = []
    for number, (name, width) in enumerate((("a", 120), ("b", 3000), ("c", "x")), 1):
        (tmp_path / f"{name}.svg").write_text(drawing.format(width) if width != "x" else "<svg", encoding="utf-8")
        pictures.append(
            Picture(id=f"sec_1__pic_{number}", file=f"{name}.svg", alternative="柱形图", caption=f"图{number}")
        )
    section = replace(get_report().sections[0], content=tuple(pictures))
    parts = (Part(id="part_1", kind="whole", sections=(section,)),)
    document = open_file(report=replace(get_report(), path=tmp_path / "report.yml", parts=parts))
    small, broad = document.inline_shapes
    assert small._inline.docPr.get("descr") == "柱形图"
    assert (round(small.width.inches, 2), round(small.height.inches, 2)) == (1.25, 0.62)
    assert broad.width.mm == pytest.approx(156, abs=0.5)
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text.startswith("图")] == [
        "图1",
        "图2",
        "图3",
    ]


@pytest.mark.full
def test_the_reports_of_the_corpus_come_back(shared: Path, tmp_path: Path) -> None:
    tried = 0
    for path in sorted((shared / "corpus").rglob("*.txt"))[::40]:
        try:
            report = import_reports([path], tmp_path / "text" / path.stem, dry_run=True).report
        except ReportError:
            continue
        tried += 1
        assert describe(import_again(report, tmp_path)) == describe(report), path.name
    assert tried > 3


def make_table(*rows: tuple[str, ...]) -> Report:
    section = replace(get_report().sections[0], content=(Table(id="t", rows=rows),), figures=())
    return replace(get_report(), parts=(replace(get_report().parts[0], sections=(section,)),))


def test_columns_of_a_table_have_room_for_their_numbers_and_lines_of_cells_have_no_holes() -> None:
    rows = (("项目", *(f"{year}年" for year in range(2013, 2024))), ("财政收入", *["1234567.89"] * 11))
    document = open_file(report=make_table(*rows))
    table = document.tables[0]
    size = table.rows[1].cells[1].paragraphs[0].runs[0].font.size.pt
    assert all(cell.width.pt >= len("1234567.89") * size * 0.6 for cell in table.rows[1].cells[1:])
    assert sum(column.width.mm for column in table.columns) == pytest.approx(225, abs=0.5)
    styles = [[cell.paragraphs[0].style for cell in row.cells] for row in table.rows]
    assert {style.paragraph_format.alignment for style in styles[0]} == {WD_ALIGN_PARAGRAPH.CENTER}
    assert {style.paragraph_format.alignment for style in styles[1]} == {WD_ALIGN_PARAGRAPH.LEFT}


def test_a_label_that_is_indented_is_so_in_all_its_lines(tmp_path: Path) -> None:
    rows = (("项目", "金额"), ("财政收入", "203.5"), ("　　其中：税收收入", "103.5"))
    report = make_table(*rows)
    paragraph = open_file(report=report).tables[0].rows[2].cells[0].paragraphs[0]
    assert paragraph.paragraph_format.left_indent.pt >= 24
    assert paragraph.text == "其中：税收收入"
    assert [item.text for item in walk(import_again(report, tmp_path)) if item.kind == "row"] == [
        item.text for item in walk(report) if item.kind == "row"
    ]


def test_the_end_of_an_official_document_is_set_as_the_standard_asks() -> None:
    roles: tuple[Role, ...] = ("attachments", "attachments", "signed", "dated", "copies", "issued")
    texts = (
        *("附件：1. 收支执行情况表", "2. 名词解释", "太仓市人大常委会办公室", "2025年1月8日"),
        *("抄送：市委各部委办局。", "太仓市人大常委会办公室　2025年1月9日印发"),
    )
    lines = tuple(
        Paragraph(id=f"p{number}", text=text, role=role)
        for number, (text, role) in enumerate(zip(texts, roles, strict=True))
    )
    section = replace(get_report().sections[0], content=lines, figures=())
    report = replace(get_report(), parts=(replace(get_report().parts[0], sections=(section,)),))
    found = {paragraph.text: paragraph for paragraph in open_file(report=report).paragraphs}
    first, second, name, date, copies, issued = (found[text] for text in texts)
    forms = [line.paragraph_format for line in (first, second)]
    assert forms[0].left_indent == forms[1].left_indent
    # Two characters before the label, and the second number below the first.
    assert forms[0].left_indent.pt + forms[0].first_line_indent.pt == pytest.approx(32)
    assert forms[1].left_indent.pt + forms[1].first_line_indent.pt == pytest.approx(32 + 3 * 16)
    # The date begins two characters behind the name.
    assert name.paragraph_format.right_indent.pt == 32
    breadth = (11 - 2) * 16 - date.paragraph_format.right_indent.pt + 32
    assert breadth == pytest.approx((7 * 0.56 + 2 + 1 - 6 * 0.56 + 5 * 0.56) * 16, abs=16)
    rules = [line._p.pPr.find(qn("w:pBdr")) for line in (copies, issued)]
    assert [rule.tag for rule in rules[0]] == [qn("w:top"), qn("w:bottom"), qn("w:between")]
    assert etree.tostring(rules[0]) == etree.tostring(rules[1])
    assert copies.paragraph_format.left_indent == issued.paragraph_format.left_indent


def test_the_letters_of_a_drawing_are_drawn_whatever_family_it_names(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">{}</svg>'
    letters = '<text x="10" y="40" font-family="No Such Family" font-size="30">全市总产值</text>'
    families = list_lettering(get_setting("zh-Hans"))
    found = []
    for inside in ("", letters):
        (tmp_path / "a.svg").write_text(drawing.format(inside), encoding="utf-8")
        pixels = read_pixels(tmp_path / "a.svg", families)
        assert pixels
        with Image.open(pixels) as picture:
            found.append(picture.convert("L").getextrema())
    assert found == [(255, 255), (0, 255)]
