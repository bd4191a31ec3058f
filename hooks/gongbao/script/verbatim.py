"""Simplified text in, its passages that are Traditional already out: a quoted inscription stays as it is.

A passage is made of clauses that hold characters of Traditional texts and none of Simplified ones. One such character
is no passage: names keep an old form (李昇). A quotation that holds such a passage and nothing Simplified stays whole.
"""

import re
from collections.abc import Iterator
from functools import cache

from gongbao.script.dictionary import read_entries
from gongbao.script.forms import simplified_only_characters

CLAUSE = re.compile("[^，。、；：！？\\s“”‘’「」『』《》〈〉（）()]+")
QUOTATION = re.compile("“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|《[^《》\n]*》|（[^（）\n]*）")
LEAST = 2
MOST = 0.6


def find_verbatim(text: str, characters: frozenset[str] | None = None) -> Iterator[tuple[int, int]]:
    """Give the passages that are Traditional, from start to end, in order.

    `characters` are those of Traditional texts that may be in the text, if that is known: few are found faster.
    """
    last = -1
    for match in load_pattern(characters or traditional_only_characters()).finditer(text):
        if match.start() > last:
            start = text.rfind("\n", 0, match.start()) + 1
            last = text.find("\n", start)
            last = last if last >= 0 else len(text)
            yield from ((start + first, start + end) for first, end in find_runs(text[start:last]))


def find_runs(line: str) -> Iterator[tuple[int, int]]:
    """Give the passages of one line; nearly all of one is all of it, with the clauses that both scripts write alike."""
    old = sum(len(clause) for clause in CLAUSE.findall(line) if count(clause))
    if count(line) >= LEAST and not is_simplified(line) and old > MOST * sum(map(len, CLAUSE.findall(line))):
        yield 0, len(line)
        return
    spans = [match.span() for match in QUOTATION.finditer(line) if is_traditional(match[0])]
    run: tuple[int, int] | None = None
    for match in CLAUSE.finditer(line):
        if count(match[0]) and not is_simplified(match[0]):
            run = (run[0] if run else match.start(), match.end())
        elif is_simplified(match[0]) and run:
            spans.append(run)
            run = None
    if run:
        spans.append(run)
    end = 0
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first >= end and count(line[first:last]) >= LEAST:
            yield first, last
            end = last


def is_traditional(words: str) -> bool:
    """Tell whether words are a passage."""
    return count(words) >= LEAST and not is_simplified(words)


def count(words: str) -> int:
    """Return how many different characters of Traditional texts there are."""
    return len(traditional_only_characters().intersection(words))


def is_simplified(words: str) -> bool:
    """Tell whether there is a character of Simplified texts."""
    return not simplified_only_characters().isdisjoint(words)


@cache
def traditional_only_characters() -> frozenset[str]:
    """Return the characters that no Simplified text holds."""
    return frozenset("".join(read_entries("traditional.txt")))


@cache
def load_pattern(characters: frozenset[str]) -> re.Pattern[str]:
    """Return what finds some characters."""
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]")
