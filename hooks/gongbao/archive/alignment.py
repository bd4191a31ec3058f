"""The paragraphs of two reports in, pairs out: which of the old ones each new one answers to.

First those whose text is the same, then those with the same lead, then those with the most pairs of neighbouring
characters in common (Dice's measure). The work grows with the length of the texts, not with the square of their number.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain
from operator import add

from gongbao.report.report import Paragraph

# Below this share of common pairs of characters, two paragraphs of government reports are on different matters.
ALIKE = 0.3
# Pairs of characters that stand in more paragraphs say nothing about which belong together.
MOST_PLACES = 12
CANDIDATES = 3
FEW = 20


def pair_paragraphs(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> dict[int, int]:
    """Return for each new paragraph that has one the old paragraph it answers to, each by its place."""
    found: dict[int, int] = {}
    pair_same(old, new, found, lambda paragraph: paragraph.text)
    pair_same(old, new, found, lambda paragraph: paragraph.lead)
    pair_alike(old, new, found)
    return found


def pair_same(
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    found: dict[int, int],
    key: Callable[[Paragraph], Hashable | None],
) -> None:
    """Pair paragraphs that have the same key and are not paired yet, in their order."""
    taken = set(found.values())
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, paragraph in enumerate(old):
        if place not in taken and key(paragraph):
            waiting[key(paragraph)].append(place)
    for place, paragraph in enumerate(new):
        if place not in found and waiting.get(key(paragraph)):
            found[place] = waiting[key(paragraph)].pop(0)


def pair_alike(old: Sequence[Paragraph], new: Sequence[Paragraph], found: dict[int, int]) -> None:
    """Pair the paragraphs that are left with those most like them, the most alike first."""
    taken = set(found.values())
    ours = {place: list_pairs(one.text) for place, one in enumerate(old) if place not in taken}
    theirs = {place: list_pairs(one.text) for place, one in enumerate(new) if place not in found}
    for _, place, other in sorted(iter_offers(ours, theirs)):
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)


def iter_offers(ours: dict[int, set[str]], theirs: dict[int, set[str]]) -> Iterator[tuple[float, int, int]]:
    """Give the likeness, negative so that the best sorts first, with the places in the new and the old report."""
    # To hold each against each is the quickest where few are left.
    find = make_finder(ours) if len(ours) > FEW else None
    for place, pairs in theirs.items():
        for other in find(pairs) if find else ours:
            common = len(pairs & ours[other])
            likeness = 2 * common / (len(pairs) + len(ours[other])) if common else 0
            if likeness >= ALIKE:
                yield -likeness, place, other


def make_finder(ours: dict[int, set[str]]) -> Callable[[set[str]], list[int]]:
    """Return the function that names, for the pairs of a new paragraph, the old ones that share most telling pairs."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, pairs in ours.items():
        for pair in pairs:
            places[pair].append(place)
    telling = {pair: own for pair, own in places.items() if len(own) <= MOST_PLACES}

    def find(pairs: set[str]) -> list[int]:
        counts = Counter(chain.from_iterable([telling[pair] for pair in pairs if pair in telling]))
        return sorted(counts, key=lambda place: (-counts[place], place))[:CANDIDATES]

    return find


def list_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text."""
    return set(map(add, text, text[1:]))
