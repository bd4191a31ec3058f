"""Some reports of a project in, their files out as a part that another machine can join to the rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongbao.archive.index import Entry
from gongbao.build.context import Context
from gongbao.build.parallel import spread
from gongbao.build.report_cache import ReportCache, find_strange, join_files, list_names, make_cache, make_kept
from gongbao.build.report_files import Press, Sizes, make_press
from gongbao.pages.macros import MacroError, pick
from gongbao.report.messages import _
from gongbao.report.problems import Problems, refuse
from gongbao.store import Key, Store

if TYPE_CHECKING:
    from gongbao.build.pdf_files import PdfMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMaker:
    """What makes parts of one project, one after the other; without a `maker` of PDFs, none are wanted."""

    press: Press
    cache: ReportCache
    maker: "PdfMaker | None"

    def write(self, slugs: Sequence[str], folder: Path) -> None:
        """Make the files of the named reports and put them into `folder`. Raises ReportError for an unknown report."""
        try:
            entries = [pick("report", slug, self.press.context.library.entries) for slug in slugs]
        except MacroError as error:
            raise refuse(Path("data"), str(error)) from error
        keys: list[Key] = []
        pdfs: dict[str, Sizes] = {}
        if self.maker:
            reports = [entry.report for entry in entries]
            for report, kept in zip(reports, self.maker.iter_pdfs(reports), strict=True):
                pdfs[report.slug] = kept.sizes
                keys.append(self.maker.keys[report.slug])
        self.press.draw_ahead(entry.report for entry in entries)
        folder.mkdir(parents=True, exist_ok=True)
        part = Store(folder=folder)
        # What a full disk did not let a store keep is told when the parts are joined.
        for key in keys:
            part.keep(key, self.cache.store.fetch(key) or b"")

        def make_part(entry: Entry) -> None:
            own = pdfs.get(entry.report.slug, {})
            part.keep(
                self.cache.make_key(entry.report.slug, own, "part"), join_files(make_kept(self.press, entry, own))
            )

        spread(make_part, entries, _("reports"))


def make_part_maker(context: Context) -> PartMaker:
    """Return what makes the parts of a project."""
    press, maker = make_press(context), None
    if context.frame.extras.pdf:
        from gongbao.build.pdf_files import make_pdf_maker

        maker = make_pdf_maker(context, press.named)
    return PartMaker(press=press, cache=make_cache(context), maker=maker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Where the parts of a project come together: a store in which a build looks for them."""

    cache: ReportCache
    maker: "PdfMaker | None"

    def join(self, slugs: Iterable[str], folders: Sequence[Path]) -> None:
        """Put reports of the parts in some folders where a build looks for them.

        What was made from other data, settings or fonts, or by another version, does not fit. Raises ReportError for
        every report that no part holds, and for a part that would write a file which is not its report's own.
        """
        problems = Problems()
        for slug in slugs:
            problems.found += self.join_one(slug, folders)
        problems.raise_any()

    def join_one(self, slug: str, folders: Sequence[Path]) -> Problems:
        """Put one report where a build looks for it, and return what keeps it from being there."""
        problems, store = Problems(), self.cache.store
        pdfs: Sizes = {}
        if self.maker:
            from gongbao.build.pdf_files import find_other_fonts

            take(store, folders, self.maker.keys[slug], problems)
            if kept := self.maker.fetch(slug):
                pdfs = kept.sizes
            elif fonts := find_other_fonts(folders, slug):
                message = _(
                    "its part has PDFs in fonts that this machine has not, or not the same: {fonts} (make the part "
                    "with the fonts of this machine, or install its fonts here)"
                ).format(fonts=", ".join(fonts))
                problems.add(Path("data", slug), 0, message)
        key = self.cache.make_key(slug, pdfs, "part")
        take(store, folders, key, problems)
        if store.fetch(key) is None and not any(problem.path == Path("data", slug) for problem in problems):
            message = _("no part holds its edition as the data is now (gongbao build --only makes it)")
            problems.add(Path("data", slug), 0, message)
        return problems

    def is_made(self, slug: str, *, published: bool) -> bool:
        """Tell whether a build need not make a report: a part of it is here, or it is `published` as it is to be.

        It is enough to be right as a rule: what a build then does not find it makes.
        """
        pdfs: Sizes | None = {}
        if self.maker:
            from gongbao.build.published_pdfs import find_sizes

            pdfs = find_sizes(self.maker, slug)
        if pdfs is None:
            return False
        part, files = self.cache.make_key(slug, pdfs, "part"), self.cache.make_key(slug, pdfs)
        return self.cache.store.holds(part) or (published and self.cache.store.holds(files))


def make_joint(context: Context) -> Joint:
    """Return where the parts of a project come together."""
    maker = None
    if context.frame.extras.pdf:
        from gongbao.build.pdf_files import make_pdf_maker

        maker = make_pdf_maker(context, {})
    return Joint(cache=make_cache(context), maker=maker)


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
