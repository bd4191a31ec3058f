"""A project's folder in, what the steps of a build share out: data, written pages, assets' names, converters."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from gongbao.archive.index import Library, make_library
from gongbao.checks.page_facts import Survey
from gongbao.data.load import load_publication
from gongbao.data.wording import Wording, place_wording
from gongbao.output.writer import ASIDE, Ledger
from gongbao.pages.asset_names import make_asset_names
from gongbao.pages.layout import Frame
from gongbao.pages.list_pages import iter_list_sheets
from gongbao.pages.report_pages import Sheet, iter_report_sheets
from gongbao.report.problems import Problems, ReportError
from gongbao.report.report import ScriptTag
from gongbao.report.site import Publication
from gongbao.script.converter import Converter, make_converter
from gongbao.script.overrides import load_wording
from gongbao.script.quotation_marks import check_marks
from gongbao.store import Kept

WORDING = "data/wording.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a publication is wanted.

    `pdf` tells whether the reports are printed too; None leaves it to `data/site.yml`. `before` is the publication that
    it replaces. A `preview` is looked at while it is written, and goes without what only a server or a manifest needs;
    `site_url` is then the address of the publication itself. `overrides` is a folder of
    templates that go before the theme's.
    """

    pdf: bool | None = False
    before: Path | None = None
    preview: bool = False
    site_url: str | None = None
    overrides: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one build works on; `site_url` is the absolute address, ending in a slash, or empty.

    `pdf` tells whether the reports are printed too, `preview` whether it is only being looked at; `written` are the
    paths of the pages that people wrote in docs/, which go before a page made from data; `lists` and, by report,
    `sheets` are the pages made from data; `hashes` are those of the reports' folders;
    `surveys` are those of the reports set so far.
    """

    library: Library
    wording: Wording
    root: Path
    site_dir: Path
    site_url: str
    ledger: Ledger
    assets: dict[str, str]
    written: frozenset[str]
    lists: tuple[Sheet, ...]
    sheets: dict[str, tuple[Sheet, ...]]
    hashes: dict[str, bytes]
    overrides: Path | None = None
    pdf: bool = False
    preview: bool = False
    converters: dict[ScriptTag, Converter] = field(default_factory=dict)
    surveys: list[Survey] = field(default_factory=list)

    def iter_sheets(self) -> Iterator[Sheet]:
        """Give every page made from data."""
        yield from self.lists
        yield from chain.from_iterable(self.sheets.values())

    def converter(self, tag: ScriptTag) -> Converter:
        """Return the build's one converter to a script, so that each distinct text is converted once."""
        if tag not in self.converters:
            self.converters[tag] = make_converter(tag, self.wording, self.converters.values())
        return self.converters[tag]

    @property
    def frame(self) -> Frame:
        """What every page is set in."""
        return Frame(library=self.library, site_url=self.site_url, assets=self.assets, overrides=self.overrides)

    def asset(self, name: str) -> str:
        """Return the published path of an asset. Raises KeyError for an unknown name."""
        return f"assets/{self.assets[name]}"


PLAIN = Order()


def make_work(root: Path, docs: Path, site_dir: Path, site_url: str, order: Order = PLAIN) -> Work:
    """Load a project for building. Raises ReportError with every problem of the data, paths as seen from `root`."""
    kept = Kept(folder=root / ".cache/reports")
    publication, wording = load_project(root, kept)
    site_url = site_url if order.site_url is None else order.site_url
    before = order.before if order.before and order.before.is_dir() else None
    if order.preview:
        # Filled only when the data is without fault.
        before = site_dir / ASIDE
    library = make_library(publication)
    return Work(
        library=library,
        wording=wording,
        root=root,
        site_dir=site_dir,
        site_url=site_url.rstrip("/") + "/" if site_url else "",
        ledger=Ledger(folder=site_dir, before=before, plain=order.preview),
        assets=make_asset_names(docs / "assets"),
        written=frozenset(list_written(docs)),
        lists=tuple(iter_list_sheets(library)),
        sheets={slug: tuple(iter_report_sheets(library, entry)) for slug, entry in library.entries.items()},
        hashes=kept.hashes,
        pdf=publication.site.pdf if order.pdf is None else order.pdf,
        preview=order.preview,
        overrides=order.overrides,
    )


def load_project(root: Path, kept: Kept | None = None) -> tuple[Publication, Wording]:
    """Load the data of a project and the decisions on conversion, held against each other. Raises ReportError."""
    problems = Problems()
    publication = load_publication(root / "data", problems, kept)
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
