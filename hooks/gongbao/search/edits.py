"""A few texts, their conversions and a table in, the exceptions out; `edit_arrays.py` does the same for many.

The exceptions of a text are pairs of characters: the position (its code less 32, or less 2,080 if it comes after the
surrogates, which no text may hold) and what stands there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

Counts = Mapping[tuple[str, str], int]
EDIT_BASE = 0x20
SURROGATES, SURROGATE_COUNT = 0xD800, 0x800


def count_pairs(words: Sequence[str], converted: Mapping[str, str]) -> Counts:
    """Return how often each character becomes which."""
    counts: Counter[tuple[str, str]] = Counter()
    for word in words:
        counts.update(zip(word, converted[word], strict=True))
    return counts


def find_edits(words: Sequence[str], converted: Mapping[str, str], table: Mapping[int, str]) -> dict[str, str]:
    """Return the exceptions of every word that the table does not convert as it should be."""
    edits: dict[str, str] = {}
    for word in words:
        right, near = converted[word], word.translate(table)
        if near != right:
            pairs = enumerate(zip(near, right, strict=True))
            edits[word] = "".join(write_place(index) + other for index, (one, other) in pairs if one != other)
    return edits


def write_place(place: int) -> str:
    """Return the character that stands for a position."""
    code = EDIT_BASE + place
    return chr(code if code < SURROGATES else code + SURROGATE_COUNT)


def list_pairs(edits: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the pairs of characters that are exceptions."""
    for word, pairs in edits.items():
        yield from ((word[read_place(place)], other) for place, other in zip(pairs[::2], pairs[1::2], strict=True))


def read_place(letter: str) -> int:
    """Return the position that a character stands for."""
    code = ord(letter) - EDIT_BASE
    return code if code < SURROGATES else code - SURROGATE_COUNT
