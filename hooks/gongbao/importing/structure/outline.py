"""Passages of a report's body in, the same passages out, each told as a heading of some depth or as text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.importing.manuscript import Doubt, Passage, ends_sentence
from gongbao.importing.structure.endings import DATE
from gongbao.importing.structure.marks import (
    LISTS,
    NAMED_DIVISIONS,
    Mark,
    find_mark,
    is_plain_heading,
    is_short_heading,
    is_usual_heading,
)
from gongbao.importing.structure.tables import FIGURE, is_line
from gongbao.report.messages import N_
from gongbao.report.spacing import squeeze

NUMBERED_KINDS = ("han", "paren")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A passage with its mark; depth 0 is the uppermost heading, None is text."""

    passage: Passage
    mark: Mark
    depth: int | None = None

    @property
    def is_heading(self) -> bool:
        """Whether the passage is a heading."""
        return self.depth is not None


@dataclass(slots=True)
class _Levels:
    """The kinds of heading now open, from the uppermost inward; a kind seen again closes those inside it."""

    open: list[str] = field(default_factory=list)

    def place(self, kind: str) -> int:
        """Return the depth of a heading of this kind and leave it open."""
        known = (place for place, other in enumerate(self.open) if kind == other or _outranks(kind, other))
        del self.open[next(known, len(self.open)) :]
        self.open.append(kind)
        return len(self.open) - 1

    def closes(self, kind: str, other: str) -> bool:
        """Tell whether a heading of this kind, if it is one, would close a heading of the other kind."""
        return kind in self.open and (other not in self.open or self.open.index(kind) <= self.open.index(other))


def _outranks(kind: str, other: str) -> bool:
    """Tell whether a kind of heading stands above another wherever both occur: 第一章 above 第一节, style 2 above 3."""
    ranks: list[str] = [*NAMED_DIVISIONS] if kind in NAMED_DIVISIONS else [f"style-{level}" for level in range(1, 10)]
    return kind in ranks and other in ranks and ranks.index(kind) < ranks.index(other)


def make_outline(passages: Sequence[Passage]) -> tuple[list[Entry], list[Doubt]]:
    """Return the entries of a body and the headings that are doubtful. No order of marks is assumed."""
    marks = [find_mark(passage.text) for passage in passages]
    listed = find_contents_list(passages)
    levels = _Levels()
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for index, (passage, mark) in enumerate(zip(passages, marks, strict=True)):
        kind = None if index in listed else _tell_heading(passages, marks, entries, levels, index)
        if kind == "minor" and not levels.open:
            doubts.append(make_doubt(passage, N_("text: short, but nothing says that it is a heading")))
            kind = None
        if kind:
            doubts += _doubt_heading(passage, kind)
        entries.append(Entry(passage=passage, mark=mark, depth=levels.place(kind) if kind else None))
    return entries, doubts + _doubt_numbers(entries)


def make_doubt(passage: Passage, choice: str) -> Doubt:
    """Return a doubt about a heading."""
    return Doubt(kind="heading", file=passage.file, line=passage.line, context=passage.text[:40], choice=choice)


def find_contents_list(passages: Sequence[Passage]) -> set[int]:
    """Return the places of a contents list: neighbours whose words all come again later as headings."""
    words = [squeeze(passage.text) for passage in passages]
    last = {word: index for index, word in enumerate(words) if word}
    again = [bool(word) and last[word] > index for index, word in enumerate(words)]
    return {
        index
        for index, repeated in enumerate(again)
        if repeated and (again[index - 1 : index] == [True] or again[index + 1 : index + 2] == [True])
    } | {index for index, word in enumerate(words) if word in ("目录", "目次")}


def _tell_heading(
    passages: Sequence[Passage], marks: Sequence[Mark], entries: Sequence[Entry], levels: _Levels, index: int
) -> str | None:
    """Return the kind of heading a passage is, None if it is text; the last passage heads nothing."""
    passage, mark = passages[index], marks[index]
    if index + 1 == len(passages) or is_line(passage, FIGURE) or DATE.fullmatch(passages[index + 1].text.strip()):
        return None  # what stands above a date is a signature
    before = entries[-1] if entries else None
    after, following = passages[index + 1], marks[index + 1]
    if is_short_heading(passage, mark):
        if mark.kind == "none":
            return f"style-{passage.level}"
        sentence = ends_sentence(passage.text) and not passage.level
        sibling = before if before and before.depth is None and before.mark.kind == mark.kind else None
        in_list = sibling is not None and (
            mark.kind in LISTS or (sentence and is_short_heading(sibling.passage, sibling.mark))
        )
        bare = following.kind == mark.kind and mark.kind not in NAMED_DIVISIONS and not passage.level
        # A sentence that stands above nothing heads nothing: what follows belongs to a division around it.
        over_nothing = sentence and levels.closes(following.kind, mark.kind)
        return None if in_list or bare or over_nothing else mark.kind
    if mark.kind != "none" or not is_plain_heading(passage.text):
        return None
    settled = before is None or before.is_heading or ends_sentence(before.passage.text) or bool(before.passage.rows)
    longer = (
        bool(after.rows)
        or len(after.text) > len(passage.text)
        or following.kind != "none"
        or is_plain_heading(after.text)
    )
    if not (settled and longer):
        return None
    return "plain" if is_usual_heading(passage.text) else "minor"


def _doubt_heading(passage: Passage, kind: str) -> list[Doubt]:
    if kind == "minor":
        return [make_doubt(passage, N_("a heading without a number"))]
    if ends_sentence(passage.text) and not passage.level:
        return [make_doubt(passage, N_("a heading, though it ends as a sentence does"))]
    return []


def _doubt_numbers(entries: Sequence[Entry]) -> list[Doubt]:
    """Return the places where the numbers of headings skip or go back; a new start from 1 is none."""
    doubts = []
    last: dict[str, Entry] = {}
    for entry in entries:
        kind, number = entry.mark.kind, entry.mark.number
        if kind in NUMBERED_KINDS and not entry.passage.item:
            before = last[kind].mark.number if kind in last else 0
            if number not in (1, before + 1):
                doubts.append(make_doubt(entry.passage, N_("kept as printed, though another number should stand here")))
            last[kind] = entry
        if entry.depth is not None:
            # Under a heading the numbers of what stands inside it begin anew.
            last = {name: other for name, other in last.items() if not _is_deeper(other, entry.depth)}
    return doubts


def _is_deeper(entry: Entry, depth: int) -> bool:
    return entry.depth is None or entry.depth > depth
