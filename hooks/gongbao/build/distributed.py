"""Some reports of a project in, their files out as a part that another machine can join to the rest."""

from collections.abc import Sequence
from pathlib import Path

from gongbao.archive.index import Entry
from gongbao.build.context import Context
from gongbao.build.parallel import spread
from gongbao.build.report_cache import find_strange, join_files, list_names, make_cache, make_kept
from gongbao.build.report_files import make_press
from gongbao.pages.macros import MacroError, pick
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.store import Key, Store


def write_part(context: Context, slugs: Sequence[str], folder: Path) -> None:
    """Make the files of the named reports and put them into `folder`. Raises ReportError for an unknown report."""
    press, cache = make_press(context), make_cache(context)
    try:
        entries = [pick("report", slug, context.library.entries) for slug in slugs]
    except MacroError as error:
        raise ReportError([Problem(path=Path("data"), message=str(error))]) from error
    keys: list[Key] = []
    pdfs: dict[str, dict[str, int]] = {}
    if context.frame.extras.pdf:
        from gongbao.build.pdf_files import make_pdf_maker

        maker, reports = make_pdf_maker(context, press.named), [entry.report for entry in entries]
        for report, kept in zip(reports, maker.iter_pdfs(reports), strict=True):
            pdfs[report.slug] = kept.sizes
            keys.append(maker.keys[report.slug])
    press.draw_ahead(entry.report for entry in entries)
    folder.mkdir(parents=True, exist_ok=True)
    part = Store(folder=folder)
    # What a full disk did not let a store keep is told when the parts are joined.
    for key in keys:
        part.keep(key, cache.store.fetch(key) or b"")

    def make_part(entry: Entry) -> None:
        own = pdfs.get(entry.report.slug, {})
        part.keep(cache.make_key(entry.report.slug, own, "part"), join_files(make_kept(press, entry, own)))

    spread(make_part, entries, _("reports"))


def join_parts(context: Context, folders: Sequence[Path]) -> None:
    """Put the reports of the parts where a build looks for them.

    What was made from other data, settings or fonts, or by another version, does not fit. Raises ReportError for every
    report that no part holds, and for a part that would write a file which is not its report's own.
    """
    problems = Problems()
    cache, store = make_cache(context), context.store
    pdfs: dict[str, dict[str, int]] = {}
    if context.frame.extras.pdf:
        from gongbao.build.pdf_files import find_other_fonts, make_pdf_maker

        maker = make_pdf_maker(context, {})
        for slug, key in maker.keys.items():
            take(store, folders, key, problems)
            if kept := maker.fetch(slug):
                pdfs[slug] = kept.sizes
            elif fonts := find_other_fonts(folders, slug):
                message = _(
                    "its part has PDFs in fonts that this machine has not, or not the same: {fonts} (make the part "
                    "with the fonts of this machine, or install its fonts here)"
                ).format(fonts=", ".join(fonts))
                problems.add(Path("data", slug), 0, message)
    for slug in cache.parts:
        key = cache.make_key(slug, pdfs.get(slug, {}), "part")
        take(store, folders, key, problems)
        if store.fetch(key) is None and not any(problem.path == Path("data", slug) for problem in problems.found):
            message = _("no part holds its edition as the data is now (gongbao build --only makes it)")
            problems.add(Path("data", slug), 0, message)
    if problems.found:
        raise ReportError(problems)


def take(store: Store, folders: Sequence[Path], key: Key, problems: Problems) -> None:
    """Put what the first of some parts holds under a key into the store; note a part with files not its report's."""
    for folder in folders:
        if content := Store(folder=folder).fetch(key):
            strange = find_strange(list_names(content), key.label)
            if strange is None:
                store.keep(key, content)
                return
            message = _(
                "holds a file that is not of its report, {strange!r}, so it is refused (make the part anew)"
            ).format(strange=strange)
            problems.add(folder / key.name, 0, message)
