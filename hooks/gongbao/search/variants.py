"""Texts and their conversion in, a table of characters and the exceptions to it out.

So the index holds each text once, and for another script little more than the table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from gongbao.search.edits import Counts, list_pairs

ConvertAll = Callable[[Iterable[str]], dict[str, str]]
FindEdits = Callable[[Sequence[str], Mapping[str, str], Mapping[int, str]], dict[str, str]]
SAMPLE = 300_000


class Plain:
    """A script as the index knows it: the table, and the pairs of characters that have occurred up to now."""

    def __init__(self, counts: Counts, convert_all: ConvertAll, find: FindEdits) -> None:
        """Make the table of what a sample tells: how often each character became which."""
        table: dict[str, str] = {}
        for before, after in sorted(counts, key=lambda pair: (-counts[pair], pair)):
            table.setdefault(before, after)
        self.table = {ord(before): after for before, after in sorted(table.items()) if before != after}
        self.pairs = set(counts)
        self._convert_all, self._find = convert_all, find

    def find_edits(self, words: Sequence[str]) -> dict[str, str]:
        """Return the exceptions of each word that has some."""
        edits = self._find(words, self._convert_all(words), self.table)
        self.pairs.update(list_pairs(edits))
        return edits


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
    return Plain(count_pairs(sample, convert_all(sample)), convert_all, find_edits)


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
