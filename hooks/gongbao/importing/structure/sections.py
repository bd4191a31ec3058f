"""The entries of a body and its annexes in, halves with their sections out: what stands under what, no ids yet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.importing.manuscript import Image, Passage
from gongbao.importing.structure.marks import ADDRESS, HAN, LISTS, NAMED_DIVISIONS, find_mark, read_number
from gongbao.importing.structure.outline import Entry
from gongbao.report.report import PartKind

REVIEW = re.compile(r"回顾|总结|主要工作|成就|成绩|完成情况|过去|工作情况|开展的工作|所做的工作|回望")
PLAN = re.compile(r"任务|安排|目标|建议|规划|要求|部署|打算|思路|设想|总体|工作|建设")
FORWARD = re.compile(r"(?:19|20)\d\d年|今年|计划|任务|安排|目标|建议|规划|部署|打算|思路|设想|今后|未来|下一步")
LOOKS_BACK = re.compile(r"回顾|总结|回望|工作情况|完成情况|(?:\d年|“.{2,3}”).*(?:成就|成绩)")
YEAR = re.compile(rf"((?:19|20)\d\d|[一二][{HAN}]{{3}})\s*年")
# Marks of the headings that stand right under the headings of parts.
SECTIONS = {"han", *NAMED_DIVISIONS}
LONGEST_CLOSING, LONGEST_NUMBER, LONGEST_TITLE, MOST_HALVES = 6, 6, 40, 4


@dataclass(slots=True)
class Draft:
    """A section while it is gathered; `closes` tells that it ends a half after its headed sections.

    `before` and `after` are pictures at its beginning and its end that no passage of it has.
    """

    heading: Passage | None = None
    entries: list[Entry] = field(default_factory=list)
    closes: bool = False
    before: tuple[Image, ...] = ()
    after: tuple[Image, ...] = ()


@dataclass(slots=True)
class Half:
    """A part while it is gathered."""

    kind: PartKind = "whole"
    heading: Passage | None = None
    sections: list[Draft] = field(default_factory=list)
    label: str = ""

    @property
    def year(self) -> int | None:
        """The year its heading, or its sections' headings, speak of: for a plan the last, for a review the first."""
        if self.kind not in ("review", "plan"):
            return None
        headings = [self.heading] if self.heading else [draft.heading for draft in self.sections]
        years = [read_number(year) for heading in headings if heading for year in YEAR.findall(heading.text)]
        if not years:
            return None
        return max(years) if self.kind == "plan" else years[0]


def split_opening(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Part what stands before the first heading; where there is no heading, a first paragraph that opens the report."""
    first = next((index for index, entry in enumerate(entries) if entry.is_heading), None)
    if first is None:
        opens = len(entries) > 1 and bool(
            re.search(r"请予审议|提出意见|报告工作|作.{0,12}报告", entries[0].passage.text)
        )
        first = 1 if opens else 0
    return list(entries[:first]), list(entries[first:])


def split_closing(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Part the last address to the audience, if it stands near the end, after text, and no heading follows it."""
    last = max((index for index, entry in enumerate(entries) if ADDRESS.match(entry.passage.text)), default=0)
    rest = entries[last:]
    closes = last and len(rest) <= LONGEST_CLOSING and not any(entry.is_heading or entry.passage.rows for entry in rest)
    if not closes or entries[last - 1].is_heading:
        return list(entries), []
    return list(entries[:last]), list(rest)


def gather_halves(entries: Sequence[Entry]) -> list[Half]:
    """Gather entries into parts and sections: parts where headings without a number stand above 一、."""
    kinds: dict[int, set[str]] = {}
    for entry in entries:
        if entry.depth is not None:
            kinds.setdefault(entry.depth, set()).add(entry.mark.kind)
    with_parts = kinds.get(0, set()) <= {"none", *NAMED_DIVISIONS} and bool(SECTIONS & kinds.get(1, set()))
    depth = 1 if with_parts else 0
    last = {index for index in range(len(entries)) if with_parts and _ends_half(entries, index)}
    halves: list[Half] = []
    for index, entry in enumerate(entries):
        if with_parts and entry.depth == 0:
            halves.append(Half(heading=entry.passage))
            continue
        if not halves:
            halves.append(Half())
        if entry.depth == depth:
            halves[-1].sections.append(Draft(heading=entry.passage))
        else:
            _open_section(halves[-1], closes=index in last).entries.append(entry)
    if with_parts:
        for index, half in enumerate(halves):
            half.kind = _tell_kind(half, index) if len(halves) <= MOST_HALVES else "whole"
        return halves
    return _part_years(halves)


def gather_annex(first: Passage, entries: Sequence[Entry]) -> Half:
    """Gather an annex: its first line heads the part where a title follows, else its only section."""
    rest = list(entries)
    mark = find_mark(first.text)
    if first.rows or mark.kind in LISTS:
        label = "附表" if first.rows else "注释"
        return Half(kind="annex", sections=[Draft(entries=[Entry(passage=first, mark=mark), *rest])], label=label)
    if (
        len(rest) > 1
        and len(first.text.strip()) <= LONGEST_NUMBER
        and rest[0].mark.kind == "none"
        and _is_title(rest[0])
    ):
        return Half(kind="annex", heading=first, sections=[Draft(heading=rest[0].passage, entries=rest[1:])])
    return Half(kind="annex", sections=[Draft(heading=first, entries=rest)])


def _is_title(entry: Entry) -> bool:
    text = entry.passage.text.strip()
    return bool(text) and (entry.is_heading or (len(text) <= LONGEST_TITLE and text[-1] not in "。；：:！，"))


def _ends_half(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether an address to the audience closes a half: no headed section of it follows."""
    if entries[index].is_heading or not ADDRESS.match(entries[index].passage.text):
        return False
    return next((entry.depth for entry in entries[index + 1 :] if entry.depth in (0, 1)), 0) == 0


def _open_section(half: Half, *, closes: bool) -> Draft:
    """Return the section that the next text of a half belongs to; words that close the half begin one of their own."""
    current = half.sections[-1] if half.sections else None
    if current and not (closes and current.heading and any(not entry.is_heading for entry in current.entries)):
        return current
    half.sections.append(Draft(closes=current is not None))
    return half.sections[-1]


def _tell_kind(half: Half, index: int) -> PartKind:
    """Return what a part is about, from its heading and its place."""
    if half.heading is None:
        return "whole"
    if index == 0 and REVIEW.search(half.heading.text):
        return "review"
    return "plan" if PLAN.search(half.heading.text) else "whole"


def _part_years(halves: list[Half]) -> list[Half]:
    """Part the sections of a report into the year reviewed and the year planned, if their headings say it clearly."""
    sections = [draft for half in halves for draft in half.sections]
    headings = [draft.heading.text if draft.heading else "" for draft in sections]
    back = 0
    while back < len(headings) and LOOKS_BACK.search(headings[back]):
        back += 1
    ahead = headings[back:]
    clear = back and ahead and FORWARD.search(ahead[0]) and not any(LOOKS_BACK.search(heading) for heading in ahead)
    if not clear:
        return halves
    return [Half(kind="review", sections=sections[:back]), Half(kind="plan", sections=sections[back:])]
