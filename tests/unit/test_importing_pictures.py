"""Pictures of a source: kept in their place with caption and words, cleaned; what cannot be kept is told."""

import io
from pathlib import Path

import docx
import pytest
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from gongbao.data.load import load_report
from gongbao.data.unfinished import list_unfinished
from gongbao.importing.intake import import_reports
from gongbao.importing.manuscript import Image
from gongbao.importing.readers.pictures import (
    BROADEST,
    DRAWN,
    ELSEWHERE,
    MISSING,
    UNREADABLE,
    read_linked,
    read_picture,
)
from gongbao.importing.remarks import say
from gongbao.importing.summary import format_summary
from gongbao.report.problems import Problems
from gongbao.report.report import Paragraph, Picture, Report
from gongbao.report.walk import iter_paragraphs
from word_files import SPACES, cell, par, write_docx

LONG = "全年各项工作都按照计划完成，收支保持平衡，重点支出得到保障，群众满意度进一步提高。"


def draw(size: tuple[int, int] = (80, 40), kind: str = "PNG") -> bytes:
    about = PngInfo()
    about.add_text("Author", "secret")
    out = io.BytesIO()
    picture = Pillow.new("RGB", size, (200, 30, 30))
    if kind == "PNG":
        picture.save(out, kind, pnginfo=about)
    else:
        exif = Pillow.Exif()
        exif[0x010E], exif[0x0112] = "secret", 6
        picture.save(out, kind, exif=exif)
    return out.getvalue()


def load(into: Path) -> Report:
    problems = Problems()
    report = load_report(into, problems)
    assert not list(problems)
    assert report
    return report


def test_a_picture_loses_what_stands_beside_its_pixels() -> None:
    found, turned = read_picture(draw(), " 图 中 "), read_picture(draw(kind="JPEG"), "")
    assert isinstance(found, Image)
    assert isinstance(turned, Image)
    assert (found.name[-4:], found.alternative, turned.name[-4:]) == (".png", "图 中", ".jpg")
    assert b"secret" not in found.data + turned.data
    assert Pillow.open(io.BytesIO(turned.data)).size == (40, 80)


def test_a_broad_picture_is_made_smaller() -> None:
    found = read_picture(draw((3 * BROADEST, 90)), "")
    assert isinstance(found, Image)
    assert Pillow.open(io.BytesIO(found.data)).size == (BROADEST, 30)


def test_a_drawing_keeps_its_shapes_alone() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()" viewBox="0 0 9 9"><script>x()</script>'
        b'<image href="http://x.example/a.png"/><a href="http://x.example/"><text>9</text></a>'
        b'<rect width="9" height="9" fill="url(#a)" style="background:url(http://x.example)"/>'
        b'<use href="#a"/><foreignObject/></svg>'
    )
    found = read_picture(drawing, "")
    assert isinstance(found, Image)
    for word in (b"script", b"onload", b"example", b"foreign", b"style"):
        assert word not in found.data
    assert b'fill="url(#a)"' in found.data
    assert b'href="#a"' in found.data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF", DRAWN),
        (b"\xd7\xcd\xc6\x9a", DRAWN),
        (draw()[:60], UNREADABLE),
        (draw((8, 8)), UNREADABLE),
        (b"<svg", UNREADABLE),
    ],
)
def test_what_cannot_be_published_is_told(data: bytes, why: str) -> None:
    assert read_picture(data, "") == why


def test_a_page_brings_in_only_what_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.png").write_bytes(draw())
    page = tmp_path / "in" / "page.md"
    assert read_linked("../a.png", page, "") == MISSING
    assert read_linked("b.png", page, "") == MISSING
    assert read_linked("https://x.example/a.png", page, "") == ELSEWHERE


