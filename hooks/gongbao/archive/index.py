"""A loaded publication in, what every page and pass looks up out: each report with its addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongbao.archive.series import Archive, make_archive
from gongbao.report.addresses import Addresses, make_addresses
from gongbao.report.report import Report
from gongbao.report.site import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report and where everything in it stands."""

    report: Report
    addresses: Addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The publication, its reports by name, and how they hang together."""

    publication: Publication
    entries: dict[str, Entry]
    archive: Archive


def make_library(publication: Publication, before: Mapping[str, Entry] = MappingProxyType({})) -> Library:
    """Return the publication with the addresses of every report; the same reports have them from `before`."""
    entries = {}
    for report in publication.reports:
        known = before.get(report.slug)
        same = known is not None and known.report is report
        entries[report.slug] = known if known and same else Entry(report=report, addresses=make_addresses(report))
    return Library(publication=publication, entries=entries, archive=make_archive(publication))
