"""Passages of one report → the report: title block, opening, parts with their sections, closing, annexes."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.importing.leads import find_leads
from gongbao.importing.outline import Entry, make_outline
from gongbao.importing.passage import Doubt, Passage, ends_sentence
from gongbao.importing.titleblock import SALUTATION, TitleBlock
from gongbao.model import Block, Paragraph, Part, PartKind, Report, Section, Source, Subheading, Table

ANNEX = re.compile(r"(?:附件|附录|附\s*注|附[：:]|名词解释|名词注释|注\s*释|有关名词)[一二三四五六七八九十\d]{0,2}.{0,20}")
ADDRESS = re.compile(r"各位代表|同志们|各位委员")
ENDNOTE = re.compile(
    r"[（(].{2,60}[）)]|.{0,20}(?:秘书处|办公厅|办公室|日报|编辑部)|[（(]?.{0,8}[\d一二三四五六七八九○〇]{4}年.{1,6}月.{0,5}[日]?[）)]?"
)
REVIEW = re.compile(r"回顾|总结|主要工作|成就|成绩|完成情况|过去")
PLAN = re.compile(r"任务|安排|目标|建议|规划|要求|部署|打算|思路|工作|建设")
YEAR = re.compile(r"((?:19|20)\d\d)年")
CLOSING_LONGEST = 6


@dataclass(slots=True)
class _Draft:
    """A section while it is gathered."""

    heading: Passage | None = None
    entries: list[Entry] = field(default_factory=list)
    closes: bool = False


@dataclass(slots=True)
class _Half:
    """A part while it is gathered."""

    heading: Passage | None = None
    sections: list[_Draft] = field(default_factory=list)
    annex: bool = False


def make_report(block: TitleBlock, passages: Sequence[Passage], source: Source) -> tuple[Report, list[Doubt]]:
    """Return the report and what is doubtful in its structure."""
    used = set(map(id, block.passages))
    first = next((index for index, passage in enumerate(passages) if id(passage) in used), 0)
    preface = [] if block.at_end else list(passages[:first])
    body = [passage for passage in passages[len(preface) :] if id(passage) not in used]
    salutation = None
    if body and SALUTATION.match(body[0].text.strip()):
        salutation = Paragraph(id="salutation", text=body.pop(0).text.strip())
    body, endnotes = _split_endnotes(body)
    main, annexes = _split_annexes(body)
    entries, doubts = make_outline(main)
    opening, entries = _split_opening(entries)
    entries, closing = _split_closing(entries)
    halves = _gather_halves(entries)
    for annex in annexes:
        annex_entries, more = make_outline(annex)
        halves.append(_gather_annex(annex_entries))
        doubts += more
    return _assemble(block, preface, salutation, opening, halves, closing, endnotes, source), doubts


def _split_endnotes(body: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Part the adoption note, the credit and the date that stand after everything else."""
    cut = len(body)
    while cut > 1 and len(body) - cut < CLOSING_LONGEST and not body[cut - 1].rows and ENDNOTE.fullmatch(body[cut - 1].text.strip()):
        cut -= 1
    return body[:cut], body[cut:]


