"""设置: what `data/site.yml` and `mkdocs.yml` say of the publication, as a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.desk.forms import Form
from gongbao.desk.project import Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import find_last, find_undone, hash_text, read_text
from gongbao.desk.screens.steps import make_again, take_back
from gongbao.desk.settings import GROUPS, SETTINGS, SITE, find_setting, read_settings, write_settings
from gongbao.report.problems import Problem, ReportError


def show_settings(project: Project, request: Request) -> Response:
    """Return the page of the settings."""
    return show_form(project, read_settings(project), saved="saved" in request.query_params)


def show_form(
    project: Project, values: Mapping[str, str], problems: Sequence[Problem] = (), *, saved: bool = False
) -> Response:
    """Return the form with values; each problem stands by its field, or above all."""
    by_field: dict[str, list[Problem]] = {}
    for problem in problems:
        by_field.setdefault(find_setting(problem.message), []).append(problem)
    shown: Mapping[str, Any] = {
        "title": "设置",
        "screen": "settings",
        "groups": GROUPS,
        "values": values,
        "problems": by_field.get("", []),
        "wrong": by_field,
        "count": len(problems),
        "state": tell_state(project),
        "saved": saved,
        "last": find_last(project),
        "undone": find_undone(project),
    }
    return render("settings.html", shown, 400 if problems else 200)


def change_settings(project: Project, _request: Request, form: Form) -> Response:
    """Write the fields that were changed."""
    said = {
        name: "、".join(form.list(name)) if one.kind == "list" else form.get(name) for name, one in SETTINGS.items()
    }
    try:
        check_state(project, form)
        write_settings(project, said)
    except ReportError as error:
        return show_form(project, said, error.problems)
    return RedirectResponse("/settings?saved", status_code=303)


def check_state(project: Project, form: Form) -> None:
    """Refuse a form that was made of other settings than stand there now. Raises ReportError."""
    if form.get("state") != tell_state(project):
        raise ReportError([Problem(path=SITE, message="设置已在别处改动（请重新打开这一页再改）")])


def tell_state(project: Project) -> str:
    """Return what tells two states of the settings apart."""
    files = sorted({one.file for one in SETTINGS.values()})
    return hash_text("".join(read_text(project.root / file) for file in files))


SHOWN = {"/settings": show_settings}
CHANGED = {"/settings": change_settings, "/settings/undo": take_back, "/settings/redo": make_again}
