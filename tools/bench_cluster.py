"""A project in, what a cluster would bring out: the seconds that stay at home and those that are spread, memory.

make bench-cluster ARGS=FOLDER        # every part of the work is done here, one after the other, and measured

The processor seconds of every step are measured on one core, each step in a process of its own. A build on n workers
cannot be shorter than what stays at home, a worker's loading of the project, and an nth of what is spread (Amdahl).
Sending is not in it: the data once to each worker, and back the files of the reports, whose bytes are told.
"""

import argparse
import io
import multiprocessing
import os
import resource
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench_run import MEGABYTE
from gongbao.build.builder import build_site, open_context
from gongbao.build.cluster import BATCH, BATCH_OF_PDFS, cut_batches, iter_read_files, measure_text
from gongbao.build.cluster_worker import pack_files
from gongbao.build.distributed import make_joint, make_part_maker

WORKERS = (1, 2, 4, 10)
LEFT_BY_BUILDS = ("site", "site.before", ".cache")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a step cost: processor seconds, the peak of memory, and bytes that it made or read."""

    cpu: float
    memory: int
    size: int = 0


def main() -> None:
    """Measure the steps of a project's build, and print what follows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("--pdf", action="store_true", help="with PDFs, as the project wants them or not")
    options = parser.parse_args()
    root, pdf = options.project.resolve(), options.pdf
    clear(root)
    alone = run_step(build, root, pdf)
    clear(root)
    home = run_step(load, root, pdf)
    packing = run_step(pack, root)
    with tempfile.TemporaryDirectory(prefix="gongbao-bench-") as folder:
        worker = Path(folder, "worker")
        with zipfile.ZipFile(io.BytesIO(pack_files(root, iter_read_files(root)))) as packed:
            packed.extractall(worker)
        loading = run_step(load_as_worker, worker, pdf)
        making = run_step(make_all, worker, Path(folder, "parts"), pdf)
        joining = run_step(join_all, root, Path(folder, "parts"), pdf)
    last = run_step(build, root, pdf)
    stays = home.cpu + packing.cpu + joining.cpu + last.cpu
    spread = making.cpu - loading.cpu
    reports = len(list(root.glob("data/*/report.yml")))
    print(f"{reports} reports; alone on one core: {alone.cpu:.1f} s, {alone.memory / MEGABYTE:.0f} MB")
    print(
        f"stays at home: {stays:.1f} s (loading {home.cpu:.1f}, packing {packing.cpu:.1f}, joining {joining.cpu:.1f},"
    )
    print(f"  the last build {last.cpu:.1f}); each worker loads {loading.cpu:.1f} s; spread: {spread:.1f} s")
    share = spread / (stays + loading.cpu + spread)
    print(f"share that is spread: {share:.0%}; data {packing.size / MEGABYTE:.1f} MB to each worker,")
    print(f"  parts {making.size / MEGABYTE:.1f} MB back")
    print(f"a worker: {loading.memory / MEGABYTE:.0f} MB when loaded, {making.memory / MEGABYTE:.0f} MB at its peak")
    for count in WORKERS:
        least = stays + loading.cpu + spread / count
        print(f"{count} workers: {least:.1f} s, {alone.cpu / least:.2f} times as fast as one core alone")


def clear(root: Path) -> None:
    """Take away what a build leaves."""
    for name in LEFT_BY_BUILDS:
        shutil.rmtree(root / name, ignore_errors=True)


def run_step(step: Callable[..., int], *arguments: Any) -> Step:
    """Do a step in a new process, on one core, and return what it cost."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, step, arguments).result()


def measure(step: Callable[..., int], arguments: tuple[Any, ...]) -> Step:
    """Do a step in this process."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    begun = time.process_time()
    size = step(*arguments)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return Step(cpu=time.process_time() - begun, memory=usage.ru_maxrss * 1024, size=size)


def build(root: Path, pdf: bool) -> int:  # noqa: FBT001  arguments travel by place
    """Build the publication, of parts if there are any."""
    build_site(root, pdf=pdf)
    return 0


def load(root: Path, pdf: bool) -> int:  # noqa: FBT001  arguments travel by place
    """Load the project as the machine does that builds."""
    make_joint(open_context(root, pdf=pdf))
    return 0


def pack(root: Path) -> int:
    """Pack the project; return how large it is."""
    return len(pack_files(root, iter_read_files(root)))


def load_as_worker(root: Path, pdf: bool) -> int:  # noqa: FBT001  arguments travel by place
    """Load the project as a worker does."""
    make_part_maker(open_context(root, pdf=pdf))
    return 0


def make_all(root: Path, folder: Path, pdf: bool) -> int:  # noqa: FBT001  arguments travel by place
    """Make every report as one worker would, in batches; return how large the parts are."""
    maker = make_part_maker(open_context(root, pdf=pdf))
    for number, batch in enumerate(iter_batches(root, pdf)):
        maker.write(batch, folder / str(number))
        # As a worker, which has the files of a batch in memory.
        parts = [path.read_bytes() for path in (folder / str(number)).iterdir()]
        del parts
    return sum(path.stat().st_size for path in folder.glob("*/*"))


def join_all(root: Path, folder: Path, pdf: bool) -> int:  # noqa: FBT001  arguments travel by place
    """Put all parts where a build looks for them, as they come."""
    joint = make_joint(open_context(root, pdf=pdf))
    for number, batch in enumerate(iter_batches(root, pdf)):
        joint.join(batch, [folder / str(number)])
    return 0


def iter_batches(root: Path, pdf: bool) -> Iterator[tuple[str, ...]]:  # noqa: FBT001  as its callers have it
    """Give the batches of a project."""
    folders = sorted(path.parent for path in root.glob("data/*/report.yml"))
    yield from cut_batches({one.name: measure_text(one) for one in folders}, BATCH_OF_PDFS if pdf else BATCH)


if __name__ == "__main__":
    main()
