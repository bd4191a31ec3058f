"""Many texts, their conversions and a table in, the exceptions to it out: `edits.py`, a hundred times as fast."""

from collections.abc import Mapping, Sequence

from gongbao.search.edits import EDIT_BASE, SURROGATE_COUNT, SURROGATES, Counts
from gongbao.search.encoding import Numbers, np, read_codes, write_codes

BATCH = 2_000
CODES = 0x110000


def count_pairs(words: Sequence[str], converted: Mapping[str, str]) -> Counts:
    """Return how often each character becomes which."""
    before, after = read_texts(words, converted)
    pairs, counts = np.unique(before.astype(np.uint64) << np.uint64(32) | after, return_counts=True)
    named = ((chr(pair >> 32), chr(pair & 0xFFFFFFFF)) for pair in pairs.tolist())
    return dict(zip(named, counts.tolist(), strict=True))


def find_edits(words: Sequence[str], converted: Mapping[str, str], table: Mapping[int, str]) -> dict[str, str]:
    """Return the exceptions of every word that the table does not convert as it should be."""
    letters = np.arange(CODES, dtype=np.uint32)
    letters[list(table)] = [ord(letter) for letter in table.values()]
    edits: dict[str, str] = {}
    for start in range(0, len(words), BATCH):
        some = words[start : start + BATCH]
        before, after = read_texts(some, converted)
        places = np.flatnonzero(letters[before] != after)
        ends = np.cumsum([len(word) for word in some])
        owners = np.searchsorted(ends, places, side="right")
        codes = EDIT_BASE + places - np.append(0, ends)[owners]
        codes[codes >= SURROGATES] += SURROGATE_COUNT
        pairs = write_codes(np.stack((codes, after[places]), axis=1))
        edits |= share_out(pairs, owners, some)
    return edits


def read_texts(words: Sequence[str], converted: Mapping[str, str]) -> tuple[Numbers, Numbers]:
    """Return the code points of the words one after the other, and those of their conversions."""
    return read_codes("".join(words)), read_codes("".join(converted[word] for word in words))


def share_out(pairs: str, owners: Numbers, words: Sequence[str]) -> dict[str, str]:
    """Return the pairs of each word; `owners` are the places of the words they belong to, ascending."""
    found, firsts = np.unique(owners, return_index=True)
    bounds = [*(2 * firsts).tolist(), len(pairs)]
    return {words[owner]: pairs[bounds[at] : bounds[at + 1]] for at, owner in enumerate(found.tolist())}
