"""What an import did in, the words that tell a person out: what was understood, what is doubtful, what was left out."""

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
from gongbao.report.report import Paragraph, Report, Subheading, Table
from gongbao.report.walk import iter_lines

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
    return "\n".join(line for group in groups for line in group)


def _iter_sources(summary: ImportSummary) -> Iterator[str]:
    for manuscript in summary.manuscripts:
        count = len(manuscript.characters)
        yield f"{manuscript.path}: {manuscript.form}, {len(manuscript.passages)} paragraphs, {count} characters"


def _iter_title_block(report: Report) -> Iterator[str]:
    yield "Title block"
    speaker = f"{report.speaker.office or '(no office)'} · {report.speaker.name}" if report.speaker else None
    known = {
        "title": report.title,
        "body": report.body,
        "place": report.place,
        "session": report.session,
        "date": report.date,
        "speaker": speaker,
    }
    for name, value in known.items():
        printed = " (not printed in the source)" if name == "title" and name not in report.printed else ""
        yield f"  {name:<8} {value if value is not None else '(not found)'}{printed}"
    if report.reference:
        yield f"  number   {report.reference}"


def _iter_tree(summary: ImportSummary) -> Iterator[str]:
    report = summary.report
    yield "Structure"
    if report.preface:
        yield f"  preface: {_count(len(report.preface), 'paragraph')}"
    opening = f"{'salutation, ' if report.salutation else ''}{_count(len(report.opening), 'paragraph')}"
    yield f"  opening: {opening}"
    for part in (*report.body_parts, *report.annexes):
        yield f"  {part.kind}{f' {part.year}' if part.year else ''}: {part.heading or '(no heading)'}"
        for section in part.sections:
            counts = Counter(type(block).__name__ for block in section.content)
            leads = sum(bool(paragraph.lead) for paragraph in section.paragraphs)
            parts = [
                _count(counts[Paragraph.__name__], "paragraph"),
                _count(counts[Subheading.__name__], "subheading"),
                _count(counts[Table.__name__], "table"),
                _count(leads, "lead"),
                _count(len(section.figures), "figure"),
            ]
            named = section.heading or f"[{section.label or part.heading}]"
            yield f"    {section.id} {named}: {', '.join(words for words in parts if words[0] != '0')}"
    yield f"  closing: {_count(len(report.closing), 'paragraph')}"
    for paragraph in report.endnotes:
        yield f"  after the end: {paragraph.text[:LONGEST]}"
    if summary.glossary:
        yield f"  glossary: {_count(len(summary.glossary.terms), 'term')}"
    proposed = sum(figure.proposed for figure in report.all_figures)
    if proposed:
        yield f"  figures proposed: {proposed} (keep or delete each, then take off `proposed: true`)"


def _iter_doubts(doubts: tuple[Doubt, ...]) -> Iterator[str]:
    yield f"Doubtful: {len(doubts)}" if doubts else "Doubtful: nothing"
    for doubt in doubts:
        place = f"{doubt.file}:{doubt.line}" if doubt.line else f"{doubt.file}"
        yield f"  {place}: {doubt.kind}: {doubt.context} → {doubt.choice}"


def _iter_damage(summary: ImportSummary) -> Iterator[str]:
    yield from (f"Repaired: {words}" for words in summary.repaired)
    if summary.damage:
        yield "Kept as found"
    for damage in summary.damage:
        yield f"  {damage.count} × {damage.kind}, first in line {damage.line}: …{damage.example}…"


def _iter_left_out(manuscripts: tuple[Manuscript, ...]) -> Iterator[str]:
    for manuscript in manuscripts:
        headings = list_headings(manuscript) if manuscript.left_out else []
        if manuscript.left_out:
            yield f"Left out of {manuscript.path.name}"
        kinds = Counter(omission.kind for omission in manuscript.left_out)
        shown: Counter[str] = Counter()
        for omission in manuscript.left_out:
            shown[omission.kind] += 1
            if shown[omission.kind] <= MOST_SHOWN:
                yield f"  {format_omission(omission, manuscript.unit, find_heading(headings, omission.line))}"
            elif shown[omission.kind] == kinds[omission.kind]:
                yield f"  {omission.kind}: {_count(shown[omission.kind] - MOST_SHOWN, 'more place')}"
        yield from (f"Note on {manuscript.path.name}: {words}" for words in manuscript.told)


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
    places = [
        f"{unit} {omission.line}" if omission.line else "",
        f"after …{omission.after}" if omission.after else "",
        f"under {_shorten(heading)}" if heading else "",
    ]
    place = ", ".join(filter(None, places))
    return f"{omission.kind}{words}{f' ({place})' if place else ''}"


def _iter_changes(summary: ImportSummary) -> Iterator[str]:
    if summary.renewed:
        yield f"Changes: {len(summary.changes)}" if summary.changes else "Changes: none"
    for change in summary.changes:
        if change.kind == "added":
            yield f"  + {change.id}: {_shorten(change.after)}"
        elif change.kind == "removed":
            yield f"  - {change.id}: {_shorten(change.before)}"
        elif change.kind == "changed":
            before, after = show_difference(change.before, change.after)
            yield f"  ~ {change.id}: {before} → {after}"
        elif change.kind == "kept":
            yield f"  = {change.id}: kept {change.before} (the source says {change.after})"
        else:
            yield f"  ! figure {change.id}: its words are gone from the source: {change.before}"


def _iter_end(summary: ImportSummary) -> Iterator[str]:
    if summary.moved:
        yield f"Moved to the head: {' / '.join(summary.moved)}"
    count = sum(len(squeeze(line)) for line in iter_lines(summary.report))
    missing = sum(omission.shown for manuscript in summary.manuscripts for omission in manuscript.left_out)
    if missing:
        things = "1 thing that a reader sees is" if missing == 1 else f"{missing} things that a reader sees are"
        yield f"{count} characters, the same sequence in source and report; but {things} left out"
    else:
        yield f"Lossless: {count} characters, the same sequence in source and report"
    yield f"{'Written' if summary.written else 'Nothing written (dry run)'}: {summary.into}"


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


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
