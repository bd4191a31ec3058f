"""Sizes and generators in, a table out: what it costs to build archives with Gongbao and with what others would use.

Everything is generated, so that a run can be repeated anywhere: `tools/archive.py` writes the archives,
`bench_markdown` the same text for the others, which are installed in the versions of `bench-requirements.txt`. Or, with
`--corpus FOLDER`, a folder of real reports is imported, and as many are generated, to be measured beside them.
"""

import argparse
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench_page import make_page, make_real_page
from bench_peers import PEERS, Peer, find_program, install_peer
from bench_print import PDF, PRINTERS, WIDEST, Printer, find_print_command, install_printer
from bench_run import BuildError, Cost, measure, take_median
from bench_table import BASE, ONE_SCRIPT, Results, write_section

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "BENCHMARKS.md"
SIZES = (1, 10, 100, 1000)
# A build is run again until it was run this often or took this many seconds together.
RUNS, ENOUGH = 5, 20
# The output of a build of so many reports may have 10 GB, so it is deleted soon, and the disk is given its minute.
LARGE, SETTLE = 1000, 65
# What a report takes with its PDFs in two scripts, published and kept.
GIGABYTES = 0.008
LEFT_BY_BUILDS = ("site", "public", "resources", ".cache", ".zensical-i18n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to measure: the sizes, the peers, how often at most, whether also what takes hours; and where to work.

    A peer's build that would take more than `longest` seconds is left out. `corpus` is a folder of real reports: all
    that can be imported are measured instead of what is generated.
    """

    sizes: tuple[int, ...]
    peers: tuple[str, ...]
    runs: int
    everything: bool
    longest: float
    home: Path
    corpus: Path | None = None

    @property
    def aside(self) -> Path:
        """Where the outputs of builds wait for the end."""
        return self.home / "done"

    def put_aside(self, folder: Path) -> None:
        """Take a folder away without deleting it.

        Linux's ext4 makes files many times slower for a minute after thousands were deleted (it passes over the places
        of what was just deleted, one by one), so a build would be measured by what was deleted before it.
        """
        if folder.exists():
            self.aside.mkdir(parents=True, exist_ok=True)
            folder.rename(self.aside / str(len(list(self.aside.iterdir()))))

    def make_room(self) -> None:
        """Delete what was put aside, and wait until that slows nothing down."""
        shutil.rmtree(self.aside, ignore_errors=True)
        time.sleep(SETTLE)

    def clear(self, folder: Path) -> None:
        """Take away all that builds leave in a project."""
        for name in LEFT_BY_BUILDS:
            self.put_aside(folder / name)


def main() -> None:
    """Read the command line, measure, print the tables, and write them if asked to."""
    options = read_options()
    # A stopped bench stops the build it is measuring, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    plan = Plan(
        sizes=tuple(sorted(options.sizes)),
        peers=tuple(options.peers),
        runs=options.runs,
        everything=options.all,
        longest=options.longest,
        home=options.work.resolve(),
        corpus=options.corpus,
    )
    skipped: list[str] = []
    try:
        peers = install_peers(plan, skipped)
        results = measure_all(plan, peers, skipped)
        if plan.corpus:
            generated = measure_all(replace(plan, corpus=None, sizes=tuple(results)), peers, [])
    except BuildError as error:
        raise SystemExit(f"Gongbao does not build:\n{error}") from error
    finally:
        shutil.rmtree(plan.aside, ignore_errors=True)
    if plan.corpus:
        page = make_real_page(results, generated, skipped, options.date)
    else:
        page = make_page(results, skipped, options.date)
    print(page)
    if options.write:
        write_section(DOCUMENT, options.heading or ("Building real reports" if plan.corpus else "Building"), page)


def read_options() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description="Measure what it costs to build archives.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of reports (1 10 100 1000)")
    beside = [*PEERS, *PRINTERS]
    parser.add_argument("--peers", nargs="*", choices=beside, default=beside, help="programs beside Gongbao (all)")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often to run a build at most ({RUNS})")
    parser.add_argument("--all", action="store_true", help="also the builds left out because they take hours")
    parser.add_argument("--longest", type=float, default=math.inf, help="leave out peers' builds of more seconds")
    parser.add_argument("--work", type=Path, default=ROOT / ".cache/bench", help="where to work (.cache/bench)")
    parser.add_argument("--write", action="store_true", help=f"write the table into {DOCUMENT.name}")
    parser.add_argument("--heading", help="the section to write (Building)")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER", help="real reports to import, beside as many generated"
    )
    parser.add_argument("--date", help="the date to write, for nothing here reads the clock")
    options = parser.parse_args()
    if options.write and not options.date:
        parser.error("--write needs --date (example: --date 2025-01-31)")
    return options


def install_peers(plan: Plan, skipped: list[str]) -> dict[str, Peer | Printer]:
    """Return the peers that could be installed; note the others."""
    found: dict[str, Peer | Printer] = {}
    for key in plan.peers:
        peer = PEERS.get(key) or PRINTERS[key]
        try:
            if isinstance(peer, Printer):
                install_printer(peer, plan.home)
            else:
                install_peer(peer, plan.home)
            found[key] = peer
        except (subprocess.CalledProcessError, LookupError) as error:
            said = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error.args[0])
            reason = said.strip().splitlines()[-1:] or ["pip failed"]
            skipped.append(f"{peer.name}: could not be installed ({reason[0]})")
    return found


def measure_all(plan: Plan, peers: dict[str, Peer | Printer], skipped: list[str]) -> Results:
    """Measure every build at every size."""
    results: dict[int, dict[str, Cost]] = {}
    for size in plan.sizes[:1] if plan.corpus else plan.sizes:
        archive = plan.home / ("corpus" if plan.corpus else str(size)) / "gongbao"
        plan.put_aside(archive.parent)
        archive.parent.mkdir(parents=True)
        if plan.corpus:
            run_tool("corpus.py", str(plan.corpus.resolve()), str(archive))
        else:
            run_tool("archive.py", str(size), str(archive))
        count = len(list(archive.glob("data/*/report.yml")))
        runs = measure_gongbao(archive, plan) | measure_pdfs(archive, plan, skipped)
        beside = take_median(runs[BASE])
        costs = results[count] = {key: replace(take_median(own), beside=beside) for key, own in runs.items()}
        for key, peer in peers.items():
            if peer.widest and count > peer.widest and not plan.everything:
                reason = "it would take an hour and more" if isinstance(peer, Printer) else peer.reason
                skipped.append(f"{peer.name} at {count:,} reports: {reason} (`--all` runs it)")
                continue
            if (least := foresee(results, key, count)) > plan.longest:
                skipped.append(f"{peer.name} at {count:,} reports: it would take {least:.0f} seconds at the least")
                continue
            try:
                folder = archive.with_name(key)
                if isinstance(peer, Printer):
                    costs[key] = measure_printer(key, archive, folder, plan)
                else:
                    costs[key] = measure_peer(peer, archive, folder, plan)
            except BuildError as error:
                skipped.append(f"{peer.name} at {count:,} reports: the build failed ({str(error).splitlines()[-1]})")
            if count >= LARGE:
                plan.make_room()
            else:
                runs[BASE].append(run_gongbao(archive, plan))
                costs[BASE] = take_median(runs[BASE])
                if key in costs:
                    costs[key] = replace(costs[key], beside=take_median(runs[BASE][-2:]))
        plan.put_aside(archive.parent)
    return results


def foresee(results: Results, key: str, count: int) -> float:
    """Return the wall seconds that a build takes at the least: what the largest archive before took, grown linearly."""
    before = max((size for size, costs in results.items() if key in costs), default=0)
    return results[before][key].wall * count / before if before else 0


def measure_gongbao(archive: Path, plan: Plan) -> dict[str, list[Cost]]:
    """Return what Gongbao's builds of an archive cost, each kind of build run in turn."""
    site = Path("data/site.yml")
    both = (archive / site).read_text(encoding="utf-8")
    one = both.replace("scripts: [zh-Hans, zh-Hant]", "scripts: [zh-Hans]")
    if one == both:
        raise SystemExit("data/site.yml does not say: scripts: [zh-Hans, zh-Hant]")
    single = archive.with_name("gongbao-one")
    shutil.copytree(archive, single)
    (single / site).write_text(one, encoding="utf-8", newline="\n")
    runs: dict[str, list[Cost]] = {BASE: [], "gongbao-again": [], ONE_SCRIPT: []}
    while len(runs[BASE]) < plan.runs and sum(cost.wall for cost in runs[BASE]) < ENOUGH:
        runs[BASE].append(run_gongbao(archive, plan))
        runs["gongbao-again"].append(run_gongbao(archive, plan, keep=True))
        runs[ONE_SCRIPT].append(run_gongbao(single, plan))
    plan.put_aside(single)
    return runs


