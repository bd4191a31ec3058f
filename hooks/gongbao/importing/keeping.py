"""The report as it stands and the one read anew → the new one with the old ids and the clerk's edits, and what changed.

Kept: the id of every passage whose words are the same or nearly so, data beside the text (place, speaker, labels,
leads, levels, source …) and the figures whose words are still there. The text itself, the printed title block
included, is the source's.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from gongbao.importing.passage import squeeze
from gongbao.model import Block, Figure, Paragraph, Part, Report, Section, Subheading

ChangeKind = Literal["added", "changed", "removed", "kept", "lost figure"]
# Data of a report that a person may have edited; the printed lines among them follow the source while it prints them.
EDITABLE = ("title", "body", "place", "session", "date", "published", "speaker", "source", "occasion", "signature", "dateline")
ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the report as it stood and as it is now."""

    kind: ChangeKind
    id: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Names:
    """The ids given so far; a new one never repeats one that was ever used."""

    used: set[str]

    def make(self, prefix: str, kind: str) -> str:
        """Return a fresh id: `sec_2__para_7`."""
        stem = f"{prefix}__{kind}_" if prefix else f"{kind}_"
        number = 1
        while f"{stem}{number}" in self.used:
            number += 1
        self.used.add(f"{stem}{number}")
        return f"{stem}{number}"


def keep_edits(old: Report, new: Report) -> tuple[Report, list[Change]]:
    """Return the new report with what is to be kept of the old one, and the changes in the order of the text."""
    pairs = match_blocks(list(iter_blocks(old)), list(iter_blocks(new)))
    names = _Names(used={block.id for block in iter_blocks(old)} | {item.id for item in (*old.parts, *old.sections)})
    changes = list(_list_changes(old, new, pairs))
    sections = _name_sections(old, new, pairs, names)
    parts = _name_parts(old, new, sections, names)
    kept = replace(
        new,
        **{name: _keep_field(name, old, new, changes) for name in EDITABLE},
        preface=_keep_paragraphs(new.preface, "preface", pairs, names),
        salutation=next(iter(_keep_paragraphs((new.salutation,), "salutation", pairs, names)), None) if new.salutation else None,
        opening=_keep_paragraphs(new.opening, "opening", pairs, names),
        parts=tuple(parts),
        closing=_keep_paragraphs(new.closing, "closing", pairs, names),
        endnotes=_keep_paragraphs(new.endnotes, "endnotes", pairs, names),
    )
    return _keep_figures(old, kept, changes), changes


def iter_blocks(report: Report) -> Iterator[Block]:
    """Give every passage that has an id, in the order of the text."""
    yield from report.preface
    if report.salutation:
        yield report.salutation
    yield from report.opening
    for part in report.body_parts:
        for section in part.sections:
            yield from section.content
    yield from report.closing
    for part in report.annexes:
        for section in part.sections:
            yield from section.content
    yield from report.endnotes


def read_words(block: Block) -> str:
    """Return what a passage says."""
    if isinstance(block, Paragraph):
        return block.text
    return block.heading if isinstance(block, Subheading) else "\n".join("\t".join(row) for row in block.rows)


def match_blocks(old: Sequence[Block], new: Sequence[Block]) -> dict[int, Block]:
    """Return for each new passage (by its identity) the old one it was: the same words, or nearly so in the same place."""
    before, after = ([(type(block).__name__, squeeze(read_words(block))) for block in blocks] for blocks in (old, new))
    pairs: dict[int, Block] = {}
    for action, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action == "equal":
            pairs.update((id(new[start + step]), old[first + step]) for step in range(last - first))
        elif action == "replace":
            place = first
            for index in range(start, stop):
                alike = next((other for other in range(place, last) if _is_alike(before[other], after[index])), None)
                if alike is not None:
                    pairs[id(new[index])] = old[alike]
                    place = alike + 1
    return pairs


def _is_alike(before: tuple[str, str], after: tuple[str, str]) -> bool:
    matcher = SequenceMatcher(None, before[1], after[1], autojunk=False)
    return before[0] == after[0] and matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE


def _list_changes(old: Report, new: Report, pairs: dict[int, Block]) -> Iterator[Change]:
    matched = {block.id for block in pairs.values()}
    for block in iter_blocks(new):
        before = pairs.get(id(block))
        if before is None:
            yield Change(kind="added", id=block.id, after=read_words(block))
        elif read_words(before) != read_words(block):
            yield Change(kind="changed", id=before.id, before=read_words(before), after=read_words(block))
    for block in iter_blocks(old):
        if block.id not in matched:
            yield Change(kind="removed", id=block.id, before=read_words(block))


