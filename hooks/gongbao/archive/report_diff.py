"""Two reports of a series in, what the newer one has new, left out and changed out, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gongbao.archive.alignment import pair_paragraphs
from gongbao.archive.text_diff import Difference, compare_texts
from gongbao.report.report import Paragraph, Part, Report
from gongbao.report.walk import section_name

State = Literal["same", "changed", "new", "gone"]
# Where something stands by a new paragraph, in the order of reading.
BEFORE, BESIDE, AFTER = range(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a paragraph; a new one has no old text, one that is gone no new text."""

    old: Paragraph | None
    new: Paragraph | None

    @property
    def state(self) -> State:
        """Whether the paragraph stayed, changed, came or went."""
        if self.old and self.new:
            return "same" if self.old.text == self.new.text else "changed"
        return "new" if self.new else "gone"

    @property
    def difference(self) -> Difference:
        """Where the texts differ; a text that is not there counts as empty."""
        return compare_texts(self.old.text if self.old else "", self.new.text if self.new else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a paragraph stands: the heading of its part, and that of its section, as printed or supplied."""

    part: str | None
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The changes of one place in the newer report, those of one state after each other held together."""

    place: Place
    runs: tuple[tuple[State, tuple[Change, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The chapters in the order of the newer report, and the number of paragraphs in each state."""

    chapters: tuple[Chapter, ...]
    counts: dict[State, int]


Placed = tuple[Paragraph, Place]


def compare_reports(old: Report, new: Report) -> Comparison:
    """Return what changed from one report to the next; title blocks, headings and tables are not compared."""
    # Where only one of them has halves, the whole text answers to the whole text.
    halves = {part.kind for part in old.body_parts} == {part.kind for part in new.body_parts}
    ours, theirs = divide_report(old, halves=halves), divide_report(new, halves=halves)
    chapters: list[Chapter] = []
    counts: Counter[State] = Counter()
    for division in dict.fromkeys((*theirs, *ours)):
        placed = list(iter_changes(ours.get(division, []), theirs.get(division, [])))
        counts.update(change.state for change, _ in placed)
        for place, group in groupby(placed, key=lambda pair: pair[1]):
            runs = groupby((change for change, _ in group), key=lambda change: change.state)
            chapters.append(Chapter(place=place, runs=tuple((state, tuple(own)) for state, own in runs)))
    return Comparison(chapters=tuple(chapters), counts=dict(counts))


def divide_report(report: Report, *, halves: bool) -> dict[str, list[Placed]]:
    """Return the paragraphs by the division in which they answer to others: opening, each half, closing, annexes."""
    divisions = {"opening": [(paragraph, Place(part=None, section="开篇")) for paragraph in report.opening]}
    for part in report.body_parts:
        divisions.setdefault(part.kind if halves else "whole", []).extend(iter_placed(part))
    divisions["closing"] = [(paragraph, Place(part=None, section="结束语")) for paragraph in report.closing]
    for part in report.annexes:
        divisions.setdefault(part.kind, []).extend(iter_placed(part))
    return divisions


def iter_placed(part: Part) -> Iterator[Placed]:
    """Give the paragraphs of a part with their places."""
    for section in part.sections:
        place = Place(part=part.heading, section=section.heading or section_name(part, section))
        yield from ((paragraph, place) for paragraph in section.paragraphs)


def iter_changes(old: Sequence[Placed], new: Sequence[Placed]) -> Iterator[tuple[Change, Place]]:
    """Give the changes of a division in the order of the newer report, what is gone beside what it stood beside."""
    pairs = pair_paragraphs([one for one, _ in old], [one for one, _ in new])
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
    """Give each paragraph that is gone with the new paragraph beside which it is shown, and on which side of it.

    That is the answer to the paragraph it followed; or to the one it came before, if only that was of its section.
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
