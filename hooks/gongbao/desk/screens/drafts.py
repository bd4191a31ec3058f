"""稿件: every report with its state and what is open in it; files dropped in become one report."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.data.following import find_lost, follow
from gongbao.data.load import SLUG
from gongbao.desk.forms import Form
from gongbao.desk.project import A_PAGE, Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import find_last, find_undone, read_text, replacing, save
from gongbao.desk.screens.steps import make_again, take_back
from gongbao.desk.sources import ENDINGS, KEPT, Sources, bring_in, keep, open_aside, put_aside, say_more
from gongbao.importing import Repair
from gongbao.importing.folder import check_target
from gongbao.importing.summary import ImportSummary
from gongbao.report.problems import Problem, ReportError

ASKED = {
    "title": "题名",
    "body": "报告机关",
    "place": "地区",
    "date": "报告日期",
    "session": "会议",
    "speaker": "职务和姓名",
}
REPAIRS: dict[Repair, str] = {
    "spaces": "汉字之间多余的空格",
    "entities": "网页符号（&nbsp; 等）",
    "radicals": "部首字形（⽅ 改作 方）",
    "private": "自造字区的字符",
}
LONGEST_SLUG = 60
# One slip in a file of a thousand pages must not fill the screen.
MOST_SHOWN = 12


def show_drafts(project: Project, request: Request) -> Response:
    """Return the list of the reports, a page of it."""
    shelf = project.list_shelf()
    words = request.query_params.get("q", "").strip()
    if words:
        shelf = [one for one in shelf if words in one.title or words in one.slug]
    last = max(1, -(-len(shelf) // A_PAGE))
    asked = request.query_params.get("page", "1")
    page = min(last, max(1, int(asked))) if asked.isascii() and asked.isdecimal() else 1
    shown = shelf[(page - 1) * A_PAGE : page * A_PAGE]
    rows = [(one, project.load(one.slug)) for one in shown]
    steps = {"step_made": find_last(project), "step_undone": find_undone(project)}
    return show_list(rows=rows, count=len(shelf), page=page, last=last, words=words, **steps)


def show_list(**values: Any) -> Response:
    """Return the page of the list."""
    return render(
        "drafts.html", {"title": "稿件", "screen": "drafts", "endings": ",".join(ENDINGS), "most": MOST_SHOWN, **values}
    )


def take_files(project: Project, _request: Request, form: Form) -> Response:
    """Put files aside and import them, or ask what stands in the way."""
    sources = put_aside(project, form.files)
    return import_sources(project, sources, form.get("slug"))


def show_aside(project: Project, request: Request) -> Response:
    """Return the page of files that wait, as it was left."""
    return ask(open_aside(project, request.path_params["key"]), "", ())


def import_again(project: Project, request: Request, form: Form) -> Response:
    """Import files that wait, with what a person has said since."""
    sources = open_aside(project, request.path_params["key"])
    said = {name: form.get(name) for name in ASKED} | {
        "fix": " ".join(name for name in form.list("fix") if name in REPAIRS)
    }
    sources = say_more(sources, said)
    return import_sources(project, sources, form.get("slug"), renew=form.get("renew") == "yes")


def import_sources(project: Project, sources: Sources, slug: str, *, renew: bool = False) -> Response:
    """Import files; a report that is there is only renewed after its changes were shown and allowed."""
    into = project.data / slug
    try:
        check_name(slug, into)
        standing = (into / "report.yml").is_file()
        if standing and not renew:
            summary = bring_in(sources, into, force=True, dry_run=True)
            lost = len(list(find_lost(project.data, project.open(slug), summary.report, {})))
            return ask(sources, slug, (), summary=summary, lost=lost)
        what = f"{'更新' if standing else '导入'}：{slug}"
        before = project.open(slug) if standing else None
        with replacing(project, (into, project.own / KEPT / slug), what):
            bring_in(sources, into, force=standing)
            keep(project, sources, slug)
        if before:
            following = follow(project.root, before, project.open(slug), {})
            save(project, following, f"转址：{slug}", {path: read_text(path) for path in following})
    except ReportError as error:
        return ask(sources, slug, [name_source(problem, project, sources) for problem in error.problems])
    return RedirectResponse(f"/reports/{slug}/", status_code=303)


def check_name(slug: str, into: Path) -> None:
    """Refuse a name that cannot be a report's address, whether or not one is there. Raises ReportError."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        message = "网址名称只用小写字母、数字和连字符（例：taicang-npc-2025）"
        raise ReportError([Problem(path=Path(slug[:LONGEST_SLUG]), message=message)])
    check_target(into, force=True)


def name_source(problem: Problem, project: Project, sources: Sources) -> Problem:
    """Return a problem with the name of the file that a person chose, not of the place where it waits."""
    return problem.under(sources.folder).under(project.root)


def ask(
    sources: Sources, slug: str, problems: Sequence[Problem], summary: ImportSummary | None = None, lost: int = 0
) -> Response:
    """Return the page that says what stands in the way of files, or what they would change, with all that may help."""
    values: Mapping[str, Any] = {
        "title": "更新报告" if summary else "尚未导入",
        "screen": "drafts",
        "sources": sources,
        "slug": slug,
        "problems": problems,
        "summary": summary,
        "lost": lost,
        "asked": ASKED,
        "repairs": REPAIRS,
        "chosen": sources.said.get("fix", "").split(),
    }
    return render("incoming.html", values, 400 if problems else 200)


SHOWN = {"/": show_drafts, "/import/{key}": show_aside}
CHANGED = {"/import": take_files, "/import/{key}": import_again, "/undo": take_back, "/redo": make_again}
