"""What the documents hold, and the finished pages measured: the grid of GB/T 9704, the line breaks of clreq."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from gongbao.print.document import make_section, make_whole
from gongbao.print.gaps import iter_gaps
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Block, Cell, Paragraph, Picture, Report, Row, ScriptTag, Table
from paper import Leaf, Line, read_pdf
from printing import get_document, get_leaves, get_lines, get_pdf, get_report, get_setting

LINE = 225 / 22
CHARACTER = 156 / 28
POINT = 25.4 / 72
NOT_FIRST = "、，；：。！？”’）》〉」』】·/%"
NOT_LAST = "“‘（《〈「『【/"


@pytest.fixture(params=["zh-Hans", "zh-Hant"])
def tag(request: pytest.FixtureRequest) -> ScriptTag:
    return request.param


def body(tag: ScriptTag, name: str = "whole") -> list[Leaf]:
    """Return the pages that hold the report's own text."""
    leaves, lines = get_leaves(tag, name), get_lines(tag)
    start = next(number for number, leaf in enumerate(leaves) if leaf.text.startswith("".join(lines[:2])))
    end = max(number for number, leaf in enumerate(leaves) if lines[-1][-6:] in leaf.text)
    return leaves[start : end + 1]


def number_of(leaf: Leaf) -> int:
    assert leaf.foot
    return int(re.fullmatch("—([0-9]+)—", leaf.foot.text)[1])


def iter_paragraphs(tag: ScriptTag) -> Iterator[list[tuple[int, Line]]]:
    """Give the printed lines of each paragraph of the report with the pages they stand on."""
    lines = iter([(number_of(leaf), line) for leaf in body(tag) for line in leaf.lines])
    for text in get_lines(tag):
        found: list[tuple[int, Line]] = []
        while "".join(line.text for _, line in found) != text:
            found.append(next(lines))
            assert text.startswith("".join(line.text for _, line in found)), (text, found)
        yield found


def test_a_page_is_a4_and_its_type_area_is_mirrored(tag: ScriptTag) -> None:
    assert {(round(leaf.width), round(leaf.height)) for leaf in get_leaves(tag)} == {(210, 297)}
    for leaf in body(tag):
        left, right = (28, 184) if number_of(leaf) % 2 else (26, 182)
        # A mark keeps half of its square clear, a letter reaches a hair out of it.
        assert left - 0.5 < min(line.left for line in leaf.lines) < left + 1
        assert right - CHARACTER / 2 < max(line.right for line in leaf.lines) < right + 0.6


def test_page_numbers_stand_outside_seven_millimetres_below(tag: ScriptTag) -> None:
    leaves = get_leaves(tag)
    assert leaves[0].foot is None
    for number, leaf in enumerate(leaves[1:], 2):
        assert number_of(leaf) == number
        assert leaf.foot.size == pytest.approx(14, abs=0.1)
        assert leaf.foot.base == pytest.approx(297 - 35 + 7 + 0.88 * 14 * POINT, abs=0.3)
        # A dash reaches a little over its square.
        if number % 2:
            assert 184 - 14 * POINT - 0.8 < leaf.foot.right < 184 - 14 * POINT + 1
        else:
            assert 26 + 14 * POINT - 1 < leaf.foot.left < 26 + 14 * POINT + 0.8


def test_a_full_line_has_28_characters_and_flush_edges(tag: ScriptTag) -> None:
    plain = [line for leaf in body(tag) for line in leaf.lines if not re.search("[0-9A-Za-z+]", line.text)]
    counts = [len(line.text) for line in plain]
    assert max(counts) in (28, 29)
    full = [line for line in plain if len(line.text) == 28 and re.fullmatch(r"\w.+\w", line.text)]
    assert len(full) > len(plain) / 5
    for line in full:
        assert line.right - line.left == pytest.approx(28 * CHARACTER, abs=1.5)
    for printed in iter_paragraphs(tag):
        for page, line in printed[1:-1]:
            left, right = (28, 184) if page % 2 else (26, 182)
            assert line.left == pytest.approx(left, abs=CHARACTER / 2 + 0.6), line
            assert line.right == pytest.approx(right, abs=CHARACTER / 2 + 0.6), line


def test_a_full_page_has_22_lines_on_the_grid(tag: ScriptTag) -> None:
    pages = body(tag)
    assert max(len(leaf.lines) for leaf in pages) == 22
    assert sum(len(leaf.lines) == 22 for leaf in pages) >= len(pages) / 3
    for leaf in pages:
        for line in leaf.lines:
            # The middle of a line's type is the middle of the line.
            if line.size < 17:
                steps = (line.base - 0.38 * line.size * POINT - 37) / LINE - 0.5
                assert abs(steps - round(steps)) * LINE < 0.2, line
        assert leaf.lines[-1].base < 297 - 35


