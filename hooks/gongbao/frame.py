"""A page's facts in, the finished page out: one frame, read by MkDocs for written pages and here for made ones."""

from pathlib import Path
from typing import Any

import jinja2

from gongbao.render import make_environment
from gongbao.sheets import Sheet
from gongbao.switch import list_scripts
from gongbao.work import Work

THEME = Path("hooks/theme")


def dress_environment(environment: jinja2.Environment, work: Work) -> jinja2.Environment:
    """Give an environment the filters of the package and what is the same on every page; return it."""
    package = make_environment()
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update({name: package.filters[name] for name in ("numeral", "outline", "chinese_date")})
    environment.globals.update(package.globals)
    library = work.library
    environment.globals.update(
        site=library.publication.site, archive=library.archive, site_url=work.site_url, asset=work.asset
    )
    return environment


def make_frame(work: Work) -> jinja2.Template:
    """Return the template that every page is set in."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(work.root / THEME), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return dress_environment(environment, work).get_template("main.html")


def list_facts(work: Work, path: str, title: str, **more: Any) -> dict[str, Any]:
    """Return what the frame reads about one page; `path` is its place under the root of a script."""
    site = work.library.publication.site
    facts: dict[str, Any] = {
        "sheet": None,
        "base": "../" * path.count("/"),
        "kind": "page",
        "path": path,
        "scripts": list_scripts(site.scripts, path),
        "head_title": site.title if path == "index.html" else f"{title} · {site.title}",
        "description": site.description,
        "own_search": False,
    }
    return facts | more


def make_page(frame: jinja2.Template, work: Work, sheet: Sheet) -> str:
    """Return the HTML of a page made from data."""
    facts = list_facts(work, sheet.path, sheet.title, sheet=sheet, kind=sheet.kind, description=sheet.description)
    return frame.render(facts)
