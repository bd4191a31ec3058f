"""The library in, the pages made from data out: path, title, and the HTML, made only when the page is written."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from gongbao.archive.index import Entry, Library
from gongbao.pages.downloads import NO_EXTRAS, Extras
from gongbao.pages.macros import Macros
from gongbao.pages.views import View, render
from gongbao.report.addresses import Addresses
from gongbao.report.formats import chinese_date
from gongbao.report.report import Part, Report, Section
from gongbao.report.walk import name_section, section_name, section_page

SheetKind = Literal["cover", "section", "full", "figures", "changes", "list"]
BASE = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The section before or after: its file name and the words of the link."""

    page: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page made from data; `path` is relative to the root of a script, `ids` are the addresses on it.

    `make_front` and `make_annex` make what stands before and after the body on paper alone.
    `view` is that of the report whose page it is; a list of reports is no report's page.
    """

    path: str
    kind: SheetKind
    title: str
    description: str
    make_body: Callable[[], Markup]
    make_front: Callable[[], Markup] | None = None
    make_annex: Callable[[], Markup] | None = None
    ids: frozenset[str] = frozenset()
    view: View | None = None
    section: Section | None = None
    previous: Neighbour | None = None
    next: Neighbour | None = None

    @property
    def address(self) -> str:
        """The address that stands on paper: of a section its first paragraph's, else the page's."""
        if not self.section:
            return self.path
        return f"{self.path}#{(self.section.paragraphs or (self.section,))[0].id}"

    @property
    def code(self) -> str:
        """The path of the address's QR code."""
        return name_code(self.path)


def iter_report_sheets(library: Library, entry: Entry, extras: Extras = NO_EXTRAS) -> Iterator[Sheet]:
    """Give the pages of one report: cover, sections, whole text, figures."""
    report, addresses = entry.report, entry.addresses
    macros = Macros(library=library, base=BASE, extras=extras)
    view = macros.view(report.slug)
    about = f"{report.name}，{chinese_date(report.date)}" + (f"，{report.session}" if report.session else "")
    folder = f"{report.slug}/"
    ids = group_ids(addresses)
    yield Sheet(
        path=folder + "index.html",
        kind="cover",
        title=report.name,
        description=about,
        view=view,
        ids=ids.get(folder + "index.html", frozenset()),
        make_body=lambda: render(
            "cover.html",
            view=view,
            key_figures=macros.key_figures(report.slug),
            contents=macros.contents(report.slug),
            downloads=macros.downloads(report.slug),
        ),
    )
    yield from iter_section_sheets(view, ids)
    yield Sheet(
        path=folder + "full.html",
        kind="full",
        title=f"全文 · {report.name}",
        description=f"{about}，全文",
        view=view,
        ids=frozenset(addresses.pages),
        make_body=lambda: render("full.html", view=replace(view, whole=True)),
        make_front=lambda: render("front.html", view=view),
        make_annex=lambda: render("annex.html", table=macros.figures_table(report.slug, level=3)),
    )
    yield Sheet(
        path=folder + "figures.html",
        kind="figures",
        title=f"数字一览 · {report.name}",
        description=f"{about}，{len(report.figures)} 项数字及原文",
        view=view,
        make_body=lambda: render(
            "figures.html",
            view=view,
            table=macros.figures_table(report.slug),
            series=macros.figure_series(report.slug),
            downloads=macros.downloads(report.slug),
        ),
    )
    if view.older:
        yield make_changes_sheet(macros, view, view.older)


def make_changes_sheet(macros: Macros, view: View, older: Report) -> Sheet:
    """Return the page that holds a report against the one before it."""
    title = f"与{older.date.year}年报告比较"
    return Sheet(
        path=f"{view.report.slug}/changes.html",
        kind="changes",
        title=f"{title} · {view.report.name}",
        description=f"{view.report.name}（{view.report.date.year}年）与{older.date.year}年报告逐段对照：新增、删去和改动",
        view=view,
        make_body=lambda: render(
            "changes.html",
            title=title,
            view=view,
            older=macros.view(older.slug),
            changes=macros.changes(view.report.slug),
        ),
    )


def iter_section_sheets(view: View, ids: Mapping[str, frozenset[str]]) -> Iterator[Sheet]:
    """Give the section pages of a report, each with its neighbours; `ids` are those on each page."""
    order = [(part, section) for part, sections in view.outline for section in sections]
    for position, (part, section) in enumerate(order):
        title = f"{name_section(part, section)} · {view.report.name}"
        first = next((paragraph.text for paragraph in section.paragraphs), None) or section_name(part, section)
        path = f"{view.report.slug}/{section.id}.html"
        yield Sheet(
            path=path,
            kind="section",
            title=title,
            description=first if len(first) <= 80 else first[:79] + "…",  # noqa: PLR2004  what search engines show
            view=view,
            ids=ids.get(path, frozenset()),
            make_body=make_section_body(view, part, section),
            section=section,
            previous=name_neighbour(*order[position - 1]) if position else None,
            next=name_neighbour(*order[position + 1]) if position + 1 < len(order) else None,
        )


def make_section_body(view: View, part: Part, section: Section) -> Callable[[], Markup]:
    """Return the function that makes a section's HTML."""
    page = section_page(view.report, section)
    return lambda: render("section.html", view=view, part=part, section=section, page=page)


def name_neighbour(part: Part, section: Section) -> Neighbour:
    """Return a section as a link beside another shows it."""
    return Neighbour(page=f"{section.id}.html", title=name_section(part, section))


def name_code(page: str) -> str:
    """Return the path of the QR code of a page's address."""
    return page.removesuffix(".html") + ".svg"


def group_ids(addresses: Addresses) -> dict[str, frozenset[str]]:
    """Return the ids that stand on each page."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, page in addresses.pages.items():
        found[page].append(name)
    return {page: frozenset(names) for page, names in found.items()}
