"""The reports in, how they hang together out: by year, body and place, and which report follows which."""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, product
from typing import Literal

from gongbao.archive.order import sort_names
from gongbao.data.authorities import body_stem, index_names, make_ids, place_stem
from gongbao.report.report import UNKNOWN, Name, Report
from gongbao.report.site import Publication

GroupKind = Literal["year", "body", "place"]
FOLDERS: dict[GroupKind, str] = {"year": "years", "body": "bodies", "place": "places"}
INDEX = "reports.html"
# Titles of one series differ in their year and in how they call the body; those of two series in most characters.
ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The reports of one year, body or place, newest first."""

    kind: GroupKind
    id: str
    name: str
    reports: tuple[Report, ...]

    @property
    def path(self) -> str:
        """The page that lists them, under the root of a script."""
        return f"{FOLDERS[self.kind]}/{self.id}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The reports held together; `older` and `newer` lead from a report's name to its neighbours in their series."""

    years: tuple[Group, ...] = ()
    bodies: tuple[Group, ...] = ()
    places: tuple[Group, ...] = ()
    older: dict[str, Report] = field(default_factory=dict)
    newer: dict[str, Report] = field(default_factory=dict)
    body_of: dict[str, Group] = field(default_factory=dict)

    @property
    def lists(self) -> tuple[tuple[Group, ...], ...]:
        """The ways to divide the reports that tell them apart: years, bodies, places, each if there are two."""
        return tuple(groups for groups in (self.years, self.bodies, self.places) if len(groups) > 1)

    @property
    def index(self) -> str:
        """The page that leads to every list; empty if one report is all there is."""
        return INDEX if len(self.years) > 1 or any(len(group.reports) > 1 for group in self.years) else ""

    def list_back(self, report: Report, most: int) -> list[Report]:
        """Return a report and those before it in its series, newest first, `most` at the most."""
        found = [report]
        while len(found) < most and found[-1].slug in self.older:
            found.append(self.older[found[-1].slug])
        return found


def make_archive(publication: Publication) -> Archive:
    """Return how the publication's reports hang together."""
    reports, names = publication.reports, publication.names
    bodies = group_names("body", reports, lambda report: report.body, body_stem, names.bodies)
    places = group_names("place", reports, lambda report: report.place, place_stem, names.places)
    older = {new.slug: old for body in bodies for series in list_series(body.reports) for old, new in pairwise(series)}
    by_slug = {report.slug: report for report in reports}
    return Archive(
        years=group_years(reports),
        bodies=bodies,
        places=places,
        older=older,
        newer={old.slug: by_slug[slug] for slug, old in older.items()},
        body_of={report.slug: body for body in bodies for report in body.reports},
    )


def group_years(reports: Sequence[Report]) -> tuple[Group, ...]:
    """Return the reports by the year they were given in, newest first."""
    return tuple(
        Group(kind="year", id=str(year), name=f"{year}年", reports=tuple(given))
        for year, given in groupby(reports, key=lambda report: report.date.year)
    )


def group_names(
    kind: GroupKind,
    reports: Iterable[Report],
    name_of: Callable[[Report], str | None],
    stem_of: Callable[[str], str],
    given: Sequence[Name],
) -> tuple[Group, ...]:
    """Return the reports by body or place, in the order of the names; former names count as the present one."""
    present = {name: entry.name for name, entry in index_names(given).items()}
    found: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if (name := name_of(report)) and name != UNKNOWN:
            found[present.get(name, name)].append(report)
    ids = make_ids({name: [stem_of(report.slug) for report in own] for name, own in found.items()}, given)
    return tuple(
        Group(kind=kind, id=ids[name], name=name, reports=tuple(found[name])) for name in sort_names(found, given)
    )


def list_series(reports: Iterable[Report]) -> list[list[Report]]:
    """Return the series of one body's reports, oldest first.

    A body may give several reports a year: each continues the series whose last title is the same, years aside, or
    else is most like its own.
    """
    series: list[list[Report]] = []
    in_order = sorted(reports, key=lambda report: (report.date, report.slug))
    for _, same_day in groupby(in_order, key=lambda report: report.date):
        ends: defaultdict[str, list[list[Report]]] = defaultdict(list)
        for own in series:
            ends[bare_title(own[-1])].append(own)
        rest: list[Report] = []
        for report in same_day:
            same = ends.get(bare_title(report))
            if same:
                same.pop(0).append(report)
            else:
                rest.append(report)
        series += continue_series([own for same in ends.values() for own in same], rest)
    return series


def continue_series(series: list[list[Report]], reports: Sequence[Report]) -> list[list[Report]]:
    """Add each report to the series whose title is most like its own; return the new series that the others begin."""
    pairs = ((compare_titles(own[-1], report), own, report) for own, report in product(series, reports))
    done: set[str] = set()
    for likeness, own, report in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness >= ALIKE and report.slug not in done and own[-1].slug not in done:
            own.append(report)
            done.add(report.slug)
    return [[report] for report in reports if report.slug not in done]


def bare_title(report: Report) -> str:
    """Return a report's title without years."""
    return re.sub(r"\d+年?", "", report.name)


def compare_titles(one: Report, other: Report) -> float:
    """Return how alike two titles are, years aside: 0 to 1."""
    first, second = bare_title(one), bare_title(other)
    if first.endswith(second) or second.endswith(first):
        return 1.0
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
