"""Measured builds in, the page out: how to repeat it, the machine, the tables, what was left out, every set-up."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version

from bench_peers import PEERS, Peer, read_pins
from bench_print import PDF, PRINTERS, Printer
from bench_table import BASE, ONE_SCRIPT, Results, make_beside, make_tables

GONGBAO = {
    BASE: ("Gongbao", "two scripts, search and downloads, nothing kept from an earlier build"),
    "gongbao-again": ("Gongbao, built again", "the same with `.cache/` full and nothing changed"),
    ONE_SCRIPT: ("Gongbao, one script", "the same with `scripts: [zh-Hans]`, nothing kept"),
    PDF: (
        "Gongbao, with PDFs",
        "the build and PDFs of all reports, in large type too, and sections, in two scripts, nothing kept",
    ),
    "gongbao-pdf-again": ("Gongbao, with PDFs, built again", "the same with `.cache/` full and nothing changed"),
}
INTRODUCTION = """\
Archives of variants of the project's own report, ten section pages each and no two pages alike, are built by each
generator, one after another on an otherwise idle machine. CPU seconds count every process that a build starts and are
what to compare; wall seconds depend on the number of cores. Memory is the peak of all processes of a build together.
Quick builds are run several times, Gongbao's once more after each of the others; the table has the medians, and sets
each build against Gongbao's right before and after it, for a machine may be slow for minutes. Times include the start
of the program; installing, generating and converting beforehand are not counted.

    make bench                                          # all sizes
    make bench ARGS="--sizes 1 10 --peers hugo"         # a short run
    make bench ARGS="--write --date 2025-01-31"         # all sizes, into this file
"""
REAL = """\
Real reports, imported as they are found and built like the generated archives above, and beside them as many generated
ones: these repeat their sentences and are shorter.

    make bench ARGS="--corpus FOLDER"                   # any folder of reports in Word, text, Markdown or HTML
"""


def make_real_page(real: Results, generated: Results, skipped: Sequence[str], date: str | None) -> str:
    """Return the Markdown on real reports: the same page, and a table that sets generated ones beside them."""
    names = list_names()
    return "\n\n".join([make_page(real, skipped, date, REAL), make_beside(real, generated, names)])


def list_names() -> dict[str, str]:
    """Return the name of every build."""
    names = {key: name for key, (name, _) in GONGBAO.items()} | {key: peer.name for key, peer in PEERS.items()}
    return names | {key: printer.name for key, printer in PRINTERS.items()}


def make_page(results: Results, skipped: Sequence[str], date: str | None, introduction: str = INTRODUCTION) -> str:
    """Return the Markdown: where and how it was measured, the tables, what was left out, how each was set up."""
    names = list_names()
    setups = dict(GONGBAO.values()) | {peer.name: describe_peer(peer) for peer in PEERS.values()}
    setups |= {printer.name: describe_printer(printer) for printer in PRINTERS.values()}
    built = {names[key] for costs in results.values() for key in costs}
    return "\n\n".join(
        [
            introduction.rstrip(),
            f"Measured{f' on {date}' if date else ''} with {describe_machine()}.",
            make_tables(results, names),
            *(["### Left out", "\n".join(f"- {line}" for line in skipped)] if skipped else []),
            "### How each was set up",
            "\n".join(f"- {name}: {setup}." for name, setup in setups.items() if name in built),
        ]
    )


def describe_peer(peer: Peer) -> str:
    """Return a peer's set-up and versions."""
    pins = read_pins()
    return f"{peer.setup} ({', '.join(f'{name} {pins[name]}' for name in (*peer.packages, *peer.aside))})"


def describe_printer(printer: Printer) -> str:
    """Return what a printer prints, and its version."""
    pins = read_pins()
    versions = [f"{name} {pins[name]}" for name in printer.packages] or [f"Playwright {version(printer.module)}"]
    return f"{printer.setup} ({', '.join(versions)})"


def describe_machine() -> str:
    """Return versions and the size of the machine."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Gongbao {version('gongbao')}, Python {platform.python_version()} on {platform.system()} "
        f"{platform.machine()}, {cores} cores, {memory:.0f} GB of memory"
    )