def test_pictures_of_markdown_stand_where_they_stood(tmp_path: Path) -> None:
    (tmp_path / "gdp.png").write_bytes(draw())
    (tmp_path / "map.png").write_bytes(draw((90, 90)))
    source = tmp_path / "report.md"
    blocks = [
        *("# 东江市2024年统计公报", "一、综合", LONG, "图1 地区生产总值", "![柱状图](gdp.png)", LONG),
        *("![](map.png)", "图2　区划", "![](lost.png)", "二、农业", LONG),
    ]
    source.write_text("\n\n".join(blocks), encoding="utf-8")
    into = tmp_path / "data" / "stat-2024"
    summary = import_reports([source], into)
    report = load(into)
    shown = [
        (block.caption or "", block.alternative or "") if isinstance(block, Picture) else "text"
        for block in report.sections[0].content
        if isinstance(block, Picture | Paragraph)
    ]
    assert shown == ["text", ("图1 地区生产总值", "柱状图"), "text", ("图2　区划", "")]
    assert all((into / picture.file).is_file() for picture in report.pictures)
    assert "a picture whose file is missing: lost.png" in format_summary(summary)
    assert any("alternative" in problem.message for problem in list_unfinished(report))
    import_reports([source], into, force=True)
    assert load(into).pictures == report.pictures


def test_pictures_of_word_keep_their_words(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("东江市2024年统计公报", "一、综合", LONG):
        document.add_paragraph(text)
    document.add_picture(io.BytesIO(draw()))._inline.docPr.set("descr", "柱状图：逐年增长")
    for text in ("图1　地区生产总值", LONG, "二、农业", LONG):
        document.add_paragraph(text)
    document.save(str(tmp_path / "report.docx"))
    into = tmp_path / "data" / "stat-2024"
    summary = import_reports([tmp_path / "report.docx"], into)
    assert "a picture" not in format_summary(summary)
    (picture,) = load(into).pictures
    assert (picture.caption, picture.alternative) == ("图1　地区生产总值", "柱状图：逐年增长")


def test_a_missing_file_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "gdp.png").write_bytes(draw())
    source = tmp_path / "report.md"
    source.write_text(f"# 东江市2024年统计公报\n\n一、综合\n\n{LONG}\n\n![图](gdp.png)\n\n{LONG}", encoding="utf-8")
    into = tmp_path / "data" / "stat-2024"
    import_reports([source], into)
    (into / load(into).pictures[0].file).unlink()
    problems = Problems()
    assert load_report(into, problems) is None
    (problem,) = problems
    assert problem.line
    assert "there is no such file" in problem.message


def frame_picture(number: int) -> str:
    described = f'<wp:docPr id="{number}" name="x" descr="图{number}"/>'
    return f'<w:r><w:drawing>{described}<a:blip r:embed="pic{number}"/></w:drawing></w:r>'


def bring_in_word(folder: Path, *blocks: str, count: int, notes: str = "") -> tuple[Report, list[tuple[str, str]]]:
    """Import blocks with so many pictures; return the report and what was told of its pictures."""
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    numbers = range(1, count + 1)
    related = "".join(f'<Relationship Id="pic{n}" Type="{image}" Target="media/{n}.png"/>' for n in numbers)
    parts: dict[str, str | bytes] = {f"media/{n}.png": draw((80, 30 + n)) for n in numbers}
    if notes:
        parts["footnotes"] = f"<w:footnotes {SPACES}>{notes}</w:footnotes>"
    path = write_docx(folder / "report.docx", *blocks, parts=parts, relations=related)
    summary = import_reports([path], folder / "data" / "stat-2024")
    assert "Lossless" in format_summary(summary)
    told = [(doubt.context, doubt.choice) for doubt in summary.doubts if doubt.kind == "picture"]
    assert all(say(choice) != choice for _, choice in told)
    return load(summary.into), told


def list_blocks(report: Report) -> list[list[str]]:
    return [
        [block.alternative or "" if isinstance(block, Picture) else type(block).__name__ for block in section.content]
        for section in report.sections
    ]


