"""The report as it stands and the one read anew in, the new one out with the old ids and edits.

Kept: the id of every passage whose words are the same or nearly so, data beside the text (place, speaker, labels,
leads, levels, source …) and the figures whose words are still there. The text itself, the printed title block
included, is the source's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from gongbao.data.figures import find_faults, index_stated
from gongbao.importing.renewal.matching import iter_blocks, match_blocks, read_words
from gongbao.report.report import (
    UNKNOWN,
    Block,
    Figure,
    Paragraph,
    Part,
    Picture,
    Report,
    Section,
    Source,
    Speaker,
    Subheading,
)
from gongbao.report.spacing import squeeze

ChangeKind = Literal["added", "changed", "removed", "kept", "lost"]
# Data that a person may have edited; the printed lines among them follow the source while it prints them.
EDITABLE = (
    "title", "body", "place", "session", "date", "published", "speaker", "source", "reference", "occasion",
    "signature", "dateline"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between the report as it stood and as it is now; `lost` is a figure without its words."""

    kind: ChangeKind
    id: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Keeper:
    """The passages of the new report with the old ones they were, and the ids given so far."""

    old: Report
    pairs: dict[int, Block]
    used: set[str]
    changes: list[Change] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)

    def name(self, prefix: str, kind: str) -> str:
        """Return an id that was never used: `sec_2__para_7`."""
        stem = f"{prefix}__{kind}_" if prefix else f"{kind}_"
        number = 1
        while f"{stem}{number}" in self.used:
            number += 1
        self.used.add(f"{stem}{number}")
        return f"{stem}{number}"

    def keep_block(self, block: Block, prefix: str) -> Block:
        """Return a passage with its old id and display hints, or with a fresh id."""
        before = self.pairs.get(id(block))
        words = read_words(block)
        if before is None:
            kind = {"Paragraph": "para", "Subheading": "subsec", "Picture": "pic"}.get(type(block).__name__, "table")
            name = self.name(prefix, kind)
            self.fresh.add(name)
            self.changes.append(Change(kind="added", id=name, after=words))
            return replace(block, id=name)
        if read_words(before) != words:
            self.fresh.add(before.id)
            self.changes.append(Change(kind="changed", id=before.id, before=read_words(before), after=words))
            return replace(block, id=before.id)
        if isinstance(block, Paragraph) and isinstance(before, Paragraph):
            return replace(block, id=before.id, lead=before.lead, role=before.role or block.role)
        if isinstance(block, Subheading) and isinstance(before, Subheading):
            return replace(block, id=before.id, level=before.level)
        if isinstance(block, Picture) and isinstance(before, Picture):
            return replace(block, id=before.id, alternative=before.alternative or block.alternative)
        return replace(block, id=before.id)

    def keep_paragraphs(self, paragraphs: Iterable[Paragraph], prefix: str) -> tuple[Paragraph, ...]:
        """Return paragraphs outside the sections with their ids kept."""
        return tuple(cast("Paragraph", self.keep_block(paragraph, prefix)) for paragraph in paragraphs)

    def keep_sections(self, sections: Sequence[Section]) -> dict[str, Section]:
        """Return the new sections by their new ids, each as the old one with the same heading or most of its text."""
        homes = {block.id: section for section in self.old.sections for block in section.content}
        headings = {squeeze(section.heading): section for section in self.old.sections if section.heading}
        taken: set[str] = set()
        kept: dict[str, Section] = {}
        for section in sections:
            held = [self.pairs[id(block)].id for block in section.content if id(block) in self.pairs]
            votes = Counter(homes[name].id for name in held if name in homes).most_common(2)
            likely = [headings.get(squeeze(section.heading))] if section.heading else []
            likely += [next(old for old in self.old.sections if old.id == name) for name, _ in votes]
            before = next((choice for choice in likely if choice and choice.id not in taken), None)
            name = before.id if before else self.name("", "sec")
            taken.add(name)
            label = None if section.heading else (before.label if before else None) or section.label
            if before and section.heading and before.heading and section.heading != before.heading:
                self.changes.append(Change(kind="changed", id=name, before=before.heading, after=section.heading))
            content = tuple(self.keep_block(block, name) for block in section.content)
            kept[section.id] = replace(section, id=name, label=label, content=content)
        return kept

    def keep_parts(self, parts: Sequence[Part], sections: dict[str, Section]) -> tuple[Part, ...]:
        """Return the new parts with the ids, kinds and years of the old ones that held the same sections."""
        homes = {section.id: part for part in self.old.parts for section in part.sections}
        taken: set[str] = set()
        kept = []
        for part in parts:
            held = tuple(sections[section.id] for section in part.sections)
            votes = Counter(homes[section.id].id for section in held if section.id in homes)
            name = next((name for name, _ in votes.most_common() if name not in taken), None)
            before = next((old for old in self.old.parts if old.id == name), None)
            if before is None:
                kept.append(replace(part, id=self.name("", "part"), sections=held))
                continue
            taken.add(before.id)
            kind = part.kind if "annex" in (part.kind, before.kind) else before.kind
            kept.append(replace(part, id=before.id, kind=kind, year=before.year or part.year, sections=held))
        return tuple(kept)

    def keep_field(self, name: str, new: Report) -> Any:
        """Return the value of a field: the source's for a line it prints, else the one that stands."""
        before, after = getattr(self.old, name), getattr(new, name)
        if name in new.printed or before in (None, UNKNOWN):
            if before not in (None, UNKNOWN) and before != after:
                self.changes.append(Change(kind="changed", id=name, before=tell_value(before), after=tell_value(after)))
            return after
        if after is not None and before != after and name != "source":
            self.changes.append(Change(kind="kept", id=name, before=tell_value(before), after=tell_value(after)))
        return before


