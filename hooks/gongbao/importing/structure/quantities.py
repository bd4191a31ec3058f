"""A report in, figures proposed for a person to keep or delete out: every quantity with a unit, in text and tables."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import cast

from gongbao.data.figures import find_faults
from gongbao.importing.structure import table_quantities
from gongbao.importing.structure.labels import Spot, make_label
from gongbao.report.numbers import find_numbers
from gongbao.report.report import Figure, Paragraph, Part, Qualifier, Report, Section, Table
from gongbao.report.table_lines import read_table
from gongbao.report.units import SCALE, UNITS

# What keeps a number open may stand before it, between it and its unit, or inside the unit (`2万余人`).
BEFORE = re.compile(r"(?P<word>近|约|超|逾)?(?:过|达|到|至)?$")
AFTER = re.compile(rf"\s?(?P<mid>余|多)?(?P<scale>{SCALE})?(?P<after>余|多)?(?P<unit>{UNITS})")
# A version, an ordinal, a range, a name in quotes, a power are no quantities.
PART_OF_ELSE = re.compile(r"[\d.．０-９“+\-—–~～第]$")
CLAUSE_ENDS = frozenset("，。；;！？：、（）")
OPENS, CLOSES = ("[", "〔", "【"), ("]", "〕", "】")
LONGEST_PARAGRAPH = 20_000


def propose_figures(report: Report, among: Container[str] | None = None, standing: Report | None = None) -> Report:
    """Return the report with figures proposed for its review, or for the whole where no part is a review.

    Tables are looked at in annexes, too. `among` are the ids of the paragraphs and tables to look at; None looks at all
    of them. Rows that a table had in the `standing` report were looked at before.
    """
    review = any(part.kind == "review" for part in report.parts)
    taken = {figure.id for figure in report.all_figures}
    tables = {} if standing is None else {table.id: table for table in iter_tables(standing)}

    def fill(part: Part) -> Part:
        if part.kind not in ("annex", "review" if review else "whole"):
            return part
        sections = [propose_in_section(section, part, taken, among, tables) for section in part.sections]
        return replace(part, sections=tuple(sections))

    return replace(report, parts=tuple(fill(part) for part in report.parts))


def iter_tables(report: Report) -> Iterator[Table]:
    """Give the tables of a report."""
    return (block for section in report.sections for block in section.content if isinstance(block, Table))


def propose_in_section(
    section: Section, part: Part, taken: set[str], among: Container[str] | None, tables: Mapping[str, Table]
) -> Section:
    """Return a section with its figures proposed; `taken` collects the ids given, `tables` are as they stood."""
    theme = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、．.]?\s*", "", section.heading or section.label or "概况")
    theme = re.split(r"[，,]", theme)[0]
    known = {(figure.paragraph, figure.value, figure.unit) for figure in section.figures}
    figures: list[Figure] = []
    for block in section.content:
        if among is not None and block.id not in among:
            continue
        found: Iterable[Figure] = ()
        if isinstance(block, Table):
            before = read_table(tables[block.id]).places if block.id in tables else ()
            found = table_quantities.find_figures(block, theme, part.year, before, find_figures)
        elif isinstance(block, Paragraph) and part.kind != "annex":
            quantities = find_figures(block, theme)
            found = (one for one in quantities if (one.paragraph, one.value, one.unit) not in known)
        figures += [replace(figure, id=_name_figure(block.id, taken)) for figure in found]
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
    numbers = [
        number
        for number in (find_numbers(text) if len(text) <= LONGEST_PARAGRAPH else ())
        # That of a note's mark is none.
        if not (text[number.start - 1 : number.start] in OPENS and text[number.end : number.end + 1] in CLOSES)
    ]
    inside = {place for number in numbers for place in range(number.start, number.end)}
    places = [number.start for number in numbers]
    previous = 0, 0
    for number in numbers:
        match = AFTER.match(text, number.end)
        before = BEFORE.search(text, max(0, number.start - 3), number.start)
        if not match or not before or not number.certain or PART_OF_ELSE.search(text[: before.start()][-1:]):
            continue
        start, stop = _find_clause(text, number.start, match.end(), inside)
        spot = Spot(begin=before.start(), end=match.end(), start=start, stop=stop, previous=previous)
        label = make_label(text, spot, places)
        previous = before.start(), match.end()
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
