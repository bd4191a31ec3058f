"""发布: what is lacking, each leading to its field; the build with its progress, what changed, what to upload."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from gongbao.archive.index import make_library
from gongbao.build.context import list_written, load_project
from gongbao.checks.permalinks import list_addresses, write_record
from gongbao.desk.forms import Form
from gongbao.desk.jobs import Job, start
from gongbao.desk.project import Project
from gongbao.desk.publishing import UPLOAD, build, keep_published, list_lacks, make_lack, pack
from gongbao.desk.rendering import render
from gongbao.output.manifest import MANIFEST, seal
from gongbao.report.problems import Problem, ReportError

NAMES = {"check": "检查", "build": "生成", "pack": "打包", "record": "登记"}


def show_publishing(project: Project, _request: Request, problems: Sequence[Problem] = ()) -> Response:
    """Return the page of publishing, with the state of what was started last; what was refused is told above."""
    values: dict[str, Any] = {
        "title": "发布",
        "problems": problems,
        "screen": "publish",
        "job": project.job,
        "faults": [make_lack(project, problem) for problem in project.job.problems] if project.job else [],
        "names": NAMES,
        "built": (project.site / MANIFEST).is_file(),
        "seal": seal(project.site) if (project.site / MANIFEST).is_file() else "",
        "packed": (project.own / UPLOAD).is_file(),
    }
    return render("publishing.html", values, 400 if problems else 200)


def begin(project: Project, request: Request, form: Form) -> Response:
    """Start what a button asks for, unless something is still at work."""
    wanted = form.get("do")
    if project.job and project.job.state == "running":
        told = Problem(path=Path(), message=f"“{NAMES[project.job.kind]}”还没有做完（请稍候）")
        return show_publishing(project, request, [told])
    if wanted == "check":
        project.job = start("check", lambda _job: list_lacks(project))
    elif wanted == "build":
        project.job = start("build", lambda job: build(project, job))
    elif wanted == "pack":
        project.job = start("pack", lambda job: pack(project, job))
    elif wanted == "record":
        project.job = start("record", lambda _job: record(project))
    return RedirectResponse("/publish#job", status_code=303)


def record(project: Project) -> int:
    """Write down every address as published, and keep what is public now; return how many addresses are new."""
    publication = load_project(project.root)[0]
    written = list_written(project.root / "docs")
    new = write_record(project.data, list_addresses(make_library(publication), written))
    keep_published(project)
    return new


def tell_state(project: Project, _request: Request) -> Response:
    """Return the state of the work as the desk's script asks for it."""
    job = project.job or Job(kind="", state="done")
    return JSONResponse({"state": job.state, "said": job.last, "seconds": job.seconds})


def send_package(project: Project, _request: Request) -> Response:
    """Return the package to upload."""
    path = project.own / UPLOAD
    if not path.is_file():
        raise ReportError([Problem(path=path, message="还没有打包（先按“做上传包”）")])
    job = project.job
    name = str(job.result) if job and job.kind == "pack" and job.state == "done" else "gongbao.zip"
    return FileResponse(path, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"})


SHOWN = {"/publish": show_publishing, "/publish/state": tell_state, "/publish/package": send_package}
CHANGED = {"/publish": begin}
