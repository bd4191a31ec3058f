"""Folded passages in, their postings out: for any phrase, a few small lists that tell exactly where it stands.

Heavy grams are those so common that the list of their places would be a burden to load (发展); each has a list of its
passages instead. Every other place of the text belongs to one gram, its leaf: from its letter to the one after the
longest heavy gram that follows it, three letters at least. So a query finds
- its passages at once, if it is itself heavy;
- otherwise its places: those of a few leaves side by side, the last of which may be any that the query leads to.
`docs/assets/js/search-postings.js` reads what is written here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongbao.arrays import Numbers, np, read_codes

LONGEST_HEAVY = 8
SHORTEST = 3
FILE_BYTES = 16_000
BLOCK = 1_000_000
# A number is the character of its code plus 32 (below are control characters); from WIDE on it is two characters.
BASE = 0x20
WIDE = 0xD000
WIDE_BASE = 0xE000
WIDE_BITS = 12
# Six passages make a letter from 0 on.
BITS, BITS_BASE, BITS_MARK = 6, 0x30, 0xF000
# Letters are numbers too; the first of them are marks in the list of grams, and the end of a passage.
END, SAME_FIRST, NEW_FIRST, LENGTH = 0x20, 0x21, 0x23, 0x24
LETTERS = BASE + 16


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
    grams = np.append(table[text.codes], np.uint32(0))
    reach = np.zeros(len(grams), dtype=np.uint8)
    for length in range(1, LONGEST_HEAVY + 1):
        reach[grams > 0] = length
        list_passages(text, grams, names, lists)
        counts = np.zeros(len(names) ** 2, dtype=np.int64)
        for _, pairs in iter_pairs(grams, len(names)):
            counts += np.bincount(pairs, minlength=len(counts))
        counts[0] = 0
        table, found = number_heavy(counts, heavy)
        if not found:
            break
        for start, pairs in iter_pairs(grams, len(names)):
            grams[start : start + len(pairs)] = table[pairs]
        names = ["", *(names[pair // len(names)] + names[pair % len(names)][-1] for pair in found)]
    return reach


def iter_pairs(grams: Numbers, base: int) -> Iterator[tuple[int, Numbers]]:
    """Give, a block at a time, each gram and the one that starts at the next place as one number; 0 without both."""
    for start in range(0, len(grams) - 1, BLOCK):
        one, other = grams[start : start + BLOCK], grams[start + 1 : start + BLOCK + 1]
        one = one[: len(other)]
        yield start, np.where((one > 0) & (other > 0), one * np.uint32(base) + other, np.uint32(0))


def number_heavy(counts: Numbers, heavy: int) -> tuple[Numbers, list[int]]:
    """Return the heavy ones of what was counted, and the table that numbers them, from 1 on."""
    found = np.flatnonzero(counts > heavy)
    table = np.zeros(len(counts), dtype=np.uint32)
    table[found] = np.arange(1, len(found) + 1)
    return table, found.tolist()


def list_passages(text: Text, grams: Numbers, names: Sequence[str], lists: dict[str, str]) -> None:
    """Note the passages of the heavy grams of one length."""
    parts: list[list[Numbers]] = [[] for _ in names]
    for start in range(0, len(text.codes), BLOCK):
        block = grams[start : start + BLOCK]
        places = np.flatnonzero(block)
        places = places[np.argsort(block[places].astype(np.uint16), kind="stable")]
        found, passages = block[places], text.passages[start + places]
        once = np.append(True, (np.diff(found) != 0) | (np.diff(passages) != 0))[: len(found)]
        found, passages = found[once], passages[once]
        starts = np.flatnonzero(np.append(True, np.diff(found)))[: len(found)]
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
    places, lengths = sort_places(text, places, lengths)
    if not len(places):
        return
    letters = [read_letters(text, places, lengths, at) for at in range(int(lengths.max()))]
    starts = np.flatnonzero(np.append(True, np.any([np.diff(column) != 0 for column in letters], axis=0)))
    grams = np.stack([column[starts] for column in letters], axis=1)
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


def sort_places(text: Text, places: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Return the places, and the lengths of their leaves, in the order of the leaves."""
    # Leaves that share their first three letters are all longer than that or none is, so the others need no fourth.
    isolated = lengths > SHORTEST
    order = np.flatnonzero(isolated)
    for at in range(int(lengths.max(initial=0)) - 1, SHORTEST - 1, -1):
        order = order[np.argsort(read_letters(text, places[order], lengths[order], at), kind="stable")]
    order = np.concatenate((order, np.flatnonzero(~isolated)))
    for at in range(SHORTEST - 1, -1, -1):
        order = order[np.argsort(text.codes[places[order] + at], kind="stable")]
    return places[order], lengths[order]


