"""Texts and their conversion in, a table of characters and the exceptions to it out.

So the index holds each text once, and for another script little more than the table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

ConvertAll = Callable[[Iterable[str]], dict[str, str]]
FindEdits = Callable[[Sequence[str], Mapping[str, str], Mapping[int, str]], dict[str, str]]
SAMPLE = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A script as the index knows it: the table, the pairs of characters that occurred, and how it converts."""

    table: Mapping[int, str]
    pairs: Set[tuple[str, str]]
    convert_all: ConvertAll
    find: FindEdits

    def find_edits(self, words: Sequence[str]) -> dict[str, str]:
        """Return the exceptions of each word that has some."""
        return self.find(words, self.convert_all(words), self.table)


def make_plain(words: Sequence[str], convert_all: ConvertAll) -> Plain:
    """Return a script's table, in which each character becomes what it most often becomes.

    A conversion keeps the number of characters. The first 300,000 characters are enough to go by.
    """
    sample = take_sample(words)
    # To load numpy takes longer than to do without it, if the sample is all there is.
    if len(sample) < len(words):
        from gongbao.search.edit_arrays import count_pairs, find_edits
    else:
        from gongbao.search.edits import count_pairs, find_edits
    counts = count_pairs(sample, convert_all(sample))
    table: dict[str, str] = {}
    for before, after in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        table.setdefault(before, after)
    changed = {ord(before): after for before, after in sorted(table.items()) if before != after}
    return Plain(table=changed, pairs=frozenset(counts), convert_all=convert_all, find=find_edits)


def take_sample(words: Sequence[str]) -> list[str]:
    """Return the first words, up to the one with which they have more than 300,000 characters."""
    sample = []
    left = SAMPLE
    for word in words:
        sample.append(word)
        left -= len(word)
        if left < 0:
            break
    return sample