def _keep_field(name: str, old: Report, new: Report, changes: list[Change]) -> object:
    """Return the value of a field: the source's for a line it prints, else the one that stands."""
    before, after = getattr(old, name), getattr(new, name)
    if name in new.printed or before is None:
        if before is not None and before != after:
            changes.append(Change(kind="changed", id=name, before=str(before), after=str(after)))
        return after
    if after is not None and before != after and name != "source":
        changes.append(Change(kind="kept", id=name, before=str(before), after=str(after)))
    return before


def _keep_paragraphs(
    paragraphs: tuple[Paragraph, ...], prefix: str, pairs: dict[int, Block], names: _Names
) -> tuple[Paragraph, ...]:
    return tuple(_keep_block(paragraph, prefix, pairs, names) for paragraph in paragraphs)  # type: ignore[misc]


def _keep_block(block: Block, prefix: str, pairs: dict[int, Block], names: _Names) -> Block:
    """Return a passage with its old id and the old display hints, or with a fresh id."""
    before = pairs.get(id(block))
    if before is None:
        kind = "para" if isinstance(block, Paragraph) else "subsec" if isinstance(block, Subheading) else "table"
        fresh = prefix if prefix == "salutation" and prefix not in names.used else names.make(prefix, kind)
        return replace(block, id=fresh)
    same = read_words(before) == read_words(block)
    if isinstance(block, Paragraph) and isinstance(before, Paragraph):
        return replace(block, id=before.id, lead=before.lead if same else block.lead)
    if isinstance(block, Subheading) and isinstance(before, Subheading):
        return replace(block, id=before.id, level=before.level if same else block.level)
    return replace(block, id=before.id)


def _name_sections(old: Report, new: Report, pairs: dict[int, Block], names: _Names) -> dict[str, Section]:
    """Return the new sections (by their new id) with the ids of the old ones that held the same text."""
    homes = {block.id: section for section in old.sections for block in section.content}
    headings = {squeeze(section.heading): section for section in old.sections if section.heading}
    taken: set[str] = set()
    named: dict[str, Section] = {}
    for section in new.sections:
        votes = Counter(
            homes[before.id].id for block in section.content if (before := pairs.get(id(block))) and before.id in homes
        )
        by_id = {other.id: other for other in old.sections}
        choices = [headings.get(squeeze(section.heading or ""))] if section.heading else []
        choices += [by_id[name] for name, _ in votes.most_common(2)]
        before = next((choice for choice in choices if choice and choice.id not in taken), None)
        name = before.id if before else names.make("", "sec")
        taken.add(name)
        label = (before.label if before else None) or section.label
        content = tuple(_keep_block(block, name, pairs, names) for block in section.content)
        named[section.id] = replace(section, id=name, label=None if section.heading else label, content=content)
    return named


def _name_parts(old: Report, new: Report, sections: dict[str, Section], names: _Names) -> list[Part]:
    """Return the new parts with the ids, kinds and years of the old ones that held the same sections."""
    homes = {section.id: part for part in old.parts for section in part.sections}
    taken: set[str] = set()
    parts = []
    for part in new.parts:
        held = tuple(sections[section.id] for section in part.sections)
        votes = Counter(homes[section.id].id for section in held if section.id in homes)
        by_id = {other.id: other for other in old.parts}
        name = next((name for name, _ in votes.most_common() if name not in taken), None)
        before = by_id.get(name or "")
        if before is None:
            parts.append(replace(part, id=names.make("", "part"), sections=held))
            continue
        taken.add(before.id)
        kind = part.kind if "annex" in (part.kind, before.kind) else before.kind
        parts.append(replace(part, id=before.id, kind=kind, year=before.year or part.year, sections=held))
    return parts


def _keep_figures(old: Report, new: Report, changes: list[Change]) -> Report:
    """Return the report with the figures that still stand; proposals only for paragraphs that are new or changed."""
    texts = {paragraph.id: paragraph.text for paragraph in old.iter_paragraphs()}
    standing: dict[str, list[Figure]] = {}
    now = {paragraph.id: paragraph.text for paragraph in new.iter_paragraphs()}
    for figure in old.figures:
        if figure.quote in now.get(figure.paragraph, ""):
            standing.setdefault(figure.paragraph, []).append(figure)
        else:
            changes.append(Change(kind="lost figure", id=figure.id, before=figure.quote))
    fresh = {name for name in now if texts.get(name) != now[name]}

    def fill(section: Section) -> Section:
        kept = [figure for paragraph in section.paragraphs for figure in standing.get(paragraph.id, [])]
        known = {(figure.paragraph, figure.value, figure.unit) for figure in kept}
        added = [
            figure
            for figure in section.figures
            if figure.paragraph in fresh and (figure.paragraph, figure.value, figure.unit) not in known
        ]
        return replace(section, figures=(*kept, *added))

    return replace(
        new, parts=tuple(replace(part, sections=tuple(fill(section) for section in part.sections)) for part in new.parts)
    )
