"""Many pieces of like work in, the same work done on every core out."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from gongbao.build.progress import Progress
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

T = TypeVar("T")
R = TypeVar("R")
# Below this many pieces a second process costs more than it saves.
WORTHWHILE = 12
# So many batches come to a process: few cost little to hand out, many end at the same time.
BATCHES = 64
# So many are handed to a forked process at a time, so that one waits when another is done.
AHEAD = 2
PARENT_DEATH = 1  # PR_SET_PDEATHSIG of Linux

# What forked processes do with the number of a batch: they have it from the process that they were forked from.
jobs: list[Callable[[int], Any]] = []


def spread(task: Callable[[T], R], pieces: Sequence[T], label: str) -> list[R]:
    """Do the task on every piece, in processes where that pays, showing progress; return what it returns, in order.

    Raises what the task raises, and ReportError if a process was ended from outside.

    Where processes are forked (Linux) each has all that was loaded and converted before; elsewhere the work is done
    in this process, for starting others and sending them the publication costs more than it saves.
    """
    cores = count_cores()
    progress = Progress(label=label, total=len(pieces))
    # A thread that is not the main one, as a Dask worker's, must not fork: what other threads have locked stays locked.
    alone = threading.current_thread() is not threading.main_thread()
    if len(pieces) < WORTHWHILE or cores == 1 or alone or not sys.platform.startswith("linux"):
        return [progress.step(task(piece)) for piece in pieces]
    # What the first piece teaches (templates, words) every process then has.
    results = {0: [progress.step(task(pieces[0]))]}
    size = -(-len(pieces) // (cores * BATCHES))
    starts = range(1, len(pieces), size)

    def do_batch(start: int) -> list[R]:
        return [task(piece) for piece in pieces[start : start + size]]

    with open_pool(do_batch, cores - 1) as pool:
        try:
            for start, done in share(do_batch, starts, pool, AHEAD * (cores - 1)):
                results[start] = [progress.step(result) for result in done]
        except BrokenProcessPool as error:
            message = _(
                "a process that makes reports was ended before its time, perhaps for want of memory (build again)"
            )
            raise ReportError([Problem(path=Path("data"), message=message)]) from error
    return [result for start in sorted(results) for result in results[start]]


def share(
    job: Callable[[int], R], numbers: Iterable[int], pool: ProcessPoolExecutor, most: int
) -> Iterator[tuple[int, R]]:
    """Give what the job returns for each number, with the number, as it comes.

    At most so many are handed to the pool at a time. This process does its share, for a forked one more would copy
    of the memory what it works on, and send its results.
    """
    left, given = deque(numbers), dict[Future[R], int]()
    while left or given:
        while left and len(given) < most:
            number = left.popleft()
            given[pool.submit(do_job, number)] = number
        if left:
            number = left.popleft()
            yield number, job(number)
        for future in wait(given, 0 if left else None, FIRST_COMPLETED).done:
            yield given.pop(future), future.result()


def count_cores() -> int:
    """Return on how many cores this process may work."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_pool(job: Callable[[int], Any], processes: int) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of forked processes for one job."""
    jobs.append(job)
    # What is there now stays; to look through it for garbage would take long, and copy it.
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        # What was freed, glibc keeps: of an archive's search index a third of all memory.
        library.malloc_trim(0)
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=end_with, initargs=(os.getpid(),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        jobs.clear()


def do_job(number: int) -> Any:
    """Do the job at hand, in a forked process, on a number."""
    return jobs[-1](number)


def end_with(parent: int) -> None:
    """Let this process end when its parent does, however that ends: it holds what the parent has locked."""
    ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    # Ctrl+C reaches every process of a terminal: one that dies of it may hold the queue's lock, and the others wait.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
