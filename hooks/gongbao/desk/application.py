"""A project in, the desk's application out: its screens, the publication's look, the published folder to look at."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from gongbao.desk.forms import Form, read_form
from gongbao.desk.guard import Guard
from gongbao.desk.project import Project
from gongbao.desk.rendering import render_refusal
from gongbao.desk.screens import drafts, figures, passages, preview, proof, publishing, sections, settings, wording
from gongbao.pages.asset_names import OWN as LOOK
from gongbao.report.messages import tell_reason
from gongbao.report.problems import Problem, ReportError

Show = Callable[[Project, Request], Response]
Change = Callable[[Project, Request, Form], Response]
ASSETS = Path(__file__).parent / "assets"
SCREENS = (drafts, proof, passages, sections, figures, wording, preview, publishing, settings)


def make_application(project: Project, *, token: str, hosts: frozenset[str]) -> Starlette:
    """Return the application; it answers to these hosts, and to whoever has the token."""
    shown = [Route(path, make_show(project, show)) for screen in SCREENS for path, show in screen.SHOWN.items()]
    changed = [
        Route(path, make_change(project, change), methods=["POST"])
        for screen in SCREENS
        for path, change in screen.CHANGED.items()
    ]
    folders = [
        Mount("/look", StaticFiles(directory=LOOK)),
        Mount("/desk", StaticFiles(directory=ASSETS)),
        Mount("/site", StaticFiles(directory=project.site, html=True, check_dir=False)),
    ]
    return Starlette(
        routes=[*shown, *changed, *folders],
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
        exception_handlers={ReportError: tell_refusal, OSError: tell_disk, HTTPException: tell_error},
    )


def make_show(project: Project, show: Show) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a request for a page; it runs beside the server, for it reads files."""

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(show, project, request)

    return answer


def make_change(project: Project, change: Change) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a posted form: one change at a time."""

    def act(request: Request, form: Form) -> Response:
        with project.writing:
            return change(project, request, form)

    async def answer(request: Request) -> Response:
        return await run_in_threadpool(act, request, await read_form(request))

    return answer


def tell_refusal(request: Request, error: Exception) -> HTMLResponse:
    """Answer with what a person has to mend, and the way back to where it was asked for."""
    back = urlsplit(request.headers.get("referer", "/"))
    return render_refusal(cast("ReportError", error), "没有做成", f"{back.path or '/'}?{back.query}".rstrip("?"))


def tell_disk(request: Request, error: Exception) -> HTMLResponse:
    """Answer with what the disk refused: it is full, or another program has the file."""
    found = cast("OSError", error)
    message = f"{tell_reason(found)}（磁盘已满，或文件正在 Word 等程序中打开：处理后再试一次）"
    problem = Problem(path=Path(str(found.filename or "磁盘")), message=message)
    return tell_refusal(request, ReportError([problem]))


def tell_error(_request: Request, error: Exception) -> PlainTextResponse:
    """Answer that there is no such page, or that it cannot be asked so."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    return PlainTextResponse({404: "没有这一页。\n"}.get(status, "请求有误。\n"), status)
