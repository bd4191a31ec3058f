"""The written pages, marked, in; the finished publication out: its steps, in the order in which things are known.

Search, downloads and PDFs come before the pages that name them, the pages before the package that holds them, the
manifest last: it is the mark of a complete publication. No file is opened again to fill a place in it.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from gongbao.archive.index import Entry, Library
from gongbao.build.context import Context
from gongbao.build.parallel import spread
from gongbao.build.progress import Progress
from gongbao.build.report_cache import ReportCache, make_cache, read_written
from gongbao.build.report_files import Press, cut_pages, find_named, make_press
from gongbao.build.search_files import write_search
from gongbao.build.whole_files import write_wholes
from gongbao.checks.page_facts import Survey
from gongbao.output.compression import format_size, write_gzips
from gongbao.output.font_list import FONTS, format_fonts
from gongbao.output.manifest import write_manifest
from gongbao.output.offline_zip import MOST, measure_pages, write_offline_zip
from gongbao.output.writer import Writer
from gongbao.pages.feeds import FEED, make_feed, make_robots, make_sitemaps
from gongbao.pages.localize import Document, Localization, cut_document
from gongbao.pages.macros import Offer, name_package, render_offer
from gongbao.pages.marks import VALUE
from gongbao.report.citation import get_day
from gongbao.report.messages import _
from gongbao.report.scripts import script_path

OFFER = f"{VALUE}offline "
NO_OFFER = Offer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made: the checksum of each file, and what stands on the pages of each report."""

    sums: Mapping[str, str]
    surveys: tuple[Survey, ...]


def run_pipeline(context: Context, folder: Path, pages: Mapping[str, str]) -> Made:
    """Fill the folder, in which MkDocs has put the assets; `pages` are those that people wrote, by path, marked."""
    compressed = context.site.precompressed
    writer = Writer(folder, before=context.before, compressed=compressed)
    if compressed:
        write_gzips(folder)
    write_assets(context, writer)
    named = find_named(context)
    cache = make_cache(context)
    entry = write_search(context, cache, writer, named)
    press = make_press(context, named)
    pdfs = write_pdfs(press, writer)
    surveys, sizes = write_reports(press, cache, writer, pdfs)
    writer.write_all(press.iter_lists())
    writer.write_all(iter_feeds(press))
    written = WrittenPages(press=press, pages=cut_pages(pages), entry=entry, sizes=sizes)
    writer.write_all(written.fill(pages.keys() - written.offering))
    wholes = write_wholes(context, writer)
    offer = Offer(wholes={path: format_size(size) for path, size in wholes.items()})
    reports = context.library.publication.reports
    if is_package_wanted(context, folder):
        apart = dict(written.fill(written.offering))
        name, day = name_package(context.site), get_day(reports[0])
        size = write_offline_zip(writer, context.store, name, day, apart, without=wholes.keys())
        offer = replace(offer, package=format_size(size))
    writer.write_all(written.fill(written.offering, offer))
    writer.sums.update(write_manifest(folder, writer.sums))
    return Made(sums=writer.sums, surveys=tuple(surveys))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPages:
    """The pages that people wrote, cut, and what is known only now: the search's first file, the sizes of downloads."""

    press: Press
    pages: Sequence[Document]
    entry: str
    sizes: Mapping[str, int]

    @property
    def offering(self) -> set[str]:
        """The pages that offer the offline package."""
        return {page.path for page in self.pages if any(OFFER in piece for piece in page.pieces)}

    def fill(self, paths: Set[str], offer: Offer = NO_OFFER) -> Iterator[tuple[str, bytes]]:
        """Give some of the pages in every script, with what they offer of the whole publication."""
        for localization in self.press.localizations:
            tag = localization.tag
            sizes = {path: format_size(size) for path, size in self.sizes.items()}
            own = {f"size {path}": sizes[script_path(tag, path)] for path in sizes if script_path(tag, path) in sizes}
            values = {"search": self.entry, **own}
            for page in self.pages:
                if page.path in paths:
                    base = "../" * page.path.count("/")
                    values[f"offline {base}"] = self.render_offer(localization, base, offer)
                    yield script_path(tag, page.path), localization.with_values(values).fill(page).encode()

    def render_offer(self, localization: Localization, base: str, offer: Offer) -> str:
        """Return the offer of the whole publication in a script."""
        offered = render_offer(self.press.context.site, base, offer, localization.tag)
        return localization.fill(cut_document("docs", offered))


