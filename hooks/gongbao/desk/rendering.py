"""What a screen has to say in, a page out: every name and text in it is text, whatever it holds."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.responses import HTMLResponse

from gongbao.desk.saving import hash_text
from gongbao.report.problems import ReportError, show

TEMPLATES = Path(__file__).parent / "templates"
STATES = {"broken": "有误", "open": "待核对", "ready": "可发布", "published": "已发布"}


@cache
def make_environment() -> jinja2.Environment:
    """Return the environment of the desk's templates: nothing comes out unescaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["states"] = STATES
    environment.filters["show"] = show
    environment.filters["state"] = hash_text
    return environment


def render(name: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Return a page as the answer to a request."""
    return HTMLResponse(make_environment().get_template(name).render(values), status)


def render_refusal(error: ReportError, title: str, back: str) -> HTMLResponse:
    """Return the page that tells why something was not done; `back` leads to where it was asked for."""
    return render("refusal.html", {"title": title, "problems": error.problems, "back": back, "screen": ""}, 400)
