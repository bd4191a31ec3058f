"""A report in, its stock out: what search needs of it, the passages numbered in the order that results come in.

Numbers run over headings, then leads (a lead is also a passage of its own, so that it can rank before the text), then
the texts that begin with those leads, then the other texts; within each, over the places of the report. Kind and
place together are a zone, so the counts of the zones tell all about a number.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gongbao.address import make_addresses
from gongbao.model import Report, ScriptTag
from gongbao.passage import Passage, Place, iter_passages

PLACES: tuple[Place, ...] = ("front", "review", "plan", "whole", "closing", "annex", "notes")
HEADING, LEAD, LED, TEXT = range(4)


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A report and its passages in document order, each with its zone: place + 8 × kind."""

    report: Report
    passages: tuple[tuple[int, Passage], ...]

    @cached_property
    def zones(self) -> dict[int, list[str]]:
        """The searchable strings of every zone, in the order of their numbers."""
        zones: dict[int, list[str]] = {}
        for zone, passage in self.passages:
            zones.setdefault(zone, []).append(passage.text)
            if passage.lead:
                zones.setdefault(zone - 8, []).append(passage.lead)
        return dict(sorted(zones.items()))

    @cached_property
    def words(self) -> list[str]:
        """Every distinct text that a reader sees: the title, the passages, the names of sections."""
        names = (name for _, passage in self.passages for name in (passage.text, passage.section))
        return list(dict.fromkeys(word for word in (self.report.title, *names) if word))

    def iter_strings(self) -> Iterator[str]:
        """Give the searchable string of every number."""
        for strings in self.zones.values():
            yield from strings


def make_stock(report: Report) -> Stock:
    """Return the stock of a report."""
    return Stock(report=report, passages=tuple((zone_of(passage), passage) for passage in iter_passages(report)))


def zone_of(passage: Passage) -> int:
    """Return the zone of a passage."""
    kind = HEADING if passage.heading else LED if passage.lead else TEXT
    return PLACES.index(passage.place) + 8 * kind


def make_sheet(stock: Stock, edits: Mapping[ScriptTag, Mapping[int, str]]) -> dict[str, Any]:
    """Return what the page shows of a report, ready for JSON.

    `words`: texts. `rows`, in document order: a word, its address, the word of its section, its zone, and the length
    of its lead in UTF-16 units if it has one. `edits`: per script, where the plain conversion is not the conversion.
    """
    place_of = {word: place for place, word in enumerate(stock.words)}
    pages = make_addresses(stock.report).pages
    cover = f"{stock.report.slug}/index.html"
    rows = [
        [
            place_of[passage.text],
            shorten(pages.get(passage.id, cover), passage.id),
            place_of.get(passage.section, 0),
            zone,
            *([len(passage.lead.encode("utf-16-le")) // 2] if passage.lead else []),
        ]
        for zone, passage in stock.passages
    ]
    return {"words": stock.words, "rows": rows, "edits": edits}


def shorten(page: str, name: str) -> str:
    """Return an address without what the page already says: `sec_2#__para_1` for `x/sec_2.html#sec_2__para_1`."""
    stem = page.rpartition("/")[2].removesuffix(".html")
    return f"{stem}#{name.removeprefix(stem) if name.startswith(stem + '__') else name}"
