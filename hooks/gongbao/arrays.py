"""Nothing in, numpy out, without the threads of its linear algebra; and texts as arrays of their characters."""

import os
from typing import Any

# Nothing here uses linear algebra, for which numpy otherwise starts a thread a core, each in a busy loop at first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

__all__ = ["Numbers", "np", "read_codes", "write_codes"]

Numbers = NDArray[Any]


def read_codes(text: str) -> Numbers:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def write_codes(codes: Numbers) -> str:
    """Return the text of code points."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le")