def _split_annexes(body: list[Passage]) -> tuple[list[Passage], list[list[Passage]]]:
    """Part the annexes from the report: they begin with a short line that says so, after the report's last address."""
    addresses = [index for index, passage in enumerate(body) if ADDRESS.match(passage.text)]
    after = max(addresses, default=len(body) // 2)
    starts = [
        index
        for index in range(after + 1, len(body))
        if ANNEX.fullmatch(body[index].text.strip()) and not ends_sentence(body[index].text)
    ]
    if not starts:
        return body, []
    ends = [*starts[1:], len(body)]
    annexes = [body[start:end] for start, end in zip(starts, ends, strict=True)]
    return body[: starts[0]], annexes


def _split_opening(entries: list[Entry]) -> tuple[list[Paragraph], list[Entry]]:
    """Part the paragraphs before the first heading; where there is no heading, the first paragraph."""
    cut = next((index for index, entry in enumerate(entries) if entry.is_heading), min(1, len(entries) - 1))
    return _make_paragraphs("opening", [entry.passage for entry in entries[:cut]]), entries[cut:]


def _split_closing(entries: list[Entry]) -> tuple[list[Entry], list[Paragraph]]:
    """Part the last address to the audience, if it stands near the end and no heading follows it."""
    last = max((index for index, entry in enumerate(entries) if ADDRESS.match(entry.passage.text)), default=0)
    rest = entries[last:]
    if not last or len(rest) > CLOSING_LONGEST or any(entry.is_heading for entry in rest):
        return entries, []
    if entries[last - 1].is_heading:
        return entries, []
    return entries[:last], _make_paragraphs("closing", [entry.passage for entry in rest])


def _gather_halves(entries: list[Entry]) -> list[_Half]:
    """Gather entries into parts and sections: parts only where headings without a number stand above 一、."""
    depths = {entry.depth: entry.mark.kind for entry in reversed(entries) if entry.is_heading}
    with_parts = depths.get(0) in ("none", "chapter") and depths.get(1) == "han"
    section_depth = 1 if with_parts else 0
    halves = [] if with_parts and entries and entries[0].depth == 0 else [_Half()]
    for entry in entries:
        if with_parts and entry.depth == 0:
            halves.append(_Half(heading=entry.passage))
        elif entry.depth == section_depth:
            halves[-1].sections.append(_Draft(heading=entry.passage))
        else:
            _open_section(halves[-1], entry, with_parts).entries.append(entry)
    return halves


def _open_section(half: _Half, entry: Entry, with_parts: bool) -> _Draft:
    """Return the section an entry belongs to; an address after the headed sections of a half closes that half."""
    current = half.sections[-1] if half.sections else None
    address = with_parts and not entry.is_heading and bool(ADDRESS.match(entry.passage.text))
    if current is None or (address and current.heading and current.entries):
        current = _Draft(closes=current is not None)
        half.sections.append(current)
    return current


def _gather_annex(entries: list[Entry]) -> _Half:
    """Gather an annex: its first line heads the part, a title on the next line heads its section."""
    first, rest = entries[0].passage, entries[1:]
    if rest and rest[0].is_heading and rest[0].mark.kind == "none":
        return _Half(heading=first, sections=[_Draft(heading=rest[0].passage, entries=rest[1:])], annex=True)
    return _Half(sections=[_Draft(heading=first, entries=rest)], annex=True)


def _assemble(
    block: TitleBlock,
    preface: list[Passage],
    salutation: Paragraph | None,
    opening: list[Paragraph],
    halves: list[_Half],
    closing: list[Paragraph],
    endnotes: list[Passage],
    source: Source,
) -> Report:
    parts, number = [], 0
    kinds = [_tell_kind(half, index, halves) for index, half in enumerate(halves)]
    for position, (half, kind) in enumerate(zip(halves, kinds, strict=True), 1):
        sections = []
        for draft in half.sections:
            number += 1
            sections.append(_make_section(draft, number, _name_section(half, draft, kind)))
        heading = half.heading.text.strip() if half.heading else None
        parts.append(
            Part(id=f"part_{position}", kind=kind, heading=heading, year=_read_year(heading), sections=tuple(sections))
        )
    place, body = _read_body(block)
    date = block.date or datetime.date(1900, 1, 1)
    return Report(
        title=block.title or f"{place or ''}政府工作报告",
        body=body,
        place=place,
        session=block.session,
        date=date,
        occasion=block.occasion or None,
        speaker=block.speaker,
        signature=block.signature or None,
        printed=block.printed,
        salutation=salutation,
        opening=tuple(opening),
        parts=tuple(parts),
        closing=tuple(closing),
        source=source,
    )


def _read_body(block: TitleBlock) -> tuple[str | None, str]:
    """Return the place and the body that reports, read from the title and the session."""
    title = re.match(r"(.+?(?:人民代表大会常务委员会|人民政府|人民法院|人民检察院))", block.title)
    session = re.match(r"(.{2,20}?)第[^第]{1,8}届", block.session or "")
    place = session[1] if session and session[1] != "全国" else None
    if title:
        return place, title[1]
    if "全国人民代表大会" in (block.session or ""):
        return "全国", "国务院"
    return place, f"{place}人民政府" if place else "待补"


def _tell_kind(half: _Half, index: int, halves: Sequence[_Half]) -> PartKind:
    """Return what a part is about, from its heading and its place."""
    if half.annex:
        return "annex"
    if half.heading is None:
        return "whole"
    text = half.heading.text
    if REVIEW.search(text) and index == 0:
        return "review"
    return "plan" if PLAN.search(text) else "whole"


def _read_year(heading: str | None) -> int | None:
    match = YEAR.search(heading or "")
    return int(match[1]) if match else None


def _name_section(half: _Half, draft: _Draft, kind: PartKind) -> str | None:
    """Return the name of a section without a heading for contents lists; None where its part's heading names it."""
    if draft.heading:
        return None
    if draft.closes:
        return "结语"
    if len(half.sections) == 1:
        return None if half.heading else "正文"
    return "总体要求" if kind == "plan" else "总体情况"


def _make_section(draft: _Draft, number: int, label: str | None) -> Section:
    name = f"sec_{number}"
    paragraphs = [entry.passage for entry in draft.entries if not entry.is_heading]
    leads = {id(passage): lead for passage, lead in zip(paragraphs, find_leads(paragraphs), strict=True)}
    base = min((entry.depth or 0 for entry in draft.entries if entry.is_heading), default=0)
    counts = {"para": 0, "subsec": 0, "table": 0}
    content: list[Block] = []
    for entry in draft.entries:
        kind = "table" if entry.passage.rows else "subsec" if entry.is_heading else "para"
        counts[kind] += 1
        address = f"{name}__{kind}_{counts[kind]}"
        text = entry.passage.text.strip()
        if kind == "table":
            content.append(Table(id=address, rows=entry.passage.rows))
        elif kind == "subsec":
            content.append(Subheading(id=address, heading=text, level=min(3 + (entry.depth or 0) - base, 6)))
        else:
            content.append(Paragraph(id=address, text=text, lead=leads[id(entry.passage)]))
    return Section(id=name, heading=draft.heading.text.strip() if draft.heading else None, label=label, content=tuple(content))


def _make_paragraphs(prefix: str, passages: Sequence[Passage]) -> list[Paragraph]:
    return [Paragraph(id=f"{prefix}__para_{number}", text=passage.text.strip()) for number, passage in enumerate(passages, 1)]
