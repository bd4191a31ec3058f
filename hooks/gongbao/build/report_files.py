"""A report in, every file of it in every script out: pages set in the frame, projected, and the downloads."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import jinja2

from gongbao.archive.index import Entry
from gongbao.build.context import Work
from gongbao.checks.markup import Reader
from gongbao.checks.page_facts import Survey, make_survey
from gongbao.output.compression import format_size
from gongbao.pages.blocks import Cut
from gongbao.pages.downloads import Download, list_downloads
from gongbao.pages.feeds import FEED
from gongbao.pages.layout import make_frame, make_moved_page, make_page
from gongbao.pages.localize import Projection
from gongbao.pages.metadata import DATA_PLACE, make_data
from gongbao.pages.qrcode import CodeMaker
from gongbao.pages.report_pages import Sheet
from gongbao.pages.views import SIZE_MARK, SIZE_PLACE
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag
from gongbao.report.scripts import script_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Folio:
    """Pages of one folder in lines; `lines` has each distinct one once, to be read, projected and finished once."""

    sheets: list[Sheet]
    pages: list[list[str]]
    lines: list[str]

    def join_lines(self) -> "Folio":
        """Return the same pages, each as one line."""
        lines = ["\n".join(page) for page in self.pages]
        return Folio(sheets=self.sheets, pages=[[line] for line in lines], lines=lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every report of a build is set with: the frame, and a projection for each script but the source's."""

    work: Work
    frame: jinja2.Template
    projections: dict[ScriptTag, Projection]
    codes: CodeMaker = field(default_factory=CodeMaker)
    made: dict[str, bytes] = field(default_factory=dict)
    reader: Reader = field(default_factory=Reader)

    def make_edition(self, entry: Entry) -> tuple[Iterator[tuple[str, bytes]], Survey]:
        """Return the path and the content of every file of a report, and the survey of its source script's pages."""
        folio = self.make_folio(self.work.sheets[entry.report.slug])
        sources = dict(zip([sheet.path for sheet in folio.sheets], folio.pages, strict=True))
        cuts: list[Cut] = []
        # What the first projection cuts, the survey need not find again.
        for projection in islice(self.projections.values(), 1):
            projection.project_lines(entry.report.slug, folio.lines, cuts)
        return self.iter_files(entry, folio), make_survey(self.reader, sources, lines=folio.lines, cuts=cuts)

    def iter_files(self, entry: Entry, folio: Folio) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every file of a report, whose pages are given in the source script."""
        self.made.clear()
        for tag in self.work.library.publication.site.scripts:
            # What the pages had converted, the downloads find done.
            moved = self.project(tag, folio)
            for file in self.list_downloads(entry, tag):
                self.made[script_path(tag, file.path)] = file.make()
            yield from self.iter_finished(tag, *moved)
        yield from self.made.items()

    def iter_lists(self) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every page that lists reports, in every script."""
        for sheet in self.work.lists:
            folio = self.make_folio([sheet])
            for tag in self.work.library.publication.site.scripts:
                yield from self.iter_finished(tag, *self.project(tag, folio))

    def iter_moved(self) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every page that leads on from an old address."""
        for redirect in self.work.library.publication.redirects:
            if not redirect.old_id:
                yield from self.iter_scripts(redirect.old, make_moved_page(self.frame, self.work.frame, redirect))

    def make_folio(self, sheets: Iterable[Sheet]) -> Folio:
        """Return the pages of sheets in the source script, but for those that a person has written in their place."""
        own = [sheet for sheet in sheets if sheet.path not in self.work.written]
        # Equal lines are one object, which every later look-up finds at once.
        known: dict[str, str] = {}
        pages = (make_page(self.frame, self.work.frame, sheet).split("\n") for sheet in own)
        return Folio(sheets=own, pages=[list(map(known.setdefault, page, page)) for page in pages], lines=list(known))

    def project(self, tag: ScriptTag, folio: Folio) -> tuple[Folio, Mapping[str, str]]:
        """Return the pages of a folio, and each of their lines in a script."""
        projection = self.projections.get(tag)
        if projection is None or not folio.sheets:
            return folio, dict(zip(folio.lines, folio.lines, strict=True))
        moved = projection.project_lines(posixpath.dirname(folio.sheets[0].path), folio.lines)
        if moved is None:
            folio = folio.join_lines()
            places = zip(folio.sheets, folio.lines, strict=True)
            moved = {page: projection.project(sheet.path, page) for sheet, page in places}
        return folio, moved

    def iter_finished(self, tag: ScriptTag, folio: Folio, moved: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """Give the pages of a folio, whose lines are given in a script, as they are published, with their QR codes."""
        finished = {line: moved[line].encode() for line in folio.lines}
        finished |= {line: self.fill_sizes(moved[line], tag).encode() for line in folio.lines if SIZE_MARK in line}
        for sheet, page in zip(folio.sheets, folio.pages, strict=True):
            # What is another on each page has a line of its own, unless the lines are joined.
            data = finished[DATA_PLACE] = self.make_data(sheet.path, sheet, tag).encode()
            content = b"\n".join([finished[line] for line in page])
            if DATA_PLACE not in page:
                content = content.replace(DATA_PLACE.encode(), data, 1)
            yield script_path(tag, sheet.path), content
            yield from self.iter_codes(sheet, tag)

    def iter_scripts(self, path: str, page: str) -> Iterator[tuple[str, bytes]]:
        """Give a page that people wrote in every script."""
        for tag in self.work.library.publication.site.scripts:
            moved = self.projections[tag].project(path, page) if tag in self.projections else page
            moved = moved.replace(DATA_PLACE, self.make_data(path, None, tag), 1)
            yield script_path(tag, path), self.fill_sizes(moved, tag).encode()

    def make_data(self, path: str, sheet: Sheet | None, tag: ScriptTag) -> str:
        """Return the JSON-LD of a page in one script."""
        site, convert = self.work.library.publication.site, self.work.converter(tag).convert
        return make_data(site, self.work.site_url, path, sheet, tag, convert)

    def fill_sizes(self, source: str, tag: ScriptTag) -> str:
        """Return HTML with the size of every download that it offers."""
        return SIZE_PLACE.sub(lambda match: format_size(self.measure(match[1], match[2], tag)), source)

    def measure(self, slug: str, file: str, tag: ScriptTag) -> int:
        """Return the size of a download of a report, which is made if it was not yet."""
        path = script_path(tag, f"downloads/{slug}/{file}")
        if path not in self.made:
            offered = self.list_downloads(self.work.library.entries[slug], tag)
            self.made[path] = next(one for one in offered if script_path(tag, one.path) == path).make()
        return len(self.made[path])

    def list_downloads(self, entry: Entry, tag: ScriptTag) -> list[Download]:
        """Return the downloads of a report in a script."""
        return list_downloads(entry.report, tag, self.work.converter(tag).convert, self.work.site_url)

    def iter_codes(self, sheet: Sheet, tag: ScriptTag) -> Iterator[tuple[str, bytes]]:
        """Give the QR code of the address that a report's page shows on paper, if the publication has one."""
        if self.work.site_url and sheet.view:
            address = self.work.site_url + script_path(tag, sheet.address)
            yield script_path(tag, sheet.code), self.codes.make_code(address)


def make_press(work: Work) -> Press:
    """Return the press of a build."""
    mirrored = {*work.written, *iter_mirrored(work)}
    projections = {
        tag: Projection(converter=work.converter(tag), mirrored=mirrored, site_url=work.site_url)
        for tag in work.library.publication.site.scripts
        if tag != SOURCE_SCRIPT
    }
    return Press(work=work, frame=make_frame(work.frame), projections=projections)


def iter_mirrored(work: Work) -> Iterator[str]:
    """Give the paths that the reports, their lists, the feed and old addresses have in every script."""
    yield FEED
    yield from (redirect.old_page for redirect in work.library.publication.redirects)
    yield from (path for sheet in work.iter_sheets() for path in (sheet.path, sheet.code))
    for entry in work.library.entries.values():
        yield from (file.path for file in list_downloads(entry.report))
