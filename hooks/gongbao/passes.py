"""The finished written pages in, everything else of the publication out: the passes, in their order."""

from collections.abc import Callable, Iterable
from pathlib import Path

from gongbao.cache import make_cache
from gongbao.citation import get_day
from gongbao.compression import write_gzips
from gongbao.edition import make_press
from gongbao.feeds import FEED, make_feed, make_robots, make_sitemaps
from gongbao.filing import write_pdfs
from gongbao.lists import iter_sheets
from gongbao.macros import name_package
from gongbao.manifest import write_manifest
from gongbao.offline import write_offline_package
from gongbao.search import make_search_files
from gongbao.spread import spread
from gongbao.switch import script_path
from gongbao.work import Work


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, its folder included."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_search(work: Work) -> None:
    """Write the index of the search, and name its first file, whose name holds a hash, in the search page."""
    publication = work.library.publication
    convert_all = {tag: work.converter(tag).convert_all for tag in publication.site.scripts}
    index = make_search_files(publication.reports, publication.site.scripts, convert_all)
    for path, content in index.files.items():
        write_bytes(work.site_dir / path, content)
    page = work.site_dir / "search.html"
    if page.exists():
        write_bytes(page, page.read_bytes().replace(b"search/index.js", index.entry.encode()))


def write_reports(work: Work) -> None:
    """Write the reports, and the written pages, in every script."""
    press = make_press(work)
    for page in sorted(work.written):
        write_files(work, press.iter_scripts(page, (work.site_dir / page).read_text(encoding="utf-8")))
    write_files(work, press.iter_lists())
    write_files(work, press.iter_moved())
    cache = make_cache(work)
    spread(lambda entry: write_files(work, cache.fetch(press, entry)), list(work.library.entries.values()), "reports")


def write_files(work: Work, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into the publication."""
    for path, content in files:
        write_bytes(work.site_dir / path, content)


def write_feeds(work: Work) -> None:
    """Write what machines follow: a feed in every script, the sitemap, robots.txt."""
    publication, site_url = work.library.publication, work.site_url
    write_bytes(work.site_dir / "robots.txt", make_robots(site_url))
    if not site_url:
        return
    for tag in publication.site.scripts:
        feed = make_feed(publication, site_url, tag, work.converter(tag).convert)
        write_bytes(work.site_dir / script_path(tag, FEED), feed)
    write_files(work, make_sitemaps(publication, site_url, list_pages(work)).items())


def list_pages(work: Work) -> list[str]:
    """Return the paths of all pages but the one for missing pages, as the source script has them."""
    made = (sheet.path for sheet in iter_sheets(work.library))
    return sorted({*work.written, *made} - {"404.html"})


def write_compressed(work: Work) -> None:
    """Write a `.gz` beside every textual file."""
    write_gzips(work.site_dir)


def write_offline(work: Work) -> None:
    """Write the whole publication as one zip; the pages that people wrote may offer it."""
    publication = work.library.publication
    pages = [script_path(tag, page) for tag in publication.site.scripts for page in sorted(work.written)]
    name, day = name_package(publication.site), get_day(publication.reports[0])
    write_offline_package(work.site_dir, name, day, pages)


def write_sums(work: Work) -> None:
    """Write the manifest, last: it is the mark of a complete publication."""
    write_manifest(work.site_dir)


PASSES: tuple[Callable[[Work], None], ...] = (
    write_search,
    write_reports,
    write_feeds,
    write_pdfs,
    write_compressed,
    write_offline,
    write_sums,
)
