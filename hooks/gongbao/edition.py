"""A report in, every file of it in every script out: pages set in the frame, projected, and the downloads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import jinja2

from gongbao.downloads import list_downloads
from gongbao.frame import make_frame, make_page
from gongbao.library import Entry
from gongbao.lists import iter_list_sheets, iter_sheets
from gongbao.model import SOURCE_SCRIPT, ScriptTag
from gongbao.projection import Projection
from gongbao.qrcode import CodeMaker
from gongbao.sheets import Sheet, iter_report_sheets
from gongbao.switch import script_path
from gongbao.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What every report of a build is set with: the frame, and a projection for each script but the source's."""

    work: Work
    frame: jinja2.Template
    projections: dict[ScriptTag, Projection]
    codes: CodeMaker = field(default_factory=CodeMaker)

    def iter_files(self, entry: Entry) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every file of a report."""
        yield from self.iter_pages(iter_report_sheets(self.work.library, entry))
        for tag in self.work.library.publication.site.scripts:
            for file in list_downloads(entry.report, self.work.converter(tag).convert):
                yield script_path(tag, file.path), file.content

    def iter_lists(self) -> Iterator[tuple[str, bytes]]:
        """Give the path and the content of every page that lists reports."""
        yield from self.iter_pages(iter_list_sheets(self.work.library))

    def iter_pages(self, sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes]]:
        """Give the pages in every script, but for those that people wrote themselves."""
        for sheet in sheets:
            if sheet.path not in self.work.written:
                yield from self.iter_scripts(sheet.path, make_page(self.frame, self.work, sheet))
                yield from self.iter_codes(sheet)

    def iter_scripts(self, path: str, page: str) -> Iterator[tuple[str, bytes]]:
        """Give a finished page in every script."""
        yield path, page.encode()
        for tag, projection in self.projections.items():
            yield script_path(tag, path), projection.project(path, page).encode()

    def iter_codes(self, sheet: Sheet) -> Iterator[tuple[str, bytes]]:
        """Give the QR codes of the address that a report's page shows on paper, if the publication has one."""
        if self.work.site_url and sheet.view:
            for tag in self.work.library.publication.site.scripts:
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
    """Give the paths that the reports and their lists have in every script."""
    yield from (path for sheet in iter_sheets(work.library) for path in (sheet.path, sheet.code))
    for entry in work.library.entries.values():
        yield from (file.path for file in list_downloads(entry.report))
