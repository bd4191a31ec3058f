"""The name of another printer in, how it prints a publication's pages out: beside it stand Gongbao's own PDFs."""

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

from bench_peers import install_packages, make_environment

TOOL = Path(__file__).with_name("print_pages.py")
PDF = "gongbao-pdf"
# More reports than this have gigabytes of PDFs.
WIDEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Another program that makes PDFs of pages: its name in the table, what it prints, its packages.

    `widest` is the largest archive that it is given unless everything is asked for. One without packages is in the
    environment of whoever runs this, or cannot be measured.
    """

    name: str
    setup: str
    packages: tuple[str, ...] = ()
    module: str = ""
    widest: int = 10


PRINTERS = {
    "weasyprint": Printer(
        name="WeasyPrint, of the pages",
        setup="prints `full.html` and every section of a built publication, with the same style sheet, as PDF/UA-1; "
        "without the edition in large type, and without the build",
        packages=("weasyprint",),
    ),
    "chromium": Printer(
        name="Chromium, of the pages",
        setup="the same by Playwright's `page.pdf`, tagged, one browser for all pages",
        module="playwright",
    ),
}


def install_printer(printer: Printer, home: Path) -> None:
    """Install a printer, pinned, under `home`. Raises subprocess.CalledProcessError or LookupError if it cannot be."""
    if printer.packages:
        make_environment(home)
        install_packages(home, *printer.packages)
    elif importlib.util.find_spec(printer.module) is None:
        raise LookupError(f"{printer.module} is not installed here (make .venv/ready-dev)")


def find_print_command(key: str, home: Path, site: Path, folder: Path) -> list[str]:
    """Return the command that prints a site into a folder."""
    python = str(home / "venv/bin/python") if PRINTERS[key].packages else sys.executable
    return [python, str(TOOL), key, str(site), str(folder)]
