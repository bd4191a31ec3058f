"""A project's folder in, everything that is wrong with it or still open in it out: what `gongbao check` tells."""

from dataclasses import dataclass
from pathlib import Path

from gongbao.archive.index import make_library
from gongbao.build.builder import check_publication, read_site_url
from gongbao.build.context import list_written, load_project
from gongbao.build.written_sources import check_calls, check_texts
from gongbao.data.unfinished import list_unfinished
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import Report
from gongbao.script.review import find_idle


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A project whose data can be read: its reports, its problems, what a person has still to settle, idle decisions.

    Paths are as seen from the project's folder.
    """

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    unfinished: tuple[Problem, ...]
    idle: tuple[Problem, ...]


def check_project(root: Path, *, publish: bool) -> Checked:
    """Return what is wrong with a project; to `publish`, also all that is unfinished or that an inspection would miss.

    Raises ReportError if the data cannot be read.
    """
    publication, wording = load_project(root)
    library, docs = make_library(publication), root / "docs"
    written = list_written(docs)
    problems = Problems()
    check_texts(docs, None, problems)
    check_calls(docs, library, root, problems)
    problems.found[:] = [problem.under(root) for problem in problems]
    unfinished = [problem.under(root) for report in publication.reports for problem in list_unfinished(report)]
    if publish:
        problems.found.extend(unfinished)
    try:
        check_publication(root, library, written, read_site_url(root), strict=publish)
    except ReportError as error:
        problems.found.extend(error.problems)
    return Checked(
        reports=publication.reports,
        problems=tuple(problems),
        unfinished=tuple(unfinished),
        idle=tuple(idle.under(root) for idle in find_idle(wording, publication.reports)),
    )
