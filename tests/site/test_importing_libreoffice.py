"""A Word file with every element that an office's files hold: what is published of it is what LibreOffice shows of it.

What is known to differ is listed, each with what either shows.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from gongbao.data.load import load_report
from gongbao.importing.intake import import_reports
from gongbao.report.problems import Problems
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines
from word_files import HEAD, OFFICE, SPACES, cell, field, level, numbering, par, run, write_docx

RAISED, LOWERED = (f'<w:vertAlign w:val="{side}script"/>' for side in ("super", "sub"))
FORMATS = (
    "chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital",
    "chineseLegalSimplified", "ideographTraditional", "ideographZodiac", "decimalEnclosedCircle",
    "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "upperRoman", "lowerRoman", "decimalZero", "upperLetter",
    "lowerLetter", "decimalFullWidth", "ordinal", "cardinalText",
)  # fmt: skip
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).replace("<wps:wsp>", '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">')
LEVELS = {1: level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）")
          + level(2, "decimal", "%1.%3", "<w:isLgl/>") + level(3, "decimal", "%4)", '<w:lvlRestart w:val="0"/>')}  # fmt: skip
LEVELS |= {number: level(0, kind, "%1、") for number, kind in enumerate(FORMATS, 10)}
LISTS = {number: (number, "") for number in LEVELS}
LISTS[2] = (1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
STYLES = (
    f"{HEAD}<w:styles {SPACES}>"
    '<w:style w:type="character" w:styleId="secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="n1"><w:name w:val="numbered"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
)
CHUNK = "<html><body><p>网页部件<b>的</b>文字</p></body></html>"
FOOTNOTES = f'<w:footnotes {SPACES}><w:footnote w:id="2">{par("注文。")}</w:footnote></w:footnotes>'
GRID = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>"
ROWS = (
    (cell(par("跨列"), properties='<w:gridSpan w:val="2"/>'), cell()),
    (cell(par("跨行"), properties='<w:vMerge w:val="restart"/>'), cell(par("120"), par("350")), cell(par("甲"))),
    (cell(properties="<w:vMerge/>"), cell(par("丙")), cell(par("丁"))),
)
TABLE = f"<w:tbl><w:tblPr/>{GRID}{''.join(f'<w:tr>{chr(10).join(row)}</w:tr>' for row in ROWS)}</w:tbl>"
PIECES = {
    "ins": f'<w:ins w:id="1" w:author="a">{run("插入")}</w:ins>',
    "del": f'<w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>{run("保留")}',
    "move": f'<w:moveTo w:id="3" w:author="a">{run("移来")}</w:moveTo>',
    "sdt": f'<w:sdt><w:sdtContent>{run("控件")}</w:sdtContent></w:sdt>',
    "smartTag": f'<w:smartTag w:element="e">{run("标记")}</w:smartTag>',
    "customXml": f'<w:customXml w:element="e">{run("定制")}</w:customXml>',
    "hyperlink": f'<w:hyperlink w:anchor="a">{run("链接")}</w:hyperlink>',
    "fldSimple": f'<w:fldSimple w:instr=" AUTHOR ">{run("作者")}</w:fldSimple>',
    "field": field(" PAGEREF a ", run("十")),
    "ruby": "<w:r><w:ruby><w:rubyPr/><w:rt>" + run("gāo") + "</w:rt><w:rubyBase>" + run("高") + "</w:rubyBase></w:ruby></w:r>",
    "EQ": field(r" EQ \o\ac(○,7) "),
    "sym": '<w:r><w:sym w:font="宋体" w:char="25CB"/></w:r>',
    "noBreakHyphen": run("甲") + "<w:r><w:noBreakHyphen/></w:r>" + run("乙"),
    "softHyphen": run("甲") + "<w:r><w:softHyphen/></w:r>" + run("乙"),
    "ptab": run("甲") + '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>' + run("乙"),
    "superscript": run("10") + run("8", RAISED) + run("元"),
    "subscript": run("CO") + run("2", LOWERED),
    "vanish": run("公开") + run("不公开", "<w:vanish/>"),
    "vanish by style": run("公开") + run("不公开", '<w:rStyle w:val="secret"/>'),
    "caps": run("gdp", "<w:caps/>"),
    "break": run("甲") + "<w:r><w:br/></w:r>" + run("乙"),
}  # fmt: skip
BLOCKS = {
    **{kind: par("甲", number=(number, 0)) + par("乙", f"〈{kind}〉", number=(number, 0)) for number, kind in enumerate(FORMATS, 10)},
    "levels": par("子", number=(1, 0)) + par("丑", number=(1, 1)) + par("寅〈levels〉", number=(1, 1)),
    "isLgl": par("卯〈isLgl〉", number=(1, 2)),
    "by style": par("未〈by style〉", properties='<w:pStyle w:val="n1"/>'),
    "startOverride": par("申〈startOverride〉", number=(2, 0)),
    "lvlRestart": par("辰", number=(1, 3)) + par("巳", number=(1, 0)) + par("午〈lvlRestart〉", number=(1, 3)),
    **{name: par(piece, f"〈{name}〉") for name, piece in PIECES.items()},
    "box": par("框外", BOX.format(par("框内") + TABLE.replace("跨", "框"))) + par("〈box〉"),
    "altChunk": '<w:altChunk r:id="chunk"/>' + par("〈altChunk〉"),
    "table": TABLE + par("〈table〉"),
    "toc": par("一、综合	1", properties='<w:pStyle w:val="11"/>') + par("〈toc〉"),
    "note": par("有注", '<w:r><w:footnoteReference w:id="2"/></w:r>', "〈note〉"),
}  # fmt: skip
# What is published, and what LibreOffice shows; nothing where it shows nothing.
DIFFERENT = {
    "ideographEnclosedCircle": ("㊀、甲㊁、乙", "①、甲②、乙"),
    "ordinal": ("1st、甲2nd、乙", "1.、甲2.、乙"),
    "cardinalText": ("One、甲Two、乙", "一、甲二、乙"),
    # It knows neither w:isLgl nor w:lvlRestart (17.9.4 and 17.9.10 of ISO/IEC 29500-1).
    "isLgl": ("1.1卯", "一.1卯"),
    "lvlRestart": ("1)辰六、巳2)午", "1)辰六、巳1)午"),
    # Its text of a file shows what is deleted or hidden, letters as they are stored, no boxes, no EQ fields.
    "del": ("保留", "删去保留"),
    "vanish": ("公开", "公开不公开"),
    "vanish by style": ("公开", "公开不公开"),
    "caps": ("GDP", "gdp"),
    "superscript": ("10⁸元", "108元"),
    "subscript": ("CO₂", "CO2"),
    "EQ": ("⑦", ""),
    "box": ("框外框内框列框行120350甲丙丁", "框外"),
    # Signs of its own for two hyphens.
    "noBreakHyphen": ("甲-乙", "甲\u2011乙"),
    "softHyphen": ("甲乙", "甲\u00ad乙"),
    # It reads no parts in other formats; the contents that Word makes are the publication's own.
    "altChunk": ("网页部件的文字", ""),
    "toc": ("", "一、综合1"),
    "note": ("有注[1]", "有注1"),
    "": ("[1]注文。", ""),
}


def part_by_name(text: str) -> dict[str, str]:
    """Return what stands before each name in a text; what stands after the last has none."""
    pieces = re.split("〈(.*?)〉", text)
    return dict(zip((*pieces[1::2], ""), map(squeeze, pieces[::2]), strict=True))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_what_is_published_is_what_libreoffice_shows(tmp_path: Path) -> None:
    parts = {"numbering": numbering(LEVELS, LISTS), "styles": STYLES, "footnotes": FOOTNOTES, "chunk.html": CHUNK}
    related = f'<Relationship Id="chunk" Type="{OFFICE}/aFChunk" Target="chunk.html"/>'
    opened = [par("东江市2024年统计公报〈title〉"), *BLOCKS.values()]
    path = write_docx(tmp_path / "report.docx", *opened, parts=parts, relations=related)
    problems = Problems()
    report = load_report(import_reports([path], tmp_path / "data" / "stat-2024").into, problems)
    assert report, list(problems)
    published = part_by_name("\n".join(iter_lines(report)))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = part_by_name((tmp_path / "report.txt").read_text(encoding="utf-8-sig"))
    assert published.keys() == shown.keys() == {"title", "", *BLOCKS}
    assert {name: (text, shown[name]) for name, text in published.items() if text != shown[name]} == DIFFERENT
