"""A title in, its lines out: as few as there is room for, broken by meaning and even in length, as GB/T 9704 asks."""

import math
import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from gongbao.script.segmenter import cut

NOT_FIRST = "、，；：。！？”’）》〉」』】·%—…"
NOT_LAST = "“‘（《〈「『【"
# Where a break costs nothing: after a mark, and in an occasion line after the day.
FREE = re.compile(r"(?<=[，、：；])|(?<=日)(?=在)")
MEETING = re.compile(r"(?=第[一二三四五六七八九十]+次会议|第[一二三四五六七八九十]+届)")
# What the other breaks cost, and the square of the characters by which a line differs from the even one.
BEFORE_A_MEETING, BETWEEN_WORDS, INSIDE_A_WORD, UNEVEN = 35, 40, 400, 0.3
# The breadth of a Latin letter or a digit, in characters.
NARROW = 0.56


@lru_cache(512)
def break_title(title: str, room: float, first: str = "") -> tuple[int, ...]:
    """Return where the lines of a title begin, the first left out; a line has room for so many characters.

    `first` is the name of a body: it is a unit of meaning where the title begins with it.
    """
    ends = list(accumulate(map(measure, title), initial=0))
    if ends[-1] <= room:
        return ()
    costs = price_breaks(title, first)
    for count in range(math.ceil(ends[-1] / room), len(title)):
        if lines := find_best(ends, room, count, costs):
            return lines[1:]
    return ()


def measure(character: str) -> float:
    """Return how broad a character is."""
    return 1 if unicodedata.east_asian_width(character) in "WFA" else NARROW


def price_breaks(title: str, first: str) -> dict[int, int]:
    """Return what a break costs at each place of a title where there may be one."""
    costs = dict.fromkeys(range(len(title)), INSIDE_A_WORD)
    costs |= dict.fromkeys(accumulate(map(len, cut(title))), BETWEEN_WORDS)
    costs |= {match.start(): BEFORE_A_MEETING for match in MEETING.finditer(title)}
    costs |= {match.start(): 0 for match in FREE.finditer(title)}
    if first and title.startswith(first):
        costs[len(first)] = 0
    return {
        place: cost
        for place, cost in costs.items()
        if 0 < place < len(title) and title[place] not in NOT_FIRST and title[place - 1] not in NOT_LAST
    }


def find_best(ends: list[float], room: float, count: int, costs: dict[int, int]) -> tuple[int, ...]:
    """Return where the lines of the best breaking into so many begin; nothing if there is none.

    `ends` tells how broad the title is up to each of its places.
    """
    even, last = ends[-1] / count, len(ends) - 1
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0, ())}
    for line in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        places = [last] if line == count - 1 else costs
        for start, (cost, starts) in best.items():
            for end in places:
                if start < end and ends[end] - ends[start] <= room:
                    total = cost + costs.get(end, 0) + UNEVEN * (ends[end] - ends[start] - even) ** 2
                    if end not in reached or total < reached[end][0]:
                        reached[end] = (total, (*starts, start))
        best = reached
    return best[last][1] if last in best else ()
