"""Sizes in, a table out: how large the search index of an archive is, and what a query costs beside Material's search.

`make bench ARGS=…` measures builds; this is `python tools/bench_search.py`, with the same options and archives.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench_peers import PEERS, find_program, install_peer
from bench_query import NoAnswer, Page, ask, summarize
from bench_run import MEGABYTE
from bench_table import write_section

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "BENCHMARKS.md"
SIZES = (1, 10, 100, 1000)
# Put together of the paragraphs of real reports, if a folder of them is given.
REAL = 3000
# The largest archive that Material's search is given: at 1,000 reports it loads more than 70 MB for every page.
WIDEST = 100
MATERIAL = "static-i18n-pruned"
QUERIES = (
    "营商环境",
    "發展",
    "督",
    "人大代表",
    "高质量发展",
    "习近平新时代中国特色社会主义思想",
    "代表 监督",
    "全过程人民民主",
    "执法检查",
    "的",
)
HEAD = ["search", "index files", "index MB", "÷ text", "index CPU s", "memory MB", "first result ms", "KB gzip", "KB"]
INTRODUCTION = """\
Ten queries, typed into a fresh page each, over HTTP, with the processor slowed down four times. First result: from the
last letter to the first result on the page. KB: what the query needs of the index, compressed and as it is on disk,
the texts that are shown included. Pairs are the median and the most. Index CPU and memory are those of making the index
from loaded and converted reports. Material's search is that of mkdocs-static-i18n + Material, pruned, with jieba; it
loads its index with the page, which is not in its milliseconds.
"""


def main() -> None:
    """Read the command line, measure, print the table, and write it if asked to."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of reports (1 10 100 1000)")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help=f"real reports, of whose paragraphs {REAL:,} are made beside"
    )
    parser.add_argument("--alone", action="store_true", help="without Material's search")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/bench-search", help="where to work")
    parser.add_argument("--write", action="store_true", help=f"write the table into {DOCUMENT.name}")
    options = parser.parse_args()
    lines = [row(HEAD), "|---" + "|---:" * (len(HEAD) - 1) + "|"]
    with sync_playwright() as playwright:
        program = os.environ.get("GONGBAO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for count in options.sizes:
            lines += measure_size(browser, count, options.work.resolve(), alone=options.alone)
        if options.corpus:
            lines.append(measure_real(browser, options.corpus.resolve(), options.work.resolve()))
        browser.close()
    table = f"{INTRODUCTION}\n" + "\n".join(lines)
    print(table)
    if options.write:
        write_section(DOCUMENT, "Searching", table)


def measure_size(browser: Browser, count: int, home: Path, *, alone: bool) -> Iterator[str]:
    """Give the rows of one size."""
    shutil.rmtree(home / str(count), ignore_errors=True)
    archive = home / str(count) / "gongbao"
    run("archive.py", str(count), str(archive))
    yield row([f"Gongbao, {count:,} report{'s' * (count > 1)}", *measure_gongbao(browser, archive)])
    if not alone and count <= WIDEST:
        yield row([f"Material, {count:,} report{'s' * (count > 1)}", *measure_material(browser, archive, home)])
    shutil.rmtree(archive.parent)


def measure_real(browser: Browser, corpus: Path, home: Path) -> str:
    """Return the row of an archive of real paragraphs."""
    archive = home / "real" / "gongbao"
    shutil.rmtree(archive.parent, ignore_errors=True)
    run("corpus.py", str(corpus), str(archive), str(REAL))
    line = row([f"Gongbao, {REAL:,} reports of real paragraphs", *measure_gongbao(browser, archive)])
    shutil.rmtree(archive.parent)
    return line


def measure_gongbao(browser: Browser, archive: Path) -> list[str]:
    """Return the cells of Gongbao's search."""
    index = json.loads(run("bench_index.py", str(archive)))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run([sys.executable, "-m", "gongbao", "build"], cwd=archive, env=environment, check=True)
    page = Page(
        folder=archive / "site",
        path="search.html",
        box="main input[name=q]",
        item="#search-results li",
        index=("/search/",),
    )
    return [
        f"{index['files']:,}",
        f"{index['size'] / MEGABYTE:.2f}",
        f"{index['size'] / index['text']:.2f}",
        f"{index['cpu']:.2f}",
        f"{index['memory'] / MEGABYTE:.0f}",
        *summarize(ask(browser, page, QUERIES)),
    ]


def measure_material(browser: Browser, archive: Path, home: Path) -> list[str]:
    """Return the cells of Material's search."""
    peer = PEERS[MATERIAL]
    install_peer(peer, home)
    folder = archive.with_name(MATERIAL)
    for name, text in peer.settings.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    run("bench_markdown.py", str(archive / "data"), str(folder / peer.content))
    environment = {**os.environ, "PYTHONPATH": str(home / "aside")}
    subprocess.run(find_program(peer, home), cwd=folder, env=environment, check=True, capture_output=True)
    index = [path for path in (folder / peer.output / "search").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in index)
    page = Page(
        folder=folder / peer.output,
        path="index.html",
        box=".md-search__input",
        item=".md-search-result__item",
        index=("/search/", "/workers/", "/lunr/"),
    )
    try:
        asked = summarize(ask(browser, page, QUERIES[:1]))
    except NoAnswer:
        asked = ["none within a minute", "", ""]
    return [f"{len(index):,}", f"{size / MEGABYTE:.2f}", "", "", "", *asked]


def run(name: str, *arguments: str) -> str:
    """Run a tool in a process of its own and return what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, str(ROOT / "tools" / name), *arguments]
    return subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, encoding="utf-8").stdout


def row(cells: list[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
