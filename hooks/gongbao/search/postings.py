"""Folded passages in, their postings out: for any phrase, a few small lists that tell exactly where it stands.

Heavy grams are those so common that the list of their places would be a burden to load (发展); each has a list of its
passages instead. Every other place of the text belongs to one gram, its leaf: from its letter to the one after the
longest heavy gram that follows it, three letters at least. So a query finds
- its passages at once, if it is itself heavy;
- otherwise its places: those of a few leaves side by side, the last of which may be any that the query leads to.
`pages/assets/js/search-postings.js` reads what is written here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.search.encoding import (
    END,
    HALF,
    LETTERS,
    LOWER,
    Numbers,
    count_bytes,
    find_new,
    join_numbers,
    np,
    read_codes,
    write_grams,
    write_letters,
    write_numbers,
    write_passages,
)

LONGEST_HEAVY = 8
SHORTEST = 3
FILE_BYTES = 16_000
BLOCK = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """A run of leaves in their order, in four strings of which each holds one kind of thing.

    `first`: the first leaf; `grams`: the letters of all; `counts`: the number of places of each; `passages`: for each
    place the distance to the passage of the one before it in its leaf; `offsets`: where in the passage it is.
    """

    first: str
    grams: str
    counts: str
    passages: str
    offsets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """All postings: the alphabet by frequency, the heavy grams with their passages, and the runs of leaves."""

    alphabet: str
    heavy: dict[str, str]
    runs: list[Leaves]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """All passages as one text: the code of the letter at each place, its passage, and where each passage starts.

    After each passage come two ends, so that a leaf never runs into the next passage.
    """

    codes: Numbers
    passages: Numbers
    starts: Numbers


def make_postings(texts: Sequence[str], heavy: int) -> Postings:
    """Return the postings of folded passages; a gram that occurs more than `heavy` times is heavy."""
    alphabet, codes = encode(texts)
    lengths = np.array([len(text) + 2 for text in texts], dtype=np.int64)
    text = Text(
        codes=codes,
        passages=np.repeat(np.arange(len(texts), dtype=np.uint32), lengths),
        starts=np.cumsum(lengths) - lengths,
    )
    lists: dict[str, str] = {}
    reach = find_heavy(text, heavy, lists)
    return Postings(alphabet=alphabet, heavy=dict(sorted(lists.items())), runs=list(iter_runs(text, reach)))


def encode(texts: Sequence[str]) -> tuple[str, Numbers]:
    """Return the letters of the texts, the commonest first, and the texts in their numbers, two ends after each."""
    letters = read_codes("\n\n".join([*texts, ""]))
    counts = np.bincount(letters, minlength=ord("\n") + 1)
    counts[ord("\n")] = 0
    alphabet = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    table = np.zeros(len(counts), dtype=np.uint16)
    table[alphabet] = np.arange(LETTERS, LETTERS + len(alphabet))
    table[ord("\n")] = END
    return "".join(map(chr, alphabet.tolist())), table[letters]


def find_heavy(text: Text, heavy: int, lists: dict[str, str]) -> Numbers:
    """Return for each place how long the longest heavy gram is that starts there; note the passages of each in lists.

    With any gram its parts are heavy too, for they occur at least as often.
    """
    counts = np.bincount(text.codes)
    counts[END] = 0
    table, found = number_heavy(counts, heavy)
    names = ["", *map(chr, found)]
    grams = np.append(table[text.codes], table[:1])
    reach = np.zeros(len(grams), dtype=np.uint8)
    for _ in range(LONGEST_HEAVY):
        reach += grams > 0
        list_passages(text, grams, names, lists)
        counts = np.zeros(len(names) ** 2, dtype=np.int64)
        for _, pairs in iter_pairs(grams, len(names)):
            counts += np.bincount(pairs, minlength=len(counts))
        table, found = number_heavy(counts, heavy)
        if not found:
            break
        longer = np.zeros(len(grams), dtype=table.dtype)
        for places, pairs in iter_pairs(grams, len(names)):
            longer[places] = table[pairs]
        grams = longer
        names = ["", *(names[pair // len(names)] + names[pair % len(names)][-1] for pair in found)]
    return reach


def iter_pairs(grams: Numbers, base: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Give, a block at a time, the places where a gram starts and another at the next place, and both as one number."""
    for start in range(0, len(grams) - 1, BLOCK):
        one, other = grams[start : start + BLOCK], grams[start + 1 : start + BLOCK + 1]
        both = np.flatnonzero((one[: len(other)] > 0) & (other > 0))
        yield start + both, one[both] * np.int64(base) + other[both]


def number_heavy(counts: Numbers, heavy: int) -> tuple[Numbers, list[int]]:
    """Return the heavy ones of what was counted, and the table that numbers them, from 1 on."""
    found = np.flatnonzero(counts > heavy)
    table = np.zeros(len(counts), dtype=np.min_scalar_type(len(found)))
    table[found] = np.arange(1, len(found) + 1)
    return table, found.tolist()


