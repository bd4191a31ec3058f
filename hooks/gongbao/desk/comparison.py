"""A source as its reader sees it and the report it became in, both in step out: each passage beside what it became.

What the importer left out or doubted stands where it is; so does what a person has still to settle.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, takewhile
from typing import Literal

from rapidfuzz import fuzz

from gongbao.archive.text_diff import Span, compare_texts
from gongbao.importing.account import group_by_line, take_until
from gongbao.importing.manuscript import Doubt, Manuscript, Omission, Passage
from gongbao.importing.omissions import format_omission
from gongbao.importing.remarks import say
from gongbao.importing.summary import ImportSummary
from gongbao.report.report import Report
from gongbao.report.spacing import squeeze
from gongbao.report.walk import Item, walk

MarkKind = Literal["lost", "doubt"]
# So much of a passage that was changed since is looked for.
START = 12
# So much of its words, in hundredths, one that was changed at its start has in common with its source.
ALIKE = 50
# Some words, and whether they differ.
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to tell at its place: what was left out, or what the importer was not sure of."""

    kind: MarkKind
    name: str
    words: str
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A passage of the report: its id, what it is, the lines that it prints (of a table its rows)."""

    id: str
    kind: str
    lines: tuple[str, ...]
    lead: str = ""

    @property
    def words(self) -> str:
        """All that it says, without white space."""
        return squeeze("".join(self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A passage of the source beside what it became; `shared` names results that stand in a row above.

    Without a source, `text` is empty: what a report has of its own, or the whole of one whose source is not at hand.
    """

    line: int = 0
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    before: tuple[Mark, ...] = ()
    after: tuple[Mark, ...] = ()
    results: tuple[Result, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether it became one passage of other words."""
        return bool(self.text) and len(self.results) == 1 and self.results[0].words != squeeze(self.text)

    @property
    def pieces(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The words of the source and of the passage that it became, each in pieces that differ or do not."""
        old, new = self.text, "\n".join(self.results[0].lines)
        difference = compare_texts(old, new)
        return cut_pieces(old, difference.old), cut_pieces(new, difference.new)


def cut_pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Return a text in pieces, each with whether it differs."""
    pieces: list[Piece] = []
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        pieces += [(words, differs) for words, differs in ((text[at:start], False), (text[start:end], True)) if words]
        at = end
    return tuple(pieces)


def list_results(report: Report) -> list[Result]:
    """Return the passages of a report in document order."""
    results = []
    # A picture without a caption and a section without a heading print no line, and are there all the same.
    shown = (item for item in walk(report) if item.text or item.kind in ("picture", "section"))
    for name, group in groupby(shown, key=lambda item: item.id):
        items = list(group)
        results.append(
            Result(
                id=name,
                kind=name_kind(items),
                lines=tuple(item.text for item in items if item.text),
                lead=items[0].lead,
            )
        )
    return results


def name_kind(items: Sequence[Item]) -> str:
    """Return what a passage is."""
    return "table" if any(item.kind == "row" for item in items) else items[0].kind


def compare(report: Report, summary: ImportSummary | None, open_remarks: Iterable[str] = ()) -> list[Row]:
    """Return the rows of source and report in step; without a source, the report alone.

    A doubt that an open remark repeats is told by that.
    """
    told = "\n".join(open_remarks)
    results = list_results(report)
    if summary is None:
        return [Row(results=(result,)) for result in results]
    found = _Finder(results)
    rows = [
        Row(
            line=passage.line,
            text=passage.text,
            rows=list_cells(passage),
            before=before,
            after=after,
            results=found.take(passage),
            shared=found.shared,
        )
        for passage, before, after in iter_marked(summary, told)
    ]
    return list(spread_rest(pair_changed(rows, results), results))


class _Finder:
    """Finds the results that say the words of passages, which both stand in nearly the same order."""

    def __init__(self, results: Sequence[Result]) -> None:
        self._results = results
        words = [result.words for result in results]
        self._text = "".join(words)
        self._begins = [0, *accumulate(map(len, words))]
        self._at = 0
        self._shown: set[int] = set()
        self.shared: tuple[str, ...] = ()

    def take(self, passage: Passage) -> tuple[Result, ...]:
        """Return the results of a passage that no passage before had; `shared` are then those that one had."""
        words = squeeze(passage.words)
        start, length = self._find(words)
        if start < 0:
            self.shared = ()
            return ()
        self._at = start + length
        numbers = range(bisect_right(self._begins, start) - 1, bisect_right(self._begins, start + length - 1))
        fresh = [number for number in numbers if number not in self._shown]
        self.shared = tuple(self._results[number].id for number in numbers if number in self._shown)
        self._shown.update(fresh)
        return tuple(self._results[number] for number in fresh)

    def _find(self, words: str) -> tuple[int, int]:
        """Return where words stand, and how many of them: onwards first, then anywhere; else their start alone."""
        for wanted in filter(None, (words, words[:START])):
            place = self._text.find(wanted, self._at)
            place = self._text.find(wanted) if place < 0 else place
            if place >= 0:
                return place, len(wanted)
        return -1, 0


def iter_marked(summary: ImportSummary, told: str) -> Iterator[tuple[Passage, tuple[Mark, ...], tuple[Mark, ...]]]:
    """Give the passages of all files with what is to tell before and after each."""
    for manuscript in summary.manuscripts:
        doubts = group_by_line(
            doubt for doubt in summary.doubts if doubt.file == manuscript.path and not is_told(doubt, told)
        )
        losses = group_by_line(manuscript.left_out)
        last = len(manuscript.passages) - 1
        for number, passage in enumerate(manuscript.passages):
            before = [make_loss(loss, manuscript) for loss in take_until(losses, passage.line)]
            rest = take_until(losses, None) if number == last else losses.pop(passage.line, [])
            after = [make_loss(loss, manuscript) for loss in rest]
            unsure = take_until(doubts, None) if number == last else doubts.pop(passage.line, [])
            yield passage, tuple(before), (*after, *map(make_doubt, unsure))


def is_told(doubt: Doubt, told: str) -> bool:
    """Tell whether a remark in the report's files repeats a doubt."""
    return " ".join(doubt.context.split()) in told


def make_loss(loss: Omission, manuscript: Manuscript) -> Mark:
    """Return the mark of something that was left out."""
    return Mark(kind="lost", name="未收入", words=format_omission(loss, manuscript.unit))


def make_doubt(doubt: Doubt) -> Mark:
    """Return the mark of a doubt, in the words of the comment that the file has."""
    return Mark(kind="doubt", name=say(doubt.kind), words=doubt.context, choice=say(doubt.choice))


def list_cells(passage: Passage) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table; none of anything else."""
    return () if passage.text else tuple(tuple(cell.text for cell in row) for row in passage.rows)


def pair_changed(rows: Sequence[Row], results: Sequence[Result]) -> Iterator[Row]:
    """Give the rows, those without a result with one that is left over at their place.

    Where as many rows as results are left between two that agree, they are pairs; else those with most words in common.
    """
    numbers = {result.id: number for number, result in enumerate(results)}
    shown = {result.id for row in rows for result in row.results}
    at = 0
    for lonely, group in groupby(rows, key=lambda row: bool(row.text) and not row.results and not row.shared):
        own = list(group)
        if lonely:
            after = (result for result in results[at:] if result.lines)
            yield from pair_gap(own, list(takewhile(lambda result: result.id not in shown, after)))
        else:
            yield from own
            at = max((numbers[result.id] + 1 for row in own for result in row.results), default=at)


def pair_gap(rows: Sequence[Row], left: Sequence[Result]) -> Iterator[Row]:
    """Give rows with the results that are left at their place, in their order."""
    if len(rows) == len(left):
        yield from (replace(row, results=(result,)) for row, result in zip(rows, left, strict=True))
        return
    waiting = list(left)
    for row in rows:
        if waiting and fuzz.ratio(squeeze(row.text), waiting[0].words) >= ALIKE:
            yield replace(row, results=(waiting.pop(0),))
        else:
            yield row


def spread_rest(rows: Iterable[Row], results: Sequence[Result]) -> Iterator[Row]:
    """Give the rows with the results that no passage was found for, each after the one before it in the report."""
    rows = list(rows)
    shown = {result.id for row in rows for result in row.results}
    waiting: Mapping[str, list[Result]] = defaultdict(list)
    last = ""
    for result in results:
        if result.id in shown:
            last = result.id
        else:
            waiting[last].append(result)
    yield from (Row(results=(result,)) for result in waiting.get("", ()))
    for row in rows:
        yield row
        for own in row.results:
            yield from (Row(results=(result,)) for result in waiting.get(own.id, ()))
