"""Numbers and letters in, the text that stands for them in the files of the index out, which is short in UTF-8.

`pages/assets/js/search-postings.js` reads what is written here.
"""

import os
from typing import Any

# Nothing here uses linear algebra, for which numpy otherwise starts a thread a core, each in a busy loop at first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

__all__ = ["np"]

Numbers = NDArray[Any]
HALF, LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
# A number is the character of its code plus 32 (below are control characters); from WIDE on it is two characters.
BASE = 0x20
WIDE = 0xD000
WIDE_BASE = 0xE000
WIDE_BITS = 12
# Six passages make a letter from 0 on.
BITS, BITS_BASE, BITS_MARK = 6, 0x30, 0xF000
# Letters are numbers too; the first of them are marks in the list of grams, and the end of a passage.
END, SAME_FIRST, NEW_FIRST, LENGTH = 0x20, 0x21, 0x23, 0x24
LETTERS = BASE + 16


def count_bytes(numbers: Numbers) -> Numbers:
    """Return how many bytes each number takes in a file."""
    return 1 + (numbers >= 0x80 - BASE) + (numbers >= 0x800 - BASE) + 2 * (numbers >= WIDE)


def write_passages(passages: Numbers, count: int) -> str:
    """Return ascending passages, of so many, as text: the steps from one to the next or, if shorter, a letter for six.

    Of a letter each bit is a passage; a mark in front tells the one from the other.
    """
    if len(passages) * BITS < count:
        return write_numbers(np.diff(passages, prepend=0))
    bits = np.zeros(-(-count // BITS) * BITS, dtype=np.int64)
    bits[passages] = 1
    letters = bits.reshape(-1, BITS) @ (1 << np.arange(BITS)) + BITS_BASE
    return chr(BITS_MARK) + letters.astype("<u2").tobytes().decode("utf-16-le")


def write_numbers(numbers: Numbers) -> str:
    """Return numbers as text; small numbers are short in UTF-8."""
    wide = numbers >= WIDE
    if not wide.any():
        return (numbers + BASE).astype("<u2").tobytes().decode("utf-16-le")
    places = np.cumsum(1 + wide) - 1
    units = np.empty(places[-1] + 1, dtype="<u2")
    units[places] = BASE + np.where(wide, numbers & ((1 << WIDE_BITS) - 1), numbers)
    units[places[wide] - 1] = WIDE_BASE + (numbers[wide] >> WIDE_BITS)
    return units.tobytes().decode("utf-16-le")


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


def join_numbers(one: Numbers, other: Numbers) -> Numbers:
    """Return two numbers each as one, to be sorted by the first and then by the second."""
    pairs = one.astype(np.uint64)
    pairs <<= HALF
    pairs |= other
    return pairs
