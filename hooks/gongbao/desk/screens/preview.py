"""预览: a report's built pages in each script, as wide as a desk and as a phone; its PDF; what changed since."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gongbao.desk.project import Project
from gongbao.desk.publishing import list_changes
from gongbao.desk.rendering import render
from gongbao.output.manifest import MANIFEST
from gongbao.report.report import SOURCE_SCRIPT
from gongbao.report.scripts import SCRIPT_NAMES, script_path

WIDTHS = {"phone": "手机", "desktop": "电脑"}


def show_preview(project: Project, request: Request) -> Response:
    """Return the page that shows a report's pages in frames, section by section."""
    report = project.open(request.path_params["slug"])
    pages = [f"{report.slug}/index.html", *(f"{report.slug}/{section.id}.html" for section in report.sections)]
    asked = request.query_params.get("page", "")
    page = asked if asked in pages else pages[0]
    width = request.query_params.get("width", "")
    shown = [(tag, script_path(tag, page)) for tag in SCRIPT_NAMES if (project.site / script_path(tag, page)).is_file()]
    names = dict(zip(pages, ["封面", *(one.heading or one.label or one.id for one in report.sections)], strict=True))
    papers = sorted((project.site / "downloads" / report.slug).glob("*.pdf"))
    values: dict[str, Any] = {
        "title": "预览",
        "screen": "drafts",
        "step": "preview",
        "slug": report.slug,
        "name": report.title,
        "built": (project.site / MANIFEST).is_file() and bool(shown),
        "stale": not project.load(report.slug).published,
        "pages": names,
        "page": page,
        "widths": WIDTHS,
        "width": width if width in WIDTHS else "desktop",
        "frames": [(tag, SCRIPT_NAMES[tag], f"/site/{path}") for tag, path in shown],
        "papers": [path.relative_to(project.site).as_posix() for path in papers if "sec_" not in path.name],
        "source": SOURCE_SCRIPT,
        "changes": list_changes(project, report.slug),
    }
    return render("preview.html", values)


SHOWN = {"/reports/{slug}/preview": show_preview}
CHANGED: dict[str, Any] = {}
