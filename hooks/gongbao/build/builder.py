"""A project's folder in, its publication out: made beside the old one, verified, then put in its place."""

import logging
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongbao.archive.index import Library
from gongbao.build.context import PLAIN, Context, Order, make_context
from gongbao.build.distributed import make_joint, make_part_maker
from gongbao.build.generator import GENERATOR
from gongbao.build.pipeline import Made
from gongbao.build.told import tell
from gongbao.build.written_sources import read_text
from gongbao.checks.inspection import check_address, check_norms, check_pictures
from gongbao.checks.permalinks import check_published
from gongbao.checks.verify import verify_made
from gongbao.data.project import CONFIG
from gongbao.data.yaml_nodes import compose, find_deep
from gongbao.output.font_list import compare_fonts
from gongbao.output.manifest import compare_folders
from gongbao.output.swap import LEFT, publish
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError, show


class WrittenError(Exception):
    """What keeps the pages in docs/ from being made; its lines are for a person."""


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
        shown = target.relative_to(root.absolute()) if target.is_relative_to(root.absolute()) else target

        def fill(folder: Path) -> None:
            before = tuple(one for one in (target, folder.with_name(LEFT)) if one.is_dir())
            config.extra["order"] = Order(pdf=pdf, before=before)
            config.site_dir = str(folder)
            try:
                build(config)
            except ReportError as error:
                raise ReportError(problem.under(root) for problem in error.problems) from error
            context: Context | None = config.extra.get("gongbao")
            if context is None:
                message = _('"hooks" does not name the package (write: hooks: [hooks/site_hooks.py])')
                raise ReportError([Problem(path=Path(CONFIG), message=message)])
            check_publication(root, context.library, context.written, context.site_url)
            check_finished(folder, config.extra["made"], shown, context.written)

        publish(target, fill)
    except (Abort, MkDocsException) as error:
        if not isinstance(error, Abort):
            sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from error
    except RecursionError as error:
        message = _("a page is nested too deeply (lists in lists, quotations in quotations)")
        raise ReportError([Problem(path=Path("docs"), message=message)]) from error
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


def check_finished(folder: Path, made: Made, target: Path, written: Set[str]) -> None:
    """Raise ReportError with all that is wrong with a finished publication, named as it would be at its place.

    What is wrong with a page that a person wrote is told of that, for the page itself is gone with the failed build.
    """
    found = verify_made(folder, made.sums, made.surveys).found
    if found:
        raise ReportError(name_place(problem, folder, target, written) for problem in found)


def name_place(problem: Problem, folder: Path, target: Path, written: Set[str]) -> Problem:
    """Return a problem of a finished page as one of the file that it was made of, or of its place."""
    path = problem.path.relative_to(folder)
    if path.as_posix() in written:
        return replace(problem, path=Path("docs") / path.with_suffix(".md"), line=0)
    return replace(problem, path=target / path)


def build_part(root: Path, slugs: Sequence[str], folder: Path) -> None:
    """Make the editions of some reports into `folder`, for `merge_parts`. Raises ReportError."""
    make_part_maker(open_context(root)).write(slugs, folder)


def merge_parts(root: Path, folders: Sequence[Path]) -> Path:
    """Build the publication from parts and return its folder. Raises ReportError if a report's edition is missing."""
    context = open_context(root)
    make_joint(context).join(context.library.entries, folders)
    return build_site(root)


def open_context(root: Path, *, pdf: bool | None = None) -> Context:
    """Load the project as a build does, without building. Raises ReportError."""
    return load_context(open_config(root), Order(pdf=pdf))


def load_context(config: Any, order: Order = PLAIN) -> Context:
    """Load the project of MkDocs' configuration. Raises ReportError."""
    root = Path(config.config_file_path).parent
    overrides = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    order = replace(order, overrides=overrides)
    return make_context(root, Path(config.docs_dir), config.site_url or "", order)


def read_site_url(root: Path) -> str:
    """Return the absolute address that mkdocs.yml gives the publication; empty if there is none."""
    return open_config(root).site_url or ""


def open_config(root: Path) -> Any:
    """Return MkDocs' configuration of a project. Raises ReportError, or SystemExit(1) when MkDocs has told why."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    show_log()
    problems = Problems()
    text = read_text(root / CONFIG, problems)
    # MkDocs reads it with tags of Python, so only what breaks its reader is looked for.
    if line := find_deep(text):
        problems.add(root / CONFIG, line, _("nested too deeply (mend the brackets or the indentation)"))
    if problems.found:
        raise ReportError(problem.under(root) for problem in problems)
    try:
        return load_config(str(root / CONFIG), strict=True)
    except (ConfigurationError, ValueError) as error:
        # What its syntax breaks is told in the words for data files, which name the line.
        compose(text, root / CONFIG, problems)
        if problems.found:
            raise ReportError(problem.under(root) for problem in problems) from error
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


def make_written(root: Path, context: Context, folder: Path) -> Mapping[str, str]:
    """Return the pages that people wrote, by path, marked, and put all other files of docs/ into the folder.

    Raises WrittenError, or ReportError, with what is wrong with them.
    """
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort, MkDocsException

    config = open_config(root)
    config.extra["ready"] = context
    config.site_dir = str(folder)
    told = Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(told)
    try:
        build(config)
    except (Abort, MkDocsException) as error:
        raise WrittenError("\n".join(told.messages) or str(error)) from error
    except RecursionError as error:
        message = _("a page is nested too deeply (lists in lists, quotations in quotations)")
        raise ReportError([Problem(path=Path("docs"), message=message)]) from error
    finally:
        logger.removeHandler(told)
    pages: dict[str, str] = config.extra["pages"]
    return pages


class Listener(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(tell(record.getMessage()))


class Terminal(logging.Handler):
    """Shows messages of MkDocs where standard error is at that moment, as a terminal may show them."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show a message; its lines are the message's own."""
        sys.stderr.writelines(f"{show(line)}\n" for line in tell(record.getMessage()).split("\n"))


def show_log(level: int = logging.WARNING) -> None:
    """Let MkDocs' messages reach the terminal, once."""
    logger = logging.getLogger(GENERATOR)
    if not logger.handlers:
        handler = Terminal()
        logger.addHandler(handler)
    logger.setLevel(level)
