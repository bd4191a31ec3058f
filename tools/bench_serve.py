"""Archives in, what a clerk waits for out: from saving a section to its page, and to the search, end to end over HTTP.

make bench-serve                                   # 100 and 1,000 reports, beside hugo server
make bench-serve ARGS="--sizes 100 --times 9 --alone"
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive import write_archive
from bench_markdown import write_markdown
from bench_peers import PEERS, find_program, install_peer

ROOT = Path(__file__).resolve().parents[1]
PORT = 18_431
SLUG, SECTION = "taicang-npc-2025", "01.yml"
PAUSE, PATIENCE = 0.005, 60.0
# The search page is made for each look at it, which at a thousand reports takes longer than a page.
SELDOM = 0.1
INDEX = re.compile(r"search/index\.[0-9a-f]{10}\.js")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    parser.add_argument(
        "--work", type=Path, default=ROOT / ".cache/bench", help="where Hugo is installed (.cache/bench)"
    )
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="gongbao-bench-") as shelter:
            project = Path(shelter) / "archive"
            write_archive(project, size)
            pages, searches = measure_gongbao(project, options.times)
            print(f"R = {size}: gongbao serve: page {tell(pages)}, search {tell(searches)}", flush=True)
            if not options.alone:
                pages = measure_hugo(project, Path(shelter) / "hugo", options.work.resolve(), options.times)
                print(f"R = {size}: hugo server: page {tell(pages)}", flush=True)


def measure_gongbao(project: Path, times: int) -> tuple[list[float], list[float]]:
    """Return how long a saved section takes to its page, and to a new search index."""
    section = project / "data" / SLUG / SECTION
    command = [sys.executable, "-m", "gongbao", "serve", "--address", f"127.0.0.1:{PORT}"]
    pages, searches = [], []
    with run(command, project):
        wait(lambda: INDEX.search(fetch("search.html")) is not None)
        for number in range(times):
            index = INDEX.findall(fetch("search.html"))
            begun = save(section, "  text: ", number)
            pages.append(wait(lambda: name(number) in fetch(f"{SLUG}/sec_1.html")) - begun)  # noqa: B023  waited for here
            searches.append(wait(lambda: INDEX.findall(fetch("search.html")) != index, SELDOM) - begun)  # noqa: B023  likewise
    return pages, searches


def measure_hugo(project: Path, folder: Path, home: Path, times: int) -> list[float]:
    """Return how long Hugo's server takes from a saved section to its page, with the same text in the same scripts."""
    peer = PEERS["hugo"]
    install_peer(peer, home)
    for path, text in peer.settings.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    write_markdown(project / "data", folder / peer.content)
    section = folder / peer.content / SLUG / "sec_1.md"
    program, *_options = find_program(peer, home)
    pages = []
    # The words of Gongbao's run stand there already.
    with run([program, "server", "--quiet", "--bind", "127.0.0.1", "--port", str(PORT)], folder):
        wait(lambda: "<main>" in fetch(f"{SLUG}/sec_1/"))
        for number in range(times):
            begun = save(section, "\n\n", times + number)
            pages.append(wait(lambda: name(times + number) in fetch(f"{SLUG}/sec_1/")) - begun)  # noqa: B023  waited for here
    return pages


def save(path: Path, before: str, number: int) -> float:
    """Put words after the first place of others, as an editor saves; return when."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before, before + name(number), 1), encoding="utf-8", newline="\n")
    return time.perf_counter()


def name(number: int) -> str:
    """Return words that stand nowhere else."""
    return f"新写之处{number}号"


def wait(done: Callable[[], bool], pause: float = PAUSE) -> float:
    """Return when something is done, looked at so often. Raises SystemExit if that takes too long."""
    end = time.perf_counter() + PATIENCE
    while not done():
        if time.perf_counter() > end:
            raise SystemExit("it does not come")
        time.sleep(pause)
    return time.perf_counter()


def fetch(path: str) -> str:
    """Return a page; nothing while there is none."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}", timeout=30) as answer:
            text: str = answer.read().decode()
            return text
    except OSError:
        return ""


@contextmanager
def run(command: Sequence[str], folder: Path) -> Iterator[None]:
    """Let a server run."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield
        finally:
            server.terminate()


def tell(seconds: Sequence[float]) -> str:
    """Return the median of figures, and the longest."""
    return f"{statistics.median(seconds):.2f} s (at most {max(seconds):.2f})"


if __name__ == "__main__":
    main()
