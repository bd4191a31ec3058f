"""The finished written pages in, everything else of the publication out: the passes, in their order."""

from collections.abc import Callable, Iterable
from pathlib import Path

from gongbao.cache import make_cache
from gongbao.compression import write_gzips
from gongbao.edition import make_press
from gongbao.filing import write_pdfs
from gongbao.manifest import write_manifest
from gongbao.search import make_search_files
from gongbao.spread import spread
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
    cache = make_cache(work)
    spread(lambda entry: write_files(work, cache.fetch(press, entry)), list(work.library.entries.values()), "reports")


def write_files(work: Work, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into the publication."""
    for path, content in files:
        write_bytes(work.site_dir / path, content)


def write_compressed(work: Work) -> None:
    """Write a `.gz` beside every textual file."""
    write_gzips(work.site_dir)


def write_sums(work: Work) -> None:
    """Write the manifest, last: it is the mark of a complete publication."""
    write_manifest(work.site_dir)


PASSES: tuple[Callable[[Work], None], ...] = (
    write_search,
    write_reports,
    write_pdfs,
    write_compressed,
    write_sums,
)
