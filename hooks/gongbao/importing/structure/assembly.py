"""The frame and the halves of a report in, the report itself out, with ids in document order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongbao.importing.manuscript import Doubt, Image, Passage
from gongbao.importing.structure.endings import find_roles
from gongbao.importing.structure.framing import ANNOUNCES, Frame
from gongbao.importing.structure.leads import find_leads
from gongbao.importing.structure.marks import find_mark
from gongbao.importing.structure.metadata import Metadata
from gongbao.importing.structure.outer_pictures import place_outer_pictures
from gongbao.importing.structure.outline import Entry, make_outline
from gongbao.importing.structure.sections import Draft, Half, gather_annex, gather_halves, split_closing, split_opening
from gongbao.importing.structure.tables import is_figure_caption, make_table
from gongbao.importing.structure.title_block import TitleBlock
from gongbao.report.report import Block, Paragraph, Part, Picture, Report, Section, Source, Subheading

HIGHEST, DEEPEST = 3, 6
LONGEST_LABEL = 20


def make_report(frame: Frame, block: TitleBlock, metadata: Metadata, source: Source) -> tuple[Report, list[Doubt]]:
    """Return the report and what is doubtful in its structure."""
    entries, doubts = make_outline(frame.body)
    opening, entries = split_opening(entries)
    entries, closing = split_closing(entries)
    halves = gather_halves(entries)
    for annex in frame.annexes:
        annex_entries, more = make_outline(annex[1:])
        halves.append(gather_annex(annex[0], annex_entries))
        doubts += more
    if frame.notes:
        heading = frame.notes[0] if ANNOUNCES.fullmatch(frame.notes[0].text.strip()) else None
        texts = frame.notes[1:] if heading else frame.notes
        notes = [Entry(passage=passage, mark=find_mark(passage.text)) for passage in texts]
        halves.append(Half(kind="annex", sections=[Draft(heading=heading, entries=notes)], label="注释"))
    salutation = (frame.salutation,) if frame.salutation else ()
    before = [*frame.preface, *frame.block, *salutation, *(entry.passage for entry in opening)]
    doubts += place_outer_pictures(halves, before, [*(entry.passage for entry in closing), *frame.endnotes])
    sections = number_sections(halves, doubts)
    report = Report(
        title=metadata.title,
        body=metadata.body,
        place=metadata.place,
        session=metadata.session,
        date=metadata.date,
        reference=block.lines.get("reference"),
        occasion=block.lines.get("occasion"),
        speaker=metadata.speaker,
        signature=block.lines.get("signature"),
        dateline=block.lines.get("dateline"),
        printed=block.printed,
        unsettled=metadata.unsettled,
        preface=make_paragraphs("preface", frame.preface),
        salutation=make_salutation(frame),
        opening=make_paragraphs("opening", [entry.passage for entry in opening]),
        parts=tuple(
            Part(
                id=f"part_{number}",
                kind=half.kind,
                heading=half.heading.text.strip() if half.heading else None,
                year=half.year,
                sections=sections[number - 1],
            )
            for number, half in enumerate(halves, 1)
        ),
        closing=make_paragraphs("closing", [entry.passage for entry in closing]),
        endnotes=make_paragraphs("endnotes", frame.endnotes),
        source=source,
    )
    return name_endings(report), doubts


def name_endings(report: Report) -> Report:
    """Return the report with the lines at its ends named for what they are: signature, date, copies and their like."""
    parts = tuple(
        replace(part, sections=(*part.sections[:-1], name_section_end(part.sections[-1])))
        if part is report.parts[-1] or (part.kind != "annex" and part is report.body_parts[-1] and not report.closing)
        else part
        for part in report.parts
    )
    closing, endnotes = name_ends(report.closing), name_ends(report.endnotes)
    return replace(report, parts=parts, closing=closing, endnotes=endnotes)


def name_section_end(section: Section) -> Section:
    """Return a section with the lines at its end named; at least one paragraph stays its text."""
    start = len(section.content)
    # A seal stands among them as a picture.
    while start > 1 and isinstance(section.content[start - 1], Paragraph | Picture):
        start -= 1
    tail = section.content[start:]
    named = iter(name_ends(tuple(block for block in tail if isinstance(block, Paragraph))))
    return replace(
        section,
        content=(
            *section.content[:start],
            *(next(named) if isinstance(block, Paragraph) else block for block in tail),
        ),
    )


def name_ends(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return paragraphs with the roles of the last of them."""
    roles = find_roles([paragraph.text for paragraph in paragraphs])
    return tuple(
        replace(paragraph, role=role) if role else paragraph for paragraph, role in zip(paragraphs, roles, strict=True)
    )


