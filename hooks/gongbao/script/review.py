"""Reports in, the conversions that a person should look at out, the most doubtful first.

First one word in two forms within a report, and passages left as they are; then what a gazetteer or a name's frame
decided with little evidence; then where converters disagree: plain OpenCC and, if zhconv-rs is installed, MediaWiki's
tables; at last what nothing decided. Only characters with several meanings count (`alternatives.txt`): variants of
style are no doubt. A decision in `wording.yml` ends a doubt.
"""

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import opencc

from gongbao.data.wording import Wording
from gongbao.report.messages import _
from gongbao.report.problems import Problem
from gongbao.report.report import Report, ScriptTag
from gongbao.report.walk import iter_printed
from gongbao.script.converter import Converter, make_converter
from gongbao.script.dictionary import read_entries
from gongbao.script.forms import REGIONS, load_own, make_group, make_inline, make_phrases, open_opencc
from gongbao.script.overrides import Decisions
from gongbao.script.segmenter import cut

UNDECIDED = "\ue000"
# How much of the text is shown on either side; how long a word may be that helps a single character to a name.
AROUND = 14
NEIGHBOUR = 3
# Names and their short forms, of which a report should have one form each.
PAIRS = re.compile("[沈余涂钟][\u4e00-\u9fff]|[\u4e00-\u9fff][里冲涌]")
# Characters whose other meaning hardly any report holds outside a phrase: asked only where converters disagree.
SETTLED = "获困板核致蒙表卷历签症纤辟郁须据折咸坛团岳恶腊舍谷姜丑朴松"
Kind = Literal["inconsistent", "kept", "evidence", "converters"]
# What weighs more comes first; two converters at most disagree.
KINDS: dict[Kind, int] = {"inconsistent": 9, "kept": 6, "evidence": 3, "converters": 0}
Others = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a doubt stands: the report, the id of the passage, and the text before and after the words."""

    report: str
    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Words whose conversion a person should look at, with their form and where they stand.

    `others` holds every other form with the converters that write it; with none, it is merely possible. `core` is the
    character in doubt and its form: doubts of one core are of one kind.
    """

    words: str
    form: str
    others: Others
    places: tuple[Place, ...]
    kind: Kind = "converters"
    core: str = ""

    @property
    def weight(self) -> int:
        """How doubtful it is: by its kind, then by how many converters disagree; 0 where only no phrase decided."""
        return KINDS[self.kind] + len({name for _, names in self.others for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words in doubt in one text, from start to end."""

    start: int
    end: int
    others: Others
    kind: Kind
    core: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One text as every converter reads it, and the positions that are decided."""

    text: str
    ours: str
    plain: str
    rivals: dict[str, str]
    decided: set[int]
    by_hand: set[int]
    weak: dict[int, str]
    kept: tuple[tuple[int, int], ...]
    region: str


def make_review(reports: Iterable[Report], wording: Wording, tag: ScriptTag) -> tuple[Doubt, ...]:
    """Return the doubts of a Traditional script, the most doubtful first; equal words of equal form are one doubt."""
    converter = make_converter(tag, wording)
    found: dict[tuple[str, str, Others, Kind, str], list[Place]] = {}
    for report in reports:
        read = make_reader(converter.for_report(report), wording)
        readings = [(passage.id, read(passage.text)) for passage in iter_printed(report)]
        uneven = find_uneven([reading for _, reading in readings])
        for name, reading in readings:
            text = reading.text
            for span in (*find_two_forms(reading, uneven), *find_kept(reading), *find_doubts(reading)):
                before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
                place = Place(report=report.slug, id=name, before=before, after=after)
                words, form = text[span.start : span.end], reading.ours[span.start : span.end]
                found.setdefault((words, form, span.others, span.kind, span.core), []).append(place)
    doubts = [
        Doubt(words=words, form=form, others=others, places=tuple(places), kind=kind, core=core)
        for (words, form, others, kind, core), places in found.items()
    ]
    return tuple(sorted(doubts, key=lambda doubt: -doubt.weight))


def group_doubts(doubts: Iterable[Doubt]) -> list[tuple[Doubt, ...]]:
    """Return the doubts in groups of one kind and one core, which one look decides; the most doubtful group first."""
    groups: dict[tuple[int, str], list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault((doubt.weight, doubt.core), []).append(doubt)
    return [tuple(group) for group in groups.values()]


def make_reader(converter: Converter, wording: Wording) -> Callable[[str], Reading]:
    """Return the function that reads a text with every converter."""
    tag = converter.tag
    rivals, decisions = load_rivals(REGIONS[tag]), Decisions(wording, tag)

    def read(text: str) -> Reading:
        spans = [*decisions.find(text), *decisions.find_single(text)]
        decided = {place for start, form in spans for place in range(start, start + len(form))}
        explanation = converter.explain(text)
        weak = {one.start: explanation.plain[one.start] for one in explanation.findings if not one.sure}
        sure = {one.start for one in explanation.findings if one.sure}
        versions = {name: rival(text) for name, rival in rivals.items()}
        return Reading(
            text=text,
            ours=converter.convert(text),
            plain=explanation.plain,
            rivals=versions,
            decided=decided | sure,
            by_hand=decided,
            weak={place: form for place, form in weak.items() if place not in decided},
            kept=tuple((start, end) for start, end in explanation.kept if not decided.issuperset(range(start, end))),
            region=REGIONS[tag],
        )

    return read


@cache
def load_rivals(region: str) -> dict[str, Callable[[str], str]]:
    """Return the converters that the engine is held against, by name."""
    rivals: dict[str, Callable[[str], str]] = {"OpenCC": load_own(f"s2{region.lower()}").convert}
    # An optional tool: its tables come from MediaWiki under the GPL, so the publication does not depend on it.
    if importlib.util.find_spec("zhconv_rs"):
        mediawiki = importlib.import_module("zhconv_rs").zhconv
        rivals["MediaWiki"] = lambda text: str(mediawiki(text, "zh-hant"))
    return rivals


def find_two_forms(reading: Reading, uneven: set[str]) -> Iterator[Span]:
    """Give the words that the report has in two forms, each time that they stand there."""
    for place, words in list_pairs(reading):
        if words in uneven:
            yield make_span((place, place + len(words)), {}, "inconsistent", words)


def find_uneven(readings: Iterable[Reading]) -> set[str]:
    """Return the words with a character of several meanings that stand in two forms, none of them decided."""
    forms: dict[str, set[str]] = {}
    for reading in readings:
        for place, words in list_pairs(reading):
            forms.setdefault(words, set()).add(reading.ours[place : place + len(words)])
    return {words for words, written in forms.items() if len(written) > 1}


def list_pairs(reading: Reading) -> Iterator[tuple[int, str]]:
    """Give the characters of names (沈, 余, 里) together with the one behind them, which no person has decided."""
    for match in PAIRS.finditer(reading.text):
        if match.start() not in reading.by_hand:
            yield match.start(), match[0]


def find_kept(reading: Reading) -> Iterator[Span]:
    """Give the passages that stay as they are, since they are Traditional already."""
    for start, end in reading.kept:
        yield make_span((start, end), {reading.plain: ()}, "kept", "")


def find_doubts(reading: Reading) -> Iterator[Span]:
    """Give the words in doubt, from start to end, with their other forms."""
    start = 0
    words = cut(reading.text)
    kept = {place for first, last in reading.kept for place in range(first, last)}
    for number, word in enumerate(words):
        places = [
            place
            for place, char in enumerate(word, start)
            if place in reading.weak
            or (char in read_alternatives() and place not in reading.decided and place not in kept)
        ]
        weak = [place for place in places if place in reading.weak]
        if weak:
            form = reading.ours
            for place in weak:
                form = form[:place] + reading.weak[place] + form[place + 1 :]
            others: dict[str, tuple[str, ...]] = {form: ()}
        else:
            others = compare(reading, places) or list_possible(reading, word, start, places)
        if others:
            left, right = widen(words, number)
            first, last = start - left, start + len(word) + right
            core = "".join(reading.text[place] + reading.ours[place] for place in weak or places)
            yield make_span((first, last), others, "evidence" if weak else "converters", core)
        start += len(word)


def make_span(span: tuple[int, int], others: dict[str, tuple[str, ...]], kind: Kind, core: str) -> Span:
    """Return words in doubt with their other forms, cut from the whole text."""
    start, end = span
    cuts = tuple((form[start:end], names) for form, names in others.items())
    return Span(start=start, end=end, others=cuts, kind=kind, core=core)


def compare(reading: Reading, places: list[int]) -> dict[str, tuple[str, ...]]:
    """Return the text as others write it at these places, if they mean another character, with their names."""
    others: dict[str, tuple[str, ...]] = {}
    for name, version in reading.rivals.items():
        form = reading.ours
        for place in places:
            meanings = read_alternatives()[reading.text[place]]
            theirs = next((meaning for meaning in meanings if version[place] in meaning), "")
            if theirs and form[place] not in theirs:
                form = write_at(form, place, theirs, reading.region)
        if form != reading.ours:
            others[form] = (*others.get(form, ()), name)
    return others


def list_possible(reading: Reading, word: str, start: int, places: list[int]) -> dict[str, tuple[str, ...]]:
    """Return the text with every other meaning of the characters that no phrase decides."""
    places = [place for place in places if reading.text[place] not in SETTLED]
    marked = load_marker().convert(word) if places and word not in read_reviewed() else ""
    return {
        write_at(reading.ours, place, meaning, reading.region): ()
        for place in places
        if marked and marked[place - start] == UNDECIDED
        for meaning in read_alternatives()[reading.text[place]]
        if reading.ours[place] not in meaning
    }


def write_at(text: str, place: int, meaning: str, region: str) -> str:
    """Return the text with a meaning written at a place, as the region writes it: Taiwan's form stands first."""
    return text[:place] + (meaning[-1] if region == "HK" else meaning[0]) + text[place + 1 :]


def widen(words: list[str], number: int) -> tuple[int, int]:
    """Return how many characters before and after a single character make it words that can name a decision."""
    if len(words[number]) > 1:
        return 0, 0
    around = ("".join(words[number - 1 : number]), "".join(words[number + 1 : number + 2]))
    before, after = (len(word) if is_native(word) and len(word) <= NEIGHBOUR else 0 for word in around)
    return (before, after) if before or after else (len(around[0]), len(around[1]))


def is_native(word: str) -> bool:
    """Tell whether a word is written in Chinese characters."""
    return word.isalpha() and not word.isascii()


def find_idle(wording: Wording, reports: Iterable[Report]) -> tuple[Problem, ...]:
    """Return the decisions that decide nothing in any report: their words do not stand there, or not as words."""
    texts = [passage.text for report in reports for passage in iter_printed(report)]
    tags = tuple(REGIONS)
    return tuple(
        Problem(
            path=wording.path,
            line=one.line,
            message=_('"{words}" decides nothing (delete it, or give more words)').format(words=one.words),
        )
        for one in wording.decisions
        if not any(
            next(Decisions(replace(wording, phrases=(one,), names=()), tag).find(text), None)
            for tag in tags
            for text in texts
            if one.words in text
        )
    )


@cache
def read_alternatives() -> dict[str, list[str]]:
    """Return the characters with several meanings, each meaning as Taiwan and then as Hong Kong writes it."""
    return {row[0]: row[1:] for row in map(str.split, read_entries("alternatives.txt"))}


@cache
def read_reviewed() -> frozenset[str]:
    """Return the words that were looked at once for all."""
    return frozenset(read_entries("words.txt"))


@cache
def load_marker() -> opencc.OpenCC:
    """Return the converter that leaves phrases alone and marks the characters with several meanings outside them."""
    phrases = make_phrases()
    marks = make_inline(dict.fromkeys(read_alternatives(), UNDECIDED))
    return open_opencc(
        {
            "name": "Gongbao marker",
            "segmentation": {"type": "mmseg", "dict": phrases},
            "conversion_chain": [{"dict": make_group("short_circuit", phrases, marks)}],
        }
    )