def test_pictures_in_cells_stand_after_their_table(tmp_path: Path) -> None:
    nested = f"<w:tbl><w:tr>{cell(par('子'), par(frame_picture(2)))}{cell(par('项'))}</w:tr></w:tbl>"
    rows = f"<w:tr>{cell(par(frame_picture(1)))}{cell(par('现场'))}</w:tr><w:tr>{cell(par('表'))}{cell(nested)}</w:tr>"
    alone = f"<w:tbl><w:tr>{cell(par(frame_picture(3)))}{cell(par(frame_picture(4)))}</w:tr></w:tbl>"
    blocks = [par("东江市2024年统计公报"), par("一、综合"), par(LONG), f"<w:tbl>{rows}</w:tbl>", par(LONG), alone]
    report, told = bring_in_word(tmp_path, *blocks, par("二、农业"), par(LONG), count=4)
    assert list_blocks(report) == [["Paragraph", "Table", "图1", "图2", "Paragraph", "图3", "图4"], ["Paragraph"]]
    assert told == [(words, "a picture inside a table, put after the table") for words in ("子", "现场")]


def test_pictures_in_cells_of_pages_stand_after_their_table(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(draw())
    (tmp_path / "b.png").write_bytes(draw((90, 90)))
    table = '<table><tr><td>现场<td><img src="a.png" alt="图1"><tr><td><p>甲<img src="b.png" alt="图2"><td>乙</table>'
    page = f"<h1>东江市2024年统计公报</h1><h2>一、综合</h2><p>{LONG}</p>{table}<h2>二、农业</h2><p>{LONG}</p>"
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    summary = import_reports([tmp_path / "report.html"], tmp_path / "data" / "stat-2024")
    assert list_blocks(load(summary.into)) == [["Paragraph", "Table", "图1", "图2"], ["Paragraph"]]
    assert [doubt.context for doubt in summary.doubts if doubt.kind == "picture"] == ["现场"]


def test_pictures_of_notes_stay_with_them(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    inside = {2: par("首注。", frame_picture(1)), 3: par(frame_picture(2)) + par("次注。"), 4: par("末注。")}
    notes = "".join(f'<w:footnote w:id="{key}">{note}</w:footnote>' for key, note in inside.items())
    text = par(LONG, *map(call.format, (2, 3, 4)))
    report, _ = bring_in_word(tmp_path, par("东江市2024年统计公报"), par("一、综合"), text, count=2, notes=notes)
    assert list_blocks(report)[-1] == ["Paragraph", "图1", "Paragraph", "图2", "Paragraph", "Paragraph"]
    assert [paragraph.text for paragraph in report.sections[-1].paragraphs] == [
        "[1] 首注。",
        "[2]",
        "次注。",
        "[3] 末注。",
    ]


def test_pictures_around_the_sections_go_to_the_nearest_and_are_told(tmp_path: Path) -> None:
    title = par("东江市人民政府关于2024年工作情况的报告", frame_picture(1))
    opening = par("我代表市人民政府，向大会报告政府工作，请予审议。", frame_picture(2))
    text = [par("一、综合"), par(LONG), par("二、农业"), par(LONG)]
    end = [par("东江市人民政府", frame_picture(3)), par("2025年1月8日"), par("抄送：市委办公室。", frame_picture(4))]
    report, told = bring_in_word(tmp_path, title, par("各位代表："), opening, *text, *end, count=4)
    assert list_blocks(report)[0] == ["图1", "图2", "Paragraph"]
    assert [block for block in list_blocks(report)[-1] if block.startswith("图")] == ["图3", "图4"]
    assert [paragraph.role for paragraph in iter_paragraphs(report)][-3:] == ["signed", "dated", "copies"]
    assert [choice for _, choice in told] == [
        "a picture before the sections, put at the beginning of the first",
        "a picture before the sections, put at the beginning of the first",
        *["a picture after the sections, put at the end of the last"] * (len(told) - 2),
    ]
