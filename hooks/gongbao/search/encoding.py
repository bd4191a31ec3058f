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
# The low bits of where in its passage a gram stands: in real reports an offset takes 9.2 bits, where 8.9 are the least.
OFFSET_BITS = 7
# A larger number takes two characters: above them are the surrogates, which no text may hold.
LARGE = 0x8000
# Thirteen bits are two of 91 digits, from # to ~ without the backslash: 8192 of 8281 pairs.
GROUP, DIGITS, FIRST_DIGIT, BACKSLASH = 13, 91, 0x23, 0x5C


def find_low_bits(counts: Numbers, passages: int) -> Numbers:
    """Return how many low bits the steps between the passages of a gram have that occurs so often: log2 of their mean.

    In whole numbers, so that a reader of the file finds the same.
    """
    lows: Numbers = np.frexp(np.maximum(passages // counts, 1))[1] - 1
    return lows


def code_steps(steps: Numbers, lows: Numbers) -> tuple[Numbers, Numbers]:
    """Return steps in Rice's code: what comes after zeros, and the length with these: a zero for each of the high bits.

    The steps of a gram add up to the passages at most, so that few of them are long.
    Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22 (1979).
    """
    return 1 << lows | steps & (1 << lows) - 1, (steps >> lows) + 1 + lows


def code_offsets(offsets: Numbers) -> tuple[Numbers, Numbers]:
    """Return offsets in an exponential Golomb code, likewise: the high bits more one in binary, after as many zeros.

    Source: J. Teuhola, A compression method for clustered bit-vectors, Information Processing Letters 7 (1978).
    """
    values = offsets + (1 << OFFSET_BITS)
    lengths = np.frexp(values)[1]
    return values, 2 * lengths - OFFSET_BITS - 1


def write_bits(values: Numbers, lengths: Numbers) -> str:
    """Return numbers one after the other, each in so many bits, as text."""
    last = np.cumsum(lengths, dtype=np.int64) - 1
    # Each is moved to where it ends in a group; it reaches into some groups before.
    moved = values << (GROUP - 1 - last % GROUP)
    reach = int(moved.max(initial=0)).bit_length() // GROUP
    groups = np.zeros((int(last[-1]) // GROUP + 1 if len(last) else 0) + reach)
    for lane in range(reach + 1):
        # No two have a bit in common, so that adding joins them.
        places = last // GROUP + (reach - lane)
        groups += np.bincount(places, moved >> GROUP * lane & (1 << GROUP) - 1, len(groups))
    return write_groups(groups[reach:].astype(np.int64))


def write_groups(groups: Numbers) -> str:
    """Return groups of bits as two characters each, of those that a script writes as they are."""
    digits = np.stack(np.divmod(groups, DIGITS), axis=1).ravel() + FIRST_DIGIT
    digits += digits >= BACKSLASH
    return digits.astype(np.uint8).tobytes().decode("ascii")


def write_counts(counts: Numbers) -> str:
    """Return numbers as text: one character each, from `LARGE` on two."""
    high, low = np.divmod(counts, LARGE)
    return write_letters(np.stack((np.where(high, BASE + LARGE + high, 0), BASE + low), axis=1))


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
    """Return letters, in rows or not, as text; 0 is none."""
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
