"""A press of 撤销 or 重做 in, the change taken back or made again and the way back to the screen it stands on out."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.desk.forms import Form
from gongbao.desk.project import Project
from gongbao.desk.saving import redo, undo


def take_back(project: Project, request: Request, _form: Form) -> Response:
    """Undo the last change."""
    undo(project)
    return go_up(request)


def make_again(project: Project, request: Request, _form: Form) -> Response:
    """Make the change again that was undone last."""
    redo(project)
    return go_up(request)


def go_up(request: Request) -> Response:
    """Return the way from the address of a button (`/settings/undo`) to its screen."""
    return RedirectResponse(request.url.path.rpartition("/")[0] or "/", status_code=303)
