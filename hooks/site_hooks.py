"""The only file that MkDocs loads: its events in, calls to the package out, problems as PluginError.

The order of a build: load the data (on_config), add the pages made from it (on_files), carry out the macros of the
pages in docs/ (on_page_markdown, on_page_content), fill the theme (on_page_context), then the passes over the
finished pages (on_post_build). MkDocs keeps this module for the whole process, so nothing is remembered here between
builds: what one build needs hangs on its config.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gongbao.assets import make_asset_names
from gongbao.expand import Expansion, expand
from gongbao.library import make_library
from gongbao.load import load_publication
from gongbao.macros import make_macros
from gongbao.passes import PASSES, Work
from gongbao.problem import Problem, Problems, ReportError
from gongbao.render import make_environment
from gongbao.sheets import Sheet, iter_sheets
from gongbao.switch import list_scripts


class ReportPage(Page):
    """A page made from data: it has no Markdown, and its HTML is made when the theme asks for it."""

    def __init__(self, sheet: Sheet, file: File, config: MkDocsConfig) -> None:
        super().__init__(sheet.title, file, config)
        self.sheet = sheet

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        self.present_anchor_ids = set(self.sheet.ids)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data; every problem stops the build before anything is written."""
    root = Path(config.config_file_path).parent
    problems = Problems()
    publication = load_publication(root / "data", problems)
    if publication is None:
        raise PluginError(str(ReportError(relative(problem, root) for problem in problems)))
    docs = Path(config.docs_dir)
    config.extra["gongbao"] = Work(
        library=make_library(publication),
        root=root,
        site_dir=Path(config.site_dir),
        site_url=config.site_url.rstrip("/") + "/" if config.site_url else "",
        assets=make_asset_names(docs / "assets"),
    )
    # The sitemap of MkDocs knows one script only; a pass writes the publication's own.
    config.theme.static_templates.discard("sitemap.xml")
    return config


def relative(problem: Problem, root: Path) -> Problem:
    """Return a problem with its path as a person in the project's folder would write it."""
    path = problem.path
    return replace(problem, path=path.relative_to(root)) if path.is_relative_to(root) else problem


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from data; a page in docs/ at the same address goes first. Drop the theme's own assets."""
    work: Work = config.extra["gongbao"]
    for file in list(files):
        if file.src_dir and Path(file.src_dir) != Path(config.docs_dir):
            files.remove(file)
        elif file.src_uri.startswith("assets/") and file.src_uri[7:] in work.assets:
            file.dest_uri = work.asset(file.src_uri[7:])
    taken = {file.dest_uri for file in files}
    for sheet in iter_sheets(work.library):
        if sheet.path not in taken:
            source = sheet.path.removesuffix(".html") + ".md"
            file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            ReportPage(sheet, file, config)
            files.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Carry out the macro calls of a page in docs/."""
    if isinstance(page, ReportPage):
        return markdown
    work: Work = config.extra["gongbao"]
    macros = make_macros(work.library, base_of(page))
    path = Path(page.file.abs_src_path or page.file.src_uri)
    source = page.file.content_string
    skipped = source.count("\n") - markdown.count("\n") if source.endswith(markdown) else 0
    try:
        expansion = expand(markdown, macros, path.relative_to(work.root), skipped)
    except ReportError as error:
        raise PluginError(str(error)) from error
    page.meta["expansion"] = expansion
    return expansion.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the macros' HTML in its places."""
    expansion: Expansion | None = page.meta.pop("expansion", None)
    return expansion.restore(html) if expansion else html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the theme the filters of the package and what is the same on every page."""
    work: Work = config.extra["gongbao"]
    package = make_environment()
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update({name: package.filters[name] for name in ("numeral", "outline", "chinese_date")})
    env.globals.update(package.globals)
    env.globals.update(site=work.library.publication.site, site_url=work.site_url, asset=work.asset)
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Give the theme what one page needs."""
    work: Work = config.extra["gongbao"]
    sheet = page.sheet if isinstance(page, ReportPage) else None
    title = sheet.title if sheet else str(page.meta.get("title") or page.title or "")
    name = work.library.publication.site.title
    context.update(
        sheet=sheet,
        base=base_of(page),
        kind=sheet.kind if sheet else page.meta.get("kind", "page"),
        path=page.file.dest_uri,
        scripts=list_scripts(work.library.publication.site.scripts, page.file.dest_uri),
        head_title=name if page.file.dest_uri == "index.html" else f"{title} · {name}",
        description=sheet.description
        if sheet
        else page.meta.get("description", work.library.publication.site.description),
        own_search=bool(page.meta.get("own_search")),
    )
    page.content = Markup(page.content)  # noqa: S704  Markdown and macros made it HTML
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give the 404 page its frame; it is shown at any depth, so its links start at the root of the server."""
    work: Work = config.extra["gongbao"]
    site = work.library.publication.site
    context.update(
        sheet=None,
        base=context["base_url"].rstrip("/") + "/",
        kind="missing",
        path=template_name,
        scripts=list_scripts(site.scripts, template_name),
        head_title=f"没有找到这一页 · {site.title}",
        description=site.description,
        own_search=False,
    )
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Make everything else out of the finished pages, one pass after the other."""
    work: Work = config.extra["gongbao"]
    for run in PASSES:
        run(work)


def base_of(page: Page) -> str:
    """Return the prefix that leads from a page to the root of its script."""
    return "../" * page.file.dest_uri.count("/")
