"""A project's folder in, what the steps of a build share out, frozen: data, pages to make, assets' names."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from gongbao.archive.index import Library, make_library
from gongbao.build.written_sources import check_texts
from gongbao.data.load import OpenOne, load_publication
from gongbao.data.opened import Opened
from gongbao.data.sources import check_sources
from gongbao.data.wording import Wording, place_wording
from gongbao.pages.asset_names import Asset, make_assets
from gongbao.pages.downloads import NO_EXTRAS, Extras
from gongbao.pages.layout import Frame
from gongbao.pages.list_pages import iter_list_sheets
from gongbao.pages.report_pages import Sheet, iter_report_sheets
from gongbao.print.setting import Setting
from gongbao.report.problems import Problems, ReportError
from gongbao.report.report import ScriptTag
from gongbao.report.site import Publication, Site
from gongbao.script.converter import Converter, make_converter
from gongbao.script.overrides import load_wording
from gongbao.script.quotation_marks import check_marks
from gongbao.store import FOLDER, Store

WORDING = "data/wording.yml"
SHEET = "css/print.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a publication is wanted.

    `pdf` tells whether PDFs are made; None leaves it to `data/site.yml`. `before` are folders that may hold the same
    files. `overrides` is a folder of templates that go before the theme's. A `preview` is looked at while it is
    written, and goes without what only a server or a manifest needs; it opens reports with `opened`, and takes over of
    the `last` context what does not depend on what was saved.
    """

    pdf: bool | None = None
    before: tuple[Path, ...] = ()
    preview: bool = False
    overrides: Path | None = None
    opened: Opened | None = None
    last: "Context | None" = None


