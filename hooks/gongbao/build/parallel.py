"""Many pieces of like work in, the same work done on every core out."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from gongbao.build.progress import Progress
from gongbao.report.problems import Problem, ReportError

T = TypeVar("T")
R = TypeVar("R")
# Below this many pieces a second process costs more than it saves.
WORTHWHILE = 12
# A batch is known by a byte.
MOST_BATCHES = 256
PARENT_DEATH = 1  # PR_SET_PDEATHSIG of Linux


def spread(task: Callable[[T], R], pieces: Sequence[T], label: str) -> list[R]:
    """Do the task on every piece, in processes where that pays, showing progress; return what it returns, in order.

    Raises what the task raises, and ReportError if a process was ended from outside.

    Where processes are forked (Linux) each has all that was loaded and converted before; elsewhere the work is done
    in this process, for starting others and sending them the publication costs more than it saves.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    progress = Progress(label=label, total=len(pieces))
    if len(pieces) < WORTHWHILE or cores == 1 or not sys.platform.startswith("linux"):
        return [progress.step(task(piece)) for piece in pieces]
    # What the first piece teaches (templates, repeated lines) every process then has.
    results = {0: progress.step(task(pieces[0]))}
    prepare_memory()
    try:
        for place, result in share(task, pieces, cores - 1):
            results[place] = progress.step(result)
    finally:
        gc.unfreeze()
    if len(results) < len(pieces):
        message = "a process that makes reports was ended before its time, perhaps for want of memory (build again)"
        raise ReportError([Problem(path=Path("data"), message=message)])
    return [results[place] for place in range(len(pieces))]


def share(task: Callable[[T], R], pieces: Sequence[T], helpers: int) -> Iterator[tuple[int, R]]:
    """Give what the task returns for each piece but the first, with its place: some of it is done in forked processes.

    Batches are taken in their order by whoever is free, from a pipe that every process reads; this process does its
    share, which spares a fork and what its results would cost to send.
    """
    size = -(-len(pieces) // MOST_BATCHES)
    source, sink = os.pipe()
    os.write(sink, bytes(range(-(-(len(pieces) - 1) // size))))
    os.close(sink)

    def work() -> Iterator[tuple[int, R]]:
        while number := os.read(source, 1):
            start = 1 + number[0] * size
            for place in range(start, min(start + size, len(pieces))):
                yield place, task(pieces[place])

    started = [start_helper(work) for _ in range(helpers)]
    try:
        left = [receiver for _, receiver in started]
        for done in work():
            yield done
            yield from receive(left, 0)
        while left:
            yield from receive(left, None)
    finally:
        os.close(source)
        for process, _ in started:
            process.terminate()
            process.join()


def start_helper(work: Callable[[], Iterator[Any]]) -> tuple[Any, Connection]:
    """Return a forked process that works, and where its results come from, one after the other."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=send_all, args=(work, sender, os.getpid()), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def send_all(work: Callable[[], Iterator[Any]], sender: Connection, parent: int) -> None:
    """Work in a forked process, and send each result, or at last what was raised."""
    end_with(parent)
    try:
        for done in work():
            sender.send(done)
    except BaseException as error:  # noqa: BLE001  the process that started this one raises it
        sender.send(error)


def receive(left: list[Connection], patience: float | None) -> Iterator[Any]:
    """Give the results that have come, or come within so many seconds, and forget who has no more; raise what came."""
    ready = wait(left, patience)
    for receiver in [one for one in left if one in ready]:
        try:
            result = receiver.recv()
        except EOFError:
            left.remove(receiver)
            continue
        if isinstance(result, BaseException):
            raise result
        yield result


def prepare_memory() -> None:
    """Make the memory of this process one that forked ones share for long."""
    # What is there now stays; to look through it for garbage would take long, and copy it.
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        # What was freed, glibc keeps: of an archive's search index a third of all memory.
        library.malloc_trim(0)


def end_with(parent: int) -> None:
    """Let this process end when its parent does, however that ends: it holds what the parent has locked."""
    ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
