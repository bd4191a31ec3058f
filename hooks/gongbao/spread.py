"""Many pieces of like work in, the same work done on every core out."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

from gongbao.progress import Progress

T = TypeVar("T")
R = TypeVar("R")
# Below this many pieces a second process costs more than it saves.
WORTHWHILE = 12
PARENT_DEATH = 1  # PR_SET_PDEATHSIG of Linux

_task: Any = None


def spread(task: Callable[[T], R], pieces: Sequence[T], label: str) -> list[R]:
    """Do the task on every piece, in processes where that pays, showing progress; return what it returns, in order.

    Raises what the task raises.

    Where processes are forked (Linux) each has all that was loaded and converted before; elsewhere the work is done
    in this process, for starting others and sending them the publication costs more than it saves.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    progress = Progress(label=label, total=len(pieces))
    if len(pieces) < WORTHWHILE or cores == 1 or not sys.platform.startswith("linux"):
        return [progress.step(task(piece)) for piece in pieces]
    # What the first piece teaches (templates, repeated stretches) every process then has.
    first = progress.step(task(pieces[0]))
    prepare_memory()
    global _task  # noqa: PLW0603  forked processes find their task here; it is not sent to them
    _task = task
    try:
        parent = os.getpid()
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(cores, context, initializer=end_with, initargs=(parent,)) as pool:
            results = pool.map(run_task, pieces[1:], chunksize=max(1, len(pieces) // (8 * cores)))
            return [first, *(progress.step(result) for result in results)]
    finally:
        _task = None
        gc.unfreeze()


def prepare_memory() -> None:
    """Make the memory of this process one that forked ones share for long."""
    gc.collect()
    # What is there now stays; to look through it for garbage would copy it.
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


def run_task(piece: Any) -> Any:
    """Do the task on one piece, in a forked process."""
    return _task(piece)
