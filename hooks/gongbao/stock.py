"""A report in, its stock out: what search needs of it, the passages numbered in the order that results come in.

Numbers run over headings, then leads (a lead is also a passage of its own, so that it can rank before the text),
then texts; within each, over the places of the report: front, review, plan, whole, closing, annex.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongbao.address import make_addresses
from gongbao.model import Report, ScriptTag
from gongbao.passage import Passage, Place, iter_passages

PLACES: tuple[Place, ...] = ("front", "review", "plan", "whole", "closing", "annex")
HEADING, LEAD, TEXT = range(3)
SAMPLE = 1_000_000
EDIT_BASE = 0x20


@dataclass(frozen=True, kw_only=True)
class Stock:
    """The passages of one report in the order of their numbers."""

    report: Report
    headings: tuple[Passage, ...]
    leads: tuple[Passage, ...]
    texts: tuple[Passage, ...]

    @property
    def strings(self) -> list[str]:
        """The text of every number."""
        return [
            *(passage.text for passage in self.headings),
            *(passage.lead for passage in self.leads),
            *(passage.text for passage in self.texts),
        ]

    @property
    def zones(self) -> list[int]:
        """How many numbers there are of each kind and place: place + 8 × kind, count, and so on."""
        kinds = (self.headings, self.leads, self.texts)
        counts = Counter(
            PLACES.index(passage.place) + 8 * kind for kind, passages in enumerate(kinds) for passage in passages
        )
        return [number for zone in sorted(counts) for number in (zone, counts[zone])]

    @cached_property
    def words(self) -> list[str]:
        """Every distinct text that a reader sees: the title, the passages, the names of sections."""
        passages = (*self.headings, *self.texts)
        seen = [self.report.title, *(passage.text for passage in passages), *(passage.section for passage in passages)]
        return list(dict.fromkeys(word for word in seen if word))


def make_stock(report: Report) -> Stock:
    """Return the stock of a report."""
    passages = sorted(iter_passages(report), key=lambda passage: PLACES.index(passage.place))
    return Stock(
        report=report,
        headings=tuple(passage for passage in passages if passage.heading),
        leads=tuple(passage for passage in passages if passage.lead),
        texts=tuple(passage for passage in passages if not passage.heading),
    )


def make_sheet(stock: Stock, edits: Mapping[ScriptTag, Mapping[int, str]]) -> dict[str, Any]:
    """Return what the page shows of a report, ready for JSON.

    `words`: texts. `rows`: a word, its address, the word of its section, for every heading and then every text.
    `leads`: the text and the length of every lead. `edits`: per script, what its plain conversion gets wrong.
    """
    place_of = {word: place for place, word in enumerate(stock.words)}
    pages = make_addresses(stock.report).pages
    cover = f"{stock.report.slug}/index.html"
    numbers = {id(passage): number for number, passage in enumerate(stock.texts)}
    return {
        "words": stock.words,
        "rows": [
            [
                place_of[passage.text],
                shorten(pages.get(passage.id, cover), passage.id),
                place_of.get(passage.section, 0),
            ]
            for passage in (*stock.headings, *stock.texts)
        ],
        "leads": [[numbers[id(passage)], count_units(passage.lead)] for passage in stock.leads],
        "edits": edits,
    }


def count_units(text: str) -> int:
    """Return the length of a text as a browser counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def shorten(page: str, name: str) -> str:
    """Return an address without what the page already says: `sec_2#__para_1` for `x/sec_2.html#sec_2__para_1`."""
    stem = page.rpartition("/")[2].removesuffix(".html")
    return f"{stem}#{name.removeprefix(stem) if name.startswith(stem + '__') else name}"


def count_pairs(conversions: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often each character became which; the first million characters of the conversions are enough."""
    counts: Counter[tuple[str, str]] = Counter()
    left = SAMPLE
    for source, converted in conversions:
        counts.update(zip(source, converted, strict=True))
        left -= len(source)
        if left < 0:
            break
    return counts


def choose_plain(counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the commonest conversion of every character that it changes."""
    plain: dict[str, str] = {}
    for before, after in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        plain.setdefault(before, after)
    return {before: after for before, after in sorted(plain.items()) if before != after}


def make_edits(words: Sequence[str], converted: Mapping[str, str], plain: Mapping[int, str]) -> dict[int, str]:
    """Return where the plain conversion, character by character, is not the conversion.

    For each such word, by its place: pairs of characters, the position (its code less 32) and what stands there.
    """
    edits: dict[int, str] = {}
    for place, word in enumerate(words):
        right = converted[word]
        near = word.translate(plain)
        if near != right:
            pairs = enumerate(zip(near, right, strict=True))
            edits[place] = "".join(chr(EDIT_BASE + index) + other for index, (one, other) in pairs if one != other)
    return edits
