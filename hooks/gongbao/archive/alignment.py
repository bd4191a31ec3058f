"""The printed lines of two reports in, pairs out: which of the old ones each new one answers to.

First those whose text is the same, then those with the same beginning (the lead of a paragraph, the head of a table's
row), then those with the most pairs of neighbouring characters in common (Dice's measure). A line answers to one of its
kind. The work grows with the length of the texts, not with the square of their number.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain

from gongbao.report.walk import Item, Kind

# Below this share of common pairs of characters, two lines of government reports are on different matters.
ALIKE = 0.3
# Pairs of characters that stand in more lines say nothing about which belong together.
MOST_PLACES = 12
CANDIDATES = 3
FEW = 20
# Bytes of two characters in UTF-32.
PAIR = 8


def pair_items(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Return for each new line that has one the old line it answers to, each by its place."""
    found: dict[int, int] = {}
    pair_same(old, new, found, lambda item: (item.kind, item.text))
    pair_same(old, new, found, read_beginning)
    # A row is named by its first cell; with another name it is another row, whatever its numbers.
    for kind in sorted({item.kind for item in new} - {"row"}):
        pair_alike(old, new, found, kind)
    return found


def read_beginning(item: Item) -> tuple[Kind, str] | None:
    """Return what names a line within its kind, None if nothing does: its lead, of a row the first cell."""
    beginning = item.text.partition("\t")[0] if item.kind == "row" else item.lead
    return (item.kind, beginning) if beginning else None


def pair_same(
    old: Sequence[Item],
    new: Sequence[Item],
    found: dict[int, int],
    key: Callable[[Item], Hashable | None],
) -> None:
    """Pair lines that have the same key and are not paired yet, in their order."""
    taken = set(found.values())
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(old):
        if place not in taken and key(item):
            waiting[key(item)].append(place)
    for place, item in enumerate(new):
        if place not in found and waiting.get(key(item)):
            found[place] = waiting[key(item)].pop(0)


def pair_alike(old: Sequence[Item], new: Sequence[Item], found: dict[int, int], kind: Kind) -> None:
    """Pair the lines of a kind that are left with those most like them, the most alike first."""
    taken = set(found.values())
    ours = {place: list_pairs(one.text) for place, one in enumerate(old) if one.kind == kind and place not in taken}
    theirs = {place: list_pairs(one.text) for place, one in enumerate(new) if one.kind == kind and place not in found}
    for _, place, other in sorted(iter_offers(ours, theirs)):
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)


def iter_offers(ours: dict[int, set[int]], theirs: dict[int, set[int]]) -> Iterator[tuple[float, int, int]]:
    """Give the likeness, negative so that the best sorts first, with the places in the new and the old report."""
    # To hold each against each is the quickest where few are left.
    find = make_finder(ours, set().union(*theirs.values())) if len(ours) > FEW else None
    for place, pairs in theirs.items():
        for other in find(pairs) if find else ours:
            common = len(pairs & ours[other])
            likeness = 2 * common / (len(pairs) + len(ours[other])) if common else 0
            if likeness >= ALIKE:
                yield -likeness, place, other


def make_finder(ours: dict[int, set[int]], asked: set[int]) -> Callable[[set[int]], list[int]]:
    """Return the function that names, for the pairs of a new line, the old ones that share most telling pairs.

    `asked` are the pairs of all new lines: no other is gone through.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, pairs in ours.items():
        for pair in pairs & asked:
            places[pair].append(place)
    telling = {pair: own for pair, own in places.items() if len(own) <= MOST_PLACES}

    def find(pairs: set[int]) -> list[int]:
        counts = Counter(chain.from_iterable(filter(None, map(telling.get, pairs))))
        return sorted(counts, key=lambda place: (-counts[place], place))[:CANDIDATES]

    return find


def list_pairs(text: str) -> set[int]:
    """Return the pairs of neighbouring characters of a text, each as one number: texts take half as long again."""
    codes = memoryview(text.encode("utf-32-le"))
    size = len(codes)
    # Those that begin at an even place, and those at an odd one.
    pairs = set(codes[: size // PAIR * PAIR].cast("Q").tolist())
    pairs.update(codes[PAIR // 2 :][: (size - PAIR // 2) // PAIR * PAIR].cast("Q").tolist())
    return pairs