def test_the_edition_for_weak_sight_has_16_lines_of_22_points(tag: ScriptTag) -> None:
    pages = body(tag, "large")
    assert max(len(leaf.lines) for leaf in pages) == 16
    sizes = [line.size for leaf in pages for line in leaf.lines]
    assert max(set(sizes), key=sizes.count) >= 22


def test_every_character_is_printed_in_order(tag: ScriptTag) -> None:
    for name in ("whole", "large"):
        printed = "".join(leaf.text for leaf in get_leaves(tag, name))
        assert "".join(get_lines(tag)) in printed


def test_lines_break_where_they_may(tag: ScriptTag) -> None:
    for printed in iter_paragraphs(tag):
        for (_, line), (_, below) in pairwise(printed):
            assert below.text[0] not in NOT_FIRST, (line, below)
            assert line.text[-1] not in NOT_LAST, (line, below)
            assert not below.text.startswith(("——", "……")), (line, below)
            assert not re.search(r"\d$", line.text) or not re.match(r"[\d余多%个次件项名篇条场年月日]", below.text)
        if len(printed) > 1:
            assert len(re.findall(r"\w", printed[-1][1].text)) >= 2, printed[-1]


def test_paragraphs_are_indented_by_two_and_never_leave_a_single_line(tag: ScriptTag) -> None:
    long = [printed for printed in iter_paragraphs(tag) if len(printed) > 2]
    assert len(long) > 20
    for printed in long:
        page, first = printed[0]
        left = 28 if page % 2 else 26
        assert first.left == pytest.approx(left + 2 * CHARACTER, abs=CHARACTER / 2 + 0.5)
        pages = [number for number, _ in printed]
        assert all(pages.count(number) >= 2 for number in pages)


def test_a_heading_stays_with_its_text(tag: ScriptTag) -> None:
    every = list(iter_paragraphs(tag))
    headings = [
        number for number, printed in enumerate(every) if re.match("[一二三四五]、|20[0-9]+年主要", printed[0][1].text)
    ]
    assert len(headings) == 7
    for number in headings:
        assert every[number][-1][0] == every[number + 1][0][0]


def test_the_contents_tell_the_pages(tag: ScriptTag) -> None:
    leaves, convert = get_leaves(tag), get_setting(tag).convert
    contents = [line.text for line in leaves[1].lines]
    assert contents[0] == convert("目录")
    for section in get_report().sections:
        if section.heading:
            heading = convert(section.heading)
            entry = next(line for line in contents if line.startswith(heading[:12]))
            number = int(re.search(r"\.+(\d+)$", entry)[1])
            leaf = leaves[number - 1]
            assert number_of(leaf) == number
            assert any(line.text.startswith(heading[:12]) for line in leaf.lines)


def test_a_section_is_a_document_of_its_own(tag: ScriptTag) -> None:
    printed = "".join(leaf.text for leaf in get_leaves(tag, "sec_2"))
    lines = get_lines(tag)
    start = next(number for number, line in enumerate(lines) if line.startswith("一、"))
    end = next(number for number, line in enumerate(lines) if line.startswith("二、"))
    assert printed.startswith(lines[0])
    source = printed.split("".join(lines[start:end]))[1]
    assert f"《{lines[0]}》" in source
    assert "第3–6段" in source
    assert ("繁體，由簡體原文轉換。" if tag == "zh-Hant" else "简体。") in source
    folder = "zh-Hant/" if tag == "zh-Hant" else ""
    assert f"https://gongbao.example.gov.cn/reports/{folder}taicang-npc-2025/sec_2.html#sec_2__para_1" in source


def test_without_an_address_no_code_is_printed() -> None:
    setting = replace(get_setting("zh-Hans"), site_url="")
    source = json.loads(make_section(get_report(), get_report().sections[0], setting).data)["source"]
    assert source.keys() == {"runs"}


def test_the_figures_stand_in_the_annex_with_their_sentences(tag: ScriptTag) -> None:
    annex = "".join(leaf.text for leaf in get_leaves(tag)).rpartition(get_setting(tag).convert("附：数字一览"))[2]
    for figure in get_report().figures:
        assert "".join(get_setting(tag).convert(figure.quote).split()) in annex


