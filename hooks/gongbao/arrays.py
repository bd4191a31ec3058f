"""Texts and numbers in, arrays out; numpy is loaded here alone, without the threads of its linear algebra."""

import os
from typing import Any

# Nothing here uses linear algebra, for which numpy otherwise starts a thread a core, each in a busy loop at first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

__all__ = ["HALF", "LOWER", "Numbers", "find_new", "join_numbers", "np", "read_codes", "write_codes"]

Numbers = NDArray[Any]
HALF, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)


def read_codes(text: str) -> Numbers:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def write_codes(codes: Numbers) -> str:
    """Return the text of code points."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le")


def find_new(numbers: Numbers) -> Numbers:
    """Tell of each number, all in order, whether it is another than the one before."""
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


def join_numbers(one: Numbers, other: Numbers) -> Numbers:
    """Return two numbers each as one, to be sorted by the first and then by the second."""
    pairs = one.astype(np.uint64)
    pairs <<= HALF
    pairs |= other
    return pairs
