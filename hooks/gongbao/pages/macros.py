"""The publication in, the functions that pages in docs/ call out: each returns finished HTML or raises MacroError."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from markupsafe import Markup

from gongbao.archive.index import Library
from gongbao.archive.order import sort_names
from gongbao.archive.report_diff import compare_reports
from gongbao.archive.time_series import MOST_REPORTS, list_recurrences
from gongbao.forms.catalogue import ALL_WHOLES
from gongbao.output.offline_zip import PACKAGE
from gongbao.pages.chart import make_row
from gongbao.pages.downloads import NO_EXTRAS, Extras, list_downloads
from gongbao.pages.headings import mark_breaks
from gongbao.pages.marks import ROOT, make_value
from gongbao.pages.views import View, render
from gongbao.report.messages import _
from gongbao.report.report import UNKNOWN, Part, ScriptTag, Section
from gongbao.report.scripts import script_path
from gongbao.report.site import Site
from gongbao.report.walk import iter_paragraphs

# So many reports a site map shows with their sections; the lists of the archive lead to all.
MAPPED = 20
# What Windows does not allow in a name.
UNNAMEABLE = re.compile(r'[\\/:*?"<>|]')
T = TypeVar("T")


class MacroError(Exception):
    """A call that names something the data does not hold; the message says what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Macros:
    """The macros for one page; `base` leads from that page to the root of its script."""

    library: Library
    base: str = ""
    extras: Extras = NO_EXTRAS

    def report_list(self, newest: int = 20) -> Markup:
        """The newest reports, and where there are more, the way to the others."""
        reports = self.library.publication.reports
        views = [self.view(report.slug) for report in reports[:newest]]
        archive = self.library.archive
        return render("report_list.html", views=views, total=len(reports), archive=archive, base=self.base)

    def report_index(self) -> Markup:
        """The lists of reports by year, body and place, with the number of reports on each."""
        return render("report_index.html", archive=self.library.archive, base=self.base)

    def site_map(self) -> Markup:
        """The columns of the publication, the lists of the archive, and the newest reports with their sections."""
        views = [self.view(report.slug) for report in self.library.publication.reports[:MAPPED]]
        return render("site_map.html", views=views, archive=self.library.archive, base=self.base)

    def offline(self) -> Markup:
        """The whole publication as one file, to be read without a network, and its standard forms."""
        # Where the package is not made, and in the package itself, nothing stands here.
        return make_value(f"offline {self.base}")

    def title_block(self, report: str) -> Markup:
        """The title, occasion and signature of a report as printed."""
        return Markup('<div class="cover">{}</div>').format(render("title_block.html", view=self.view(report)))

    def contents(self, report: str) -> Markup:
        """The contents of a report with the paragraphs of each section."""
        return render("contents.html", view=self.view(report))

    def section(self, report: str, section: str) -> Markup:
        """The text of a section, paragraphs numbered."""
        view = self.view(report)
        return Markup('<div class="text">{}</div>').format(
            render("section_text.html", view=view, section=self._section(view, section)[1])
        )

    def paragraph(self, report: str, paragraph: str) -> Markup:
        """A paragraph as a quotation that links to its place."""
        view = self.view(report)
        found = pick("paragraph", paragraph, {item.id: item for item in iter_paragraphs(view.report)})
        return render("quote.html", view=view, paragraph=found)

    def figure(self, report: str, figure: str) -> Markup:
        """A figure in running text, as a link to the sentence that states it."""
        view = self.view(report)
        found = pick("figure", figure, {item.id: item for item in view.report.figures})
        return render("figure.html", view=view, figure=found)

    def key_figures(self, report: str) -> Markup:
        """The figures marked `key: true`, large."""
        view = self.view(report)
        return render("key_figures.html", view=view, figures=[item for item in view.report.figures if item.key])

    def figures_table(self, report: str, level: int = 2) -> Markup:
        """All figures by theme, each with its sentence; `level` is that of the theme headings."""
        return render("figures_table.html", view=self.view(report), level=level)

    def figure_series(self, report: str, level: int = 2) -> Markup:
        """The figures that recur in the reports before, each as a row of one table; `level` is the heading's."""
        recurrences = list_recurrences(self.library.archive.list_back(self.view(report).report, MOST_REPORTS))
        rows = [make_row(recurrence) for recurrence in recurrences]
        points = [point for recurrence in recurrences for point in recurrence.points]
        return render(
            "figure_series.html",
            rows=rows,
            any_line=any(row.line for row in rows),
            views={slug: self.view(slug) for slug in {point.report.slug for point in points}},
            any_open=any(point.open for point in points),
            all_reported=all(recurrence.reported for recurrence in recurrences),
            any_reported=any(recurrence.reported for recurrence in recurrences),
            level=level,
        )

    def changes(self, report: str) -> Markup:
        """What a report has new, left out and changed since the one before it."""
        view = self.view(report)
        if not view.older:
            raise MacroError(_('there is no report before "{report}" to compare it with').format(report=report))
        comparison = compare_reports(view.older, view.report)
        return render("comparison.html", view=view, older=self.view(view.older.slug), comparison=comparison)

    def downloads(self, report: str) -> Markup:
        """The files of a report, with type and size."""
        view = self.view(report)
        files = [file for file in list_downloads(view.report, view.addresses, extras=self.extras) if file.listed]
        return render("downloads.html", view=view, files=files)

    def search_form(self) -> Markup:
        """The search box."""
        return render("search_form.html", base=self.base)

    def search_page(self) -> Markup:
        """The search page: box, number found, results."""
        reports = self.library.publication.reports
        numbers = {body: number for number, body in enumerate(dict.fromkeys(report.body for report in reports))}
        known = sort_names(numbers.keys() - {UNKNOWN}, self.library.publication.names.bodies)
        bodies = [(body, numbers[body]) for body in known]
        found: dict[str, dict[int, None]] = {}
        for report in reports:
            if report.place:
                found.setdefault(report.place, {})[numbers[report.body]] = None
        known = sort_names(found.keys() - {UNKNOWN}, self.library.publication.names.places)
        places = [(place, list(found[place])) for place in known]
        return render("search.html", base=self.base, reports=reports, bodies=bodies, places=places)

    def site_title(self) -> Markup:
        """The name of the publication, which parts between words."""
        return mark_breaks(self.library.publication.site.title)

    def publisher(self) -> str:
        """The publisher's name."""
        return self.library.publication.site.publisher

    def view(self, slug: str) -> View:
        """Return the view of a report from this page. Raises MacroError for an unknown name."""
        entry = pick("report", slug, self.library.entries)
        archive = self.library.archive
        return View(
            report=entry.report,
            addresses=entry.addresses,
            base=self.base,
            older=archive.older.get(slug),
            newer=archive.newer.get(slug),
            body=archive.body_of.get(slug) if len(archive.bodies) > 1 else None,
        )

    def _section(self, view: View, name: str) -> tuple[Part, Section]:
        return pick("section", name, {item.id: (part, item) for part in view.report.parts for item in part.sections})


