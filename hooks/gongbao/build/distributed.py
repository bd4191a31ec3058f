"""Some reports of a project in, their editions out as a part that another machine can join to the rest."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from gongbao.build.context import Context
from gongbao.build.parallel import spread
from gongbao.build.report_cache import make_cache
from gongbao.build.report_files import make_press
from gongbao.pages.macros import MacroError, pick
from gongbao.report.problems import Problem, ReportError


def write_part(context: Context, slugs: Sequence[str], folder: Path) -> None:
    """Make the editions of the named reports and put them into `folder`. Raises ReportError for an unknown report."""
    press, cache = make_press(context), make_cache(context)
    try:
        entries = [pick("report", slug, context.library.entries) for slug in slugs]
    except MacroError as error:
        raise ReportError([Problem(path=Path("data"), message=str(error))]) from error
    spread(lambda entry: len(cache.fetch(press, entry).files), entries, "reports")
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        kept = cache.name_edition(entry.report)
        shutil.copyfile(kept, folder / kept.name)


def join_parts(context: Context, folders: Sequence[Path]) -> list[str]:
    """Put the editions of the parts where a build looks for them; return the names of reports that no part holds.

    An edition that was made from other data, settings or another version does not fit, and counts as missing.
    """
    cache = make_cache(context)
    cache.folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for slug, entry in context.library.entries.items():
        kept = cache.name_edition(entry.report)
        found = next((folder / kept.name for folder in folders if (folder / kept.name).is_file()), None)
        if found:
            shutil.copyfile(found, kept)
        elif not kept.is_file():
            missing.append(slug)
    return missing
