"""Two reports of a series in, what the newer one has new, left out and changed out, line by line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, cast

from gongbao.archive.alignment import pair_items
from gongbao.archive.text_diff import Difference, compare_texts
from gongbao.report.report import Report
from gongbao.report.walk import Item, Kind, walk

State = Literal["same", "changed", "new", "gone"]
# The lines that are held against each other: paragraphs, and what tables and pictures say.
COMPARED: frozenset[Kind] = frozenset(("paragraph", "caption", "unit", "row", "remark"))
# Names of places that print none.
SUPPLIED = {"front": "开篇", "closing": "结束语", "notes": "附注"}
# Where something stands by a new line, in the order of reading.
BEFORE, BESIDE, AFTER = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a line; a new one has no old text, one that is gone no new text."""

    old: Item | None
    new: Item | None

    @property
    def item(self) -> Item:
        """The line itself, as the newer report has it if it does."""
        return cast("Item", self.new or self.old)

    @property
    def state(self) -> State:
        """Whether the line stayed, changed, came or went."""
        if self.old and self.new:
            return "same" if self.old.text == self.new.text else "changed"
        return "new" if self.new else "gone"

    @property
    def difference(self) -> Difference:
        """Where the texts differ; a text that is not there counts as empty."""
        return compare_texts(self.old.text if self.old else "", self.new.text if self.new else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a line stands: the heading of its part, and that of its section, as printed or supplied."""

    part: str | None
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The changes of one place in the newer report, those shown as one held together."""

    place: Place
    runs: tuple[tuple[State, tuple[Change, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The chapters in the order of the newer report; how many paragraphs, and lines of tables, are in each state."""

    chapters: tuple[Chapter, ...]
    counts: dict[State, int]
    rows: dict[State, int]


Placed = tuple[Item, Place]


def compare_reports(old: Report, new: Report) -> Comparison:
    """Return what changed from one report to the next; title blocks and headings are not compared."""
    # Where only one of them has halves, the whole text answers to the whole text.
    halves = {part.kind for part in old.body_parts} == {part.kind for part in new.body_parts}
    ours, theirs = divide_report(old, halves=halves), divide_report(new, halves=halves)
    chapters: list[Chapter] = []
    counts: Counter[State] = Counter()
    rows: Counter[State] = Counter()
    for division in dict.fromkeys((*theirs, *ours)):
        placed = list(iter_changes(ours.get(division, []), theirs.get(division, [])))
        for change, _ in placed:
            (counts if change.item.kind == "paragraph" else rows)[change.state] += 1
        for place, group in groupby(placed, key=lambda pair: pair[1]):
            runs = groupby((change for change, _ in group), key=name_run)
            chapters.append(Chapter(place=place, runs=tuple((state, tuple(own)) for (state, _), own in runs)))
    return Comparison(chapters=tuple(chapters), counts=dict(counts), rows=dict(rows))


def name_run(change: Change) -> tuple[State, str]:
    """Return what changes have in common that are shown as one: their state; the table, if it came or went."""
    return change.state, change.item.id if change.state in ("new", "gone") else ""


def divide_report(report: Report, *, halves: bool) -> dict[str, list[Placed]]:
    """Return what is compared by the division in which it answers to others: front, each half, closing, annexes."""
    body = {part.kind for part in report.body_parts}
    divisions: dict[str, list[Placed]] = {}
    heading: str | None = None
    for item in walk(report):
        if item.kind == "part":
            heading = item.text or None
        if item.kind in COMPARED and item.text:
            name = SUPPLIED.get(item.place)
            place = Place(part=None if name else heading, section=name or item.section)
            division = "whole" if item.place in body and not halves else item.place
            divisions.setdefault(division, []).append((item, place))
    return divisions


def iter_changes(old: Sequence[Placed], new: Sequence[Placed]) -> Iterator[tuple[Change, Place]]:
    """Give the changes of a division in the order of the newer report, what is gone beside what it stood beside."""
    pairs = pair_items([one for one, _ in old], [one for one, _ in new])
    answers = {ours: theirs for theirs, ours in pairs.items()}
    order = [(theirs, BESIDE, 0) for theirs in range(len(new))]
    for anchor, side, gone in sorted([*order, *place_gone(old, answers)]):
        place = new[max(anchor, 0)][1] if new else old[gone][1]
        if side == BESIDE:
            paired = pairs.get(anchor)
            yield Change(old=None if paired is None else old[paired][0], new=new[anchor][0]), place
        else:
            yield Change(old=old[gone][0], new=None), place


def place_gone(old: Sequence[Placed], answers: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """Give each line that is gone with the new line beside which it is shown, and on which side of it.

    That is the answer to the line it followed; or to the one it came before, if only that was of its section.
    """
    following: dict[int, int] = {}
    after: int | None = None
    for place in range(len(old) - 1, -1, -1):
        if place in answers:
            after = place
        elif after is not None:
            following[place] = after
    before: int | None = None
    for place, (_, here) in enumerate(old):
        after = following.get(place)
        if place in answers:
            before = place
        elif after is not None and old[after][1] == here and (before is None or old[before][1] != here):
            yield answers[after], BEFORE, place
        else:
            yield -1 if before is None else answers[before], AFTER, place
