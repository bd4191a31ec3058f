"""A text in, its heavy grams out: those too common for a list of their places, each with its passages instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.search.encoding import Numbers, code_steps, find_low_bits, find_new, np, read_codes, write_bits
from gongbao.search.letters import BLOCK, Text, count_letters

LONGEST_HEAVY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """The passages of a heavy gram: their number, and the steps from one to the next in Rice's code."""

    gram: str
    count: int
    passages: str


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
