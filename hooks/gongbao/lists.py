"""The library in, every page made from data out: those that list reports (the archive's), then those of the reports."""

from collections.abc import Iterator, Sequence

from gongbao.archive import Group
from gongbao.library import Library
from gongbao.macros import Macros
from gongbao.render import render
from gongbao.sheets import BASE, Sheet, iter_report_sheets


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
    title = library.publication.site.title
    yield Sheet(
        path=archive.index,
        kind="list",
        title="全部报告",
        description=f"{title}：全部 {len(library.entries)} 份报告，按年份、报告机关和地区排列",
        make_body=lambda: render("reports.html", index=Macros(library=library).report_index(), library=library),
    )
    for groups in archive.lists:
        for place, group in enumerate(groups):
            yield make_group_sheet(library, groups, place, group)


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
