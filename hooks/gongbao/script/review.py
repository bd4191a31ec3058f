"""Reports in, the conversions that a person should look at out: where converters disagree, and what nothing decided.

The engine is held against plain OpenCC and, if zhconv-rs is installed, against MediaWiki's tables. Only characters with
several meanings count (`alternatives.txt`): variants of style are no doubt. A decision in `wording.yml` ends a doubt.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import opencc

from gongbao.data.wording import Wording
from gongbao.report.problems import Problem
from gongbao.report.report import Report, ScriptTag
from gongbao.report.walk import iter_printed
from gongbao.script.converter import make_converter
from gongbao.script.dictionary import read_entries
from gongbao.script.forms import REGIONS, load_own, make_group, make_inline, make_phrases, open_opencc
from gongbao.script.context import find_places
from gongbao.script.overrides import Decisions
from gongbao.script.segmenter import cut

UNDECIDED = "\ue000"
# How much of the text is shown on either side; how long a word may be that helps a single character to a name.
AROUND = 14
NEIGHBOUR = 3
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

    `others` holds every other form with the converters that write it; with none, it is merely possible.
    """

    words: str
    form: str
    others: Others
    places: tuple[Place, ...]

    @property
    def weight(self) -> int:
        """How many converters disagree; 0 where it is only that no phrase decided."""
        return len({name for _, names in self.others for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One text as every converter reads it, and the positions that are decided."""

    text: str
    ours: str
    rivals: dict[str, str]
    decided: set[int]
    region: str


def make_review(reports: Iterable[Report], wording: Wording, tag: ScriptTag) -> tuple[Doubt, ...]:
    """Return the doubts of a Traditional script, the most doubtful first; equal words of equal form are one doubt."""
    read = make_reader(wording, tag)
    found: dict[tuple[str, str, Others], list[Place]] = {}
    for report in reports:
        for passage in iter_printed(report):
            reading = read(passage.text)
            for start, end, others in find_doubts(reading):
                before, after = passage.text[max(0, start - AROUND) : start], passage.text[end : end + AROUND]
                place = Place(report=report.slug, id=passage.id, before=before, after=after)
                found.setdefault((reading.text[start:end], reading.ours[start:end], others), []).append(place)
    doubts = [
        Doubt(words=words, form=form, others=others, places=tuple(places))
        for (words, form, others), places in found.items()
    ]
    return tuple(sorted(doubts, key=lambda doubt: -doubt.weight))


def make_reader(wording: Wording, tag: ScriptTag) -> Callable[[str], Reading]:
    """Return the function that reads a text with every converter."""
    convert, rivals, decisions = (
        make_converter(tag, wording).convert,
        load_rivals(REGIONS[tag]),
        Decisions(wording, tag),
    )

    def read(text: str) -> Reading:
        spans = [*decisions.find(text), *decisions.find_single(text)]
        decided = {place for start, form in spans for place in range(start, start + len(form))}
        versions = {name: rival(text) for name, rival in rivals.items()}
        return Reading(
            text=text,
            ours=convert(text),
            rivals=versions,
            decided=decided,
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


def find_doubts(reading: Reading) -> Iterator[tuple[int, int, Others]]:
    """Give the words in doubt, from start to end, with their other forms."""
    start = 0
    words = cut(reading.text)
    for number, word in enumerate(words):
        places = [
            place
            for place, char in enumerate(word, start)
            if char in read_alternatives() and place not in reading.decided
        ]
        others = compare(reading, places) or list_possible(reading, word, start, places)
        if others:
            left, right = widen(words, number)
            first, last = start - left, start + len(word) + right
            yield first, last, tuple((form[first:last], names) for form, names in others.items())
        start += len(word)


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
    marked = load_marker().convert(word) if places else ""
    return {
        write_at(reading.ours, place, meaning, reading.region): ()
        for place in places
        if marked[place - start] == UNDECIDED
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
            path=wording.path, line=one.line, message=f'"{one.words}" decides nothing (delete it, or give more words)'
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
