"""Word files as they come: styles, bold leads, numbers Word makes up, notes, tables, tracked changes, boxes."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import import_cases as cases
from gongbao.importing.intake import import_reports
from gongbao.importing.manuscript import Cell
from gongbao.importing.readers.docx import read_word
from gongbao.importing.structure.tables import fit_rows
from gongbao.importing.summary import format_summary
from gongbao.report.problems import ReportError
from gongbao.report.report import Table
from gongbao.report.tables import lay_out
from gongbao.report.walk import iter_paragraphs

W = nsdecls("w")
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def run(text: str, *properties: str) -> str:
    inside = "".join(f"<w:{name}/>" for name in properties)
    return f"<w:r><w:rPr>{inside}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p {W}><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def write_word(path: Path, *blocks: str, notes: str = "") -> Path:
    document = docx.Document()
    for line in cases.HEAD.split():
        document.add_paragraph(line)
    for block in blocks:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(block))
    for line in cases.BODY.split():
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = "页眉文字"
    document.save(str(path))
    if notes:
        add_notes(path, notes)
    return path


def add_notes(path: Path, notes: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relation = f'<Relationship Id="rId99" Type="{NOTES}" Target="footnotes.xml"/></Relationships>'.encode()
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{KIND}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    parts["word/footnotes.xml"] = f"<w:footnotes {W}>{notes}</w:footnotes>".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def read(folder: Path, *blocks: str, notes: str = ""):
    return read_word(write_word(folder / "report.docx", *blocks, notes=notes))


def texts(manuscript) -> list[str]:
    """Return the texts of the blocks put between head and body."""
    words = [passage.words for passage in manuscript.passages]
    begin = words.index("现在，我代表市人民政府，向大会报告政府工作，请予审议。") + 1
    return words[begin : words.index("一、2023年工作回顾")]


def test_a_word_report(tmp_path: Path) -> None:
    path = write_word(tmp_path / "政府 工作报告.docx")
    summary = import_reports([path], tmp_path / "data" / "dongjiang-2024")
    report = cases.load(summary)
    assert cases.characters(report) == "".join((cases.HEAD + cases.BODY).split())
    assert "a page header: 页眉文字" in format_summary(summary)
    assert report.printed == ("title", "occasion", "signature")


def test_bold_leads_and_headings_by_style(tmp_path: Path) -> None:
    lead = paragraph(run("工业转型", "b"), run("。新建车间36个，改造生产线14条。"))
    heading = paragraph(run("产业发展"), properties='<w:outlineLvl w:val="1"/>')
    whole = paragraph(run("整段加粗的标题", "b"))
    passages = read(tmp_path, lead, heading, whole).passages
    found = {passage.text: (passage.bold, passage.level) for passage in passages}
    assert found["工业转型。新建车间36个，改造生产线14条。"] == ("工业转型。", 0)
    assert found["产业发展"] == ("", 2)
    assert found["整段加粗的标题"] == ("", 6)


def test_numbers_that_word_makes_up_are_read_as_shown(tmp_path: Path) -> None:
    document = docx.Document()
    for line in cases.HEAD.split():
        document.add_paragraph(line)
    for words in ("第一件事办好学校。", "第二件事办好医院。"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("圆点之后的事。", style="List Bullet")
    document.save(str(tmp_path / "report.docx"))
    read = [passage.text for passage in read_word(tmp_path / "report.docx").passages]
    assert read[-3:] == ["1.第一件事办好学校。", "2.第二件事办好医院。", "圆点之后的事。"]


def test_tracked_changes_hidden_text_and_contents_lists_are_left_out_and_told(tmp_path: Path) -> None:
    changed = paragraph(
        run("完成投资"),
        "<w:del w:id='1' w:author='a'><w:r><w:delText>四十</w:delText></w:r></w:del>",
        f"<w:ins w:id='2' w:author='a'>{run('五十')}</w:ins>",
        run("亿元。"),
        run("隐藏", "vanish"),
    )
    contents = paragraph(run("一、2023年工作回顾 1"), properties='<w:pStyle w:val="TOC1"/>')
    manuscript = read(tmp_path, changed, contents)
    assert texts(manuscript) == ["完成投资五十亿元。"]
    assert [(one.kind, one.text, one.after[-4:]) for one in manuscript.left_out[:3]] == [
        ("deleted text (tracked changes)", "四十", "完成投资"),
        ("hidden text", "隐藏", "五十亿元。"[-4:]),
        ("a contents list made by Word", "一、2023年工作回顾 1", "五十亿元。"[-4:]),
    ]
    assert manuscript.told == ("1 tracked insertion was taken as accepted: 五十",)


def test_links_controls_tabs_and_line_breaks(tmp_path: Path) -> None:
    linked = paragraph(
        f"<w:hyperlink w:anchor='x'>{run('链接')}</w:hyperlink>",
        run("之后"),
        "<w:r><w:br/></w:r>",
        run("新的一行。"),
    )
    control = f"<w:sdt {W}><w:sdtContent>{paragraph(run('控件中的文字。'))}</w:sdtContent></w:sdt>"
    tabbed = paragraph(run("甲"), "<w:r><w:tab/></w:r>", run("乙"), "<w:r><w:noBreakHyphen/></w:r>", run("丙。"))
    assert texts(read(tmp_path, linked, control, tabbed)) == ["链接之后", "新的一行。", "控件中的文字。", "甲\t乙-丙。"]


def test_notes_follow_with_their_marks(tmp_path: Path) -> None:
    marked = paragraph(run("增长8%"), "<w:r><w:footnoteReference w:id='2'/></w:r>", run("。"))
    separator = "<w:footnote w:id='0'><w:p/></w:footnote>"
    notes = f"{separator}<w:footnote w:id='2'>{paragraph(run('按可比价计算。'))}</w:footnote>"
    path = write_word(tmp_path / "report.docx", marked, notes=notes)
    report = cases.load(import_reports([path], tmp_path / "data" / "dongjiang-2024"))
    assert "增长8%[1]。" in [paragraph.text for paragraph in iter_paragraphs(report)]
    annex = report.annexes[-1].sections[0]
    assert (annex.label, [paragraph.text for paragraph in annex.paragraphs]) == ("注释", ["[1] 按可比价计算。"])


def test_tables_and_merged_cells(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{span}</w:tcPr>{words}</w:tc>"
    row = "<w:tr>{cells}</w:tr>"
    head = row.format(cells=cell.format(span='<w:gridSpan w:val="2"/>', words=paragraph(run("项目"))))
    body = row.format(cells="".join(cell.format(span="", words=paragraph(run(words))) for words in ("供水", "完成")))
    manuscript = read(tmp_path, f"<w:tbl {W}>{head}{body}</w:tbl>")
    tables = [passage.rows for passage in manuscript.passages if passage.rows]
    assert tables == [((Cell(text="项目", across=2),), (Cell(text="供水"), Cell(text="完成")))]
    assert lay_out(fit_rows(tables[0])) == [["项目", ""], ["供水", "完成"]]


def test_a_text_box_is_put_after_its_paragraph_and_doubted(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{paragraph(run('框中文字。'))}</w:txbxContent>"
    newer = f"<mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing></mc:Choice>"
    older = f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
    drawing = f"<w:r><mc:AlternateContent>{newer}{older}</mc:AlternateContent></w:r>"
    box = f"<w:p {W} xmlns:mc='{COMPATIBILITY}'>{run('正文。')}{drawing}</w:p>"
    manuscript = read(tmp_path, box)
    assert texts(manuscript) == ["正文。", "框中文字。"]
    assert [doubt.context for doubt in manuscript.doubts] == ["框中文字。"]


def test_text_in_an_unknown_place_is_never_lost_in_silence(tmp_path: Path) -> None:
    strange = f"<w:p {W} xmlns:x='urn:x'><x:odd>{run('不知何处')}</x:odd></w:p>"
    omissions = read(tmp_path, strange).left_out
    assert [(one.kind, one.text, one.shown) for one in omissions[:1]] == [
        ("text in an unknown place", "不知何处", True)
    ]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_refused(tmp_path: Path, cut: float) -> None:
    path = write_word(tmp_path / "report.docx")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(ReportError, match="a damaged Word file"):
        read_word(path)


def test_a_table_at_the_end_is_an_annex(tmp_path: Path) -> None:
    path = write_word(tmp_path / "report.docx")
    document = docx.Document(str(path))
    table = document.add_table(2, 2)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = "格"
    document.save(str(path))
    report = cases.load(import_reports([path], tmp_path / "data" / "dongjiang-2024"))
    assert isinstance(report.annexes[0].sections[0].content[0], Table)
    assert len(report.closing) == 1
