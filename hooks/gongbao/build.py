"""A project's folder in, its publication out: a new folder is made beside the old one and takes its place when done."""

import logging
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from gongbao.parts import join_parts, write_part
from gongbao.problem import Problem, ReportError
from gongbao.work import Work, make_work

CONFIG = "mkdocs.yml"


def find_root(start: Path) -> Path:
    """Return the project's folder: the nearest one upwards that holds mkdocs.yml. Raises ReportError if none does."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise ReportError([Problem(path=start, message=f"no {CONFIG} here or above (go to the project's folder)")])


def build_site(root: Path, *, pdf: bool | None = None) -> Path:
    """Build the publication into `site/` and return that folder.

    `pdf` tells whether reports are printed too; None leaves it to `data/site.yml`.
    Raises SystemExit(1) after the problems were printed; the last good `site/` is then as it was.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    show_log()
    staging = root / "site.new"
    try:
        config = load_config(str(root / CONFIG), strict=True)
        target = Path(config.site_dir)
        staging = target.with_name(target.name + ".new")
        config.site_dir = str(staging)
        config.extra["pdf"] = pdf
        build(config)
    except (Abort, MkDocsException) as error:
        shutil.rmtree(staging, ignore_errors=True)
        if not isinstance(error, Abort):
            sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from error
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    replace_folder(staging, target)
    return target


def build_part(root: Path, slugs: Sequence[str], folder: Path) -> None:
    """Make the editions of some reports into `folder`, for `merge_parts`. Raises ReportError."""
    write_part(open_work(root), slugs, folder)


def merge_parts(root: Path, folders: Sequence[Path]) -> Path:
    """Build the publication from parts and return its folder. Raises ReportError if a report's edition is missing."""
    missing = join_parts(open_work(root), folders)
    if missing:
        message = "no part holds its edition as the data is now (gongbao build --only makes it)"
        raise ReportError(Problem(path=Path("data", slug), message=message) for slug in missing)
    return build_site(root)


def open_work(root: Path) -> Work:
    """Load the project as a build does, without building."""
    from mkdocs.config import load_config

    config = load_config(str(root / CONFIG))
    return make_work(root, Path(config.docs_dir), Path(config.site_dir), config.site_url or "")


def replace_folder(new: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def serve_site(root: Path, address: str) -> None:
    """Show the publication at an address such as `127.0.0.1:8000` and build it anew after each change."""
    from mkdocs.commands.serve import serve

    show_log(logging.INFO)
    serve(str(root / CONFIG), dev_addr=address)


def show_log(level: int = logging.WARNING) -> None:
    """Let MkDocs' messages reach the terminal, once."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logger.addHandler(handler)
    logger.setLevel(level)
