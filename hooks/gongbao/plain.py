"""Texts and their conversion in, a table of characters and the exceptions to it out.

So the index holds each text once, and for another script little more than the table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

ConvertAll = Callable[[Iterable[str]], dict[str, str]]
SAMPLE = 300_000
BATCH = 2_000
EDIT_BASE = 0x20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A script as the index knows it: each text converted, the table, and the pairs of characters that occurred."""

    converted: Mapping[str, str]
    table: Mapping[int, str]
    pairs: Set[tuple[str, str]]

    def make_edits(self, words: Sequence[str]) -> dict[int, str]:
        """Return where the table's conversion, character by character, is not the conversion.

        For each such word, by its place: pairs of characters, the position (its code less 32) and what stands there.
        """
        edits: dict[int, str] = {}
        for place, word in enumerate(words):
            right = self.converted[word]
            near = word.translate(self.table)
            if near != right:
                pairs = enumerate(zip(near, right, strict=True))
                edits[place] = "".join(chr(EDIT_BASE + index) + other for index, (one, other) in pairs if one != other)
        return edits


def make_plain(words: Sequence[str], convert_all: ConvertAll) -> Plain:
    """Return a script's table, in which each character becomes what it most often becomes, and the conversions.

    A conversion keeps the number of characters. The first 300,000 characters are enough to go by.
    """
    converted: dict[str, str] = {}
    # Converting takes many times the memory of the text, so an archive is converted by and by.
    for start in range(0, len(words), BATCH):
        converted |= convert_all(words[start : start + BATCH])
    counts: Counter[tuple[str, str]] = Counter()
    left = SAMPLE
    for word in words:
        counts.update(zip(word, converted[word], strict=True))
        left -= len(word)
        if left < 0:
            break
    table: dict[str, str] = {}
    for before, after in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        table.setdefault(before, after)
    changed = {ord(before): after for before, after in sorted(table.items()) if before != after}
    return Plain(converted=converted, table=changed, pairs=frozenset(counts))