class Sheets(Mapping[str, tuple[Sheet, ...]]):
    """The pages of each report by its name, made when they are asked for: those of an archive take much memory."""

    def __init__(self, library: Library, extras: Extras) -> None:
        """Make none yet."""
        self._library, self._extras = library, extras

    def __getitem__(self, slug: str) -> tuple[Sheet, ...]:
        """Return the pages of a report. Raises KeyError for an unknown name."""
        return tuple(iter_report_sheets(self._library, self._library.entries[slug], self._extras))

    def __iter__(self) -> Iterator[str]:
        """Give the names of the reports, newest first."""
        return iter(self._library.entries)

    def __len__(self) -> int:
        """Return how many reports there are."""
        return len(self._library.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What one build works on.

    `frame` is what every page shows. `written` are the paths of the pages that people wrote in docs/, which go before a
    page made from data; `lists` and, by report, `sheets` are the pages made from data; `store` keeps what may be kept
    between builds; `before` are folders that may hold the same files.
    """

    frame: Frame
    wording: Wording
    root: Path
    written: frozenset[str]
    lists: tuple[Sheet, ...]
    sheets: Mapping[str, tuple[Sheet, ...]]
    store: Store
    converters: Mapping[ScriptTag, Converter]
    settings: Mapping[ScriptTag, Setting]
    before: tuple[Path, ...] = ()
    preview: bool = False

    @property
    def library(self) -> Library:
        """The publication, its reports by name, and how they hang together."""
        return self.frame.library

    @property
    def site(self) -> Site:
        """What is said of the publication and its publisher."""
        return self.frame.site

    @property
    def site_url(self) -> str:
        """The absolute address, ending in a slash, or nothing."""
        return self.frame.site_url

    def iter_sheets(self) -> Iterator[Sheet]:
        """Give every page made from data."""
        yield from self.lists
        yield from chain.from_iterable(self.sheets.values())

    def find_sheet(self, path: str) -> Sheet | None:
        """Return the page made from data at a path, if there is one."""
        own = self.sheets.get(path.partition("/")[0], ())
        return next((sheet for sheet in chain(self.lists, own) if sheet.path == path), None)


PLAIN = Order()


def make_context(root: Path, docs: Path, site_url: str, order: Order = PLAIN) -> Context:
    """Load a project for building. Raises ReportError with every problem of the data, paths as seen from `root`."""
    store = Store(folder=root / FOLDER)
    folders = (root / "data", docs, *([order.overrides] if order.overrides else ()))
    publication, wording = load_project(root, store, folders, order.opened.open if order.opened else None)
    check_written(root, docs, order.overrides)
    last = order.last
    library = make_library(publication, last.library.entries if last else {})
    site, site_url = publication.site, site_url.rstrip("/") + "/" if site_url else ""
    same = last is not None and (last.wording, last.site.scripts) == (wording, site.scripts)
    converters = last.converters if last and same else make_converters(publication, wording)
    assets = make_assets(docs / "assets")
    settings = {tag: make_setting(site, site_url, assets, converters[tag]) for tag in site.scripts}
    extras = choose_extras(site, order)
    if extras.pdf:
        # Only PDFs need what sets them.
        from gongbao.print.fonts import find_missing_font

        if missing := find_missing_font(settings.values()):
            sys.stderr.write(f"PDF: {missing}\n")
            extras = replace(extras, pdf=False)
    frame = Frame(library=library, site_url=site_url, assets=assets, extras=extras, overrides=order.overrides)
    return Context(
        frame=frame,
        wording=wording,
        root=root,
        written=frozenset(list_written(docs)),
        lists=tuple(iter_list_sheets(library)),
        sheets=Sheets(library, extras),
        store=store,
        converters=converters,
        settings=settings,
        before=order.before,
        preview=order.preview,
    )


def check_written(root: Path, docs: Path, overrides: Path | None) -> None:
    """Raise ReportError with everything that is wrong with the texts of pages and templates that people wrote."""
    problems = Problems()
    check_texts(docs, overrides, problems)
    if problems.found:
        raise ReportError(problem.under(root) for problem in problems)


def choose_extras(site: Site, order: Order) -> Extras:
    """Return which files are wanted on request; a preview goes without."""
    if order.preview:
        return NO_EXTRAS
    pdf = site.pdf != "false" if order.pdf is None else order.pdf
    return Extras(pdf=pdf, word=site.word, forms=site.forms)


def make_setting(site: Site, site_url: str, assets: Mapping[str, Asset], converter: Converter) -> Setting:
    """Return how what is made for paper is set in a converter's script."""
    return Setting(
        tag=converter.tag,
        convert=converter.convert,
        sheet=assets[SHEET].path.read_text(encoding="utf-8"),
        publisher=site.publisher,
        publication=site.title,
        site_url=site_url,
        standard="archive" if site.pdf == "archive" else "ua",
    )


def make_converters(publication: Publication, wording: Wording) -> dict[ScriptTag, Converter]:
    """Return a converter for each script; those that convert alike share what they remember."""
    converters: dict[ScriptTag, Converter] = {}
    for tag in publication.site.scripts:
        converters[tag] = make_converter(tag, wording, converters.values())
    return converters


def load_project(
    root: Path, store: Store | None = None, folders: Sequence[Path] = (), open_one: OpenOne | None = None
) -> tuple[Publication, Wording]:
    """Load the data of a project and the decisions on conversion, held against each other. Raises ReportError."""
    problems = Problems()
    check_sources(root, folders or (root / "data", root / "docs"), problems)
    if problems.found:
        raise ReportError(problem.under(root) for problem in problems)
    publication = load_publication(root / "data", problems, store, open_one)
    wording = load_wording(root / WORDING, problems)
    if publication and wording:
        wording = place_wording(wording, publication.reports, problems)
        problems.found += check_marks(wording, publication.reports, publication.site.scripts)
    if publication is None or wording is None or problems.found:
        raise ReportError(problem.under(root) for problem in problems)
    return publication, wording


def open_wording(root: Path) -> Wording:
    """Load the decisions on conversion alone. Raises ReportError."""
    problems = Problems()
    wording = load_wording(root / WORDING, problems)
    if wording is None:
        raise ReportError(problem.under(root) for problem in problems)
    return wording


def list_written(docs: Path) -> list[str]:
    """Return the published paths of the pages in docs/, and of the theme's 404 page."""
    paths = [path.relative_to(docs).with_suffix(".html") for path in sorted(docs.rglob("*.md"))]
    names = [path.with_name("index.html") if path.stem == "README" else path for path in paths]
    return ["404.html", *(path.as_posix() for path in names if not path.parts[0].startswith("."))]
