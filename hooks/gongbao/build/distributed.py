"""Some reports of a project in, their files out as a part that another machine can join to the rest."""

from collections.abc import Sequence
from pathlib import Path

from gongbao.build.context import Context
from gongbao.build.parallel import spread
from gongbao.build.report_cache import find_strange, list_names, make_cache
from gongbao.build.report_files import make_press
from gongbao.pages.macros import MacroError, pick
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.store import Store


def write_part(context: Context, slugs: Sequence[str], folder: Path) -> None:
    """Make the files of the named reports and put them into `folder`. Raises ReportError for an unknown report."""
    press, cache = make_press(context), make_cache(context)
    try:
        entries = [pick("report", slug, context.library.entries) for slug in slugs]
    except MacroError as error:
        raise ReportError([Problem(path=Path("data"), message=str(error))]) from error
    spread(lambda entry: len(cache.fetch(press, entry).files), entries, "reports")
    folder.mkdir(parents=True, exist_ok=True)
    part = Store(folder=folder)
    for entry in entries:
        key = cache.keys[entry.report.slug]
        # What a full disk did not let the store keep is told when the parts are joined.
        part.keep(key, cache.store.fetch(key) or b"")


def join_parts(context: Context, folders: Sequence[Path]) -> list[str]:
    """Put the reports of the parts where a build looks for them; return the names of those that no part holds.

    What was made from other data, settings or another version does not fit, and counts as missing. Raises ReportError
    for a part that would write a file which is not its report's own.
    """
    cache = make_cache(context)
    missing: list[str] = []
    problems = Problems()
    for slug, key in cache.keys.items():
        for folder in folders:
            content = Store(folder=folder).fetch(key)
            strange = find_strange(list_names(content), slug) if content else None
            if strange is not None:
                message = _(
                    "holds a file that is not of its report, {strange!r}, so it is refused (make the part anew)"
                ).format(strange=strange)
                problems.add(folder / key.name, 0, message)
            elif content:
                cache.store.keep(key, content)
                break
        else:
            if cache.store.fetch(key) is None:
                missing.append(slug)
    if problems.found:
        raise ReportError(problems)
    return missing
