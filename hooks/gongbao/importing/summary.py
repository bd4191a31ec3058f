"""What an import did in, the words that tell a person out: what was understood, what is doubtful, what was left out."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.data.glossary import Glossary
from gongbao.importing.manuscript import Doubt, Manuscript, Omission, squeeze
from gongbao.importing.renewal.merging import Change
from gongbao.importing.structure.damage import Damage
from gongbao.importing.structure.marks import DIVISIONS, find_mark, is_short_heading
from gongbao.report.messages import _, tell_count
from gongbao.report.problems import show
from gongbao.report.report import Paragraph, Picture, Report, Section, Table
from gongbao.report.walk import iter_lines

WIDTH = 8  # of the names of the title block
AROUND, LONGEST, MOST_SHOWN = 14, 60, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """Everything an import has to say; `written` is False for a dry run."""

    report: Report
    into: Path
    written: bool
    manuscripts: tuple[Manuscript, ...]
    doubts: tuple[Doubt, ...]
    damage: tuple[Damage, ...] = ()
    changes: tuple[Change, ...] = ()
    glossary: Glossary | None = None
    moved: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    renewed: bool = False


def format_summary(summary: ImportSummary) -> str:
    """Return the summary as lines of text."""
    groups = (
        _iter_sources(summary),
        _iter_title_block(summary.report),
        _iter_tree(summary),
        _iter_doubts(summary.doubts),
        _iter_damage(summary),
        _iter_left_out(summary.manuscripts),
        _iter_changes(summary),
        _iter_end(summary),
    )
    return "\n".join(show(line) for group in groups for line in group)


def _iter_sources(summary: ImportSummary) -> Iterator[str]:
    for manuscript in summary.manuscripts:
        yield _("{path}: {form}, {paragraphs} paragraphs, {characters} characters").format(
            path=manuscript.path,
            form=manuscript.form,
            paragraphs=len(manuscript.passages),
            characters=len(manuscript.characters),
        )


def _iter_title_block(report: Report) -> Iterator[str]:
    yield _("Title block")
    title = report.title
    if "title" not in report.printed:
        title = _("{title} (not printed in the source)").format(title=title)
    office = report.speaker and (report.speaker.office or _("(no office)"))
    speaker = f"{office} · {report.speaker.name}" if report.speaker else None
    known = [
        (_("title"), title),
        (_("body"), report.body),
        (_("place"), report.place),
        (_("session"), report.session),
        (_("date"), report.date),
        (_("speaker"), speaker),
        *([(_("reference"), report.reference)] if report.reference else []),
    ]
    unknown = _("(not found)")
    yield from (f"  {pad(name)} {unknown if value is None else value}" for name, value in known)


def pad(name: str) -> str:
    """Return a name with spaces after it, as wide as all; Chinese characters are as wide as two others."""
    return name + " " * (WIDTH - sum(2 if unicodedata.east_asian_width(letter) == "W" else 1 for letter in name))


def _iter_tree(summary: ImportSummary) -> Iterator[str]:
    report = summary.report
    yield _("Structure")
    if report.preface:
        yield _("  preface: {paragraphs}").format(paragraphs=_count_paragraphs(report.preface))
    line = _("  opening: salutation, {paragraphs}") if report.salutation else _("  opening: {paragraphs}")
    yield line.format(paragraphs=_count_paragraphs(report.opening))
    for part in (*report.body_parts, *report.annexes):
        heading = part.heading or _("(no heading)")
        kind = _("{kind} {year}").format(kind=_(part.kind), year=part.year) if part.year else _(part.kind)
        yield _("  {kind}: {heading}").format(kind=kind, heading=heading)
        for section in part.sections:
            named = section.heading or f"[{section.label or part.heading}]"
            counts = _(", ").join(_iter_counts(section))
            yield _("    {section} {heading}: {counts}").format(section=section.id, heading=named, counts=counts)
    yield _("  closing: {paragraphs}").format(paragraphs=_count_paragraphs(report.closing))
    for paragraph in report.endnotes:
        yield _("  after the end: {text}").format(text=paragraph.text[:LONGEST])
    if summary.glossary:
        yield tell_count("  glossary: {number} term", "  glossary: {number} terms", len(summary.glossary.terms))
    proposed = sum(figure.proposed for figure in report.all_figures)
    if proposed:
        words = _("  figures proposed: {number} (keep or delete each, then take off `proposed: true`)")
        yield words.format(number=proposed)


def _count_paragraphs(paragraphs: Sequence[Paragraph]) -> str:
    return tell_count("{number} paragraph", "{number} paragraphs", len(paragraphs))


def _iter_counts(section: Section) -> Iterator[str]:
    """Give how many things of each kind a section has, those that it has."""
    counts = Counter(type(block).__name__ for block in section.content)
    leads = sum(bool(paragraph.lead) for paragraph in section.paragraphs)
    if section.paragraphs:
        yield _count_paragraphs(section.paragraphs)
    if section.subheadings:
        yield tell_count("{number} subheading", "{number} subheadings", len(section.subheadings))
    if tables := counts[Table.__name__]:
        yield tell_count("{number} table", "{number} tables", tables)
    if pictures := counts[Picture.__name__]:
        yield tell_count("{number} picture", "{number} pictures", pictures)
    if leads:
        yield tell_count("{number} lead", "{number} leads", leads)
    if section.figures:
        yield tell_count("{number} figure", "{number} figures", len(section.figures))


def _iter_doubts(doubts: tuple[Doubt, ...]) -> Iterator[str]:
    yield _("Doubtful: {number}").format(number=len(doubts)) if doubts else _("Doubtful: nothing")
    for doubt in doubts:
        place = f"{doubt.file}:{doubt.line}" if doubt.line else f"{doubt.file}"
        message = _("  {place}: {kind}: {context} → {choice}")
        yield message.format(place=place, kind=_(doubt.kind), context=doubt.context, choice=_(doubt.choice))


def _iter_damage(summary: ImportSummary) -> Iterator[str]:
    yield from (_("Repaired: {words}").format(words=words) for words in summary.repaired)
    if summary.damage:
        yield _("Kept as found")
    for damage in summary.damage:
        yield _("  {number} × {kind}, first in line {line}: …{example}…").format(
            number=damage.count, kind=_(damage.kind), line=damage.line, example=damage.example
        )


def _iter_left_out(manuscripts: tuple[Manuscript, ...]) -> Iterator[str]:
    for manuscript in manuscripts:
        headings = list_headings(manuscript) if manuscript.left_out else []
        if manuscript.left_out:
            yield _("Left out of {file}").format(file=manuscript.path.name)
        kinds = Counter(omission.kind for omission in manuscript.left_out)
        shown: Counter[str] = Counter()
        for omission in manuscript.left_out:
            shown[omission.kind] += 1
            if shown[omission.kind] <= MOST_SHOWN:
                yield f"  {format_omission(omission, manuscript.unit, find_heading(headings, omission.line))}"
            elif shown[omission.kind] == kinds[omission.kind]:
                more = shown[omission.kind] - MOST_SHOWN
                places = tell_count("{number} more place", "{number} more places", more)
                yield f"  {_(omission.kind)}: {places}"
        note = _("Note on {file}: {words}")
        yield from (note.format(file=manuscript.path.name, words=words) for words in manuscript.told)


def list_headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    """Return the headings of a source with the lines they stand in."""
    return [
        (passage.line, passage.text.strip())
        for passage in manuscript.passages
        if (mark := find_mark(passage.text)).kind in DIVISIONS or passage.level
        if is_short_heading(passage, mark)
    ]


def find_heading(headings: Sequence[tuple[int, str]], line: int) -> str:
    """Return the heading above a line; nothing where there is none."""
    place = bisect_right(headings, line, key=lambda heading: heading[0])
    return headings[place - 1][1] if place and line else ""


def format_omission(omission: Omission, unit: str, heading: str = "") -> str:
    """Return what is left out with the place where a person finds it: its paragraph, the words before, the heading."""
    number = f" ({omission.count})" if omission.count > 1 else ""
    words = f": {_shorten(omission.text)}" if omission.text else number
    line = _("paragraph {number}") if unit == "paragraph" else _("line {number}")
    places = [
        line.format(number=omission.line) if omission.line else "",
        _("after …{words}").format(words=omission.after) if omission.after else "",
        _("under {heading}").format(heading=_shorten(heading)) if heading else "",
    ]
    place = ", ".join(filter(None, places))
    return f"{_(omission.kind)}{words}{f' ({place})' if place else ''}"


def _iter_changes(summary: ImportSummary) -> Iterator[str]:
    if summary.renewed:
        changed = len(summary.changes)
        yield _("Changes: {number}").format(number=changed) if changed else _("Changes: none")
    for change in summary.changes:
        if change.kind == "added":
            yield f"  + {change.id}: {_shorten(change.after)}"
        elif change.kind == "removed":
            yield f"  - {change.id}: {_shorten(change.before)}"
        elif change.kind == "changed":
            before, after = show_difference(change.before, change.after)
            yield f"  ~ {change.id}: {before} → {after}"
        elif change.kind == "kept":
            words = _("  = {id}: kept {before} (the source says {after})")
            yield words.format(id=change.id, before=change.before, after=change.after)
        else:
            words = _("  ! figure {id}: its words are gone from the source: {before}")
            yield words.format(id=change.id, before=change.before)


def _iter_end(summary: ImportSummary) -> Iterator[str]:
    if summary.moved:
        yield _("Moved to the head: {lines}").format(lines=" / ".join(summary.moved))
    characters = sum(len(squeeze(line)) for line in iter_lines(summary.report))
    missing = sum(omission.shown for manuscript in summary.manuscripts for omission in manuscript.left_out)
    if missing:
        yield tell_count(
            "{characters} characters, the same sequence in source and report; but {number} thing that a reader sees is"
            " left out",
            "{characters} characters, the same sequence in source and report; but {number} things that a reader sees"
            " are left out",
            missing,
            characters=characters,
        )
    else:
        words = _("Lossless: {characters} characters, the same sequence in source and report")
        yield words.format(characters=characters)
    words = _("Written: {folder}") if summary.written else _("Nothing written (dry run): {folder}")
    yield words.format(folder=summary.into)


def show_difference(before: str, after: str) -> tuple[str, str]:
    """Return the stretch in which two texts differ, with a few characters around it."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    begin = max(0, start - AROUND)
    cut = max(0, end - AROUND)
    return _shorten(before[begin : len(before) - cut]), _shorten(after[begin : len(after) - cut])


def _shorten(text: str) -> str:
    text = text.replace("\n", " / ")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
