"""MkDocs' events in, calls to the package out, problems as PluginError; hooks/site_hooks.py hands them over.

The order of a build: load the data (on_config), let links lead to the pages made from it (on_files), carry out the
macros of the pages in docs/ (on_page_markdown, on_page_content), fill the theme (on_page_context), take the finished
pages over (on_post_page; MkDocs writes none), then the pipeline (on_post_build).
MkDocs keeps this module for the whole process, so nothing is remembered here between builds: what one build needs hangs
on its config. Moving to a successor of another kind means this file, `builder`, `generator` and the theme.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gongbao.build.builder import load_context
from gongbao.build.context import PLAIN, Context
from gongbao.build.generator import GENERATOR
from gongbao.build.icons import check_icons, draw_icon, index_icons
from gongbao.build.pipeline import run_pipeline
from gongbao.build.written_check import check_asset, check_markdown, check_overrides, check_page
from gongbao.build.written_sources import check_ids
from gongbao.pages.expand import Expansion, expand
from gongbao.pages.layout import THEME, list_facts, make_frame_environment
from gongbao.pages.macros import make_macros
from gongbao.pages.report_pages import Sheet
from gongbao.pages.written import mark_html
from gongbao.report.problems import Problems, ReportError


class Handed(logging.Filter):
    """Leaves out what MkDocs says of pages: that those it does not write are empty; an error, which is told anyway."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a message is shown."""
        return not str(record.msg).startswith(
            ("Page skipped", "Template skipped", "Error building page", "Error reading page")
        )


HANDED = Handed()


class ReportPage(Page):
    """A page made from data, as far as MkDocs knows it: an address with ids that written pages may link to."""

    def __init__(self, sheet: Sheet, file: File, config: MkDocsConfig) -> None:
        super().__init__(sheet.title, file, config)
        self.present_anchor_ids = set(sheet.ids)


class LinkedFiles(Files):
    """What MkDocs knows of, and a page made from data as soon as a link to it is checked: an archive has thousands."""

    def __init__(self, files: Iterable[File], context: Context, config: MkDocsConfig) -> None:
        super().__init__(files)
        self._context, self._config = context, config

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file of a source, or of the source that a page made from data would have."""
        file = super().get_file_from_path(path)
        page = path.removesuffix(".md") + ".html"
        # A page in docs/ at the same address goes first, whatever its source is called.
        if file is None and path.endswith(".md") and page not in self._context.written:
            sheet = self._context.find_sheet(page)
            if sheet:
                # Excluded: MkDocs checks links to it, and leaves making it to the pass that sets the reports.
                file = File.generated(self._config, path, content="", inclusion=InclusionLevel.EXCLUDED)
                ReportPage(sheet, file, self._config)
                self.append(file)
        return file


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data; every problem stops the build before anything is written."""
    try:
        context = config.extra.get("ready") or load_context(config, config.extra.get("order", PLAIN))
    except ReportError as error:
        raise PluginError(str(error)) from error
    overrides = context.frame.overrides
    refused = list(check_overrides(overrides, context.root)) if overrides else []
    config.extra |= {"gongbao": context, "pages": {}, "refused": refused}
    # The same filter is added once, however often a preview builds.
    logging.getLogger(f"{GENERATOR}.commands.build").addFilter(HANDED)
    if config.strict:
        heed_warnings()
    # The sitemap of MkDocs knows one script only; the pipeline writes the publication's own.
    config.theme.static_templates.discard("sitemap.xml")
    # Material's own index of icons can be asked for; it takes time.
    if "pymdownx.emoji" in config.markdown_extensions:
        icons = {"emoji_index": index_icons, "emoji_generator": draw_icon}
        config.mdx_configs["pymdownx.emoji"] = icons | config.mdx_configs.get("pymdownx.emoji", {})
    # Of Material's theme nothing is published, and looking through its thousands of files takes time.
    config.theme.dirs[:] = [str(path) for path in (overrides, THEME) if path]
    return config


def heed_warnings() -> None:
    """Let every warning be counted, so that `--quiet` and `--verbose` are as strict as neither.

    MkDocs counts what it logs: with `--quiet` it logs no warning, so a missing page passes; with `--verbose` its module
    of pages notes no links to anchors (1.6.1), so a broken one passes.
    """
    generator, pages = logging.getLogger(GENERATOR), logging.getLogger(f"{GENERATOR}.structure.pages")
    if generator.level > logging.WARNING:
        generator.setLevel(logging.WARNING)
    if pages.getEffectiveLevel() <= logging.DEBUG:
        pages.setLevel(logging.INFO)


