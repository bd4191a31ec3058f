"""Texts in, the same in the letters of the index out: of any letter its rank, so that the commonest are the shortest.

Of a Chinese text this takes half of the bytes that UTF-8 takes, and whoever reads it needs no more than the alphabet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from gongbao.search.documents import Document
from gongbao.search.encoding import END, LETTERS, Numbers, np, read_codes, write_letters
from gongbao.search.normalize import fold_all

CODES = 0x110000
MOST = 1 << 16
LINE = ord("\n")
# Of a text so many places are looked at together, for numpy counts and looks up in numbers four times as wide.
BLOCK = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Alphabet:
    """The letters of a publication, the commonest first, and which of them occur in what is searched.

    `codes` has for each code point the letter that stands for it; 0 for what does not occur.
    """

    letters: str
    searched: frozenset[str]
    codes: Numbers

    def write_all(self, texts: Sequence[str]) -> list[str]:
        """Return each text in the letters of the index, a character for each character."""
        written = write_letters(self.codes[read_codes("".join(texts))])
        return [written[start:end] for start, end in pairwise(accumulate(map(len, texts), initial=0))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """All passages as one text: the letter at each place, and where each passage starts.

    After each passage come two ends, so that a gram never runs into the next passage.
    """

    codes: Numbers
    starts: Numbers

    def find_passages(self, places: Numbers) -> Numbers:
        """Return the passages of places, which best ascend."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def read_passages(self, start: int, end: int) -> Numbers:
        """Return the passage of each place from one to another: sixteen times as fast as to find them."""
        first, last = self.find_passages(np.array([start, end - 1]))
        steps = np.zeros(end - start, dtype=np.uint32)
        steps[self.starts[first + 1 : last + 1] - start] = 1
        return np.cumsum(steps, dtype=np.uint32) + np.uint32(first)


def count_letters(text: Text) -> Numbers:
    """Return how often each letter occurs."""
    counts = np.zeros(int(text.codes.max(initial=END)) + 1, dtype=np.int64)
    for start in range(0, len(text.codes), BLOCK):
        counts += np.bincount(text.codes[start : start + BLOCK], minlength=len(counts))
    counts[END] = 0
    return counts


def read_documents(documents: Iterable[Document]) -> tuple[Alphabet, Text]:
    """Return the letters of the documents, and all that is searched as one text.

    Letters are numbered as they come, and by their frequency in the end: so a text is at no time held in wide numbers.
    """
    numbers = np.zeros(CODES, dtype=np.uint16)
    numbers[LINE] = 1
    counts = np.zeros(MOST, dtype=np.int64)
    searched = np.zeros(MOST, dtype=np.int64)
    known: list[Numbers] = [np.array([LINE])]
    pieces, lengths = [], []
    for document in documents:
        counts += np.bincount(number_letters("".join(document.words), numbers, known), minlength=MOST)
        passages = fold_all(document.iter_strings())
        lengths += [len(passage) + 2 for passage in passages]
        pieces.append(number_letters("\n\n".join([*passages, ""]), numbers, known))
        searched += np.bincount(pieces[-1], minlength=MOST)
    points = np.concatenate(known)
    counts = (counts + searched)[1 : len(points) + 1]
    counts[0] = 0
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    ranks = np.zeros(len(points) + 1, dtype=np.uint16)
    ranks[order + 1] = np.arange(LETTERS, LETTERS + len(order))
    ranks[1] = END
    text = Text(codes=join_pieces(pieces, ranks), starts=np.cumsum(lengths, dtype=np.int64) - lengths)
    codes = ranks[numbers]
    codes[LINE] = END
    letters = points[order]
    found = searched[order + 1] > 0
    return make_alphabet(letters, found, codes), text


def number_letters(text: str, numbers: Numbers, known: list[Numbers]) -> Numbers:
    """Return the letters of a text by number; letters that are new get the next numbers, from 1 on."""
    points = read_codes(text)
    found = numbers[points]
    if not found.all():
        fresh = np.unique(points[found == 0])
        first = sum(map(len, known)) + 1
        numbers[fresh] = np.arange(first, first + len(fresh))
        known.append(fresh)
        found = numbers[points]
    return found


def join_pieces(pieces: list[Numbers], ranks: Numbers) -> Numbers:
    """Return pieces as one, by rank; each is let go when it is done."""
    codes = np.empty(sum(map(len, pieces)), dtype=np.uint16)
    at = 0
    while pieces:
        piece = pieces.pop(0)
        codes[at : at + len(piece)] = ranks[piece]
        at += len(piece)
    return codes


def make_alphabet(points: Numbers, found: Numbers, codes: Numbers) -> Alphabet:
    """Return an alphabet of code points in their order, of which those found are searched."""
    letters = "".join(map(chr, points.tolist()))
    return Alphabet(letters=letters, searched=frozenset(map(chr, points[found].tolist())), codes=codes)
