"""Text of a Word file that is not plain: fields, boxes, formulas, switches of style, letters set higher or lower."""

from pathlib import Path

import pytest

from gongbao.importing.manuscript import Cell
from gongbao.importing.readers.formulas import read_equation_field
from word_files import HEAD, OFFICE, SPACES, cell, field, par, read_blocks, read_texts, run, write_docx

BOX = "<w:txbxContent>{}</w:txbxContent>"
VANISH = '<w:style w:type="character" w:styleId="Quiet"><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("code", "shown", "whole"),
    [
        (r" EQ \o\ac(○,7) ", "⑦", True),
        (r"eq \o\ac(○,二)", "㊁", True),
        (r"EQ \o\ac(○,镇)", "○镇", False),
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(pīn),拼)', "拼", True),
        (r"EQ \f(1,2)", "½", True),
        (r"EQ \f(a+b,c)", "(a+b)/c", False),
        (r"EQ x\s\up 8(2)", "x²", True),
        (r"EQ \b\bc\[(a,b)", "[a,b]", True),
        (r"EQ \o\ac(((", "((", True),
    ],
)
def test_an_equation_field(code: str, shown: str, *, whole: bool) -> None:
    formula = read_equation_field(code)
    assert formula is not None
    assert (formula.text, formula.whole) == (shown, whole)


def test_fields_show_their_results_and_nothing_of_their_codes(tmp_path: Path) -> None:
    nested = field(f" IF {field(' MERGEFIELD x ', run('暗'))} = 1 ", run("明"))
    simple = f'<w:fldSimple w:instr=" EQ \\o\\ac(○,3) ">{run("旧")}</w:fldSimple>'
    assert read_texts(tmp_path, par("甲", nested, "乙", field(r" EQ \o\ac(○,7) "), simple)) == ["甲明乙⑦③"]


def test_what_word_makes_up_while_it_shows_the_page_is_told(tmp_path: Path) -> None:
    counted = field(" AUTONUMLGL "), "<w:r><w:pgNum/></w:r><w:r><w:yearLong/></w:r>"
    simple = '<w:fldSimple w:instr=" LISTNUM "/>', field(" LISTNUM ", run("1)"))
    manuscript = read_blocks(tmp_path, par(*counted, "甲", *simple))
    assert [passage.text for passage in manuscript.passages] == ["甲1)"]
    assert [(one.kind, one.text, one.shown) for one in manuscript.left_out] == [
        ("a number that Word counts by a field", "AUTONUMLGL", True),
        ("a page number", "", True),
        ("the date of the day", "", True),
        ("a number that Word counts by a field", "LISTNUM", True),
    ]


