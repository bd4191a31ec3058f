"""A project's folder in, its publication out: made beside the old one, verified, then put in its place."""

import logging
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongbao.archive.index import Library
from gongbao.build.context import Context, Order, make_context
from gongbao.build.distributed import join_parts, write_part
from gongbao.build.pipeline import Made
from gongbao.checks.inspection import check_address, check_norms, check_pictures
from gongbao.checks.permalinks import check_published
from gongbao.checks.verify import verify_made
from gongbao.data.project import CONFIG
from gongbao.output.font_list import compare_fonts
from gongbao.output.manifest import compare_folders
from gongbao.output.swap import LEFT, publish
from gongbao.report.problems import Problem, Problems, ReportError


def build_site(root: Path, *, pdf: bool | None = None, target: Path | None = None) -> Path:
    """Build the publication into `site/`, or another folder, and return that folder.

    `pdf` tells whether PDFs are made; None leaves it to `data/site.yml`.
    Raises SystemExit(1) after the problems were printed, or ReportError; the last good `site/` is then as it was.
    """
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort, MkDocsException

    show_log()
    try:
        config = open_config(root)
        target = target or Path(config.site_dir)

        def fill(folder: Path) -> None:
            before = tuple(one for one in (target, folder.with_name(LEFT)) if one.is_dir())
            config.extra["order"] = Order(pdf=pdf, before=before)
            config.site_dir = str(folder)
            build(config)
            context: Context = config.extra["gongbao"]
            check_publication(root, context.library, context.written, context.site_url)
            check_finished(folder, config.extra["made"], target)

        publish(target, fill)
    except (Abort, MkDocsException) as error:
        if not isinstance(error, Abort):
            sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from error
    return target


def verify_against(root: Path, site: Path) -> None:
    """Build a project's publication again, and hold a published folder against it. Raises ReportError for every byte.

    Two builds of the same data are byte-identical, so this finds what was changed after a build, sums and all.
    """
    made_pdf = any(site.glob("downloads/*/*.pdf"))
    with tempfile.TemporaryDirectory(prefix="gongbao-") as shelter:
        again = build_site(root, pdf=made_pdf, target=Path(shelter) / "site")
        problems = [*compare_fonts(site, again), *compare_folders(site, again)]
    if problems:
        raise ReportError(problems)


def check_finished(folder: Path, made: Made, target: Path) -> None:
    """Raise ReportError with all that is wrong with a finished publication, named as it would be at its place."""
    found = verify_made(folder, made.sums, made.surveys).found
    if found:
        raise ReportError(replace(problem, path=target / problem.path.relative_to(folder)) for problem in found)


def build_part(root: Path, slugs: Sequence[str], folder: Path) -> None:
    """Make the editions of some reports into `folder`, for `merge_parts`. Raises ReportError."""
    write_part(open_context(root), slugs, folder)


def merge_parts(root: Path, folders: Sequence[Path]) -> Path:
    """Build the publication from parts and return its folder. Raises ReportError if a report's edition is missing."""
    join_parts(open_context(root), folders)
    return build_site(root)


def open_context(root: Path) -> Context:
    """Load the project as a build does, without building."""
    config = open_config(root)
    return make_context(root, Path(config.docs_dir), Path(config.site_dir), config.site_url or "")


def read_site_url(root: Path) -> str:
    """Return the absolute address that mkdocs.yml gives the publication; empty if there is none."""
    return open_config(root).site_url or ""


def open_config(root: Path) -> Any:
    """Return MkDocs' configuration of a project. Raises ReportError, or SystemExit(1) when MkDocs has told why."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    try:
        return load_config(str(root / CONFIG), strict=True)
    except ConfigurationError as error:
        raise ReportError([Problem(path=Path(CONFIG), message=str(error))]) from error


def check_publication(
    root: Path, library: Library, written: Iterable[str], site_url: str, *, strict: bool = False
) -> None:
    """Raise ReportError if the absolute address is wrong, a picture is missing or a published address has gone.

    If `strict`, also for all that an inspection would miss.
    """
    problems = Problems()
    publication, config = library.publication, root / CONFIG
    check_address(publication.site, site_url, config, problems)
    check_published(root / "data", library, written, problems)
    check_pictures(publication.site, root / "docs/assets", problems)
    if strict:
        check_norms(publication, site_url, config, problems)
    if problems.found:
        raise ReportError(problem.under(root) for problem in problems)


def serve_site(root: Path, address: str) -> None:
    """Show the publication at an address such as `127.0.0.1:8000` and build it anew after each change."""
    from mkdocs.commands.serve import serve

    show_log(logging.INFO)
    order = Order(preview=True, site_url=read_site_url(root))
    serve(str(root / CONFIG), dev_addr=address, extra={"order": order})


def show_log(level: int = logging.WARNING) -> None:
    """Let MkDocs' messages reach the terminal, once."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(level)
