"""The report as data: what the loader makes of YAML, frozen, and what every later step reads.

Field metadata is the single source of the YAML's rules: the loader checks against it and the JSON Schema is made
from it. `doc` says what a field is for and shows a right example.
"""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from gongbao.report.note_marks import drop_marks

ScriptTag = Literal["zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]
PartKind = Literal["review", "plan", "whole", "annex"]
Qualifier = Literal["余", "多", "近", "约", "超", "逾"]
# What stands at the end of an official document (GB/T 9704-2012, 7.3.4 to 7.4.3).
Role = Literal["attachments", "signed", "dated", "copies", "issued"]
TitleLine = Literal["reference", "title", "occasion", "signature", "dateline"]
HeadField = Literal["title", "body", "place", "date", "session", "speaker", "source"]

SOURCE_SCRIPT: ScriptTag = "zh-Hans"
# The importer writes it for a body that it does not find: a person fills it in.
UNKNOWN = "（待补）"
# An id names files, too: file systems take 255 bytes.
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,99}")
PICTURE = re.compile(r"pictures/[A-Za-z0-9_-]+\.(?:png|jpe?g|svg)")
# Windows writes no file of these names, with any ending.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
NUMBERED = re.compile(
    r"(?P<numeral>[一二三四五六七八九十百]+|（[一二三四五六七八九十百]+）|\d+)(?P<mark>[、．.]?)(?P<title>.+)"
)


def doc(meaning: str, example: Any, **more: Any) -> dict[str, Any]:
    """Return the metadata of a YAML field: its meaning and a right example, as editors and error messages show them."""
    return {"meaning": meaning, "example": example, **more}


