"""The names of bodies or places in, the same in the order in which a reader looks for them out.

First those that `data/names.yml` lists, in its order; then those of the whole country; then by sound, so that a
province stands right before its cities, and of one place the congress before its government, court and procuratorate.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from gongbao.report.report import Name
from gongbao.script.dictionary import read_entries

NATIONAL = re.compile("中华人民共和国|全国|国务院|国家|最高人民")
# What follows the place in the name of a body, or stands before it, in the order of the bodies of one place.
KINDS = re.compile(
    "(?:人民代表大会|人大)|((?:人民)?政府|国务院)|(中国人民政治协商会议|政协)|((?:(?:最高|高级|中级)?人民)?法院)|((?:最高)?(?:人民)?检察院)"
)


# The first plane of GB/T 2312 holds the 3,755 common letters in the order of their sounds.
COMMON = range(0xB0A1, 0xD7FA)
# Common letters that sound another way in a name of a province.
SOUNDS = str.maketrans({"重": "崇"})


def sort_names(names: Iterable[str], given: Sequence[Name]) -> list[str]:
    """Return names in order."""
    listed = {entry.name: place for place, entry in enumerate(given)}
    return sorted(names, key=lambda name: (listed.get(name, len(listed)), not NATIONAL.match(name), spell(name), name))


def spell(name: str) -> tuple[list[int], int, list[int]]:
    """Return what a name is sorted by: the sounds of its place, which of the place's bodies it is, all sounds."""
    kind = KINDS.search(name)
    place = name[: kind.start()] or name[kind.end() :].removesuffix("委员会") if kind else name
    if NATIONAL.match(name):
        place = ""
    order = kind.lastindex or 0 if kind else KINDS.groups + 1
    return [sound(letter) for letter in place], order, [sound(letter) for letter in name]


@cache
def sound(letter: str) -> int:
    """Return where a letter stands among the sounds; a rare one amid the common ones that sound like it."""
    code = read_code(letter.translate(SOUNDS))
    if not letter >= "\u3400" or code in COMMON:
        return code
    alike = next((letters for letters in read_sounds() if letter in letters), "")
    codes = sorted(code for code in map(read_code, alike) if code in COMMON)
    return codes[len(codes) // 2] if codes else COMMON.stop + ord(letter)


def read_code(letter: str) -> int:
    """Return the code of a letter in GB/T 2312; that of Unicode below it or beyond."""
    code = letter.encode("gb2312", errors="ignore")
    return int.from_bytes(code) if code else COMMON.stop + ord(letter)


@cache
def read_sounds() -> tuple[str, ...]:
    """Return the letters of each syllable."""
    return tuple(entry.split()[1] for entry in read_entries("pinyin.txt"))
