"""A report in, the address of everything in it out: pages relative to the root of one script, ids as fragments."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongbao.report.notes import Notes, find_notes
from gongbao.report.report import Picture, Report
from gongbao.report.walk import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a report's ids stand: the page of each id, the running number of each paragraph, the notes.

    `ranges` has the numbers of the first and the last paragraph on each page that has any.
    """

    pages: Mapping[str, str]
    numbers: Mapping[str, int]
    ranges: Mapping[str, tuple[int, int]]
    notes: Notes

    def link(self, name: str) -> str:
        """Return the address of an id: `slug/sec_2.html#sec_2__para_1`. Raises KeyError for an unknown id."""
        return f"{self.pages[name]}#{name}"


def make_addresses(report: Report) -> Addresses:
    """Return where everything stands. The lines of the title block have ids on the cover alone, and no address."""
    pages: dict[str, str] = {}
    numbers: dict[str, int] = {}
    ranges: dict[str, tuple[int, int]] = {}
    for item in walk(report):
        if item.id not in report.printed:
            pages[item.id] = item.page
        if item.number is not None:
            numbers[item.id] = item.number
            first, _ = ranges.get(item.page, (item.number, item.number))
            ranges[item.page] = first, item.number
    return Addresses(pages=pages, numbers=numbers, ranges=ranges, notes=find_notes(report))


def name_picture(report: Report, picture: Picture) -> str:
    """Return the path under which a picture is published, from the root of what all scripts share."""
    return f"{report.slug}/picture-{PurePosixPath(picture.file).name}"
