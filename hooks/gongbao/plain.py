"""Texts and their conversions in, a table of plain conversions, character by character, and the exceptions to it out.

So the index holds each text once, and for another script little more than a table of characters.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

SAMPLE = 1_000_000
EDIT_BASE = 0x20


def count_pairs(conversions: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often each character became which; the first million characters of the conversions are enough."""
    counts: Counter[tuple[str, str]] = Counter()
    left = SAMPLE
    for source, converted in conversions:
        counts.update(zip(source, converted, strict=True))
        left -= len(source)
        if left < 0:
            break
    return counts


def choose_plain(counts: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the commonest conversion of every character that it changes."""
    plain: dict[str, str] = {}
    for before, after in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        plain.setdefault(before, after)
    return {before: after for before, after in sorted(plain.items()) if before != after}


def make_edits(words: Sequence[str], converted: Mapping[str, str], plain: Mapping[int, str]) -> dict[int, str]:
    """Return where the plain conversion, character by character, is not the conversion.

    For each such word, by its place: pairs of characters, the position (its code less 32) and what stands there.
    """
    edits: dict[int, str] = {}
    for place, word in enumerate(words):
        right = converted[word]
        near = word.translate(plain)
        if near != right:
            pairs = enumerate(zip(near, right, strict=True))
            edits[place] = "".join(chr(EDIT_BASE + index) + other for index, (one, other) in pairs if one != other)
    return edits
