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
# A small number is the character of its code plus 32: below are control characters.
BASE = 0x20
# Letters are small numbers, the commonest first: 80 take one byte, 1,920 take two. The first characters are marks in
# the list of grams, and the end of a passage.
END, SAME_FIRST, NEW_FIRST, LENGTH = 0x20, 0x21, 0x23, 0x24
LETTERS = BASE + 16
# The low bits of where in its passage a gram stands: in real reports these take 9.0 bits, 8.9 are the least.
OFFSET_BITS = 7
# Thirteen bits are two of 91 digits, from # to ~ without the backslash: 8192 of 8281 pairs.
GROUP, DIGITS, FIRST_DIGIT, BACKSLASH = 13, 91, 0x23, 0x5C


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
    """Return numbers in Rice's code as text: for the high bits so many zeros and a one, then the low bits.

    Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22 (1979).
    """
    last = np.cumsum(count_bits(numbers, lows)) - 1
    # The one and the low bits of a number, moved to where they end in a group; they reach into some groups before it.
    values = (1 << lows | numbers & (1 << lows) - 1) << (GROUP - 1 - last % GROUP)
    reach = int(values.max(initial=0)).bit_length() // GROUP
    groups = np.zeros((int(last[-1]) // GROUP + 1 if len(last) else 0) + reach)
    for lane in range(reach + 1):
        # No two have a bit in common, so that adding joins them.
        places = last // GROUP + (reach - lane)
        groups += np.bincount(places, values >> GROUP * lane & (1 << GROUP) - 1, len(groups))
    return write_groups(groups[reach:].astype(np.int64))


def write_groups(groups: Numbers) -> str:
    """Return groups of bits as two characters each, of those that a script writes as they are."""
    digits = np.stack(np.divmod(groups, DIGITS), axis=1).ravel() + FIRST_DIGIT
    digits += digits >= BACKSLASH
    return digits.astype(np.uint8).tobytes().decode("ascii")


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
