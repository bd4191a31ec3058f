"""A command in, what it cost out: processor and wall seconds, peak memory, and the files it made.

Needs a system with `os.wait4` (Linux, macOS), which counts the processes that a command starts with it.
"""

import os
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MEGABYTE = 1_000_000
LOOK_EVERY = 0.2


class BuildError(Exception):
    """A build that ended badly; the message is the end of what it printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build cost: seconds, bytes of memory at its peak, the files it made; over how many runs.

    `beside` is what it is compared with, measured right before and after it: a machine may be slow for minutes.
    """

    cpu: float
    wall: float
    memory: int
    files: int
    size: int
    runs: int = 1
    beside: Self | None = None

    def __str__(self) -> str:
        """Return all measures on one line."""
        return (
            f"{self.cpu:.2f} s CPU, {self.wall:.2f} s wall, {self.memory / MEGABYTE:.0f} MB of memory, "
            f"{self.files:,} files, {self.size / MEGABYTE:.1f} MB ({self.runs} run{'' if self.runs == 1 else 's'})"
        )


def measure(command: Sequence[str], folder: Path, output: Path, environment: Mapping[str, str]) -> Cost:
    """Run a build in a folder and return its cost; `output` is the folder it makes. Raises BuildError."""
    log = folder / "bench.log"
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            with Watch(process.pid) as watch:
                _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BuildError("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]) or "no message")
    files = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    return Cost(
        cpu=max(usage.ru_utime + usage.ru_stime, watch.spent),
        wall=wall,
        memory=max(watch.peak, usage.ru_maxrss * 1024),
        files=len(files),
        size=sum(files),
    )


def take_median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure over several runs of one build."""
    return Cost(
        cpu=statistics.median(cost.cpu for cost in costs),
        wall=statistics.median(cost.wall for cost in costs),
        memory=int(statistics.median(cost.memory for cost in costs)),
        files=costs[-1].files,
        size=costs[-1].size,
        runs=len(costs),
    )


class Watch:
    """The processes of a session and those they start, looked at while they run.

    `peak` is the most memory of all together that was seen. What processes share is counted once (the kernel's
    proportional set size), so that a build spread over forks is weighed as fairly as one in a single process. `spent`
    are their processor seconds, as last seen: a browser does not wait for all of its own, and `os.wait4` counts those
    alone that were waited for. Sees nothing where there is no /proc; the caller then has what `os.wait4` gives.
    """

    def __init__(self, session: int) -> None:
        """Take the id of the session to look at."""
        self.session = session
        self.peak = 0
        self._seconds: dict[Path, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    @property
    def spent(self) -> float:
        """The processor seconds of all processes that were seen."""
        return sum(self._seconds.values())

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no longer."""
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(LOOK_EVERY):
            found = find_processes(self.session)
            self.peak = max(self.peak, sum(map(weigh_process, found)))
            self._seconds |= found


def find_processes(session: int) -> dict[Path, float]:
    """Return the folders under /proc of the processes of a session and their children, with their processor seconds."""
    facts: dict[str, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            # pid (name) state parent group session …; the name may hold anything, so count from its end.
            facts[path.name] = (path / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
    mine = [process for process, own in facts.items() if own[3] == str(session)]
    # What a program starts in a session of its own is its work, too.
    for parent in mine:
        mine += [process for process, own in facts.items() if own[1] == parent and process not in mine]
    second = os.sysconf("SC_CLK_TCK")
    return {Path("/proc", process): sum(map(int, facts[process][11:13])) / second for process in mine}


def weigh_process(path: Path) -> int:
    """Return a process's bytes of memory, its share of what it has in common with others; 0 if it has just ended."""
    try:
        lines = (path / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