def read_letters(text: Text, places: Numbers, lengths: Numbers, at: int) -> Numbers:
    """Return one letter of each leaf; 0 where it is no longer than that."""
    inside = np.minimum(places + at, len(text.codes) - 1)
    return np.where(at < lengths, text.codes[inside], np.uint16(0))


def take_steps(passages: Numbers, starts: Numbers) -> Numbers:
    """Return the distance of each passage from the one before; at the starts, from the first of all."""
    steps = np.diff(passages, prepend=0)
    steps[starts] = passages[starts]
    return steps


def count_bytes(numbers: Numbers) -> Numbers:
    """Return how many bytes each number takes in a file."""
    return 1 + (numbers >= 0x80 - BASE) + (numbers >= 0x800 - BASE) + 2 * (numbers >= WIDE)


def write_passages(passages: Numbers, count: int) -> str:
    """Return ascending passages, of so many, as text: the steps from one to the next or, if shorter, a letter for six.

    Of a letter each bit is a passage; a mark in front tells the one from the other.
    """
    if len(passages) * BITS < count:
        return write_numbers(np.diff(passages, prepend=0))
    bits = np.zeros(-(-count // BITS) * BITS, dtype=np.int64)
    bits[passages] = 1
    letters = bits.reshape(-1, BITS) @ (1 << np.arange(BITS)) + BITS_BASE
    return chr(BITS_MARK) + letters.astype("<u2").tobytes().decode("utf-16-le")


def write_numbers(numbers: Numbers) -> str:
    """Return numbers as text; small numbers are short in UTF-8."""
    wide = numbers >= WIDE
    if not wide.any():
        return (numbers + BASE).astype("<u2").tobytes().decode("utf-16-le")
    places = np.cumsum(1 + wide) - 1
    units = np.empty(places[-1] + 1, dtype="<u2")
    units[places] = BASE + np.where(wide, numbers & ((1 << WIDE_BITS) - 1), numbers)
    units[places[wide] - 1] = WIDE_BASE + (numbers[wide] >> WIDE_BITS)
    return units.tobytes().decode("utf-16-le")


def write_grams(grams: Numbers) -> str:
    """Return leaves in their order, a row each, as what is new in each: the first letters, the length, the others."""
    fresh = np.append(True, np.diff(grams[:, 0]) != 0)
    other = fresh | np.append(True, np.diff(grams[:, 1]) != 0)
    rest = np.count_nonzero(grams[:, 2:], axis=1)
    columns = [
        np.where(fresh, NEW_FIRST, np.where(other, SAME_FIRST, 0)),
        np.where(fresh, grams[:, 0], 0),
        np.where(other, grams[:, 1], 0),
        np.where(rest > 1, LENGTH + rest, 0),
        *grams[:, 2:].T,
    ]
    return write_letters(np.stack(columns, axis=1))


def write_letters(rows: Numbers) -> str:
    """Return the letters of all rows; 0 is none."""
    return rows[rows > 0].astype("<u2").tobytes().decode("utf-16-le")
