"""Passages of a report's body → the same passages, each told as heading of a depth or as text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.importing.marks import Mark, MarkKind, find_mark, is_plain_heading, is_short_heading, is_usual_heading
from gongbao.importing.passage import Doubt, Passage, ends_sentence


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
        if kind in self.open:
            del self.open[self.open.index(kind) + 1 :]
        else:
            self.open.append(kind)
        return len(self.open) - 1


def make_outline(passages: Sequence[Passage]) -> tuple[list[Entry], list[Doubt]]:
    """Return the entries of a body and the headings that are doubtful. No order of marks is assumed."""
    repeated = Counter("".join(passage.text.split()) for passage in passages)
    levels, entries, doubts = _Levels(), [], []
    for index, passage in enumerate(passages):
        mark = find_mark(passage.text)
        before = entries[-1] if entries else None
        after = passages[index + 1] if index + 1 < len(passages) else None
        kind = _tell_heading(passage, mark, before, after)
        if kind and passage.text and repeated["".join(passage.text.split())] > 1 and _stands_in_list(passage, passages, index):
            kind = None
        if kind == "plain" and not passage.level and not is_usual_heading(passage.text):
            doubts.append(_make_doubt(passage, "a heading without a number"))
        entries.append(Entry(passage=passage, mark=mark, depth=levels.place(kind) if kind else None))
    return entries, doubts


def _tell_heading(passage: Passage, mark: Mark, before: Entry | None, after: Passage | None) -> str | None:
    """Return the kind of heading a passage is, None if it is text."""
    if after is None:
        return None
    following: MarkKind = find_mark(after.text).kind
    if is_short_heading(passage, mark):
        if following == mark.kind and not passage.level and mark.kind != "chapter":
            return None
        return mark.kind if mark.kind != "none" else f"style-{passage.level}"
    if mark.kind != "none" or not is_plain_heading(passage.text):
        return None
    settled = before is None or before.is_heading or ends_sentence(before.passage.text) or bool(before.passage.rows)
    longer = bool(after.rows) or len(after.text) > len(passage.text) or following != "none" or is_plain_heading(after.text)
    return "plain" if settled and longer else None


def _stands_in_list(passage: Passage, passages: Sequence[Passage], index: int) -> bool:
    """Tell whether a heading's words come again later: then here they are an entry of a contents list."""
    words = "".join(passage.text.split())
    return any("".join(other.text.split()) == words for other in passages[index + 1 :])


def _make_doubt(passage: Passage, choice: str) -> Doubt:
    return Doubt(kind="heading", file=passage.file, line=passage.line, context=passage.text[:40], choice=choice)
