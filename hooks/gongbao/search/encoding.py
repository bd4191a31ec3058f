"""Numbers and letters in, the text that stands for them in the files of the index out, which is short in UTF-8.

`pages/assets/js/search-postings.js` reads what is written here.
"""

import base64
import os
from typing import Any

# Nothing here uses linear algebra, for which numpy otherwise starts a thread a core, each in a busy loop at first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

__all__ = ["np"]

Numbers = NDArray[Any]
# A small number is the character of its code plus 32: below are control characters.
BASE = 0x20
# Letters are small numbers, the commonest first: 80 take one byte, 1,920 take two. The first characters are marks in
# the list of grams, and the end of a passage.
END, SAME_FIRST, NEW_FIRST, LENGTH = 0x20, 0x21, 0x23, 0x24
LETTERS = BASE + 16
# The low bits of where in its passage a gram stands: in real reports these take 9.0 bits, 8.9 are the least.
OFFSET_BITS = 7


def find_low_bits(counts: Numbers, passages: int) -> Numbers:
    """Return how many low bits the steps between the passages of a gram have that occurs so often: log2 of their mean.

    In whole numbers, so that a reader of the file finds the same.
    """
    lows: Numbers = np.frexp(np.maximum(passages // counts, 1))[1] - 1
    return lows


def count_bits(numbers: Numbers, lows: Numbers) -> Numbers:
    """Return how many bits each number takes in Rice's code."""
    return (numbers >> lows) + 1 + lows


def write_rice(numbers: Numbers, lows: Numbers) -> str:
    """Return numbers in Rice's code, in base 64: for the high bits so many zeros and a one, then the low bits.

    Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22 (1979).
    """
    ends = np.cumsum(count_bits(numbers, lows))
    # The one and the low bits of a number, moved to where they end in a byte; they reach into some bytes before it.
    last = ends - 1
    values = (1 << lows | numbers & (1 << lows) - 1) << (7 - (last & 7))
    reach = int(values.max(initial=0)).bit_length() // 8
    size = (int(ends[-1]) + 7 >> 3 if len(ends) else 0) + reach
    written = np.zeros(size)
    for lane in range(reach + 1):
        # No two have a bit in common, so that adding joins them.
        written += np.bincount((last >> 3) + (reach - lane), values >> 8 * lane & 0xFF, size)
    return base64.b64encode(written[reach:].astype(np.uint8).tobytes()).decode("ascii")


def write_numbers(numbers: Numbers) -> str:
    """Return small numbers as text."""
    return (numbers + BASE).astype("<u2").tobytes().decode("utf-16-le")


def write_grams(grams: Numbers) -> str:
    """Return leaves in their order, a row each, as what is new in each: the first letters, the length, the others."""
    fresh = np.append(True, np.diff(grams[:, 0]) != 0)
    other = fresh | np.append(True, np.diff(grams[:, 1]) != 0)
    rest = np.count_nonzero(grams[:, 2:], axis=1)
    columns = [
        np.where(fresh, NEW_FIRST, np.where(other, SAME_FIRST, 0)),
        np.where(fresh, grams[:, 0], 0),
        np.where(other, grams[:, 1], 0),
        np.where(rest > 1, LENGTH + rest, 0),
        *grams[:, 2:].T,
    ]
    return write_letters(np.stack(columns, axis=1))


def write_letters(rows: Numbers) -> str:
    """Return the letters of all rows; 0 is none."""
    return rows[rows > 0].astype("<u2").tobytes().decode("utf-16-le")


def read_codes(text: str) -> Numbers:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def write_codes(codes: Numbers) -> str:
    """Return the text of code points."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le")


def find_new(numbers: Numbers) -> Numbers:
    """Tell of each number, all in order, whether it is another than the one before."""
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
