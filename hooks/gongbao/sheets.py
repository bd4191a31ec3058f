"""The library in, the pages made from data out: path, title, and the HTML, made only when the page is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from gongbao.address import section_name
from gongbao.library import Entry, Library
from gongbao.macros import Macros
from gongbao.model import Part, Section
from gongbao.render import View, chinese_date, render

SheetKind = Literal["cover", "section", "full", "figures"]
BASE = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The section before or after: its file name and the words of the link."""

    page: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a report; `path` is relative to the root of a script, `ids` are the addresses on it."""

    path: str
    kind: SheetKind
    title: str
    description: str
    view: View
    ids: frozenset[str]
    make_body: Callable[[], Markup]
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
        return self.path.removesuffix(".html") + ".svg"


def iter_sheets(library: Library) -> Iterator[Sheet]:
    """Give every page made from data."""
    for entry in library.entries.values():
        yield from iter_report_sheets(library, entry)


def iter_report_sheets(library: Library, entry: Entry) -> Iterator[Sheet]:
    """Give the pages of one report: cover, sections, whole text, figures."""
    report, addresses = entry.report, entry.addresses
    view = View(report=report, addresses=addresses, base=BASE)
    macros = Macros(library=library, base=BASE)
    about = f"{report.title}，{chinese_date(report.date)}" + (f"，{report.session}" if report.session else "")
    folder = f"{report.slug}/"
    yield Sheet(
        path=folder + "index.html",
        kind="cover",
        title=report.title,
        description=about,
        view=view,
        ids=ids_on(entry, folder + "index.html"),
        make_body=lambda: render(
            "cover.html",
            view=view,
            key_figures=macros.key_figures(report.slug),
            contents=macros.contents(report.slug),
            downloads=macros.downloads(report.slug),
        ),
    )
    yield from iter_section_sheets(entry, view)
    yield Sheet(
        path=folder + "full.html",
        kind="full",
        title=f"全文 · {report.title}",
        description=f"{about}，全文",
        view=view,
        ids=frozenset(addresses.pages),
        make_body=lambda: render(
            "full.html", view=view, figures_table=macros.figures_table(report.slug, level=3) if report.figures else ""
        ),
    )
    yield Sheet(
        path=folder + "figures.html",
        kind="figures",
        title=f"数字一览 · {report.title}",
        description=f"{about}，{len(report.figures)} 项数字及原文",
        view=view,
        ids=frozenset(),
        make_body=lambda: render(
            "figures.html",
            view=view,
            table=macros.figures_table(report.slug),
            downloads=macros.downloads(report.slug),
        ),
    )


def iter_section_sheets(entry: Entry, view: View) -> Iterator[Sheet]:
    """Give the section pages of a report, each with its neighbours."""
    order = [(part, section) for part, sections in view.outline for section in sections]
    for position, (part, section) in enumerate(order):
        title = f"{section.heading or section_name(part, section)} · {view.report.title}"
        first = section.paragraphs[0].text if section.paragraphs else section_name(part, section)
        path = f"{view.report.slug}/{section.id}.html"
        yield Sheet(
            path=path,
            kind="section",
            title=title,
            description=first if len(first) <= 80 else first[:79] + "…",  # noqa: PLR2004  what search engines show
            view=view,
            ids=ids_on(entry, path),
            make_body=make_section_body(view, part, section),
            section=section,
            previous=name_neighbour(*order[position - 1]) if position else None,
            next=name_neighbour(*order[position + 1]) if position + 1 < len(order) else None,
        )


def make_section_body(view: View, part: Part, section: Section) -> Callable[[], Markup]:
    """Return the function that makes a section's HTML."""
    return lambda: render("section.html", view=view, part=part, section=section)


def name_neighbour(part: Part, section: Section) -> Neighbour:
    """Return a section as a link beside another shows it."""
    return Neighbour(page=f"{section.id}.html", title=section.heading or section_name(part, section))


def ids_on(entry: Entry, page: str) -> frozenset[str]:
    """Return the ids that stand on a page."""
    return frozenset(name for name, where in entry.addresses.pages.items() if where == page)