def list_passages(text: Text, grams: Numbers, names: Sequence[str], lists: dict[str, str]) -> None:
    """Note the passages of the heavy grams of one length."""
    parts: list[list[Numbers]] = [[] for _ in names]
    for start in range(0, len(text.codes), BLOCK):
        block = grams[start : start + BLOCK]
        places = np.flatnonzero(block)
        pairs = join_numbers(block[places], text.passages[start + places])
        pairs.sort()
        pairs = pairs[find_new(pairs)]
        found, passages = pairs >> HALF, pairs.astype(np.uint32)
        starts = np.flatnonzero(find_new(found))
        for gram, part in zip(found[starts].tolist(), np.split(passages, starts[1:]), strict=False):
            parts[gram].append(part)
    for name, some in zip(names[1:], parts[1:], strict=True):
        passages = np.concatenate(some).astype(np.int64)
        # A passage may go on in the next block.
        passages = passages[np.append(True, np.diff(passages) > 0)]
        lists[name] = write_passages(passages, len(text.starts))


def iter_runs(text: Text, reach: Numbers) -> Iterator[Leaves]:
    """Give the leaves in their order, in runs of about the size of a file."""
    counts = np.bincount(text.codes, minlength=LETTERS)
    counts[END] = 0
    blocks = np.cumsum(counts) // BLOCK
    for block in range(int(blocks[-1]) + 1):
        letters = np.flatnonzero((blocks == block) & (counts > 0))
        if len(letters):
            inside = (text.codes >= letters[0]) & (text.codes <= letters[-1])
            # A heavy gram up to the end of its passage needs no leaf: its list has the passage.
            places = np.flatnonzero(inside)
            places = places[text.codes[places + reach[places]] != END]
            yield from iter_block(text, places, np.maximum(SHORTEST, reach[places + 1] + 2))


def iter_block(text: Text, places: Numbers, lengths: Numbers) -> Iterator[Leaves]:
    """Give the runs of some places, whose leaves have these lengths."""
    if not len(places):
        return
    pairs = [read_pairs(text, places, lengths, at) for at in range(0, int(lengths.max()), 2)]
    order = sort_leaves(pairs, lengths)
    places, pairs = places[order], [column[order] for column in pairs]
    starts = np.flatnonzero(np.any([find_new(column) for column in pairs], axis=0))
    grams = np.stack([letter for column in pairs for letter in split_pairs(column[starts])], axis=1)
    passages = text.passages[places].astype(np.int64)
    steps, offsets = take_steps(passages, starts), places - text.starts[passages]
    ends = np.append(starts[1:], len(places))
    # About the bytes of each leaf in a file: letters and numbers take two, three from about 1,900 on.
    bytes_so_far = np.cumsum(count_bytes(steps) + count_bytes(offsets))[ends - 1] + 5 * np.arange(1, len(ends) + 1)
    first = 0
    while first < len(starts):
        before = bytes_so_far[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(bytes_so_far, before + FILE_BYTES)))
        some = slice(starts[first], ends[last - 1])
        yield Leaves(
            first=write_letters(grams[first : first + 1]),
            grams=write_grams(grams[first:last]),
            counts=write_numbers((ends - starts)[first:last]),
            passages=write_numbers(steps[some]),
            offsets=write_numbers(offsets[some]),
        )
        first = last


def read_pairs(text: Text, places: Numbers, lengths: Numbers, at: int) -> Numbers:
    """Return two letters of each leaf as one number; what is not in the leaf is 0."""
    pairs = np.zeros(len(places), dtype=np.uint32)
    some = np.flatnonzero(lengths > at)
    spots = places[some] + at
    pairs[some] = text.codes.take(spots).astype(np.uint32) << 16
    pairs[some] |= text.codes.take(spots + 1, mode="clip") * (lengths[some] > at + 1)
    return pairs


def split_pairs(pairs: Numbers) -> tuple[Numbers, Numbers]:
    """Return the two letters of each pair."""
    return pairs >> 16, pairs & 0xFFFF


def sort_leaves(pairs: Sequence[Numbers], lengths: Numbers) -> Numbers:
    """Return the order of the leaves by their letters, which come in pairs, and then by their places."""
    order = np.zeros(0, dtype=np.int64)
    longest = int(lengths.max())
    # By the last letters first, each time with the leaves that have no more than these.
    for number, column in reversed(list(enumerate(pairs))):
        order = np.append(order, np.flatnonzero((lengths > 2 * number) & (lengths <= longest)))
        keys = join_numbers(column[order], np.arange(len(order), dtype=np.uint64))
        keys.sort()
        order = order[keys & LOWER]
        longest = 2 * number
    return order


def take_steps(passages: Numbers, starts: Numbers) -> Numbers:
    """Return the distance of each passage from the one before; at the starts, from the first of all."""
    steps = np.diff(passages, prepend=0)
    steps[starts] = passages[starts]
    return steps
