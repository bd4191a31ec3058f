"""Folded passages in, their postings out: for any phrase, a few small lists that tell exactly where it stands.

Heavy grams are those so common that the list of their places would be a burden to load (发展); each has a list of its
passages instead (`heavy.py`). Every other place of the text belongs to one gram, its leaf: from its letter to the one
after the longest heavy gram that follows it. So a query finds
- its passages at once, if it is itself heavy;
- otherwise its places: those of a few leaves side by side, the last of which may be any that the query leads to.
`pages/assets/js/search-postings.js` reads what is written here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from gongbao.search.encoding import (
    END,
    GROUP,
    LETTERS,
    Numbers,
    code_offsets,
    code_steps,
    find_low_bits,
    find_new,
    np,
    write_bits,
    write_counts,
    write_grams,
    write_letters,
)
from gongbao.search.letters import BLOCK, Text, count_letters

SHORTEST = 2
FILE_BYTES = 16_000
# What a gram takes beside its places, and how many bits make a byte in a file.
GRAM_BYTES = 5
BYTE = GROUP / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """A run of leaves in their order, in strings of which each holds one kind of thing.

    `first` is no later than the first leaf and later than all before; `grams`: the letters of all; `counts`: the number
    of places of each; `places`: for each place the step to its passage and its offset in the passage, in bits.
    """

    first: str
    grams: str
    counts: str
    places: str


def iter_runs(text: Text, reach: Numbers) -> Iterator[Leaves]:
    """Give the leaves in their order, in runs of about the size of a file."""
    counts = count_letters(text)
    blocks = np.cumsum(counts) // BLOCK
    for block in range(int(blocks[-1]) + 1):
        letters = np.flatnonzero((blocks == block) & (counts > 0))
        if len(letters):
            yield from iter_block(text, reach, letters[0], letters[-1], FILE_BYTES)


def make_run(text: Text, reach: Numbers, place: int) -> Leaves:
    """Return all leaves that begin with the letter at a place of the alphabet, as one run."""
    letter = LETTERS + place
    runs = iter_block(text, reach, letter, letter, inf)
    return next(runs, Leaves(first=chr(letter), grams="", counts="", places=""))


def iter_block(text: Text, reach: Numbers, first: int, last: int, most: float) -> Iterator[Leaves]:
    """Give the runs of the leaves that begin with one of some letters, each of about `most` bytes."""
    places = np.flatnonzero((text.codes >= first) & (text.codes <= last))
    # A heavy gram up to the end of its passage needs no leaf: its list has the passage.
    places = places[text.codes[places + reach[places]] != END]
    if not len(places):
        return
    lengths = np.maximum(SHORTEST, reach[places + 1] + 2)
    columns = [read_letters(text, places, lengths, at) for at in range(int(lengths.max()))]
    order = sort_leaves(columns, lengths)
    passages = text.find_passages(places)
    places, passages, columns = places[order], passages[order], [column[order] for column in columns]
    starts = np.flatnonzero(np.any([find_new(column) for column in columns], axis=0))
    grams = np.stack([column[starts] for column in columns], axis=1)
    counts = np.diff(starts, append=len(places))
    steps = code_steps(take_steps(passages, starts), np.repeat(find_low_bits(counts, len(text.starts)), counts))
    offsets = code_offsets(places - text.starts[passages])
    values, bits = (np.stack(pair, axis=1) for pair in zip(steps, offsets, strict=True))
    ends = starts + counts
    sizes = np.cumsum(bits.sum(axis=1))[ends - 1] / BYTE + GRAM_BYTES * np.arange(1, len(ends) + 1)
    telling = count_telling(grams)
    at = 0
    while at < len(starts):
        end = find_end(sizes, telling, at, most)
        some = slice(starts[at], ends[end - 1])
        yield Leaves(
            first=write_letters(grams[at : at + 1, : telling[at]]),
            grams=write_grams(grams[at:end]),
            counts=write_counts(counts[at:end]),
            places=write_bits(values[some].ravel(), bits[some].ravel()),
        )
        at = end


def count_telling(grams: Numbers) -> Numbers:
    """Return how many of its first letters tell each leaf from the one before; of the first of all one is enough."""
    return np.append(1, 1 + np.argmax(grams[1:] != grams[:-1], axis=1))


def find_end(sizes: Numbers, telling: Numbers, at: int, most: float) -> int:
    """Return the end of a run of about so many bytes, a quarter more or less, so that few letters tell the next one.

    `sizes` are those of all leaves up to each.
    """
    before = sizes[at - 1] if at else 0
    if sizes[-1] <= before + most * 5 / 4:
        return len(sizes)
    first, last = np.searchsorted(sizes, (before + most * 3 / 4, before + most * 5 / 4))
    first = max(at + 1, int(first))
    # The last of the best, for the fewer runs the better.
    return max(first, int(last)) - int(np.argmin(telling[first : last + 1][::-1])) if last > first else first


def read_letters(text: Text, places: Numbers, lengths: Numbers, at: int) -> Numbers:
    """Return the letter at a place of each leaf; where the leaf is shorter, 0."""
    letters = text.codes.take(places + at, mode="clip")
    letters[lengths <= at] = 0
    return letters


def sort_leaves(columns: Sequence[Numbers], lengths: Numbers) -> Numbers:
    """Return the order of the leaves by their letters, a column each, and then by their places.

    By the last letters first, each time with the leaves that have no more than these. A stable sort of short numbers
    goes by their digits, in a fifth of the time of any other.
    """
    order = np.zeros(0, dtype=np.int64)
    for at, column in reversed(list(enumerate(columns))):
        order = np.append(order, np.flatnonzero(lengths == at + 1))
        order = order[np.argsort(column[order], kind="stable")]
    return order


def take_steps(passages: Numbers, starts: Numbers) -> Numbers:
    """Return the distance of each passage from the one before; at the starts, from the first of all."""
    steps = np.diff(passages, prepend=0)
    steps[starts] = passages[starts]
    return steps