def test_a_field_that_never_ends_hides_nothing(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    assert read_texts(tmp_path, par("前", begin, "后"), par("下一段")) == ["前后", "下一段"]


def test_a_contents_list_is_known_by_its_field_and_by_the_name_of_its_style(tmp_path: Path) -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    first = par(
        mark.format("begin"), "<w:r><w:instrText> TOC \\o </w:instrText></w:r>", mark.format("separate"), "一 1"
    )
    styles = (
        f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    listed = par("三 3", properties='<w:pStyle w:val="11"/>')
    found = read_blocks(tmp_path, first, par("二 2", mark.format("end"), "正文"), listed, parts={"styles": styles})
    assert [passage.text for passage in found.passages] == ["正文"]
    assert [one.text for one in found.left_out] == ["一 1二 2", "三 3"]


def test_properties_that_styles_switch_to_and_fro(tmp_path: Path) -> None:
    bold = '<w:style w:type="{}" w:styleId="{}"><w:rPr><w:b/></w:rPr></w:style>'
    styles = f"<w:styles {SPACES}>{VANISH}{bold.format('paragraph', 'P')}{bold.format('character', 'C')}</w:styles>"
    lead = par(run("重点。"), run("说明。", '<w:rStyle w:val="C"/>'), properties='<w:pStyle w:val="P"/>')
    quiet = par(
        "公开。",
        run("内部。", '<w:rStyle w:val="Quiet"/>'),
        run("恢复。", '<w:rStyle w:val="Quiet"/><w:vanish w:val="0"/>'),
    )
    found = read_blocks(tmp_path, lead, quiet, parts={"styles": styles})
    assert [(passage.text, passage.bold) for passage in found.passages] == [
        ("重点。说明。", "重点。"),
        ("公开。恢复。", ""),
    ]
    assert [(one.kind, one.text, one.after, one.line) for one in found.left_out] == [
        ("hidden text", "内部。", "重点。说明。 公开。", 2)
    ]


def test_letters_as_they_are_set(tmp_path: Path) -> None:
    raised, lowered = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    line = par(
        "10", run("8", raised), "元，H", run("2", lowered), "O，", run("gdp", "<w:caps/>"), "，增长15", run("3", raised)
    )
    found = read_blocks(tmp_path, line)
    assert found.passages[0].text == "10⁸元，H₂O，GDP，增长15³"
    assert [doubt.choice for doubt in found.doubts] == ["a power; or is it the mark of a note?"]


def test_signs_of_symbol_fonts(tmp_path: Path) -> None:
    sym = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    box = run("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>')
    found = read_blocks(
        tmp_path, par(sym.format("宋体", "25CB"), sym.format("Symbol", "F0B0"), box, sym.format("Wingdings", "F0B0"))
    )
    assert found.passages[0].text == "○°☑"
    assert [one.text for one in found.left_out] == ["Wingdings F0B0"]


def test_a_paragraph_whose_mark_is_deleted_or_hidden_goes_on_in_the_next(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    cap = '<w:framePr w:dropCap="drop"/>'
    blocks = [par("上半，", properties=gone), par("下半。"), par("标题。", properties=hidden), par("正文。")]
    assert read_texts(tmp_path, *blocks, par("过", properties=cap), par("去一年。")) == [
        "上半，下半。",
        "标题。正文。",
        "过去一年。",
    ]


def test_boxes_in_boxes_tables_in_boxes_and_words_set_as_drawings(tmp_path: Path) -> None:
    inner = f"<w:r><w:pict><v:shape>{BOX.format(par('内框。'))}</v:shape></w:pict></w:r>"
    table = f"<w:tbl><w:tr>{cell(par('项目'))}{cell(par('数值'))}</w:tr></w:tbl>"
    outer = f"<w:r><w:pict><v:shape>{BOX.format(par('外框。', inner) + table)}</v:shape></w:pict></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    assert read_texts(tmp_path, par("正文。", outer), par("又：", art)) == [
        "正文。",
        "外框。",
        "内框。",
        "项目\t数值",
        "又：",
        "艺术字",
    ]


def test_of_two_forms_the_one_that_says_something_is_read_once(tmp_path: Path) -> None:
    forms = (
        "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    )
    newer = f"<w:r>{forms.format('<w:t>新形式</w:t>', '<w:t>旧形式</w:t>')}</w:r>"
    drawn = f"<w:pict>{BOX.format(par('画布。'))}</w:pict>"
    canvas = f"<w:r>{forms.format('<w:drawing/>', drawn)}</w:r>"
    found = read_blocks(tmp_path, par(newer, "在此。", canvas), forms.format(par("块。"), par("旧块。")))
    assert [passage.text for passage in found.passages] == ["新形式在此。", "画布。", "块。"]
    assert found.left_out == ()


def test_office_math_on_one_line(tmp_path: Path) -> None:
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup>"
    part = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    found = read_blocks(tmp_path, par("共", f"<m:oMath>{power}</m:oMath>", "元，", f"<m:oMath>{part}</m:oMath>", "。"))
    assert found.passages[0].text == "共10⁸元，a/b。"
    assert len(found.doubts) == 1


def test_merged_and_empty_cells_stay_where_they_are(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        f"<w:trPr><w:tblHeader/></w:trPr>{cell(par('指标'))}" + cell(par("年份"), properties='<w:gridSpan w:val="2"/>'),
        cell(par("工业"), properties=start) + cell(par("120"), par("350")) + cell(),
        f"{cell(properties=on)}{cell(par('甲', '<w:r><w:br/></w:r>', '乙'))}{cell(par('丙'))}",
        f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell(par("丁"))}{cell(par("戊"))}',
        f"<w:trPr><w:del w:id='1'/></w:trPr>{cell(par('删'))}",
    ]
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert read_blocks(tmp_path, table).passages[0].rows == (
        (Cell(text="指标", head=True), Cell(text="年份", across=2, head=True)),
        (Cell(text="工业", down=2), Cell(text="120 350"), Cell()),
        (Cell(text="甲 乙"), Cell(text="丙")),
        (Cell(), Cell(text="丁"), Cell(text="戊")),
    )


def test_a_table_of_one_column_is_a_frame(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr>{cell(par('一段。'), par('又一段。'))}</w:tr></w:tbl>"
    assert read_texts(tmp_path, table) == ["一段。", "又一段。"]


def test_parts_in_other_formats(tmp_path: Path) -> None:
    inner = write_docx(tmp_path / "inner.docx", par("内含文档。")).read_bytes()
    parts: dict[str, str | bytes] = {"a.html": "<p>内含网页。</p>".encode(), "b.docx": inner, "c.rtf": b"{\\rtf1 x}"}
    relation = f'<Relationship Id="{{0}}" Type="{OFFICE}/aFChunk" Target="{{1}}"/>'
    related = "".join(relation.format(name[0], name) for name in parts)
    chunks = [f'<w:altChunk r:id="{name[0]}"/>' for name in parts]
    found = read_blocks(tmp_path, par("前。"), *chunks, par("后。"), parts=parts, relations=related)
    assert [passage.text for passage in found.passages] == ["前。", "内含网页。", "内含文档。", "后。"]
    assert [(one.kind, one.text) for one in found.left_out] == [("a part in another format", "word/c.rtf")]


def test_notes_call_themselves_and_each_other_once(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    own = '<w:r><w:footnoteReference w:id="4" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    notes = note.format(2, par("注文", call.format(2), call.format(3))) + note.format(3, par("又注。"))
    notes += note.format(4, par("*按可比价。"))
    parts = {"footnotes": f"{HEAD}<w:footnotes {SPACES}>{notes}</w:footnotes>"}
    found = read_blocks(tmp_path, par("增长", call.format(2), "，按可比价", own, "。"), parts=parts)
    assert [passage.text for passage in found.passages] == [
        "增长[1]，按可比价*。", "[1] 注文[1][3]", "*按可比价。", "[3] 又注。",
    ]  # fmt: skip
    assert found.notes == 3


def test_broken_relations_and_strict_files_are_read(tmp_path: Path) -> None:
    broken = f'<Relationship Id="x" Type="{OFFICE}/image" Target="NULL"/><Relationship Id="y" Type="{OFFICE}/hyperlink" Target="#_top"/>'
    assert read_texts(tmp_path, par("完整。"), relations=broken) == ["完整。"]
    assert read_texts(tmp_path, par("严格。"), strict=True) == ["严格。"]


def test_all_that_a_hidden_run_holds_is_hidden(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>".format
    ruby = f"<w:ruby><w:rt>{run('gāo')}</w:rt><w:rubyBase>{run('高')}</w:rubyBase></w:ruby>"
    box = "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>".format(par("隐框"))
    forms = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    found = read_blocks(tmp_path, par("前", hidden(ruby), hidden(box), hidden(forms), "后"))
    assert [passage.words for passage in found.passages] == ["前后"]
    assert [(one.kind, one.text) for one in found.left_out] == [
        ("hidden text", "gāo高"), ("hidden text", "隐框"), ("hidden text", "隐框"),
    ]  # fmt: skip


def test_letters_typed_in_a_symbol_font_are_its_signs(tmp_path: Path) -> None:
    signs = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert read_texts(tmp_path, par(run("l", signs), "前", run("þ项", signs), "l")) == ["●前☑项l"]


@pytest.mark.parametrize("result", [None, run("þ"), run("\uf0fe")])
@pytest.mark.parametrize("code", ["254", "0xFE", "0xF0FE", "0x00fe"])
def test_a_symbol_field_shows_one_sign(code: str, result: str | None, tmp_path: Path) -> None:
    assert read_texts(tmp_path, par("前", field(rf" SYMBOL {code} \f Wingdings \s 12 ", result), "后")) == ["前☑后"]


def test_a_sign_that_is_not_known_is_told(tmp_path: Path) -> None:
    found = read_blocks(
        tmp_path, par("前", field(r" SYMBOL 49 \f Marlett "), field(r" SYMBOL 0xF031 \f Marlett "), "后")
    )
    assert [(one.kind, one.text, one.shown) for one in found.left_out] == [
        ("a sign of a symbol font", r"SYMBOL 0xF031 \f Marlett", True)
    ]


def test_a_packed_page_is_read_as_a_part_of_a_document(tmp_path: Path) -> None:
    related = f'<Relationship Id="c" Type="{OFFICE}/aFChunk" Target="afchunk.mht"/>'
    packed = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html;\r\n"
    )
    packed += ' charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E6=96=87</p>\r\n--x--\r\n'
    # The encoding is named by the head of the part alone; what the page's style hides is hidden.
    other = packed.replace("utf-8", "gb2312").replace(
        "=E6=96=87", "=CD=F8=D2=B3</p><style>.x{display:none}</style><p class=3Dx>a"
    )
    cases = ((packed, ["前", "文", "后"]), (other, ["前", "网页", "后"]), ("MIME-Version: 1.0\r\n\r\n", ["前", "后"]))
    for content, texts in cases:
        blocks = (par("前"), '<w:altChunk r:id="c"/>', par("后"))
        assert read_texts(tmp_path, *blocks, parts={"afchunk.mht": content}, relations=related) == texts


def test_brackets_around_a_number_that_word_counts_are_those_of_its_mark(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    call = f'<w:r><w:rPr>{raised}</w:rPr><w:footnoteReference w:id="{{}}"/></w:r>'
    counted = "<w:r><w:footnoteRef/></w:r>"
    inside = [
        par(run("〔", raised), counted, run("〕", raised), "首注。"),
        par(counted, " 次注。"),
        par(counted, "末注。"),
    ]
    notes = "".join(f'<w:footnote w:id="{key}">{note}</w:footnote>' for key, note in enumerate(inside, 2))
    text = par(
        "甲",
        run("〔", raised),
        call.format(2),
        run("〕", raised),
        "，乙",
        call.format(3),
        "，丙【",
        call.format(4),
        "】。",
    )
    parts = {"footnotes": f"{HEAD}<w:footnotes {SPACES}>{notes}</w:footnotes>"}
    assert read_texts(tmp_path, text, parts=parts) == [
        "甲〔1〕，乙[2]，丙【3】。",
        "〔1〕 首注。",
        "[2] 次注。",
        "【3】 末注。",
    ]


def test_page_headers_comments_and_pictures_are_told(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><wp:docPr id="1" name="x" descr="示意图"/><a:blip/></w:drawing></w:r>'
    comment = f'{HEAD}<w:comments {SPACES}><w:comment w:id="1">{par("请核数。")}</w:comment></w:comments>'
    header = f"{HEAD}<w:hdr {SPACES}>{par('太人发〔2025〕3号')}</w:hdr>"
    called = '<w:r><w:commentReference w:id="1"/></w:r>'
    found = read_blocks(tmp_path, par("正文", picture, called, "。"), parts={"comments": comment, "header1": header})
    assert [(one.kind, one.text, one.shown) for one in found.left_out] == [
        ("a picture whose file is missing", "示意图", True),
        ("a comment", "请核数。", False),
        ("a page header", "太人发〔2025〕3号", False),
    ]
