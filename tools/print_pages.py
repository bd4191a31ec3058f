"""A built publication in, a PDF of each report and of each section out, printed by another program from the pages.

`print_pages.py weasyprint SITE FOLDER` or `print_pages.py chromium SITE FOLDER`: what `bench_print.py` measures. Both
print the very pages that readers print, with the same style sheet; Chromium is started once for all.
"""

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

PROGRAMS = ("chromium", "google-chrome", "chrome")


def main() -> None:
    """Print the pages that the command line names."""
    printer, site, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(page, folder / f"{number}.pdf") for number, page in enumerate(iter_pages(site))]
    {"weasyprint": print_with_weasyprint, "chromium": print_with_chromium}[printer](jobs)


def iter_pages(site: Path) -> Iterator[Path]:
    """Give the pages that hold a whole report or one of its sections, in every script."""
    for full in sorted(site.rglob("full.html")):
        yield full
        yield from sorted(full.parent.glob("sec_*.html"))


def print_with_weasyprint(jobs: Iterable[tuple[Path, Path]]) -> None:
    """Print pages with WeasyPrint."""
    from weasyprint import HTML

    for page, target in jobs:
        HTML(filename=page).write_pdf(target, pdf_variant="pdf/ua-1")


def print_with_chromium(jobs: Iterable[tuple[Path, Path]]) -> None:
    """Print pages with Chromium, the one that is installed."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        sheet = browser.new_page()
        for page, target in jobs:
            sheet.goto(page.resolve().as_uri())
            sheet.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()


if __name__ == "__main__":
    main()
