"""Word files built from a grammar of elements: the import is held against a reading of the same XML, written here."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import word_files as word
from gongbao.importing.readers.docx import read_word
from gongbao.report.spacing import squeeze

W = f"{{{word.MAIN}}}"
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LEVELS = word.level(0, "chineseCountingThousand", "%1、") + word.level(1, "decimal", "%2.")
PARTS = {"numbering": word.numbering({1: LEVELS}, {1: (1, "")})}
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r>"
)

WORDS = st.text(alphabet="东江市新建学校各项工作稳步推进，。", min_size=1, max_size=8)
PLAIN = WORDS.map(word.run)
NUMERALS = st.integers(0, 99).map(str)
PIECES = st.one_of(
    PLAIN,
    WORDS.map(lambda text: word.run(text, "<w:b/>")),
    WORDS.map(lambda text: word.run(text, "<w:vanish/>")),
    WORDS.map(lambda text: word.run(text, '<w:vanish w:val="0"/>')),
    st.sampled_from(["gdp", "Wto"]).map(lambda text: word.run(text, "<w:caps/>")),
    NUMERALS.map(lambda text: word.run(text, '<w:vertAlign w:val="superscript"/>')),
    PLAIN.map(lambda inner: f'<w:ins w:id="1" w:author="a">{inner}</w:ins>'),
    WORDS.map(lambda text: f'<w:del w:id="2"><w:r><w:delText>{text}</w:delText></w:r></w:del>'),
    PLAIN.map(lambda inner: f'<w:moveTo w:id="3">{inner}</w:moveTo>'),
    PLAIN.map(lambda inner: f'<w:moveFrom w:id="4">{inner}</w:moveFrom>'),
    PLAIN.map(lambda inner: f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"),
    PLAIN.map(lambda inner: f'<w:smartTag w:element="e">{inner}</w:smartTag>'),
    PLAIN.map(lambda inner: f'<w:hyperlink w:anchor="a">{inner}</w:hyperlink>'),
    PLAIN.map(lambda inner: f'<w:fldSimple w:instr=" PAGE ">{inner}</w:fldSimple>'),
    PLAIN.map(lambda inner: word.field(" PAGEREF a ", inner)),
    st.builds(lambda a, b: word.field(" IF 1 ", a + word.field(" DATE ", b)), PLAIN, PLAIN),
    st.sampled_from(["<w:tab/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:br/>"]).map("<w:r>{}</w:r>".format),
)
PARAGRAPHS = st.builds(
    lambda pieces, number: word.par(*pieces, number=number),
    st.lists(PIECES, min_size=1, max_size=5),
    st.sampled_from([None, None, (1, 0), (1, 1)]),
)
CELLS = st.lists(PLAIN, min_size=1, max_size=2).map(lambda runs: word.cell(word.par(*runs)))
TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=3).map(
        lambda rows: f"<w:tbl>{''.join(f'<w:tr>{chr(0).join(row)}</w:tr>' for row in rows)}</w:tbl>".replace("\0", "")
    )
)
BOXED = st.builds(lambda text, inner: word.par(text, BOX.format(word.par(inner))), WORDS, WORDS)
NOTED = WORDS.map(lambda text: word.par(text, "NOTE"))
DOCUMENTS = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES, BOXED, NOTED), min_size=1, max_size=6)


class Reading:
    """What Word shows of the elements above, by the rules of ISO/IEC 29500-1, for one body."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.notes = notes
        self.called: list[str] = []
        self.counts = [0, 0]
        self.fields: list[bool] = []

    def read(self, body: Any) -> list[str]:
        lines = [line for block in body for line in self.read_block(block)]
        lines += [f"[{number}]{self.notes[name]}" for number, name in enumerate(self.called, 1)]
        return [shown for line in lines if (shown := squeeze(line))]

    def read_block(self, block: Any) -> Iterator[str]:
        if block.tag == f"{W}tbl":
            yield "".join("".join(self.show(paragraph)) for paragraph in block.iter(f"{W}p"))
            return
        text = "".join(self.show(block))
        hidden = not squeeze(text) and bool(block.findall(f".//{W}vanish"))
        number = self.count(block) if not hidden else ""
        if squeeze(text):
            yield from (number + text).split("\n")
        choices = block.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice")
        for choice in choices:
            for paragraph in choice.iter(f"{W}p"):
                yield "".join(self.show(paragraph))

    def count(self, paragraph: Any) -> str:
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if level is None:
            return ""
        depth = int(level.get(f"{W}val"))
        self.counts[depth] += 1
        self.counts[depth + 1 :] = [0] * (1 - depth)
        return f"{self.counts[1]}." if depth else f"{'零一二三四五六七八九十'[self.counts[0]]}、"

    def track(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate":
            self.fields[-1] = True
        else:
            self.fields.pop()

    def show(self, element: Any) -> Iterator[str]:
        name = etree.QName(element).localname
        if name in ("del", "moveFrom", "AlternateContent", "instrText", "pPr", "rPr"):
            return
        if name == "fldChar":
            self.track(element.get(f"{W}fldCharType"))
        elif name == "footnoteReference":
            self.called.append(element.get(f"{W}id"))
            yield f"[{len(self.called)}]"
        elif name == "r":
            properties = element.find(f"{W}rPr")
            said = {
                etree.QName(one).localname: one.get(f"{W}val", "1")
                for one in (() if properties is None else properties)
            }
            text = "".join(shown for child in element for shown in self.show(child))
            if said.get("vanish", "0") == "0":
                text = text.upper() if "caps" in said else text
                yield text.translate(RAISED) if "vertAlign" in said else text
        elif not all(self.fields):
            return
        elif name in ("t", "tab", "br", "noBreakHyphen"):
            yield {"t": element.text, "tab": "\t", "br": "\n", "noBreakHyphen": "-"}[name]
        else:
            for child in element:
                yield from self.show(child)


def write(blocks: list[str], folder: Path) -> tuple[Path, list[str]]:
    """Write the document of some blocks; return it and what Word shows."""
    notes: dict[str, str] = {}
    written = []
    for block in blocks:
        if "NOTE" in block:
            name = str(len(notes) + 2)
            notes[name] = f"注文{name}"
            block = block.replace(word.run("NOTE"), NOTE.format(name))  # noqa: PLW2901
        written.append(block)
    inside = "".join(f'<w:footnote w:id="{name}">{word.par(text)}</w:footnote>' for name, text in notes.items())
    parts = {**PARTS, "footnotes": f"<w:footnotes {word.SPACES}>{inside}</w:footnotes>"}
    path = word.write_docx(folder / "report.docx", *written, parts=parts)
    root = etree.fromstring(f"<w:body {word.SPACES}>{''.join(written)}</w:body>")
    return path, Reading(notes).read(root)


def hold(blocks: list[str]) -> None:
    """Hold what the importer reads against what Word shows."""
    with tempfile.TemporaryDirectory() as shelter:
        path, expected = write(blocks, Path(shelter))
        passages = read_word(path).passages
        assert [squeeze(passage.words) for passage in passages] == expected


@settings(max_examples=25)
@given(DOCUMENTS)
def test_what_word_shows_is_what_is_read(blocks: list[str]) -> None:
    hold(blocks)


@pytest.mark.full
@settings(max_examples=2000)
@given(DOCUMENTS)
def test_what_word_shows_is_what_is_read_of_many(blocks: list[str]) -> None:
    hold(blocks)
