"""The postings, read back: every phrase stands exactly where the texts have it."""

import random
from collections import defaultdict
from itertools import accumulate

import numpy as np
import pytest

from gongbao.search.encoding import (
    BASE,
    BITS,
    BITS_BASE,
    BITS_MARK,
    LENGTH,
    LETTERS,
    NEW_FIRST,
    SAME_FIRST,
    write_numbers,
)
from gongbao.search.postings import Leaves, Postings, make_postings

LETTERS_USED = "的一是在不了有和人这" + "，。" + "𠮷ａ"


def read_numbers(text: str) -> list[int]:
    numbers = []
    units = iter(text)
    for unit in units:
        code = ord(unit)
        numbers.append(code - BASE if code < 0xE000 else ((code - 0xE000) << 12) + ord(next(units)) - BASE)
    return numbers


def read_passages(text: str) -> list[int]:
    if not text.startswith(chr(BITS_MARK)):
        return list(accumulate(read_numbers(text)))
    letters = [ord(letter) - BITS_BASE for letter in text[1:]]
    return [BITS * place + bit for place, bits in enumerate(letters) for bit in range(BITS) if bits & 1 << bit]


def read_grams(text: str) -> list[str]:
    grams, at, first, second = [], 0, "", ""
    while at < len(text):
        if text[at] == chr(NEW_FIRST):
            first, second, at = text[at + 1], text[at + 2], at + 3
        elif text[at] == chr(SAME_FIRST):
            second, at = text[at + 1], at + 2
        code = ord(text[at])
        length = code - LENGTH if LENGTH <= code < LETTERS else 1
        at += length > 1
        grams.append(first + second + text[at : at + length])
        at += length
    return grams


def read_run(run: Leaves) -> dict[str, list[tuple[int, int]]]:
    steps, offsets = iter(read_numbers(run.passages)), iter(read_numbers(run.offsets))
    leaves = {}
    for gram, count in zip(read_grams(run.grams), read_numbers(run.counts), strict=True):
        passage, places = 0, []
        for _ in range(count):
            passage += next(steps)
            places.append((passage, next(offsets)))
        leaves[gram] = places
    assert next(steps, None) is None
    assert next(offsets, None) is None
    assert next(iter(leaves)) == run.first
    return leaves


def decode(postings: Postings, gram: str) -> str:
    return "".join(postings.alphabet[ord(code) - LETTERS] if ord(code) >= LETTERS else "\n" for code in gram)


def make_texts(seed: int, count: int = 200) -> list[str]:
    dice = random.Random(seed)
    weights = [2**-rank for rank in range(len(LETTERS_USED))]
    return ["".join(dice.choices(LETTERS_USED, weights, k=dice.randint(0, 40))) for _ in range(count)]


def find_everything(texts: list[str], longest: int) -> dict[str, list[tuple[int, int]]]:
    """Return where every piece of the texts stands, two ends of a line behind each."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for at in range(len(text)):
            for length in range(1, min(longest, len(text) + 2 - at) + 1):
                found[(text + "\n\n")[at : at + length]].append((number, at))
    return found


@pytest.mark.parametrize("heavy", [5, 40, 10**9])
def test_leaves_and_heavy_grams_say_where_everything_stands(heavy: int) -> None:
    texts = make_texts(heavy)
    postings = make_postings(texts, heavy)
    leaves: dict[str, list[tuple[int, int]]] = {}
    for run in postings.runs:
        leaves |= read_run(run)
    assert list(leaves) == sorted(leaves)
    heavies = {decode(postings, gram): read_passages(passages) for gram, passages in postings.heavy.items()}
    for gram, passages in heavies.items():
        assert passages == [number for number, text in enumerate(texts) if gram in text]
    plain = {decode(postings, gram): places for gram, places in leaves.items()}
    everywhere = find_everything(texts, max(map(len, plain)))
    for gram, places in plain.items():
        bare = gram.rstrip("\n")
        assert places == everywhere[gram]
        assert bare not in heavies
        # What follows the first letter up to the last but one may be heavy, but never all that follows it.
        assert gram[1:] not in heavies
        assert len(gram) == 3 or gram[1:-1] in heavies
    covered = sum(map(len, plain.values()))
    ends = sum(text.endswith(gram) for text in texts for gram in heavies)
    assert covered + ends >= sum(map(len, texts))


def test_the_parts_of_a_heavy_gram_are_heavy() -> None:
    heavy = make_postings(make_texts(3), 20).heavy
    assert max(map(len, heavy)) > 2
    for gram in heavy:
        assert len(gram) == 1 or (gram[1:] in heavy and gram[:-1] in heavy)


def test_texts_may_be_empty() -> None:
    assert make_postings(["", ""], 10).runs == []


def test_numbers_of_any_size_are_written() -> None:
    numbers = [0, 1, 2, 94, 95, 96, 60, 2000, 0xCFFF, 0xD000, 0xD001, 0xFFFF, 0x10000, 1_000_000]
    text = write_numbers(np.array(numbers))
    assert read_numbers(text) == numbers
    assert not any(0xD800 <= ord(unit) < 0xE000 or ord(unit) < 0x20 for unit in text)
