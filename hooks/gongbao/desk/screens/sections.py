"""核对, section by section: another address for one, or out of the report; what was published of it leads on."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.data.following import find_lost, follow
from gongbao.data.moving_sections import Moved, find_section, rename_section, withdraw_section
from gongbao.desk.edits import save_following
from gongbao.desk.forms import Form
from gongbao.desk.project import Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import read_text
from gongbao.desk.screens.proof import Refused, show_report
from gongbao.report.problems import ReportError
from gongbao.report.report import Report
from gongbao.report.walk import iter_lines


def change_section(project: Project, request: Request, form: Form) -> Response:
    """Give a section another address, or take it out after it was asked once."""
    slug, name = request.path_params["slug"], form.get("id")
    report = project.open(slug)
    try:
        if form.get("do") == "rename":
            new = form.get("name")
            write(project, report, rename_section(report, name, new), f"节的网址：{name} → {new}")
            return RedirectResponse(f"/reports/{slug}/#{new}", status_code=303)
        moved = withdraw_section(project.root, report, name)
        if form.get("sure") != "yes":
            return ask(project, report, name, moved)
        write(project, report, moved, f"撤下一节：{name}")
    except ReportError as error:
        return show_report(project, slug, Refused(place=name, problems=error.problems, said={"name": form.get("name")}))
    return RedirectResponse(f"/reports/{slug}/#both", status_code=303)


def write(project: Project, report: Report, moved: Moved, what: str) -> None:
    """Save what a section's move makes of a report."""
    known = {path: read_text(path) for path in moved.texts}
    following = follow(project.root, report, moved.after, moved.renamed)
    save_following(project, moved.texts, following, known, what)


def ask(project: Project, report: Report, name: str, moved: Moved) -> Response:
    """Return the page that tells what goes with a section."""
    section = find_section(report, name)
    gone = len("".join(iter_lines(report))) - len("".join(iter_lines(moved.after)))
    values = {
        "title": "撤下一节",
        "screen": "drafts",
        "step": "proof",
        "slug": report.slug,
        "name": report.title,
        "id": name,
        "heading": section.heading or section.label or name,
        "characters": gone,
        "figures": len(section.figures),
        "published": len(list(find_lost(project.data, report, moved.after, {}))),
        "place": Path("withdrawn", report.slug, section.path.name).as_posix(),
    }
    return render("withdrawing.html", values)


SHOWN: dict[str, Any] = {}
CHANGED = {"/reports/{slug}/section": change_section}
