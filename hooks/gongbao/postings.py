"""Folded passages in, their postings out: for any phrase, a few small lists that tell exactly where it stands.

Every position of the text belongs to one gram, the shortest that starts there, is three characters long or longer,
and whose end tells it apart: what follows its first character is not heavy. Heavy grams are those so common that the
list of their positions would be a burden to load (发展); each has a list of its passages instead. So a query finds
- its passages at once, if it is itself heavy;
- otherwise its positions: those of a few grams side by side, the last of which may be any that the query begins.
`docs/assets/js/search-postings.js` reads what is written here; `reference` for the forms: `Leaves` and `Postings`.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import sub

SHORTEST = 3
LONGEST_HEAVY = 8
HEAVY = 4_000
SAMPLE = 1_000_000
FILE_BYTES = 24_000
# Every number is one character, that of its code plus 32 (below are control characters); from WIDE on it is two.
BASE = 0x20
WIDE = 0xD000
WIDE_BASE = 0xE000
# The first characters of the code of texts are marks of the list of grams.
END, SAME_FIRST, NEW_FIRST, LENGTH = "\x20", "\x21", "\x23", "\x24"
MARKS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """A run of grams in their order, in four strings of which each holds one kind of thing.

    `grams`: their letters; `counts`: the number of positions of each; `passages`: for each position the distance to
    the passage of the one before it in its gram; `offsets`: where in the passage it is.
    """

    first: str
    grams: str
    counts: str
    passages: str
    offsets: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """All postings: the alphabet by frequency, the heavy grams with their passages, and the runs of grams."""

    alphabet: str
    heavy: dict[str, str]
    runs: list[Leaves]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """All passages as one text in the code of the alphabet, and the passage and the offset of each of its places."""

    coded: str
    passages: "array[int]"
    offsets: "array[int]"
    numbers: list[str]


def make_postings(texts: Sequence[str], heavy: int = HEAVY) -> Postings:
    """Return the postings of folded passages, each on one line; a gram is heavy from about so many positions on."""
    joined = "\n\n".join([*texts, ""])
    counts = Counter(joined)
    del counts["\n"]
    alphabet = "".join(sorted(counts, key=lambda letter: (-counts[letter], letter)))
    table = {ord(letter): BASE + MARKS + rank for rank, letter in enumerate(alphabet)}
    text = make_text(texts, joined.translate(table | {ord("\n"): END}))
    grams = find_heavy(text.coded, heavy)
    maker = Maker(text=text, heavy=grams, lists={})
    runs = list(maker.iter_runs())
    return Postings(alphabet=alphabet, heavy={gram: maker.lists.get(gram, "") for gram in sorted(grams)}, runs=runs)


def make_text(texts: Sequence[str], coded: str) -> Text:
    """Return the text with what is asked for at each of its places, ready to be looked up."""
    passages, offsets = array("I"), array("I")
    for number, passage in enumerate(texts):
        passages.extend(array("I", (number,)) * (len(passage) + 2))
        offsets.extend(range(len(passage) + 2))
    highest = max(len(texts), 2 + max(map(len, texts), default=0))
    return Text(coded=coded, passages=passages, offsets=offsets, numbers=[write_number(n) for n in range(highest + 1)])


def write_number(number: int) -> str:
    """Return a number as text; small numbers are short in UTF-8."""
    if number < WIDE:
        return chr(BASE + number)
    return chr(WIDE_BASE + (number >> 12)) + chr(BASE + (number & 0xFFF))


def find_heavy(coded: str, heavy: int) -> frozenset[str]:
    """Return the grams that occur about so often or more, as a sample shows; with any gram come all its parts."""
    step = -(-len(coded) // SAMPLE)
    least = heavy // step
    pieces = [coded[at : at + 1000] for at in range(0, len(coded), 1000 * step)]
    found: set[str] = set()
    last: Set[str] = {letter for letter, count in Counter("".join(pieces)).items() if count > least and letter != END}
    for length in range(2, LONGEST_HEAVY + 1):
        found |= last
        counts = Counter(
            gram
            for piece in pieces
            for at in range(len(piece) - length + 1)
            if (gram := piece[at : at + length])[1:] in last and gram[:-1] in last
        )
        last = {gram for gram, count in counts.items() if count > least}
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Sorts the positions into grams; `lists` receives the passages of the heavy ones."""

    text: Text
    heavy: Set[str]
    lists: dict[str, str]

    def iter_runs(self) -> Iterator[Leaves]:
        """Give the grams in their order, in runs of about the size of a file."""
        names: list[str] = []
        lists: list[list[int]] = []
        for letter, places in self._sort_letters():
            if letter in self.heavy:
                self._list_passages(letter, places)
            self._sort_grams(places, names, lists)
            start = size = 0
            for end, positions in enumerate(lists, 1):
                size += 4 + 4 * len(positions)
                if size >= FILE_BYTES:
                    yield self._make_run(names[start:end], lists[start:end])
                    start, size = end, 0
            del names[:start], lists[:start]
        if names:
            yield self._make_run(names, lists)

    def _sort_letters(self) -> Iterator[tuple[str, "array[int]"]]:
        """Give every letter with its places."""
        coded = self.text.coded
        places: dict[str, array[int]] = {letter: array("I") for letter in sorted(set(coded))}
        add = {letter: places[letter].append for letter in places}
        for place, letter in enumerate(coded):
            add[letter](place)
        places.pop(END, None)
        for letter in list(places):
            yield letter, places.pop(letter)

    def _sort_grams(self, places: Iterable[int], names: list[str], lists: list[list[int]]) -> None:
        """Add the grams of all places with one first letter, in their order, and the places of each."""
        coded, heavy = self.text.coded, self.heavy
        grams: defaultdict[str, list[int]] = defaultdict(list)
        for place in places:
            grams[coded[place : place + SHORTEST]].append(place)
        pair = ""
        for gram in sorted(grams):
            if gram[:2] != pair:
                pair = gram[:2]
                if pair in heavy:
                    self._list_passages(pair, sorted(chain(*(grams[one] for one in grams if one.startswith(pair)))))
            if gram[1:] in heavy:
                self._split(gram, grams[gram], names, lists)
            elif gram.rstrip(END) not in heavy:
                names.append(gram)
                lists.append(grams[gram])

    def _split(self, gram: str, places: list[int], names: list[str], lists: list[list[int]]) -> None:
        """Add the longer grams that begin with one, for what follows its first letter is heavy."""
        if gram in self.heavy:
            self._list_passages(gram, places)
        coded, length = self.text.coded, len(gram)
        longer: defaultdict[str, list[int]] = defaultdict(list)
        for place in places:
            longer[gram + coded[place + length]].append(place)
        for name in sorted(longer):
            if name[1:] in self.heavy:
                self._split(name, longer[name], names, lists)
            elif name.rstrip(END) not in self.heavy:
                names.append(name)
                lists.append(longer[name])

    def _list_passages(self, gram: str, places: Iterable[int]) -> None:
        """Note the passages of a heavy gram."""
        passages = list(dict.fromkeys(map(self.text.passages.__getitem__, places)))
        self.lists[gram] = self._write(map(sub, passages, [0, *passages]))

    def _write(self, numbers: Iterable[int]) -> str:
        return "".join(map(self.text.numbers.__getitem__, numbers))

    def _make_run(self, names: Sequence[str], lists: Sequence[list[int]]) -> Leaves:
        """Return a run of grams as strings."""
        places = list(chain.from_iterable(lists))
        counts = list(map(len, lists))
        passages = list(map(self.text.passages.__getitem__, places))
        steps = list(map(sub, passages, [0, *passages]))
        for start in accumulate(counts[:-1], initial=0):
            steps[start] = passages[start]
        return Leaves(
            first=names[0],
            grams=write_grams(names),
            counts="".join(map(write_number, counts)),
            passages=self._write(steps),
            offsets=self._write(map(self.text.offsets.__getitem__, places)),
        )


def write_grams(grams: Iterable[str]) -> str:
    """Return grams in their order, each as what its first two letters and the mark of its length leave to say."""
    out: list[str] = []
    first = second = ""
    for gram in grams:
        if gram[0] != first:
            first, second = gram[0], gram[1]
            out.append(NEW_FIRST + first + second)
        elif gram[1] != second:
            second = gram[1]
            out.append(SAME_FIRST + second)
        rest = gram[2:]
        out.append(rest if len(rest) == 1 else chr(ord(LENGTH) + len(rest)) + rest)
    return "".join(out)
