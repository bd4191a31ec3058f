"""The library in, the pages that list reports out: the index of the archive, each year, each body, each place."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from gongbao.archive import FOLDERS, Group, GroupKind
from gongbao.library import Library
from gongbao.macros import Macros
from gongbao.render import render
from gongbao.sheets import Sheet

TITLES: dict[GroupKind, str] = {"year": "{}的报告", "body": "{}的报告", "place": "{}的报告"}


def iter_list_sheets(library: Library) -> Iterator[Sheet]:
    """Give the pages that lead through the archive; none if there is but one report."""
    archive = library.archive
    if not archive.index:
        return
    macros = Macros(library=library)
    yield Sheet(
        path=archive.index,
        kind="list",
        title="全部报告",
        description=f"{library.publication.site.title}的全部报告，按年份、机关、地区排列",
        make_body=lambda: render("reports.html", index=macros.report_index(), archive=archive),
    )
    for groups in archive.lists:
        for place, group in enumerate(groups):
            newer = groups[place - 1] if place and group.kind == "year" else None
            older = groups[place + 1] if place + 1 < len(groups) and group.kind == "year" else None
            yield make_group_sheet(library, group, newer, older)