def on_pre_build(config: MkDocsConfig) -> None:
    """Do nothing; the hook files of projects up to version 0.4.0 name it, and need no change with an update."""


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Do nothing; hook files of 0.4.0 name it."""
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Give the assets their names, and let links lead to the pages made from data, too."""
    context: Context = config.extra["gongbao"]
    for file in files:
        if file.src_uri.startswith("assets/") and file.src_uri[7:] in context.frame.assets:
            file.dest_uri = context.frame.asset(file.src_uri[7:])
        if file.abs_src_path and not file.is_documentation_page() and file.inclusion != InclusionLevel.EXCLUDED:
            config.extra["refused"] += check_asset(Path(file.abs_src_path), context.root)
    return LinkedFiles(files, context, config)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Carry out the macro calls of a page in docs/."""
    context: Context = config.extra["gongbao"]
    macros = make_macros(context.library, base_of(page), context.frame.extras)
    path = Path(page.file.abs_src_path or page.file.src_uri)
    source = page.file.content_string
    skipped = source.count("\n") - markdown.count("\n") if source.endswith(markdown) else 0
    try:
        expansion = expand(markdown, macros, path.relative_to(context.root), skipped)
    except ReportError as error:
        raise PluginError(str(error)) from error
    page.meta["expansion"] = expansion
    return expansion.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the page's own texts, and put the macros' HTML, marked already, in its places."""
    if page.file.abs_src_path:
        name = Path(page.file.abs_src_path).relative_to(config.extra["gongbao"].root)
        source = page.file.content_string
        config.extra["refused"] += check_markdown(html, source, name) + check_icons(html, source, name)
    expansion: Expansion | None = page.meta.pop("expansion", None)
    marked = mark_html(html, page.file.dest_uri)
    finished = expansion.restore(marked) if expansion else marked
    problems = Problems()
    if sheet := config.extra["gongbao"].find_sheet(page.file.dest_uri):
        check_ids(finished, Path(page.file.src_uri), sheet, problems)
    if problems.found:
        raise PluginError(str(ReportError(problems)))
    return finished


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Set written pages as the others are: in the package's environment, which marks every text.

    By now everything that people wrote has been read: what the policy refuses is told at once.
    """
    raise_refused(config)
    return make_frame_environment(config.extra["gongbao"].frame)


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Give the theme what one page needs."""
    meta = {name: page.meta[name] for name in ("kind", "description", "own_search") if name in page.meta}
    context.update(list_facts(config.extra["gongbao"].frame, page.file.dest_uri, str(page.title), **meta))
    page.content = Markup(page.content)  # noqa: S704  MkDocs gives a str of finished HTML
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Give the 404 page its frame; it is shown at any depth, so its links start at the root of the server."""
    base = context["base_url"].rstrip("/") + "/"
    context.update(list_facts(config.extra["gongbao"].frame, template_name, "没有找到这一页", kind="missing", up=base))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Take a finished page over; the pipeline writes it, in every script, when all that it names is known."""
    config.extra["pages"][page.file.dest_uri] = output
    config.extra["refused"] += check_page(output, Path(page.file.dest_uri))
    return ""


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Take the 404 page over."""
    config.extra["pages"][template_name] = output_content
    config.extra["refused"] += check_page(output_content, Path(template_name))
    return ""


def on_post_build(config: MkDocsConfig) -> None:
    """Make the publication out of the data and the finished pages."""
    raise_refused(config)
    context: Context = config.extra["gongbao"]
    if context.preview:
        # It fills pages when they are asked for.
        return
    try:
        config.extra["made"] = run_pipeline(context, Path(config.site_dir), config.extra["pages"])
    except ReportError as error:
        raise PluginError(str(error)) from error


def raise_refused(config: MkDocsConfig) -> None:
    """Stop the build if anything that people wrote is refused by the policy."""
    if config.extra["refused"]:
        raise PluginError(str(ReportError(config.extra["refused"])))


def base_of(page: Page) -> str:
    """Return the prefix that leads from a page to the root of its script."""
    return "../" * page.file.dest_uri.count("/")