def tell_value(value: object) -> str:
    """Return a field's value as a person writes it: a speaker's office and name, a source's name and date."""
    parts: tuple[object, ...] = (value,)
    if isinstance(value, Speaker):
        parts = value.office, value.name
    elif isinstance(value, Source):
        parts = value.name, value.date
    return " ".join(str(part) for part in parts if part)


def keep_edits(old: Report, new: Report) -> tuple[Report, list[Change], set[str]]:
    """Return the new report with what is to be kept of the old one, the changes, and the ids of new or changed text."""
    blocks = list(iter_blocks(old))
    used = {block.id for block in blocks} | {part.id for part in old.parts} | {section.id for section in old.sections}
    keeper = _Keeper(old=old, pairs=match_blocks(blocks, list(iter_blocks(new))), used=used)
    fields = {name: keeper.keep_field(name, new) for name in EDITABLE}
    salutation = keeper.keep_paragraphs([new.salutation] if new.salutation else [], "salutation")
    kept = replace(
        new,
        **fields,
        unsettled=tuple(name for name in new.unsettled if name in old.unsettled),
        preface=keeper.keep_paragraphs(new.preface, "preface"),
        salutation=salutation[0] if salutation else None,
        opening=keeper.keep_paragraphs(new.opening, "opening"),
        parts=keeper.keep_parts(new.parts, keeper.keep_sections(new.sections)),
        closing=keeper.keep_paragraphs(new.closing, "closing"),
        endnotes=keeper.keep_paragraphs(new.endnotes, "endnotes"),
    )
    found = {block.id for block in keeper.pairs.values()}
    gone = [Change(kind="removed", id=block.id, before=read_words(block)) for block in blocks if block.id not in found]
    kept, lost = keep_figures(old, kept)
    return kept, [*keeper.changes, *gone, *lost], keeper.fresh


def keep_figures(old: Report, new: Report) -> tuple[Report, list[Change]]:
    """Return the report with the old figures that are still stated where they were, and those that were lost."""
    stated = index_stated(new, {figure.paragraph for figure in old.all_figures})
    homes = {block.id: section.id for section in new.sections for block in section.content}
    names = {section.id for section in new.sections}
    standing: dict[str, list[Figure]] = {}
    lost = []
    for section in old.sections:
        for figure in section.figures:
            home = section.id if section.id in names else homes.get(figure.paragraph, "")
            if home and not any(find_faults(figure, stated.get(figure.paragraph))):
                standing.setdefault(home, []).append(figure)
            else:
                lost.append(Change(kind="lost", id=figure.id, before=figure.quote))

    def fill(part: Part) -> Part:
        sections = [replace(section, figures=tuple(standing.get(section.id, ()))) for section in part.sections]
        return replace(part, sections=tuple(sections))

    return replace(new, parts=tuple(fill(part) for part in new.parts)), lost
