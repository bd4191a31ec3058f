"""Public lists of names in, the lists that the conversion reads out: `places.txt`, `given_names.txt`.

Usage: `python tools/name_lists.py FOLDER`, where FOLDER holds two packages unpacked: `china-division` 2.7.0 from npm
(its `dist/*.csv`, data of 2023-06-30) and `ngender` 0.1.1 from PyPI (`charfreq.csv`). Run it again after a change of
the conversion, since only names that it would write wrongly by itself are kept.
"""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import rjieba

from gongbao.script.forms import convert_words
from gongbao.script.places import FORMS, SOUTHERN

DICTIONARY = Path(__file__).resolve().parents[1] / "hooks" / "gongbao" / "script" / "dictionary"
PLACES = "from china-division 2.7.0 (data of 2023-06-30; LICENSE: WTFPL, package.json: MIT), by tools/name_lists.py"
GIVEN = "from ngender 0.1.1 (MIT License), by tools/name_lists.py"
HOW_MANY = 1000
SEGMENTER = rjieba.Jieba()
TABLES = ("villages", "streets", "areas")
# What stands in the tables and is no place: zones of statistics, firms, typing of other things than names.
NO_PLACE = re.compile(
    "虚拟|类似|特殊乡|开发|产业|园区|管理区|管委会|生活区|直辖|国营|原种|良种|农场|林场|渔场|牧场|茶场|监狱|戒毒|矿|厂|公司|学校|大学"
    "|[^\u4e00-\u9fff]"
)
SUFFIX = re.compile(
    "(?:社区?居(?:民)?委(?:员)?会|居(?:民)?委(?:员)?会|村(?:民)?委(?:员)?会|社区|街道|办事处|嘎查|苏木|新村|[村镇乡县区市旗路街巷])$"
)
SHORTEST, LONGEST = 2, 5
ENDINGS = "里冲涌"
# Creeks (涌) are written so on the Pearl River; the central provinces have springs (涌泉). 干 is a sound in the names
# of the pastures and the west.
BY_PROVINCE = {"涌": {"44", "45", "46"}, "干": {"15", "54", "62", "63", "65"}}


def read_places(folder: Path) -> dict[str, set[str]]:
    """Return the names of places with the provinces in which they stand."""
    names: dict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names[row["name"]].add(row["provinceCode"])
    return names


def strip_suffix(name: str) -> str:
    """Return a name without what kind of place it is (万溪冲社区居委会 is 万溪冲)."""
    for _ in range(2):
        stem = SUFFIX.sub("", name)
        name = stem if len(stem) >= SHORTEST else name
    return name


def list_places(names: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return the stems that would come out wrong, by the character; everyday words are left out."""
    stems: dict[str, set[str]] = defaultdict(set)
    for name, provinces in names.items():
        if not NO_PLACE.search(name):
            stems[strip_suffix(name)] |= provinces
    candidates = [
        stem
        for stem in stems
        if SHORTEST <= len(stem) <= LONGEST and set(stem) & set(FORMS) and not SEGMENTER.has_word(stem)
    ]
    converted = convert_words("\n".join(f"{stem}村" for stem in candidates), "zh-Hant").split("\n")
    found: dict[str, set[str]] = defaultdict(set)
    for stem, form in zip(candidates, converted, strict=True):
        for char, wrong in zip(stem, form, strict=False):
            if char in find_lone(stem) and wrong != FORMS[char] and stands_there(char, stem, stems[stem]):
                found[char].add(stem)
    return {char: sorted(found[char]) for char in FORMS if found[char]}


def find_lone(stem: str) -> set[str]:
    """Return the characters that are no part of a longer word within a name (滨海旅游 has none), and how names end."""
    return ({word for word in SEGMENTER.cut(stem, hmm=False) if len(word) == 1} | set(ENDINGS)) & set(FORMS)


def stands_there(char: str, stem: str, provinces: set[str]) -> bool:
    """Tell whether a character has its special form in the provinces of a name."""
    if char == "涌" and not SOUTHERN.search(stem):
        return False
    return char not in BY_PROVINCE or bool(provinces & BY_PROVINCE[char])


def list_given_names(path: Path) -> list[str]:
    """Return the characters that given names use most, the most usual first."""
    with path.open(encoding="utf-8", newline="") as file:
        counts = {row["char"]: int(row["male"]) + int(row["female"]) for row in csv.DictReader(file)}
    return sorted(counts, key=lambda char: (-counts[char], char))[:HOW_MANY]


def write_list(name: str, lines: Iterable[str]) -> None:
    """Write a list."""
    text = "".join(f"{line}\n" for line in lines)
    (DICTIONARY / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(text.encode())} bytes")


def format_places(places: dict[str, list[str]]) -> Iterator[str]:
    """Give the lines of the list of places, a group for each character."""
    yield "# Names of places, without 村, 镇 …, that hold a character which everyday words write in another way,"
    yield f"# {PLACES}."
    for char, stems in places.items():
        yield ""
        yield f"# {char}: {FORMS[char]} in these {len(stems)}."
        yield from stems


def main() -> None:
    """Write the lists."""
    folder = Path(sys.argv[1])
    (villages,) = folder.rglob("dist/villages.csv")
    (characters,) = folder.rglob("charfreq.csv")
    write_list("places.txt", format_places(list_places(read_places(villages.parent))))
    rows = list_given_names(characters)
    head = f"# The {HOW_MANY} characters that given names use most, the most usual first, {GIVEN}."
    write_list("given_names.txt", [head, *("".join(rows[start : start + 50]) for start in range(0, HOW_MANY, 50))])


if __name__ == "__main__":
    main()
