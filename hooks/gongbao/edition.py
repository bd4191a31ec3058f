"""A report in, every file of it in every script out: pages set in the frame, projected, and the downloads."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import jinja2

from gongbao.downloads import Download, format_size, list_downloads
from gongbao.feeds import FEED
from gongbao.frame import make_frame, make_moved_page, make_page
from gongbao.library import Entry
from gongbao.markup import Reader
from gongbao.metadata import DATA_PLACE, make_data
from gongbao.model import SOURCE_SCRIPT, ScriptTag
from gongbao.projection import Projection
from gongbao.qrcode import CodeMaker
from gongbao.render import SIZE_MARK, SIZE_PLACE
from gongbao.sheets import Sheet
from gongbao.survey import Survey, make_survey
from gongbao.switch import script_path
from gongbao.work import Work

# In lines, of which each distinct one is read and projected once.
Page = list[str]


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
        sheets, pages = self.make_pages(self.work.sheets[entry.report.slug])
        survey = make_survey(self.reader, dict(zip([sheet.path for sheet in sheets], pages, strict=True)))
        return self.iter_files(entry, sheets, pages), survey

    def iter_files(self, entry: Entry, sheets: Sequence[Sheet], pages: Sequence[Page]) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every file of a report, whose pages are given in the source script."""
        self.made.clear()
        for tag in self.work.library.publication.site.scripts:
            # What the pages had converted, the downloads find done.
            moved = self.project(tag, [sheet.path for sheet in sheets], pages)
            for file in self.list_downloads(entry, tag):
                self.made[script_path(tag, file.path)] = file.make()
            yield from self.iter_finished(tag, sheets, moved)
        yield from self.made.items()

    def iter_lists(self) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every page that lists reports."""
        for sheet in self.work.lists:
            yield from self.iter_pages([sheet])

    def iter_moved(self) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every page that leads on from an old address."""
        for redirect in self.work.library.publication.redirects:
            if not redirect.old_id:
                yield from self.iter_scripts(redirect.old, make_moved_page(self.frame, self.work, redirect))

    def iter_pages(self, sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes]]:
        """Give pages of one folder in every script."""
        sheets, pages = self.make_pages(sheets)
        for tag in self.work.library.publication.site.scripts:
            moved = self.project(tag, [sheet.path for sheet in sheets], pages)
            yield from self.iter_finished(tag, sheets, moved)

    def make_pages(self, sheets: Iterable[Sheet]) -> tuple[list[Sheet], list[Page]]:
        """Return the sheets that no person has written in their place, and the page of each in the source script."""
        own = [sheet for sheet in sheets if sheet.path not in self.work.written]
        # Equal lines are one object, which every later look-up finds at once.
        known: dict[str, str] = {}
        pages = (make_page(self.frame, self.work, sheet).split("\n") for sheet in own)
        return own, [list(map(known.setdefault, page, page)) for page in pages]

    def iter_finished(
        self, tag: ScriptTag, sheets: Sequence[Sheet], pages: Sequence[str]
    ) -> Iterator[tuple[str, bytes]]:
        """Give the pages of some sheets as they are published, with the QR codes that they show."""
        for sheet, page in zip(sheets, pages, strict=True):
            yield script_path(tag, sheet.path), self.finish(page, tag, sheet.path, sheet)
            yield from self.iter_codes(sheet, tag)

    def iter_scripts(self, path: str, page: str) -> Iterator[tuple[str, bytes]]:
        """Give a page that people wrote in every script."""
        for tag in self.work.library.publication.site.scripts:
            moved = self.projections[tag].project(path, page) if tag in self.projections else page
            yield script_path(tag, path), self.finish(moved, tag, path)

    def project(self, tag: ScriptTag, paths: Sequence[str], pages: Sequence[Page]) -> list[str]:
        """Return pages of one folder in a script."""
        if tag not in self.projections or not pages:
            return ["\n".join(page) for page in pages]
        return self.projections[tag].project_folder(posixpath.dirname(paths[0]), pages)

    def finish(self, page: str, tag: ScriptTag, path: str, sheet: Sheet | None = None) -> bytes:
        """Return a page with what is another in each script: its JSON-LD, the sizes of downloads."""
        page = page.replace(DATA_PLACE, make_data(self.work, path, sheet, tag), 1)
        return self.fill_sizes(page, tag).encode()

    def fill_sizes(self, page: str, tag: ScriptTag) -> str:
        """Return a page with the size of every download that it offers."""
        # Few pages offer any.
        if SIZE_MARK not in page:
            return page
        return SIZE_PLACE.sub(lambda match: format_size(self.measure(match[1], match[2], tag)), page)

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
    return Press(work=work, frame=make_frame(work), projections=projections)


def iter_mirrored(work: Work) -> Iterator[str]:
    """Give the paths that the reports, their lists, the feed and old addresses have in every script."""
    yield FEED
    yield from (redirect.old_page for redirect in work.library.publication.redirects)
    yield from (path for sheet in work.iter_sheets() for path in (sheet.path, sheet.code))
    for entry in work.library.entries.values():
        yield from (file.path for file in list_downloads(entry.report))