def is_package_wanted(context: Context, folder: Path) -> bool:
    """Tell whether an offline package is made of what is written; say so if there is too much of it."""
    wanted = context.site.offline
    if wanted is False or not context.library.publication.reports:
        return False
    size = measure_pages(folder)
    if wanted or size <= MOST:
        return True
    message = _(
        "no offline package is made: pages, assets and search have {size}, more than {most} (offline: true in "
        "data/site.yml makes it, offline: false leaves it without a word)"
    ).format(size=format_size(size), most=format_size(MOST))
    sys.stderr.write(f"{message}\n")
    return False


def write_assets(context: Context, writer: Writer) -> None:
    """Write the package's own assets; those of the project MkDocs has put there."""
    for asset in context.frame.assets.values():
        if asset.packaged:
            writer.write(f"assets/{asset.published}", asset.path.read_bytes())


def write_pdfs(press: Press, writer: Writer) -> dict[str, dict[str, int]]:
    """Write the PDFs of the reports, if they are wanted, and a list of their fonts; return their sizes by report."""
    context = press.context
    reports = context.library.publication.reports
    if not context.frame.extras.pdf or not reports:
        return {}
    # Loading Typst takes as long as a section.
    from gongbao.build.pdf_files import make_pdf_maker
    from gongbao.build.published_pdfs import Publisher
    from gongbao.print.fonts import describe_choice

    publisher = Publisher(maker=make_pdf_maker(context, press.named), writer=writer)
    progress = Progress(label="PDFs", total=len(reports))
    sys.stderr.write(f"PDF: {describe_choice(context.settings.values())}\n")
    sizes: dict[str, dict[str, int]] = {}
    fonts: set[str] = set()
    for slug, published in map(progress.step, publisher.iter_published(reports)):
        sizes[slug] = published.sizes
        fonts.update(published.fonts)
        sys.stderr.writelines(f"{note}\n" for note in published.notes)
    writer.write(FONTS, format_fonts(fonts))
    publisher.delete_older()
    return sizes


def write_reports(
    press: Press, cache: ReportCache, writer: Writer, pdfs: Mapping[str, Mapping[str, int]]
) -> tuple[list[Survey], dict[str, int]]:
    """Write every other file of the reports; return what stands on their pages, and the sizes of all downloads."""
    context = press.context
    # A report is held against the one before it: a process that makes both has its own copy of no other.
    entries = list_by_body(context.library)

    # What is remembered of a report's files takes a third of the memory of what it tells, which is read one by one.
    def link_report(entry: Entry) -> bytes | None:
        return cache.link(entry.report.slug, pdfs.get(entry.report.slug, {}), writer)

    def write_report(entry: Entry) -> bytes:
        return cache.write(press, entry, pdfs.get(entry.report.slug, {}), writer)

    linked = spread(link_report, entries, _("published")) if writer.before else [None] * len(entries)
    left = [entry for entry, one in zip(entries, linked, strict=True) if one is None]
    press.draw_ahead(entry.report for entry in left)
    made = iter(spread(write_report, left, _("reports")))
    surveys = []
    sizes = {path: size for own in pdfs.values() for path, size in own.items()}
    for one in linked:
        written = read_written(one or next(made))
        writer.sums.update(written.sums)
        surveys.append(written.survey)
        sizes |= written.sizes
    context.store.delete_older(cache.make_key(slug, pdfs.get(slug, {})) for slug in context.library.entries)
    return surveys, sizes


def list_by_body(library: Library) -> list[Entry]:
    """Return the reports, those of a body one after the other."""
    ids = {slug: body.id for slug, body in library.archive.body_of.items()}
    return sorted(library.entries.values(), key=lambda entry: ids.get(entry.report.slug, ""))


def iter_feeds(press: Press) -> Iterator[tuple[str, bytes]]:
    """Give what machines follow: a feed in every script, the sitemap, robots.txt."""
    context = press.context
    publication, site_url = context.library.publication, context.site_url
    yield "robots.txt", make_robots(site_url)
    if site_url:
        yield from press.fill_pages([cut_document(FEED, make_feed(publication, site_url))])
        yield from make_sitemaps(publication, site_url, list_pages(context)).items()


def list_pages(context: Context) -> list[str]:
    """Return the paths of all pages but the one for missing pages, as the source script has them."""
    return sorted({*context.written, *(sheet.path for sheet in context.iter_sheets())} - {"404.html"})