MACRO_NAMES = tuple(
    name for name, value in vars(Macros).items() if not name.startswith("_") and callable(value) and name != "view"
)


def make_macros(library: Library, base: str, extras: Extras = NO_EXTRAS) -> dict[str, Callable[..., Markup | str]]:
    """Return the macros for a page by name, as a template's globals."""
    macros = Macros(library=library, base=base, extras=extras)
    return {name: getattr(macros, name) for name in MACRO_NAMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered of the whole publication: the size of the offline package, and those of its forms by path.

    What is not made has no size.
    """

    package: str = ""
    wholes: Mapping[str, str] = field(default_factory=dict)


def render_offer(site: Site, base: str, offer: Offer, tag: ScriptTag) -> Markup:
    """Return the offer of the whole publication for a page from which `base` leads to the root of its script."""
    wholes = [
        (whole, offer.wholes[script_path(tag, whole.path)])
        for whole in ALL_WHOLES
        if script_path(tag, whole.path) in offer.wholes
    ]
    return render(
        "offline.html", root=ROOT + base, base=base, path=PACKAGE, name=name_package(site), offer=offer, wholes=wholes
    )


def name_package(site: Site) -> str:
    """Return the name of the offline package, and of the folder that it unpacks to."""
    return UNNAMEABLE.sub("_", site.title)


def pick(kind: str, name: str, there_are: Mapping[str, T]) -> T:
    """Return the thing of that name. Raises MacroError, with the nearest names, if there is none."""
    if name in there_are:
        return there_are[name]
    near: Iterable[str] = difflib.get_close_matches(str(name), there_are, 3) or list(there_are)[:5]
    raise MacroError(
        _('there is no {kind} "{name}" (there is: {names})').format(kind=kind, name=name, names=", ".join(near))
    )