def measure_pdfs(archive: Path, plan: Plan, skipped: list[str]) -> dict[str, list[Cost]]:
    """Return what Gongbao's builds with PDFs cost."""
    reports = len(list(archive.glob("data/*/report.yml")))
    if reports > WIDEST and not plan.everything:
        size = f"each build fills {reports * GIGABYTES:.1f} GB of disk"
        skipped.append(f"Gongbao, with PDFs, at {reports:,} reports: {size} (`--all` runs it)")
        return {}
    printed = archive.with_name("gongbao-pdf")
    shutil.copytree(archive, printed, ignore=shutil.ignore_patterns(*LEFT_BY_BUILDS))
    runs: dict[str, list[Cost]] = {PDF: [], "gongbao-pdf-again": []}
    while len(runs[PDF]) < plan.runs and sum(cost.wall for cost in runs[PDF]) < ENOUGH:
        runs[PDF].append(run_gongbao(printed, plan, command="pdf"))
        runs["gongbao-pdf-again"].append(run_gongbao(printed, plan, keep=True, command="pdf"))
    plan.put_aside(printed)
    return runs


def run_gongbao(archive: Path, plan: Plan, *, keep: bool = False, command: str = "build") -> Cost:
    """Return what a build of an archive costs, as if it were the first unless `keep`."""
    if not keep:
        plan.clear(archive)
    words = [sys.executable, "-m", "gongbao", command]
    cost = measure(words, archive, archive / "site", {"PYTHONPATH": str(ROOT / "hooks")})
    print(f"{archive.parent.name} {archive.name}: {cost}", file=sys.stderr, flush=True)
    return cost