def test_the_file_tells_its_title_language_bookmarks_and_page_labels() -> None:
    reader = PdfReader(io.BytesIO(get_pdf("zh-Hant")))
    assert reader.metadata.title == "太倉市人民代表大會常務委員會工作報告"
    assert reader.metadata.author == "太倉市人民代表大會常務委員會"
    assert reader.metadata.creation_date.isoformat() == "2025-01-08T00:00:00+00:00"
    assert reader.trailer["/Root"]["/Lang"] == "zh-TW"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.page_labels[2] == "3"
    titles = [entry if isinstance(entry, list) else entry.title for entry in reader.outline]
    assert titles[0] == "2024年主要工作"
    assert titles[1][0].title.startswith("一、")
    assert titles[-2] == "附：數字一覽"


def test_an_archive_gets_both_standards() -> None:
    document = make_section(get_report(), get_report().sections[0], replace(get_setting("zh-Hans"), standard="archive"))
    content = make_pdf(document)
    metadata = PdfReader(io.BytesIO(content)).xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1<" in metadata
    assert "<pdfaid:part>2<" in metadata
    assert "<pdfaid:conformance>A<" in metadata


def test_one_report_gives_the_same_bytes_and_key_again() -> None:
    document = get_document("zh-Hans", "sec_2")
    again = make_section(get_report(), get_report().sections[1], get_setting("zh-Hans"))
    assert again.key == document.key
    assert make_pdf(get_document("zh-Hant", "sec_3"))
    assert make_pdf(again) == get_pdf("zh-Hans", "sec_2")


def test_no_text_is_markup() -> None:
    text = '#strong[x] *a* _b_ `c` $d$ <e> @f [g] = h \\ "i" // j'
    section = get_report().sections[0]
    section = replace(section, content=(Paragraph(id="p", text=text),), figures=())
    part = replace(get_report().parts[0], sections=(section,))
    report = replace(get_report(), parts=(part,))
    content = make_pdf(make_section(report, section, get_setting("zh-Hans")))
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "".join(text.split()) in "".join(printed.split())


def test_a_character_that_no_font_has_is_replaced_and_told() -> None:
    section = get_report().sections[0]
    section = replace(section, content=(Paragraph(id="p", text="甲\ue123乙。", line=7),), figures=())
    report = replace(get_report(), parts=(replace(get_report().parts[0], sections=(section,)),))
    document = make_whole(report, get_setting("zh-Hans"))
    assert document.fonts.missing == {"\ue123"}
    assert "甲〓乙。" in "".join(
        run["text"] for item in json.loads(document.data)["body"] for run in item.get("runs", ())
    )
    assert make_pdf(document)
    notes = list(iter_gaps(report, str, document.fonts.missing, document.fonts.substitute))
    assert [(note.path, note.line) for note in notes] == [(section.path, 7)]
    assert "U+E123" in notes[0].message


def test_the_end_of_an_official_document() -> None:
    def runs(text: str) -> list[dict[str, str]]:
        return [{"text": text}]

    document = get_document("zh-Hans", "sec_7")
    data = json.loads(document.data)
    names = ("2024年重点建议督办情况一览表及其说明材料和各承办单位办理情况汇总", "名词解释")
    data["body"] = [
        {
            "kind": "annexes",
            "label": runs("附件："),
            "entries": [{"number": runs(f"{number}."), "name": runs(name)} for number, name in enumerate(names, 1)],
        },
        {"kind": "signed", "names": [runs("太仓市人民代表大会常务委员会")], "date": runs("2025年1月8日")},
        {
            "kind": "copies",
            "lines": [
                {
                    "label": runs("抄送："),
                    "text": runs("市委各部门，市政府办公室，市政协办公室，市监委，市法院，市检察院，市人武部。"),
                },
                {"label": runs("太仓市人大常委会办公室"), "right": runs("2025年1月10日印发")},
            ],
        },
    ]
    lines = read_pdf(make_pdf(replace(document, data=json.dumps(data))))[0].lines
    found = {line.text[:4]: line for line in lines}
    below = next(line for line in lines if line.base > found["附件：1"].base)
    number = found["附件：1"]
    name = next(line for line in lines if line.text == "太仓市人民代表大会常务委员会")
    assert number.left == pytest.approx(28 + 2 * CHARACTER, abs=0.6)
    assert below.left > number.left + 3 * CHARACTER
    assert found["2.名词"].left == pytest.approx(number.left + 3 * CHARACTER, abs=1)
    assert name.right == pytest.approx(184 - 2 * CHARACTER, abs=0.6)
    assert found["2025"].left == pytest.approx(name.left + 2 * CHARACTER, abs=0.6)
    copies = next(line for line in lines if line.text.startswith("抄送："))
    assert copies.left == pytest.approx(28 + 14 * POINT, abs=0.6)
    printer = max(lines, key=lambda line: line.base)
    assert printer.text == "太仓市人大常委会办公室2025年1月10日印发"
    assert printer.base > 297 - 35 - LINE
    assert printer.right == pytest.approx(184 - 14 * POINT, abs=0.6)