def number_sections(halves: Sequence[Half], doubts: list[Doubt]) -> list[tuple[Section, ...]]:
    """Return the sections of each half, numbered through the report."""
    numbered, number = [], 0
    for half in halves:
        if not half.sections and half.heading:
            half.sections.append(Draft(heading=half.heading))
            half.heading = None
        sections = []
        for draft in half.sections:
            number += 1
            section, leads = make_section(draft, f"sec_{number}", name_section(half, draft))
            sections.append(section)
            doubts += leads
        numbered.append(tuple(sections))
    return numbered


def name_section(half: Half, draft: Draft) -> str | None:
    """Return the name of a section without a heading for contents lists; None where a heading names it."""
    if draft.heading:
        return None
    if draft.closes:
        return "结语"
    if half.label or len(half.sections) == 1:
        return half.label or (None if half.heading else "正文")
    return "总体要求" if half.kind == "plan" else "总体情况"


def make_section(draft: Draft, name: str, label: str | None) -> tuple[Section, list[Doubt]]:
    """Return a section with its paragraphs, subheadings and tables, and the leads that are doubtful.

    A heading with nothing under it (an entry of a list, a title on a page of its own) becomes the section's paragraph.
    """
    entries = list(draft.entries)
    heading = draft.heading.text.strip() if draft.heading else None
    if draft.heading and all(entry.is_heading for entry in entries):
        entries.insert(0, Entry(passage=draft.heading, mark=find_mark(draft.heading.text)))
        heading, label = None, draft.heading.text.strip()[:LONGEST_LABEL]
    paragraphs = [
        entry.passage
        for entry in entries
        if not (entry.is_heading or entry.passage.rows or is_figure_caption(entry.passage))
    ]
    found, doubts = find_leads(paragraphs)
    leads = iter(found)
    base = min((entry.depth for entry in entries if entry.depth is not None), default=0)
    counts: Counter[str] = Counter()
    content: list[Block] = []

    def add_pictures(images: Sequence[Image], caption: str | None = None) -> None:
        for image in images:
            counts["pic"] += 1
            content.append(
                Picture(
                    id=f"{name}__pic_{counts['pic']}",
                    file=f"pictures/{image.name}",
                    caption=caption,
                    alternative=image.alternative or None,
                )
            )
            caption = None

    add_pictures(draft.before)
    if draft.heading and heading:
        add_pictures(draft.heading.pictures)
    for entry in entries:
        if is_figure_caption(entry.passage):
            add_pictures(entry.passage.pictures, entry.passage.text.strip())
            continue
        kind = "table" if entry.passage.rows else "para" if entry.depth is None else "subsec"
        counts[kind] += 1
        address = f"{name}__{kind}_{counts[kind]}"
        text = entry.passage.text.strip()
        if entry.passage.rows:
            content.append(make_table(entry.passage, address))
        elif entry.depth is None:
            content.append(Paragraph(id=address, text=text, lead=next(leads)))
        else:
            content.append(Subheading(id=address, heading=text, level=min(HIGHEST + entry.depth - base, DEEPEST)))
        add_pictures(entry.passage.pictures)
    add_pictures(draft.after)
    return Section(id=name, heading=heading, label=label, content=tuple(content)), doubts


def make_salutation(frame: Frame) -> Paragraph | None:
    """Return the salutation as a paragraph."""
    return Paragraph(id="salutation", text=frame.salutation.text.strip()) if frame.salutation else None


def make_paragraphs(prefix: str, passages: Sequence[Passage]) -> tuple[Paragraph, ...]:
    """Return passages as paragraphs outside the sections; a table is given row by row, its cells parted by tabs."""
    texts = [line.strip() for passage in passages for line in passage.words.split("\n") if line.strip()]
    return tuple(Paragraph(id=f"{prefix}__para_{number}", text=text) for number, text in enumerate(texts, 1))
