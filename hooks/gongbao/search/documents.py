"""A report in, its document out: what search needs of it, the passages numbered in the order that results come in.

Numbers run over headings, then leads (a lead is also a passage of its own, so that it can rank before the text), then
the texts that begin with those leads, then the other texts; within each, over the places of the report. Kind and
place together are a zone, so the counts of the zones tell all about a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from gongbao.report.report import Report
from gongbao.report.walk import Item, Place, iter_printed

PLACES: tuple[Place, ...] = ("front", "review", "plan", "whole", "closing", "annex", "notes")
HEADING, LEAD, LED, TEXT = range(4)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report and its passages in document order, each with its zone: place + 8 × kind."""

    report: Report
    passages: tuple[tuple[int, Item], ...]

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
        return list(dict.fromkeys(word for word in (self.report.name, *names) if word))

    def iter_strings(self) -> Iterator[str]:
        """Give the searchable string of every number."""
        for strings in self.zones.values():
            yield from strings


def make_document(report: Report) -> Document:
    """Return the document of a report; the cells of a table's row are parted by spaces, empty ones left out."""
    items = (
        replace(item, text=" ".join(filter(None, item.text.split("\t")))) if item.kind == "row" else item
        for item in iter_printed(report)
    )
    return Document(report=report, passages=tuple((zone_of(item), item) for item in items))


def zone_of(passage: Item) -> int:
    """Return the zone of a passage."""
    kind = HEADING if passage.heading else LED if passage.lead else TEXT
    return PLACES.index(passage.place) + 8 * kind


def make_rows(document: Document) -> dict[str, list[list[Any]]]:
    """Return the passages in document order as rows for JSON.

    A row is the number of its word, its address, the number of the word that names its section, its zone, and if it
    has a lead the length of that in UTF-16 units.
    """
    place_of = {word: place for place, word in enumerate(document.words)}
    rows = [
        [
            place_of[passage.text],
            shorten(passage.page, passage.id),
            place_of.get(passage.section, 0),
            zone,
            *([len(passage.lead.encode("utf-16-le")) // 2] if passage.lead else []),
        ]
        for zone, passage in document.passages
    ]
    return {"rows": rows}


def shorten(page: str, name: str) -> str:
    """Return an address without what the page already says: `sec_2#__para_1` for `x/sec_2.html#sec_2__para_1`."""
    stem = page.rpartition("/")[2].removesuffix(".html")
    return f"{stem}#{name.removeprefix(stem) if name.startswith(stem + '__') else name}"
