"""A page's facts in, the finished page out: one frame, read by MkDocs for written pages and here for made ones."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from gongbao.archive.index import Library
from gongbao.pages.bytecode import Compiled, LongLines, QuickEnvironment
from gongbao.pages.metadata import DATA_PLACE, format_iso, format_moment, list_trail, make_tags, name_source
from gongbao.pages.report_pages import Sheet
from gongbao.pages.views import make_environment
from gongbao.report.citation import cite
from gongbao.report.scripts import list_scripts
from gongbao.report.site import Redirect, Site, is_placeholder

THEME = Path(__file__).parent / "theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows: the publication, its absolute address or nothing, the published names of its assets.

    `overrides` is a folder with templates of a project's own, which go before the theme's.
    """

    library: Library
    site_url: str
    assets: Mapping[str, str]
    overrides: Path | None = None

    @property
    def site(self) -> Site:
        """What is said of the publication and its publisher."""
        return self.library.publication.site

    def asset(self, name: str) -> str:
        """Return the published path of an asset. Raises KeyError for an unknown name."""
        return f"assets/{self.assets[name]}"


def dress_environment(environment: jinja2.Environment, frame: Frame) -> jinja2.Environment:
    """Give an environment the filters of the package and what is the same on every page; return it."""
    package = make_environment()
    environment.autoescape = True
    environment.bytecode_cache = Compiled()
    environment.add_extension(LongLines)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update({name: package.filters[name] for name in ("numeral", "outline", "chinese_date")})
    environment.globals.update(package.globals)
    environment.globals.update(data_place=Markup(DATA_PLACE), name_source=name_source)  # noqa: S704  a comment of ours
    environment.globals.update(is_placeholder=is_placeholder)
    environment.filters.update(moment=format_moment, iso=format_iso, digits=lambda text: re.sub(r"\D", "", text))
    environment.globals.update(
        site=frame.site, archive=frame.library.archive, site_url=frame.site_url, asset=frame.asset
    )
    environment.globals.update(part=make_part(environment), report_nav=make_report_nav(environment))
    return environment


def make_part(environment: jinja2.Environment) -> Callable[[str, str], Markup]:
    """Return the function that renders a part of the frame which is the same on every page of a depth, once."""

    @cache
    def part(name: str, base: str) -> Markup:
        # On one line, for pages are read and projected line by line.
        return Markup(environment.get_template(name).render(base=base).replace("\n", " "))  # noqa: S704  autoescaped

    return part


def make_report_nav(environment: jinja2.Environment) -> Callable[[Sheet, str], Markup]:
    """Return the function that gives a page the contents of its report, rendered once for the report's pages."""
    kept: dict[str, str] = {}

    def report_nav(sheet: Sheet, base: str) -> Markup:
        folder, _, page = sheet.path.rpartition("/")
        if folder not in kept:
            kept.clear()
            kept[folder] = environment.get_template("_report_nav.html").render(view=sheet.view, base=base)
        here = f'<a href="{page}"'
        return Markup(kept[folder].replace(f"{here}>", f'{here} aria-current="page">', 1))  # noqa: S704  autoescaped

    return report_nav


def make_frame(frame: Frame) -> jinja2.Template:
    """Return the template that every page is set in."""
    environment = QuickEnvironment(
        loader=jinja2.FileSystemLoader([path for path in (frame.overrides, THEME) if path]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    return dress_environment(environment, frame).get_template("main.html")


def list_facts(frame: Frame, path: str, title: str, **more: Any) -> dict[str, Any]:
    """Return what the frame reads about one page; `path` is its place under the root of a script."""
    site = frame.site
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
    facts |= more
    sheet: Sheet | None = facts["sheet"]
    url = frame.site_url + path if frame.site_url else ""
    facts["tags"] = make_tags(site, facts["kind"], sheet, url)
    facts["trail"] = list_trail(frame.library, path, title, sheet)
    redirects = frame.library.publication.redirects
    facts["moved_ids"] = [one for one in redirects if one.old_page == path and one.old_id]
    if sheet and sheet.view:
        title = title if sheet.section else ""
        facts["citation"] = cite(sheet.view.report, title.removesuffix(f" · {sheet.view.report.title}"), url)
    return facts


def make_moved_page(template: jinja2.Template, frame: Frame, redirect: Redirect) -> str:
    """Return the HTML of the small page at an old address, which leads on by itself."""
    facts = list_facts(frame, redirect.old, "页面已移动", kind="moved")
    return template.render(facts, redirect=redirect)


def make_page(template: jinja2.Template, frame: Frame, sheet: Sheet) -> str:
    """Return the HTML of a page made from data."""
    facts = list_facts(frame, sheet.path, sheet.title, sheet=sheet, kind=sheet.kind, description=sheet.description)
    return template.render(facts)
