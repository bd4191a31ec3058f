"""The finished written pages in, everything else of the publication out: the passes, in their order."""

from collections.abc import Callable

from gongbao.archive.index import Entry
from gongbao.build.context import Work
from gongbao.build.parallel import spread
from gongbao.build.report_cache import make_cache
from gongbao.build.report_files import make_press
from gongbao.checks.page_facts import Survey
from gongbao.data.glossary import iter_explained
from gongbao.output.compression import write_gzips
from gongbao.output.manifest import write_manifest
from gongbao.output.offline_zip import drop_offers, write_offline_package
from gongbao.pages.feeds import FEED, make_feed, make_robots, make_sitemaps
from gongbao.pages.macros import name_package
from gongbao.report.citation import get_day
from gongbao.report.scripts import script_path
from gongbao.search.index import make_search_files


def write_search(work: Work) -> None:
    """Write the index of the search, and name its first file, whose name holds a hash, in the search page."""
    publication = work.library.publication
    convert_all = {tag: work.converter(tag).convert_all for tag in publication.site.scripts}
    explained = iter_explained(publication.reports)
    index = make_search_files(publication.reports, publication.site.scripts, convert_all, explained=explained)
    work.ledger.write_all(index.files.items())
    page = work.site_dir / "search.html"
    if page.exists():
        work.ledger.write("search.html", page.read_bytes().replace(b"search/index.js", index.entry.encode()))


def write_reports(work: Work) -> None:
    """Write the reports, and the written pages, in every script."""
    press = make_press(work)
    for page in sorted(work.written):
        work.ledger.write_all(press.iter_scripts(page, (work.site_dir / page).read_text(encoding="utf-8")))
    work.ledger.write_all(press.iter_lists())
    work.ledger.write_all(press.iter_moved())
    cache = make_cache(work)
    entries = list(work.library.entries.values())

    def write_report(entry: Entry) -> tuple[dict[str, str], Survey]:
        edition = cache.fetch(press, entry)
        return work.ledger.write_part(edition.files), edition.survey

    for sums, survey in spread(write_report, entries, "reports"):
        work.ledger.sums.update(sums)
        work.surveys.append(survey)
    cache.delete_older(entry.report for entry in entries)


def write_feeds(work: Work) -> None:
    """Write what machines follow: a feed in every script, the sitemap, robots.txt."""
    publication, site_url = work.library.publication, work.site_url
    work.ledger.write("robots.txt", make_robots(site_url))
    if not site_url:
        return
    for tag in publication.site.scripts:
        feed = make_feed(publication, site_url, tag, work.converter(tag).convert)
        work.ledger.write(script_path(tag, FEED), feed)
    work.ledger.write_all(make_sitemaps(publication, site_url, list_pages(work)).items())


def list_pages(work: Work) -> list[str]:
    """Return the paths of all pages but the one for missing pages, as the source script has them."""
    return sorted({*work.written, *(sheet.path for sheet in work.iter_sheets())} - {"404.html"})


def write_printed(work: Work) -> None:
    """Write the reports as PDF, where that is wanted."""
    if work.pdf:
        # Only printing needs what reads fonts and writes PDF.
        from gongbao.build.pdf_offers import write_pdfs

        write_pdfs(work)


def write_compressed(work: Work) -> None:
    """Write a `.gz` beside every textual file that MkDocs copied; the pages it made are written once more."""
    write_gzips(work.site_dir, leave=work.written)


def write_offline(work: Work) -> None:
    """Write the whole publication as one zip, which the pages that people wrote may offer; or drop their offers."""
    publication = work.library.publication
    if work.preview or not publication.site.offline:
        drop_offers(work.ledger, list_offering(work))
        return
    name, day = name_package(publication.site), get_day(publication.reports[0])
    write_offline_package(work.ledger, name, day, list_offering(work))


def write_sums(work: Work) -> None:
    """Write the manifest, last: it is the mark of a complete publication."""
    work.ledger.sums.update(write_manifest(work.site_dir, work.ledger.sums))


def list_offering(work: Work) -> list[str]:
    """Return the pages that may offer the offline package: those that people wrote, in every script."""
    tags = work.library.publication.site.scripts
    return [script_path(tag, page) for tag in tags for page in sorted(work.written)]


COMMON: tuple[Callable[[Work], None], ...] = (write_search, write_reports, write_feeds)
PASSES = (write_compressed, *COMMON, write_printed, write_offline, write_sums)
PREVIEW = (*COMMON, write_offline)
