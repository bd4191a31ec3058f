"""The paragraphs of a report in, figures proposed for a person to keep or delete out: every quantity with a unit."""

import re
from collections.abc import Container, Iterator, Set
from dataclasses import replace
from typing import cast

from gongbao.data.consistency import find_faults
from gongbao.importing.structure.labels import Spot, make_label
from gongbao.report.numbers import find_numbers
from gongbao.report.report import Figure, Paragraph, Part, Qualifier, Report, Section

UNITS = (
    "人次|人天|人|户次|户|家次|家|个百分点|个|项|件|次|场|篇|部|条|份|名|位|期|批|座|所|处|台套|台|套|辆|艘|架|张|本|册|只|头|株|支|队|起|宗|例|种|类|项目"
    "|公里|千米|平方公里|平方米|立方米|米|公顷|亩|吨|千克|公斤|千瓦时|千瓦|兆瓦|吉瓦|度|美元|欧元|日元|元|%|％|‰|个百分点|倍|小时|分钟|天|标箱|标准箱|人民币|斤|户数|平方|学位|床|张床位|岁|对|村|镇|届次"
)
SCALE = "百|千|万|十万|百万|千万|亿|十亿|百亿|千亿|万亿"
# What keeps a number open may stand before it, between it and its unit, or inside the unit (`2万余人`).
BEFORE = re.compile(r"(?P<word>近|约|超|逾)?(?:过|达|到|至)?$")
AFTER = re.compile(rf"\s?(?P<mid>余|多)?(?P<scale>{SCALE})?(?P<after>余|多)?(?P<unit>{UNITS})")
# A version, an ordinal, a range, a name in quotes, a power are no quantities.
PART_OF_ELSE = re.compile(r"[\d.．０-９“+\-—–~～第]$")
CLAUSE_ENDS = frozenset("，。；;！？：、（）")
LONGEST_PARAGRAPH = 20_000


def propose_figures(report: Report, among: Container[str] | None = None) -> Report:
    """Return the report with figures proposed for its review, or for the whole where no part is a review.

    `among` are the ids of the paragraphs to look at; None looks at all of them.
    """
    parts = [part for part in report.parts if part.kind == "review"] or [
        part for part in report.parts if part.kind == "whole"
    ]
    chosen = {section.id for part in parts for section in part.sections}
    taken = {figure.id for figure in report.all_figures}

    def fill(part: Part) -> Part:
        sections = [
            propose_in_section(section, taken, among) if section.id in chosen else section for section in part.sections
        ]
        return replace(part, sections=tuple(sections))

    return replace(report, parts=tuple(fill(part) for part in report.parts))


def propose_in_section(section: Section, taken: set[str], among: Container[str] | None) -> Section:
    """Return a section with its figures proposed; `taken` collects the ids given."""
    theme = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、．.]?\s*", "", section.heading or section.label or "概况")
    theme = re.split(r"[，,]", theme)[0]
    known = {(figure.paragraph, figure.value, figure.unit) for figure in section.figures}
    figures = []
    for paragraph in section.paragraphs:
        if among is not None and paragraph.id not in among:
            continue
        figures += [
            replace(figure, id=_name_figure(paragraph.id, taken))
            for figure in find_figures(paragraph, theme)
            if (figure.paragraph, figure.value, figure.unit) not in known
        ]
    return replace(section, figures=(*section.figures, *figures))


def _name_figure(paragraph: str, taken: set[str]) -> str:
    """Return an id no figure has, and take it."""
    number = 1
    while (name := f"{paragraph}__fig_{number}") in taken:
        number += 1
    taken.add(name)
    return name


def find_figures(paragraph: Paragraph, theme: str) -> Iterator[Figure]:
    """Give every quantity of a paragraph, with the clause that states it as its quote; never one that check refuses."""
    text = paragraph.text
    # A paragraph longer than any report's is damage, and reading it figure by figure would take quadratic time.
    numbers = list(find_numbers(text)) if len(text) <= LONGEST_PARAGRAPH else []
    inside = {place for number in numbers for place in range(number.start, number.end)}
    places = [number.start for number in numbers]
    previous = 0
    for number in numbers:
        match = AFTER.match(text, number.end)
        before = BEFORE.search(text, max(0, number.start - 3), number.start)
        if not match or not before or not number.certain or PART_OF_ELSE.search(text[: before.start()][-1:]):
            continue
        start, stop = _find_clause(text, number.start, match.end(), inside)
        spot = Spot(begin=before.start(), end=match.end(), start=start, stop=stop, previous=previous)
        label = make_label(text, spot, places)
        previous = match.end()
        figure = Figure(
            id="figure",
            label=label,
            value=number.value,
            unit=(match["scale"] or "") + (match["after"] or "") + match["unit"],
            qualifier=cast("Qualifier | None", before["word"] or match["mid"]),
            quote=text[start:stop],
            paragraph=paragraph.id,
            theme=theme,
            proposed=True,
        )
        if not any(find_faults(figure, paragraph)):
            yield figure


def _find_clause(text: str, start: int, end: int, inside: Set[int]) -> tuple[int, int]:
    """Return where the clause around a quantity begins and ends; a comma inside a number ends none."""
    begin = start
    while begin and (text[begin - 1] not in CLAUSE_ENDS or begin - 1 in inside):
        begin -= 1
    finish = end
    while finish < len(text) and (text[finish] not in CLAUSE_ENDS or finish in inside):
        finish += 1
    while begin < start and text[begin] in " ”’":
        begin += 1
    while finish > end and text[finish - 1] == " ":
        finish -= 1
    return begin, finish