def measure_peer(peer: Peer, archive: Path, folder: Path, plan: Plan) -> Cost:
    """Return what a peer's build of an archive's text costs. Raises BuildError."""
    for name, text in peer.settings.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    run_tool("bench_markdown.py", str(archive / "data"), str(folder / peer.content))
    environment = {"PYTHONPATH": str(plan.home / "aside") if peer.aside else ""}
    try:
        return repeat(find_program(peer, plan.home), folder, peer.output, environment, plan)
    finally:
        plan.put_aside(folder)


def measure_printer(key: str, archive: Path, folder: Path, plan: Plan) -> Cost:
    """Return what it costs to print the pages of a built archive into a folder. Raises BuildError."""
    folder.mkdir()
    try:
        cost = measure(find_print_command(key, plan.home, archive / "site", folder / "pdf"), folder, folder / "pdf", {})
    finally:
        plan.put_aside(folder)
    print(f"{folder.parent.name} {key}: {cost}", file=sys.stderr, flush=True)
    return cost


def repeat(command: Sequence[str], folder: Path, output: str, environment: dict[str, str], plan: Plan) -> Cost:
    """Return the median of several runs, each as if it were the first. Raises BuildError."""
    costs: list[Cost] = []
    while len(costs) < plan.runs and sum(cost.wall for cost in costs) < ENOUGH:
        plan.clear(folder)
        costs.append(measure(command, folder, folder / output, environment))
    cost = take_median(costs)
    print(f"{folder.parent.name} {folder.name}: {cost}", file=sys.stderr, flush=True)
    return cost


def run_tool(name: str, *arguments: str) -> None:
    """Run a tool in a process of its own; this one stays small, for a child's peak memory begins at its parent's."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run([sys.executable, str(ROOT / "tools" / name), *arguments], check=True, env=environment)


if __name__ == "__main__":
    main()