def where(**more: Any) -> Any:
    """Return a field that the loader fills with where something stands; it never tells two values apart."""
    return field(compare=False, repr=False, metadata={"place": True}, **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph as published, whole; the lead is only a display hint, the start of the text."""

    id: str = field(metadata=doc("permanent address, ASCII", "sec_2__para_3", form="id"))
    text: str = field(
        metadata=doc("the whole paragraph on one line, the lead included", "强化思想理论武装。巩固深化……")
    )
    lead: str | None = field(
        default=None,
        metadata=doc("the run-in lead: the first words of the text, as they stand there", "强化思想理论武装。"),
    )
    role: Role | None = field(
        default=None,
        metadata=doc(
            "what a line at the end is: attachments 附件说明, signed 署名, dated 成文日期, copies 抄送, issued 印发",
            "signed",
        ),
    )
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A heading inside a section; level 3 stands right under the section's own heading."""

    id: str = field(metadata=doc("permanent address, ASCII", "sec_2__subsec_1", form="id"))
    heading: str = field(metadata=doc("the heading as printed, its number included", "（一）加快转型升级"))
    level: int = field(default=3, metadata=doc("3 under the section, 4 under a 3, to 6", 3, least=3, most=6))
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell that takes more than one place of a table; any other is its text alone."""

    text: str = field(default="", metadata=doc("what it says; may be empty", "合计", empty=True))
    span: int = field(default=1, metadata=doc("how many columns it takes", 2, least=1, most=200))
    down: int = field(default=1, metadata=doc("how many rows it takes", 2, least=1, most=20_000))


Row = tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: rows of cells, those of the head first, with what is printed above and under it."""

    id: str = field(metadata=doc("permanent address, ASCII", "sec_2__table_1", form="id"))
    caption: str | None = field(default=None, metadata=doc("the caption as printed", "表1 重点项目"))
    caption_below: bool = field(default=False, metadata=doc("the caption is printed under the table", True))
    unit: str | None = field(default=None, metadata=doc("the unit printed above the table, at its right", "单位：亿元"))
    head: int = field(default=1, metadata=doc("how many of the rows are its head", 2, least=0, most=20))
    rows: tuple[Row, ...] = field(
        metadata=doc(
            "rows of cells, the head first; a cell may be empty, begin with full-width spaces, or be merged: "
            "{text: 合计, span: 2}",
            [["项目", "进展"], ["一", "完成"]],
            empty=True,
        )
    )
    notes: tuple[str, ...] = field(
        default=(), metadata=doc("what is printed right under the table, a line each", ["注：本表为快报数。"])
    )
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart or a photograph, whose file lies under the report's folder."""

    id: str = field(metadata=doc("permanent address, ASCII", "sec_2__pic_1", form="id"))
    file: str = field(
        metadata=doc(
            "its file, under the folder of the report",
            "pictures/gdp-2024.png",
            pattern=PICTURE,
            must="a PNG, JPEG or SVG file under pictures, its name in ASCII",
        )
    )
    caption: str | None = field(default=None, metadata=doc("the caption as printed", "图1 地区生产总值"))
    alternative: str | None = field(
        default=None,
        metadata=doc(
            "what it shows, in words, for those who cannot see it", "柱状图：2020年至2024年地区生产总值逐年增长……"
        ),
    )
    line: int = where(default=0)


Block = Paragraph | Subheading | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantitative statement: a value with its unit, the words that state it, and where they stand.

    They are the words of a paragraph, or the cells of a table's row; a table may say the unit in another place.
    """

    id: str = field(metadata=doc("name within the report, ASCII", "meetings", form="id"))
    label: str = field(metadata=doc("what is counted", "召开常委会会议"))
    value: Decimal = field(metadata=doc("the number alone", 9))
    unit: str = field(metadata=doc("the unit as printed", "次"))
    quote: str = field(
        metadata=doc(
            "the words of the paragraph that state it, exactly; of a table, all cells of the row, parted by spaces",
            "先后召开常委会会议9次",
        )
    )
    paragraph: str = field(metadata=doc("the id of that paragraph or table", "sec_1__para_1", form="id"))
    theme: str = field(metadata=doc("the group in the table of figures", "会议和监督"))
    qualifier: Qualifier | None = field(
        default=None, metadata=doc("a word of the source that keeps the number open", "余")
    )
    key: bool = field(default=False, metadata=doc("shown among the year's figures on the cover", True))
    proposed: bool = field(default=False, metadata=doc("put forward by the importer, not yet looked at", True))
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A division of the report with a page of its own."""

    id: str = field(metadata=doc("permanent address, ASCII", "sec_2", form="id"))
    heading: str | None = field(
        default=None,
        metadata=doc(
            "the heading as printed, its number included; leave out if none is printed", "一、牢牢把握正确方向"
        ),
    )
    label: str | None = field(
        default=None,
        metadata=doc("a name for contents lists where no heading is printed; not part of the text", "总体情况"),
    )
    content: tuple[Block, ...] = field(
        metadata=doc("paragraphs, subheadings, tables and pictures in their order", None, least=1)
    )
    figures: tuple[Figure, ...] = field(default=(), metadata=doc("the quantitative statements", None))
    path: Path = where(default_factory=Path)
    line: int = where(default=0)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs alone, in order."""
        return tuple(block for block in self.content if isinstance(block, Paragraph))

    @property
    def subheadings(self) -> tuple[Subheading, ...]:
        """The inner headings alone, in order."""
        return tuple(block for block in self.content if isinstance(block, Subheading))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A half of the report (the year reviewed, the year planned), an annex, or the whole where there are no halves."""

    id: str = field(metadata=doc("permanent address, ASCII", "part_1", form="id"))
    kind: PartKind = field(
        default="whole", metadata=doc("review, plan, annex, or whole where there are no halves", "review")
    )
    heading: str | None = field(default=None, metadata=doc("the heading as printed", "2024年主要工作"))
    year: int | None = field(default=None, metadata=doc("the year it speaks of", 2024, least=1900, most=2200))
    sections: tuple[Section, ...] = field(
        metadata=doc("the files of its sections, in order", ["01-sec_1.yml"], files=True, least=1)
    )
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who gave the report."""

    name: str = field(metadata=doc("full name", "王红星"))
    office: str | None = field(default=None, metadata=doc("office as printed", "市人大常委会主任"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the text was taken from."""

    name: str = field(metadata=doc("publication or document", "太仓日报"))
    date: datetime.date | None = field(default=None, metadata=doc("its date", datetime.date(2025, 1, 20)))
    file: str | None = field(default=None, metadata=doc("the file that was imported", "taicang-npc-2025.txt"))
    note: str | None = field(default=None, metadata=doc("anything a researcher should know", "据报纸版面文字整理"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of one body to one session, in document order (`report.walk` gives its items)."""

    slug: str = where(default="")
    title: str = field(metadata=doc("the title as printed", "太仓市人民代表大会常务委员会工作报告"))
    body: str = field(metadata=doc("the body that reports", "太仓市人民代表大会常务委员会"))
    place: str | None = field(default=None, metadata=doc("the place it is responsible for", "江苏省太仓市"))
    session: str | None = field(
        default=None, metadata=doc("the meeting it was given to", "太仓市第十七届人民代表大会第五次会议")
    )
    date: datetime.date = field(metadata=doc("the day it was given", datetime.date(2025, 1, 8)))
    published: datetime.date | None = field(
        default=None, metadata=doc("when it was published, with the time if known", "2025-01-20 09:30", time=True)
    )
    reference: str | None = field(
        default=None, metadata=doc("the number of the document (发文字号), as printed", "东政发〔2025〕3号")
    )
    occasion: str | None = field(default=None, metadata=doc("the occasion line as printed", "——2025年1月8日在……会议上"))
    speaker: Speaker | None = field(
        default=None, metadata=doc("who gave it", {"office": "市人大常委会主任", "name": "王红星"})
    )
    signature: str | None = field(
        default=None, metadata=doc("the speaker's line as printed", "□市人大常委会主任 王红星")
    )
    dateline: str | None = field(default=None, metadata=doc("a date printed on a line of its own", "（2025年1月8日）"))
    printed: tuple[TitleLine, ...] = field(
        default=("title", "occasion", "signature"),
        metadata=doc(
            "the lines of the title block that the source prints, in their order", ["title", "occasion", "signature"]
        ),
    )
    unsettled: tuple[HeadField, ...] = field(
        default=(),
        metadata=doc("what the importer guessed or did not find; take each off once it is right", ["date", "source"]),
    )
    preface: tuple[Paragraph, ...] = field(default=(), metadata=doc("what is printed above the title block", None))
    salutation: Paragraph | None = field(
        default=None, metadata=doc("the first words to the audience", {"id": "salutation", "text": "各位代表："})
    )
    opening: tuple[Paragraph, ...] = field(default=(), metadata=doc("paragraphs before the first part", None))
    parts: tuple[Part, ...] = field(metadata=doc("the halves and annexes in order", None, least=1))
    closing: tuple[Paragraph, ...] = field(default=(), metadata=doc("paragraphs that close the report", None))
    endnotes: tuple[Paragraph, ...] = field(
        default=(), metadata=doc("what is printed after everything else: adoption note, credit, date", None)
    )
    source: Source | None = field(default=None, metadata=doc("where the text was taken from", {"name": "太仓日报"}))
    path: Path = where(default_factory=Path)

    @property
    def name(self) -> str:
        """The title as lists and citations give it: without the marks of notes."""
        return drop_marks(self.title)

    @property
    def body_parts(self) -> tuple[Part, ...]:
        """The parts before the closing."""
        return tuple(part for part in self.parts if part.kind != "annex")

    @property
    def annexes(self) -> tuple[Part, ...]:
        """The parts after the closing."""
        return tuple(part for part in self.parts if part.kind == "annex")

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in document order."""
        return tuple(section for part in (*self.body_parts, *self.annexes) for section in part.sections)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in document order."""
        return tuple(block for section in self.sections for block in section.content if isinstance(block, Picture))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that are published, in document order: proposals wait for a person."""
        return tuple(figure for figure in self.all_figures if not figure.proposed)

    @property
    def all_figures(self) -> tuple[Figure, ...]:
        """The figures in document order, proposals of the importer included."""
        return tuple(figure for section in self.sections for figure in section.figures)


def split_heading(heading: str) -> tuple[str, str]:
    """Return a printed heading as numeral and title: `一、讲政治` → (`一`, `讲政治`); no numeral → (``, heading)."""
    match = NUMBERED.fullmatch(heading)
    if not match or not (match["mark"] or match["numeral"].startswith("（")):
        return "", heading
    return match["numeral"].strip("（）"), match["title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A body or a place with its permanent address, and the names it bore before."""

    id: str = field(metadata=doc("permanent address, ASCII", "taicang-npc", form="id"))
    name: str = field(metadata=doc("its name, as the reports give it", "太仓市人民代表大会常务委员会"))
    former: tuple[str, ...] = field(
        default=(), metadata=doc("names in older reports of the same body or place", ["太仓县人民代表大会常务委员会"])
    )
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What `data/names.yml` says of the bodies that report and of their places."""

    bodies: tuple[Name, ...] = field(default=(), metadata=doc("the bodies that report", None))
    places: tuple[Name, ...] = field(default=(), metadata=doc("the places they are responsible for", None))
