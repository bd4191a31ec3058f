"""Reports of every shape that the data allows, for properties that hold for each (hypothesis)."""

import dataclasses
import datetime
from decimal import Decimal
from itertools import count
from typing import cast

from hypothesis import strategies as st

from gongbao.report.report import (
    Block,
    Cell,
    Figure,
    Paragraph,
    Part,
    PartKind,
    Picture,
    Report,
    Section,
    Source,
    Speaker,
    Subheading,
    Table,
    TitleLine,
)

# What makes trouble in markup, in other scripts and in attributes, and what data cannot hold.
LETTERS = "一二三发展干后里云台余9%&<>\"' \u3000[]{}#、。（）“”𠮷\u2028é\t\n"
texts = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() != "")
maybe = st.none() | texts
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
moments = st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0)).filter(lambda one: one.year > 1900)
cells = st.just("") | texts | st.builds(Cell, text=texts, span=st.integers(1, 3), down=st.integers(1, 3))
rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)


@st.composite
def paragraphs(draw: st.DrawFn, name: str = "") -> Paragraph:
    text = draw(texts)
    lead = text[: draw(st.integers(0, len(text)))] or None
    return Paragraph(id=name, text=text, lead=lead, role=draw(st.sampled_from((None, "signed", "dated"))))


blocks = (
    paragraphs()
    | paragraphs()
    | st.builds(Subheading, id=st.just(""), heading=texts, level=st.integers(3, 6))
    | st.builds(
        Table,
        id=st.just(""),
        caption=maybe,
        caption_below=st.booleans(),
        unit=maybe,
        head=st.integers(0, 2),
        rows=rows,
        notes=st.lists(texts, max_size=2).map(tuple),
    )
    | st.builds(Picture, id=st.just(""), file=st.just("pictures/a.png"), caption=maybe, alternative=maybe)
)


@st.composite
def figures(draw: st.DrawFn, number: int, paragraph: Paragraph) -> Figure:
    start = draw(st.integers(0, len(paragraph.text) - 1))
    quote = paragraph.text[start : draw(st.integers(start + 1, len(paragraph.text)))]
    value = draw(st.decimals(-10, 10, places=2) | st.integers(0, 10**12).map(Decimal))
    return Figure(
        id=f"figure_{number}",
        label=draw(texts),
        value=value,
        unit=draw(texts),
        quote=quote,
        paragraph=paragraph.id,
        theme=draw(texts),
        qualifier=draw(st.sampled_from((None, "余", "近"))),
        key=draw(st.booleans()),
    )


@st.composite
def sections(draw: st.DrawFn, number: int) -> Section:
    content: list[Block] = [
        dataclasses.replace(block, id=f"sec_{number}__block_{place}")
        for place, block in enumerate(draw(st.lists(blocks, min_size=1, max_size=5)), 1)
    ]
    stated = [block for block in content if isinstance(block, Paragraph)]
    numbered = enumerate(draw(st.lists(st.sampled_from(stated), max_size=3)) if stated else [], number * 10)
    own = tuple(draw(figures(place, paragraph)) for place, paragraph in numbered)
    return Section(id=f"sec_{number}", heading=draw(maybe), label=draw(maybe), content=tuple(content), figures=own)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    numbers = count(1)

    def draw_paragraphs(name: str) -> tuple[Paragraph, ...]:
        return tuple(draw(paragraphs(f"{name}__para_{place}")) for place in range(1, draw(st.integers(0, 2)) + 1))

    body: st.SearchStrategy[PartKind] = st.sampled_from(("review", "plan", "whole"))
    annexes: list[PartKind] = ["annex"] * draw(st.integers(0, 1))
    kinds = [*draw(st.lists(body, min_size=1, max_size=2)), *annexes]
    parts = tuple(
        Part(
            id=f"part_{place}",
            kind=kind,
            heading=draw(maybe),
            year=draw(st.none() | st.integers(1900, 2200)),
            sections=tuple(draw(sections(next(numbers))) for _ in range(draw(st.integers(1, 2)))),
        )
        for place, kind in enumerate(kinds, 1)
    )
    reference, occasion, signature, dateline = (draw(maybe) for _ in range(4))
    lines = {"reference": reference, "occasion": occasion, "signature": signature, "dateline": dateline}
    there: list[TitleLine] = ["title", *(cast("TitleLine", name) for name, text in lines.items() if text)]
    return Report(
        slug="some-report",
        title=draw(texts),
        body=draw(texts),
        place=draw(maybe),
        session=draw(maybe),
        date=draw(days),
        published=draw(st.none() | days | moments),
        speaker=draw(st.none() | st.builds(Speaker, name=texts, office=maybe)),
        printed=tuple(draw(st.lists(st.sampled_from(there), unique=True))),
        unsettled=draw(st.sampled_from(((), ("date", "source")))),
        preface=draw_paragraphs("preface"),
        salutation=draw(st.none() | paragraphs("salutation")),
        opening=draw_paragraphs("opening"),
        parts=parts,
        closing=draw_paragraphs("closing"),
        endnotes=draw_paragraphs("notes"),
        source=draw(st.none() | st.builds(Source, name=texts, date=st.none() | days, file=maybe, note=maybe)),
        reference=reference,
        occasion=occasion,
        signature=signature,
        dateline=dateline,
    )
