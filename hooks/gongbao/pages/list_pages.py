"""The library in, every page made from data out: those that list reports (the archive's), then those of the reports."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from gongbao.archive.index import Library
from gongbao.archive.series import Group
from gongbao.pages.macros import Macros
from gongbao.pages.report_pages import BASE, Sheet, iter_report_sheets
from gongbao.pages.views import render

# As many reports as a reader may look through on one page.
FEW = 100


def iter_sheets(library: Library) -> Iterator[Sheet]:
    """Give every page made from data."""
    yield from iter_list_sheets(library)
    for entry in library.entries.values():
        yield from iter_report_sheets(library, entry)


def iter_list_sheets(library: Library) -> Iterator[Sheet]:
    """Give the pages that lead through the archive: its index, each year, body and place that there is a choice of."""
    archive = library.archive
    if not archive.index:
        return
    yield Sheet(
        path=archive.index,
        kind="list",
        title="全部报告",
        description=f"{library.publication.site.title}：全部 {len(library.entries)} 份报告",
        make_body=lambda: make_index_body(library),
    )
    for groups in archive.lists:
        for place, group in enumerate(groups):
            yield make_group_sheet(library, groups, place, group)


def make_index_body(library: Library) -> Markup:
    """Return the index of the archive; where the reports are few, or nothing divides them, it names them all."""
    archive, macros = library.archive, Macros(library=library)
    named = library.publication.reports if len(library.entries) <= FEW or not archive.lists else ()
    views = [macros.view(report.slug) for report in named]
    total = len(library.entries)
    return render("reports.html", index=macros.report_index(), archive=archive, views=views, total=total)


def make_group_sheet(library: Library, groups: Sequence[Group], place: int, group: Group) -> Sheet:
    """Return the page of one year, body or place; a year's leads to the years before and after."""
    macros = Macros(library=library, base=BASE)
    around = {"newer": groups[place - 1] if place else None, "older": (*groups, None)[place + 1]}
    return Sheet(
        path=group.path,
        kind="list",
        title=f"{group.name}的报告",
        description=f"{library.publication.site.title}：{group.name}的 {len(group.reports)} 份报告",
        make_body=lambda: render(
            "group.html",
            group=group,
            views=[macros.view(report.slug) for report in group.reports],
            **(around if group.kind == "year" else {"newer": None, "older": None}),
            archive=library.archive,
            base=BASE,
        ),
    )