def test_a_picture_stands_in_its_place_with_words_and_as_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "图 片"
    (folder / "pictures").mkdir(parents=True)
    Image.effect_noise((400, 300), 60).save(folder / "pictures/a.jpg", quality=80)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><path d="M0 0h90v30z"/></svg>'
    (folder / "pictures/b.svg").write_text(drawing, encoding="utf-8")
    (folder / "pictures/c.png").write_bytes(b"no picture")
    pictures = [
        Picture(
            id=f"p{name}", file=f"pictures/{name}", caption=f"图{name}", alternative="说明" if "a" in name else None
        )
        for name in ("a.jpg", "b.svg", "c.png")
    ]
    report = make_report_of([replace(picture, id=picture.id.replace(".", "_")) for picture in pictures])
    report = replace(report, path=folder / "report.yml")
    reader = PdfReader(io.BytesIO(make_pdf(make_section(report, report.sections[0], get_setting("zh-Hant")))))
    (image,) = [image for page in reader.pages for image in page.images]
    assert image.indirect_reference
    assert (folder / "pictures/a.jpg").read_bytes() == image.indirect_reference.get_object()._data
    printed = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert [printed.index(f"圖{name}") for name in ("a.jpg", "b.svg", "c.png")] == sorted(
        printed.index(f"圖{name}") for name in ("a.jpg", "b.svg", "c.png")
    )
    told = [str(part["/Alt"]) for part in iter_structure(reader.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in part]
    assert told[:2] == ["說明", "圖b.svg"]


def make_report_of(blocks: list[Block]) -> Report:
    """Return the report with some blocks alone."""
    section = replace(get_report().sections[0], content=tuple(blocks), figures=())
    return replace(get_report(), parts=(replace(get_report().parts[0], sections=(section,)),))


def iter_structure(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """Give the elements of a structure tree in their order."""
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield from iter_structure(found)


def test_a_table_with_merged_cells_a_unit_and_remarks_is_printed_whole_and_tagged() -> None:
    rows: tuple[Row, ...] = (
        (Cell(text="项目", down=2), Cell(text="收入", span=2)),
        ("预算", "决算"),
        ("税收", "1", "2"),
        (Cell(text="　合计", span=1), "3", "4"),
    )
    table = Table(id="t", caption="表1 收入", unit="单位：亿元", head=2, rows=rows, notes=("注：快报数。",))
    report = make_report_of([table])
    reader = PdfReader(io.BytesIO(make_pdf(make_section(report, report.sections[0], get_setting("zh-Hans")))))
    printed = "".join("".join(page.extract_text().split()) for page in reader.pages)
    # A cell that takes several rows is drawn after the first of them.
    assert re.search("表1收入单位：亿元(项目收入|收入项目)预算决算税收12合计34注：快报数。", printed)
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    cells = [str(part["/S"]) for part in iter_structure(tree) if part.get("/S") in ("/TH", "/TD")]
    assert cells == ["/TH"] * 4 + ["/TD"] * 6


@pytest.mark.parametrize("columns", [4, 12])
def test_figures_of_a_table_lead_to_it_however_broad_it_is(columns: int) -> None:
    report = get_report()
    row = ("税收收入", *(str(number) for number in range(1, columns)))
    table = Table(id="sec_1__table_9", caption="表9 收入", rows=(("项目", *["数"] * (columns - 1)), row))
    figures = tuple(
        replace(report.figures[0], id=f"t{cell}", label=f"收入{cell}", quote="　".join(row), paragraph=table.id)
        for cell in row[1:]
    )
    (part, *parts), (section, *sections) = report.parts, report.parts[0].sections
    section = replace(section, content=(*section.content, table), figures=figures)
    report = replace(report, parts=(replace(part, sections=(section, *sections)), *parts))
    annex = "".join(leaf.text for leaf in read_pdf(make_pdf(make_whole(report, get_setting("zh-Hans")))))
    annex = annex.rpartition("附：数字一览")[2]
    assert all(f"收入{cell}" in annex for cell in row[1:])
