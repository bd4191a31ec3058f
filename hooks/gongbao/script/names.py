"""Simplified text and its conversion in, the characters that names of people write in another way out.

A surname that is also a common word (于, 余, 党, 后) is one where the frame around it says so: an election or an office
before, a duty or a title after, a list of names, a line of its own. Each side is weighed; ordinary words weigh against.
The characters of a given name are those that given names use (`given_names.txt`).
"""

import re
from collections.abc import Iterator
from functools import cache

from gongbao.script.dictionary import read_entries
from gongbao.script.evidence import Finding
from gongbao.script.forms import convert_words
from gongbao.script.frames import (
    AFTER,
    COMMON,
    DOING_RIGHT,
    END_RIGHT,
    LITTLE,
    PAUSE,
    REACH,
    STRONG,
    weigh_frame,
)
from gongbao.script.segmenter import cut, find_kind

# Surnames that are also other words, with their form, in OpenCC's standard.
SURNAMES = {
    **{char: char for char in "于余涂游朴党干种后占"},
    "钟": "鍾",
}
# Those that few people have, and the language needs all the time: they ask for more.
RARE = "干种后党占"
# What given names keep, in OpenCC's standard; every other character is what it is by itself.
GIVEN = {char: char for char in "里征斗采余于涂游志后千谷郁朴占范"} | {"冲": "沖"}
SHORTEST, LONGEST = 2, 3
# The weight from which a name is believed, and from which it is beyond doubt.
ENOUGH, SURE = 4, 5
# Given names that after 于 are where or whom something is for.
NOUNS = "民国家天海江山水春秋林中一东西南北心"
# What 余 is the rest of.
REST = "其剩多业富盈结残有课工公茶年月节0123456789０１２３４５６７８９二三四五六七八九十百千万亿两几"
USUAL = 200


def find_in_names(text: str, converted: str) -> Iterator[Finding]:
    """Give the characters that a name writes otherwise than they came out."""
    for start, end, weight in find_names(text):
        for place, form in enumerate(write_name(text[start:end]), start):
            if form and form != converted[place]:
                yield Finding(place, form, sure=weight >= SURE)


def find_names(text: str) -> Iterator[tuple[int, int, int]]:
    """Give the names of people in which a common word could be read, from start to end, with their weight."""
    last = 0
    places = sorted({match.start() for pattern in load_patterns() for match in pattern.finditer(text)})
    for place in places:
        for start in list_starts(text, place):
            if start < last:
                continue
            for length in (LONGEST, SHORTEST):
                if place < start + length and (weight := weigh(text, start, start + length)) >= ENOUGH:
                    last = start + length
                    yield start, last, weight
                    break


def list_starts(text: str, place: int) -> Iterator[int]:
    """Give where a name may begin that holds a character: before it with a usual surname, or with itself."""
    for start in range(max(0, place - 2), place):
        if text[start] in COMMON and text[place] in GIVEN:
            yield start
    if text[place] in SURNAMES:
        yield place


def write_name(name: str) -> list[str | None]:
    """Return the form of each character that names write in their own way, in OpenCC's standard."""
    return [SURNAMES.get(name[0]), *map(GIVEN.get, name[1:])]


@cache
def load_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds surnames, and what finds the characters within a name: with what can follow a name behind.

    They are two, since each begins with a few characters alone, for which a search is five times as fast.
    """
    given = f"[{re.escape(''.join(load_given()))}]"
    after = f"(?:[{PAUSE}{AFTER}]|$)"
    within = f"[{''.join(GIVEN)}](?:(?<=[{COMMON}].)|(?<=[{COMMON}]..))(?={given}?{after})"
    return re.compile(f"[{''.join(SURNAMES)}](?={given}{{1,2}}{after})"), re.compile(within)


def weigh(text: str, start: int, end: int) -> int:
    """Return how much speaks for a name between start and end; less than nothing where its characters are no name's."""
    name = text[start:end]
    if end > len(text) or len(name) != end - start or not load_given().issuperset(name[1:]):
        return -1
    left, right = weigh_frame(text, start, end)
    if not may_be_name(name, left, right, ends=bool(END_RIGHT.match(text, end))):
        return -1
    if name[0] == "余" and start and text[start - 1] in REST:
        return -1
    usual = load_usual().issuperset(name[1:])
    if is_line(text, start, end) and not is_name_by_itself(name, usual=usual):
        return -1
    weight = left + right + (len(name) == LONGEST) + usual - (name[0] in RARE)
    if not right:
        weight = min(weight, ENOUGH)
    return weight - weigh_words(text, start, end) if weight >= ENOUGH else weight


def may_be_name(name: str, left: int, right: int, *, ends: bool) -> bool:
    """Tell whether a frame is enough for a name to be thought of: 于 after a preposition (相对于公路，) is none."""
    if not left:
        return right == STRONG and name[0] in SURNAMES
    if not right:
        # 免去余海波市财政局局长职务: who it happens to stands before, and nothing speaks against it.
        return left == STRONG and name[0] in SURNAMES and name[0] not in RARE and not is_where_or_when(name)
    return not (name[0] == "于" and left == LITTLE and ends)


def is_where_or_when(name: str) -> bool:
    """Tell whether 于 and a word say where or when (于今年): a word of time, place or direction is no given name."""
    return name[0] == "于" and (
        len(name) == SHORTEST or find_kind(name[1:])[0] in "tsfvmd" or find_kind(name[1:]) == "ns"
    )


def is_name_by_itself(name: str, *, usual: bool) -> bool:
    """Tell whether a line of its own may be a name: 于强 is one, 于民 a piece of a phrase, 后海 a place."""
    if name[0] in RARE:
        return usual and len(name) == LONGEST
    return len(name) == LONGEST or (usual and not (name[0] == "于" and name[1] in NOUNS))


def is_line(text: str, start: int, end: int) -> bool:
    """Tell whether a line holds nothing else."""
    return (not start or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def weigh_words(text: str, start: int, end: int) -> int:
    """Return how much the words of the text speak against a name: one that begins before or ends within it."""
    first = start
    while first > 0 and start - first < REACH and is_native(text[first - 1]):
        first -= 1
    last = end
    while last < len(text) and last - end < REACH and is_native(text[last]):
        last += 1
    against = 0
    for word in cut(text[first:last]):
        after = first + len(word)
        if first < start < after:
            against += 0 if word == "由于" and DOING_RIGHT.match(text, end) else 2 + (after > start + 1)
        elif start <= first < end < after or (first == start and 1 < len(word) < end - start):
            against += 2
        elif first == start and after == end and (len(word) == SHORTEST or not is_person(word)):
            against += 3
        first = after
    return against


def is_person(word: str) -> bool:
    """Tell whether the segmenter knows a word as a person's name, of which no phrase knows better (郁金香 is none)."""
    if word[0] not in SURNAMES or not find_kind(word).startswith("nr"):
        return False
    return convert_words(word, "zh-Hant") == convert_words("\n".join(word), "zh-Hant").replace("\n", "")


def is_native(char: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


@cache
def load_usual() -> frozenset[str]:
    """Return those that most given names use."""
    return frozenset("".join(read_entries("given_names.txt"))[:USUAL])


@cache
def load_given() -> frozenset[str]:
    """Return the characters that given names use."""
    return frozenset("".join(read_entries("given_names.txt"))).union(GIVEN)
