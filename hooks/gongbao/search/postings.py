"""Folded passages in, their postings out: for any phrase, a few small lists that tell exactly where it stands.

Heavy grams are those so common that the list of their places would be a burden to load (发展); each has a list of its
passages instead. Every other place of the text belongs to one gram, its leaf: from its letter to the one after the
longest heavy gram that follows it. So a query finds
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
    read_codes,
    write_bits,
    write_counts,
    write_grams,
    write_letters,
)
from gongbao.search.letters import Text

LONGEST_HEAVY = 8
SHORTEST = 2
FILE_BYTES = 16_000
# What a gram takes beside its places, and how many bits make a byte in a file.
GRAM_BYTES = 5
BYTE = GROUP / 2
# Of a text so many places are looked at together, for numpy counts and looks up in numbers four times as wide.
BLOCK = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """The passages of a heavy gram: their number, and the steps from one to the next in Rice's code."""

    gram: str
    count: int
    passages: str


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


def iter_heavy(text: Text, heavy: int) -> Iterator[tuple[Numbers, list[str]]]:
    """Give, from the shortest on, the grams of a length that occur more than `heavy` times.

    They come as the number of the gram that starts at each place, 0 for none, and their letters by number. With any
    gram its parts are heavy too, for they occur at least as often.
    """
    counts = count_letters(text)
    table, found = number_heavy(counts, heavy)
    names = ["", *map(chr, found)]
    grams = np.zeros(len(text.codes) + 1, dtype=np.uint16)
    for start in range(0, len(text.codes), BLOCK):
        block = text.codes[start : start + BLOCK]
        grams[start : start + len(block)] = table[block]
    for _ in range(LONGEST_HEAVY):
        yield grams, names
        counts = np.zeros(len(names) ** 2, dtype=np.int64)
        for _start, _places, pairs in iter_pairs(grams, len(names)):
            counts += np.bincount(pairs, minlength=len(counts))
        table, found = number_heavy(counts, heavy)
        if not found:
            break
        # In their place: a block is looked at before it is written, and the next one only after.
        for start, places, pairs in iter_pairs(grams, len(names)):
            grams[start : start + BLOCK] = 0
            grams[places] = table[pairs]
        names = ["", *(names[pair // len(names)] + names[pair % len(names)][-1] for pair in found)]


def count_letters(text: Text) -> Numbers:
    """Return how often each letter occurs."""
    counts = np.zeros(int(text.codes.max(initial=END)) + 1, dtype=np.int64)
    for start in range(0, len(text.codes), BLOCK):
        counts += np.bincount(text.codes[start : start + BLOCK], minlength=len(counts))
    counts[END] = 0
    return counts


def add_reach(reach: Numbers, grams: Numbers) -> None:
    """Note that at each place where a heavy gram starts the longest one is longer by a letter."""
    reach += grams > 0


def make_reach(text: Text) -> Numbers:
    """Return for each place, and one more, how long the longest heavy gram there is, before any is known: 0."""
    return np.zeros(len(text.codes) + 1, dtype=np.uint8)


def iter_pairs(grams: Numbers, base: int) -> Iterator[tuple[int, Numbers, Numbers]]:
    """Give, a block at a time, the places where a gram starts and another at the next place, and both as one number.

    Before them comes the start of the block.
    """
    for start in range(0, len(grams) - 1, BLOCK):
        one, other = grams[start : start + BLOCK], grams[start + 1 : start + BLOCK + 1]
        both = np.flatnonzero((one[: len(other)] > 0) & (other > 0))
        yield start, start + both, one[both] * np.int64(base) + other[both]


def number_heavy(counts: Numbers, heavy: int) -> tuple[Numbers, list[int]]:
    """Return the heavy ones of what was counted, and the table that numbers them, from 1 on."""
    found = np.flatnonzero(counts > heavy)
    table = np.zeros(len(counts), dtype=np.uint16)
    table[found] = np.arange(1, len(found) + 1)
    return table, found.tolist()


def iter_lists(text: Text, grams: Numbers, names: Sequence[str]) -> Iterator[List]:
    """Give the passages of the heavy grams of one length, in no order."""
    parts: list[list[Numbers]] = [[] for _ in names]
    for start in range(0, len(text.codes), BLOCK):
        block = grams[start : min(start + BLOCK, len(text.codes))]
        places = np.flatnonzero(block)
        order = places[np.argsort(block[places], kind="stable")]
        found, passages = block[order], text.read_passages(start, start + len(block))[order]
        fresh = find_new(found) | find_new(passages)
        found, passages = found[fresh], passages[fresh]
        starts = np.flatnonzero(find_new(found))
        for gram, part in zip(found[starts].tolist(), np.split(passages, starts[1:]), strict=False):
            parts[gram].append(part)
    for name, some in zip(names[1:], parts[1:], strict=True):
        passages = np.concatenate(some).astype(np.int64)
        # A passage may go on in the next block.
        yield write_list(name, passages[find_new(passages)], len(text.starts))


def find_list(text: Text, gram: str) -> List:
    """Return the passages of one gram."""
    letters = read_codes(gram)
    places = np.flatnonzero(text.codes == letters[0])
    for place, letter in enumerate(letters[1:], 1):
        places = places[text.codes[places + place] == letter]
    passages = text.find_passages(places)
    return write_list(gram, passages[find_new(passages)], len(text.starts))


def write_list(gram: str, passages: Numbers, most: int) -> List:
    """Return ascending passages, of so many, as they are written."""
    lows = np.broadcast_to(find_low_bits(np.array([len(passages)]), most), len(passages))
    return List(gram=gram, count=len(passages), passages=write_bits(*code_steps(np.diff(passages, prepend=0), lows)))


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
