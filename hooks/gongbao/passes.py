"""The finished Simplified pages in, everything else of the publication out: the passes, in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gongbao.conversion import make_converter
from gongbao.downloads import list_downloads
from gongbao.library import Library
from gongbao.model import SOURCE_SCRIPT
from gongbao.projection import make_projection
from gongbao.qrcode import CodeMaker
from gongbao.search import make_search_files
from gongbao.sheets import iter_sheets
from gongbao.switch import script_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one build works on: the data, where it is written, the absolute address (or none), the assets' names."""

    library: Library
    root: Path
    site_dir: Path
    site_url: str
    assets: dict[str, str]

    def asset(self, name: str) -> str:
        """Return the published path of an asset. Raises KeyError for an unknown name."""
        return f"assets/{self.assets[name]}"


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, its folder included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_downloads(work: Work) -> None:
    """Write the files for reuse, in every script."""
    for tag in work.library.publication.site.scripts:
        convert = make_converter(tag).convert
        for report in work.library.publication.reports:
            for file in list_downloads(report, convert):
                write_bytes(work.site_dir / script_path(tag, file.path), file.content)


def write_scripts(work: Work) -> None:
    """Project every finished page into every other script offered."""
    pages = sorted(path.relative_to(work.site_dir).as_posix() for path in work.site_dir.rglob("*.html"))
    downloads = {file.path for report in work.library.publication.reports for file in list_downloads(report)}
    codes = [sheet.code for sheet in iter_sheets(work.library)] if work.site_url else []
    for tag in work.library.publication.site.scripts:
        if tag == SOURCE_SCRIPT:
            continue
        project = make_projection(make_converter(tag), downloads.union(pages, codes), work.site_url)
        for page in pages:
            source = (work.site_dir / page).read_text(encoding="utf-8")
            write_bytes(work.site_dir / script_path(tag, page), project(page, source).encode())


def write_codes(work: Work) -> None:
    """Write the QR codes of the printed pages, in every script; without an absolute address there are none."""
    maker = CodeMaker()
    for sheet in iter_sheets(work.library) if work.site_url else ():
        for tag in work.library.publication.site.scripts:
            anchor = f"#{sheet.anchor}" if sheet.anchor else ""
            code = maker.make_code(work.site_url + script_path(tag, sheet.path) + anchor)
            write_bytes(work.site_dir / script_path(tag, sheet.code), code)


def write_search(work: Work) -> None:
    """Write the index of the search, and name its first file, whose name holds a hash, in the search page."""
    publication = work.library.publication
    convert_all = {tag: make_converter(tag).convert_all for tag in publication.site.scripts}
    index = make_search_files(publication.reports, publication.site.scripts, convert_all)
    for path, content in index.files.items():
        write_bytes(work.site_dir / path, content)
    page = work.site_dir / "search.html"
    if page.exists():
        write_bytes(page, page.read_bytes().replace(b"search/index.js", index.entry.encode()))


PASSES: tuple[Callable[[Work], None], ...] = (write_search, write_scripts, write_downloads, write_codes)
