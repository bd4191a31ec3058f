"""What is known of a page in, the whole page out, marked: one frame for written pages and for those made from data."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from gongbao.archive.index import Library
from gongbao.pages.asset_names import Asset
from gongbao.pages.downloads import NO_EXTRAS, Extras
from gongbao.pages.environment import make_marking
from gongbao.pages.marks import ROOT, SCRIPT, TREE, choose
from gongbao.pages.metadata import (
    describe_report,
    format_moment,
    list_trail,
    make_page_data,
    make_sheet_data,
    make_tags,
    name_source,
    relate_scripts,
)
from gongbao.pages.report_pages import Sheet
from gongbao.pages.views import View, dress_environment
from gongbao.report.citation import cite, format_iso
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag
from gongbao.report.scripts import SCRIPT_NAMES, script_path
from gongbao.report.site import Redirect, Site, is_placeholder

THEME = Path(__file__).parent / "theme"
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows: the publication, its absolute address or nothing, its assets by name.

    `extras` are the files that a build makes on request; `overrides` is a folder with templates of a project's own,
    which go before the theme's.
    """

    library: Library
    site_url: str
    assets: Mapping[str, Asset]
    extras: Extras = NO_EXTRAS
    overrides: Path | None = None

    @property
    def site(self) -> Site:
        """What is said of the publication and its publisher."""
        return self.library.publication.site

    def asset(self, name: str) -> str:
        """Return the published path of an asset. Raises KeyError for an unknown name."""
        return f"assets/{self.assets[name].published}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLink:
    """A link to a page in a script: its tag, its name in its own letters, and what is another on each script's page."""

    tag: ScriptTag
    name: str
    path: str
    href: Markup
    lang: Markup
    current: Markup


def make_frame_environment(frame: Frame) -> jinja2.Environment:
    """Return the environment of the theme, with what is the same on every page."""
    environment = make_marking(jinja2.FileSystemLoader([path for path in (frame.overrides, THEME, TEMPLATES) if path]))
    dress_environment(environment)
    environment.filters.update(moment=format_moment, iso=format_iso, digits=lambda text: re.sub(r"\D", "", text))
    environment.globals.update(
        name_source=name_source,
        is_placeholder=is_placeholder,
        site=frame.site,
        archive=frame.library.archive,
        site_url=frame.site_url,
        asset=frame.asset,
        extras=frame.extras,
        part=make_part(environment),
    )
    return environment


def make_part(environment: jinja2.Environment) -> Callable[[str, str, str], Markup]:
    """Return the function that renders a part of the frame which is the same on every page of a depth, once."""

    @cache
    def part(name: str, base: str, root: str) -> Markup:
        return Markup(environment.get_template(name).render(base=base, root=Markup(root)))  # noqa: S704  autoescaped

    return part


def make_nav(environment: jinja2.Environment, view: View) -> Callable[[str], Markup]:
    """Return the function that gives a page of a report the report's contents, with its own place marked."""
    whole = environment.get_template("_report_nav.html").render(view=view, base=view.base)

    def nav(path: str) -> Markup:
        here = f'<a href="{path.rpartition("/")[2]}"'
        return Markup(whole.replace(f"{here}>", f'{here} aria-current="page">', 1))  # noqa: S704  autoescaped

    return nav


def link_scripts(scripts: Sequence[ScriptTag], path: str, base: str) -> list[ScriptLink]:
    """Return the links to a page in every script; `base` leads from it to the root of its script."""
    return [
        ScriptLink(
            tag=tag,
            name=SCRIPT_NAMES[tag],
            path=script_path(tag, path),
            href=lead_to(tag, scripts, path, base),
            # Names are converted with the page they stand on, and so is what they are said to be in.
            lang=SCRIPT if tag == SOURCE_SCRIPT else Markup(tag),  # noqa: S704  a tag
            current=choose(' aria-current="true"' if own == tag else "" for own in scripts),
        )
        for tag in scripts
    ]


def lead_to(tag: ScriptTag, scripts: Sequence[ScriptTag], path: str, base: str) -> Markup:
    """Return the address of a page in a script, from the same page in each script."""
    if base.startswith("/"):
        return Markup(base + script_path(tag, path))  # noqa: S704  an address of ours
    away = f"{base}{script_path(tag, path)}"
    own = path.rpartition("/")[2]
    return choose(away if at == SOURCE_SCRIPT else own if at == tag else f"../{away}" for at in scripts)


def list_facts(frame: Frame, path: str, title: str, **more: Any) -> dict[str, Any]:
    """Return what the frame reads about one page; `path` is its place under the root of a script.

    `up` leads from the page to the root of its script as scripts on the page see it. The page for missing pages is
    shown at any depth: its `up` begins with a slash.
    """
    site = frame.site
    up = more.pop("up", "../" * path.count("/"))
    absolute = up.startswith("/")
    facts: dict[str, Any] = {
        "sheet": None,
        "up": up,
        "base": up + TREE if absolute else up,
        "root": up if absolute else ROOT + up,
        "kind": "page",
        "path": path,
        "scripts": link_scripts(site.scripts, path, up),
        "head_title": site.title if path == "index.html" else f"{title} · {site.title}",
        "description": site.description,
        "own_search": False,
        "data": make_page_data(site, frame.site_url, path),
    }
    facts |= more
    sheet: Sheet | None = facts["sheet"]
    facts["tags"] = make_tags(site, facts["kind"], sheet, frame.site_url + TREE + path if frame.site_url else "")
    facts["trail"] = list_trail(frame.library, path, title, sheet)
    redirects = frame.library.publication.redirects
    facts["moved_ids"] = [one for one in redirects if one.old_page == path and one.old_id]
    if sheet and sheet.view:
        title = title if sheet.section else ""
        url = frame.site_url + path if frame.site_url else ""
        facts["citation"] = cite(sheet.view.report, title.removesuffix(f" · {sheet.view.report.name}"), url)
    return facts


def make_moved_page(template: jinja2.Template, frame: Frame, redirect: Redirect) -> str:
    """Return the small page at an old address, which leads on by itself, marked."""
    facts = list_facts(frame, redirect.old, "页面已移动", kind="moved")
    return template.render(facts | {"redirect": redirect})


def make_list_page(template: jinja2.Template, frame: Frame, sheet: Sheet) -> str:
    """Return a page that lists reports, marked."""
    return template.render(list_sheet_facts(frame, sheet))


def make_report_pages(template: jinja2.Template, frame: Frame, sheets: Sequence[Sheet]) -> dict[str, str]:
    """Return the pages of one report by path, marked."""
    view = sheets[0].view if sheets else None
    if view is None:
        return {}
    nav = make_nav(template.environment, view)
    described = describe_report(frame.site, frame.site_url, view.report)
    work = relate_scripts(frame.site.scripts, frame.site_url, view.report)
    return {
        sheet.path: template.render(
            list_sheet_facts(frame, sheet)
            | {"nav": nav, "data": make_sheet_data(frame.site_url, sheet, view, described, work)}
        )
        for sheet in sheets
    }


def list_sheet_facts(frame: Frame, sheet: Sheet) -> dict[str, Any]:
    """Return what the frame reads about a page made from data."""
    return list_facts(frame, sheet.path, sheet.title, sheet=sheet, kind=sheet.kind, description=sheet.description)
