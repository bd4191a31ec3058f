"""What an import did in, the words that tell a person out: what was understood, what is doubtful, what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbao.data.glossary import Glossary
from gongbao.importing.changes import iter_changes
from gongbao.importing.contents import iter_contents
from gongbao.importing.manuscript import Doubt, Manuscript, measure_width
from gongbao.importing.omissions import iter_left_out
from gongbao.importing.renewal.merging import Change
from gongbao.importing.structure.damage import Damage
from gongbao.report.messages import _, tell_count
from gongbao.report.problems import show
from gongbao.report.report import Report
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines

WIDTH = 8  # of the names of the title block


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
    hints: tuple[str, ...] = ()


def format_summary(summary: ImportSummary) -> str:
    """Return the summary as lines of text."""
    groups = (
        _iter_sources(summary),
        _iter_title_block(summary.report),
        iter_contents(summary.report, summary.glossary),
        _iter_doubts(summary.doubts),
        _iter_damage(summary),
        iter_left_out(summary.manuscripts),
        iter_changes(summary.changes) if summary.renewed else (),
        summary.hints,
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
    return name + " " * (WIDTH - measure_width(name))


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


def _iter_end(summary: ImportSummary) -> Iterator[str]:
    if summary.moved:
        yield _("Moved to the head: {lines}").format(lines=" / ".join(summary.moved))
    characters = len(squeeze("".join(iter_lines(summary.report))))
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
