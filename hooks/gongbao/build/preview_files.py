"""A path of a publication in, the file there out, made when it is asked for: nothing is written, nothing else is made.

A page is set and filled by the press that a build has, so it is the same to the byte.
"""

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from gongbao.build.context import Context
from gongbao.build.pipeline import NO_OFFER, iter_feeds
from gongbao.build.report_files import cut_pages, make_press
from gongbao.output.compression import format_size
from gongbao.pages.layout import make_list_page, make_moved_page, make_report_pages
from gongbao.pages.localize import Document, Localization, cut_document
from gongbao.pages.macros import render_offer
from gongbao.pages.marks import VALUE
from gongbao.pages.pictures import find_file
from gongbao.pages.report_pages import Sheet
from gongbao.report.addresses import name_picture
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag
from gongbao.script.context import find_known_names
from gongbao.script.converter import Converter
from gongbao.search.preview_index import PreviewIndex
from gongbao.serving.answers import read_below

NAME = re.compile(f"{VALUE}([^{VALUE}]*){VALUE}")
SIZE, OFFLINE = "size ", "offline "
NO_INDEX = "search/index.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The pages that people wrote, cut, by path, and the folder with all other files of docs/."""

    pages: Mapping[str, Document] = field(default_factory=lambda: MappingProxyType({}))
    folder: Path | None = None


NOTHING = Written()


class Files:
    """The files of one state of a publication; a converter learns while it works, so one is made at a time."""

    def __init__(self, context: Context) -> None:
        """Make none yet."""
        self.context = context
        self._named: dict[str, Mapping[ScriptTag, Converter]] = {}
        self._press = make_press(context, self._named)
        self._localizations = {one.tag: one for one in self._press.localizations}
        self._lists = {sheet.path: sheet for sheet in self._press.list_own(context.lists)}
        self._moved = {one.old: one for one in context.library.publication.redirects if not one.old_id}
        self._assets = {f"assets/{asset.published}": asset.path for asset in context.frame.assets.values()}
        self._downloads: dict[tuple[str, ScriptTag], dict[str, bytes]] = {}
        self._feeds: dict[str, bytes] | None = None
        self._making = threading.Lock()

    def make(self, path: str, written: Written, index: PreviewIndex | None) -> bytes | None:
        """Return the content of the file at a path; None if there is none."""
        with self._making:
            if path in self._assets:
                return self._assets[path].read_bytes()
            if index and (found := index.make(path)):
                return found
            tag, own = self.split_script(path)
            page = written.pages.get(own)
            if page:
                values = {"search": index.entry if index else NO_INDEX, **self._offer(page, tag)}
                return self._fill(page, self._localizations[tag].with_values(values))
            made = self._make_of_report(own, tag) or self._make_list(own, tag) or self._find_feed(path)
            return made or (read_below(written.folder, path) if written.folder else None)

    def split_script(self, path: str) -> tuple[ScriptTag, str]:
        """Return the script of a path, and the path that its page has in every script."""
        first, _slash, rest = path.partition("/")
        return next(((tag, rest) for tag in self._localizations if tag == first), (SOURCE_SCRIPT, path))

    def _fill(self, page: Document, localization: Localization) -> bytes:
        """Return a page in a script, with the sizes of the downloads that it tells."""
        told = {name for piece in page.pieces for name in NAME.findall(piece) if name.startswith(SIZE)}
        sizes = {}
        for name in told:
            path = name.removeprefix(SIZE)
            content = self._list_downloads(path.split("/")[1], localization.tag)[path]
            sizes[name] = format_size(len(content))
        return localization.with_values(sizes).fill(page).encode()

    def _offer(self, page: Document, tag: ScriptTag) -> dict[str, str]:
        """Return the place of the offer of a whole publication, of which a preview makes none."""
        base, localization = "../" * page.path.count("/"), self._localizations[tag]
        offered = render_offer(self.context.site, base, NO_OFFER, tag)
        return {f"{OFFLINE}{base}": localization.fill(cut_document("docs", offered))}

    def _localize(self, slug: str, tag: ScriptTag) -> Localization:
        """Return how the files of a report are filled for a script; its press knows its names from now on."""
        entry = self.context.library.entries[slug]
        if slug not in self._named and len(self._localizations) > 1 and find_known_names(entry.report):
            self._named[slug] = {one: made.for_report(entry.report) for one, made in self.context.converters.items()}
        return replace(self._localizations[tag], conversion=self._named.get(slug, self.context.converters)[tag])

    def _make_of_report(self, own: str, tag: ScriptTag) -> bytes | None:
        """Return a page, a code, a picture or a download of a report."""
        slug, _slash, _name = own.removeprefix("downloads/").partition("/")
        entry = self.context.library.entries.get(slug)
        if entry is None:
            return None
        if own.startswith("downloads/"):
            return self._list_downloads(slug, tag).get(own)
        sheets = self._press.list_own(self.context.sheets[slug])
        sheet = next((one for one in sheets if own in (one.path, one.code)), None)
        if sheet is None:
            pictures = (one for one in entry.report.pictures if name_picture(entry.report, one) == own)
            found = next(pictures, None) if tag == SOURCE_SCRIPT else None
            return find_file(entry.report, found).read_bytes() if found else None
        localization = self._localize(slug, tag)
        if sheet.path != own:
            return next((content for _path, content in self._press.iter_codes([sheet], localization)), None)
        return self._fill(self._set(sheet), localization)

    def _set(self, sheet: Sheet) -> Document:
        """Return the page of a report, cut."""
        return cut_pages(make_report_pages(self._press.template, self.context.frame, [sheet]))[0]

    def _make_list(self, own: str, tag: ScriptTag) -> bytes | None:
        """Return a page that lists reports, or that leads on from an old address."""
        template, frame = self._press.template, self.context.frame
        if sheet := self._lists.get(own):
            page = make_list_page(template, frame, sheet)
        elif redirect := self._moved.get(own):
            page = make_moved_page(template, frame, redirect)
        else:
            return None
        return self._localizations[tag].fill(cut_document(own, page)).encode()

    def _list_downloads(self, slug: str, tag: ScriptTag) -> dict[str, bytes]:
        """Return the downloads of a report in a script, by path; they are kept, for a page tells their sizes."""
        if (slug, tag) not in self._downloads:
            entry = self.context.library.entries[slug]
            draft = self._press.make_draft(entry)
            self._downloads[slug, tag] = self._press.fill_draft(entry, draft, self._localize(slug, tag))
        return self._downloads[slug, tag]

    def _find_feed(self, path: str) -> bytes | None:
        """Return what machines follow."""
        if self._feeds is None and path.endswith((".xml", ".txt")):
            self._feeds = dict(iter_feeds(self._press))
        return (self._feeds or {}).get(path)
