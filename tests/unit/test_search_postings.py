"""The postings, read back: every phrase stands exactly where the texts have it."""

import hashlib
import random
from collections import defaultdict
from itertools import accumulate

import pytest

from gongbao.search.encoding import (
    BACKSLASH,
    BASE,
    DIGITS,
    END,
    FIRST_DIGIT,
    GROUP,
    LARGE,
    LENGTH,
    LETTERS,
    NEW_FIRST,
    OFFSET_BITS,
    SAME_FIRST,
    code_offsets,
    code_steps,
    find_low_bits,
    np,
    write_bits,
)
from gongbao.search.heavy import LONGEST_HEAVY, List, add_reach, find_list, iter_heavy, iter_lists, make_reach
from gongbao.search.large_index import FORMAT
from gongbao.search.letters import Text
from gongbao.search.postings import Leaves, iter_runs, make_run

# The commonest first, as in an alphabet.
LETTERS_USED = "的一是在不了有和人这" + "，。" + "𠮷ａ"


def make_text(texts: list[str]) -> Text:
    """Return texts as the index has them."""
    codes = {letter: LETTERS + rank for rank, letter in enumerate(LETTERS_USED)} | {"\n": END}
    lengths = [len(text) + 2 for text in texts]
    return Text(
        codes=np.array([codes[letter] for text in texts for letter in text + "\n\n"], dtype=np.uint16),
        starts=np.array(list(accumulate(lengths, initial=0))[:-1], dtype=np.int64),
    )


def make_postings(texts: list[str], heavy: int) -> tuple[dict[str, List], list[Leaves]]:
    """Return the lists of the heavy grams, and the runs of leaves."""
    text = make_text(texts)
    reach = make_reach(text)
    lists: dict[str, List] = {}
    for grams, names in iter_heavy(text, heavy):
        add_reach(reach, grams)
        lists |= {decode(one.gram): one for one in iter_lists(text, grams, names)}
    return lists, list(iter_runs(text, reach))


class Bits:
    """Numbers, read one after the other."""

    def __init__(self, text: str) -> None:
        digits = [ord(letter) - FIRST_DIGIT - (ord(letter) > BACKSLASH) for letter in text]
        pairs = zip(*[iter(digits)] * 2, strict=True)
        self.bits = iter("".join(f"{one * DIGITS + other:0{GROUP}b}" for one, other in pairs))

    def count_zeros(self) -> int:
        return next(count for count, bit in enumerate(self.bits) if bit == "1")

    def read(self, count: int) -> int:
        return int("".join(next(self.bits) for _ in range(count)) or "0", 2)

    def read_step(self, low: int) -> int:
        return self.count_zeros() << low | self.read(low)

    def read_offset(self) -> int:
        count = self.count_zeros() + OFFSET_BITS
        return (1 << count | self.read(count)) - (1 << OFFSET_BITS)


def low_bits(count: int, passages: int) -> int:
    return max(1, passages // count).bit_length() - 1


def read_passages(one: List, passages: int) -> list[int]:
    bits, low = Bits(one.passages), low_bits(one.count, passages)
    return list(accumulate(bits.read_step(low) for _ in range(one.count)))


def read_grams(text: str) -> list[str]:
    grams, at, first, second = [], 0, "", ""
    while at < len(text):
        if text[at] == chr(NEW_FIRST):
            first, second, at = text[at + 1], text[at + 2], at + 3
        elif text[at] == chr(SAME_FIRST):
            second, at = text[at + 1], at + 2
        if at == len(text) or text[at] in (chr(NEW_FIRST), chr(SAME_FIRST)):
            grams.append(first + second)
            continue
        code = ord(text[at])
        length = code - LENGTH if LENGTH <= code < LETTERS else 1
        at += length > 1
        grams.append(first + second + text[at : at + length])
        at += length
    return grams


def read_counts(text: str) -> list[int]:
    letters = iter(ord(letter) - BASE for letter in text)
    return [count if count < LARGE else (count - LARGE) * LARGE + next(letters) for count in letters]


def read_run(run: Leaves, passages: int) -> dict[str, list[tuple[int, int]]]:
    bits = Bits(run.places)
    leaves = {}
    for gram, count in zip(read_grams(run.grams), read_counts(run.counts), strict=True):
        passage, places = 0, []
        for _ in range(count):
            passage += bits.read_step(low_bits(count, passages))
            places.append((passage, bits.read_offset()))
        leaves[gram] = places
    return leaves


def decode(gram: str) -> str:
    return "".join(LETTERS_USED[ord(code) - LETTERS] if ord(code) >= LETTERS else "\n" for code in gram)


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
    lists, runs = make_postings(texts, heavy)
    leaves: dict[str, list[tuple[int, int]]] = {}
    for run in runs:
        own = read_run(run, len(texts))
        assert max(leaves, default="") < run.first <= min(own)
        leaves |= own
    assert list(leaves) == sorted(leaves)
    for gram, one in lists.items():
        assert read_passages(one, len(texts)) == [number for number, text in enumerate(texts) if gram in text]
    plain = {decode(gram): places for gram, places in leaves.items()}
    everywhere = find_everything(texts, max(map(len, plain)))
    for gram, places in plain.items():
        assert places == everywhere[gram]
        assert gram.rstrip("\n") not in lists
        # What follows the first letter up to the last but one may be heavy, but never all that follows it.
        assert gram[1:] not in lists
        assert len(gram) == 2 or gram[1:-1] in lists
    covered = sum(map(len, plain.values()))
    ends = sum(text.endswith(gram) for text in texts for gram in lists)
    assert covered + ends >= sum(map(len, texts))


def test_the_parts_of_a_heavy_gram_are_heavy() -> None:
    lists, _ = make_postings(make_texts(3), 20)
    assert max(map(len, lists)) > 2
    for gram in lists:
        assert len(gram) == 1 or (gram[1:] in lists and gram[:-1] in lists)


def test_one_list_or_the_leaves_of_one_letter_are_made_as_all_are() -> None:
    texts = make_texts(5, 2_000)
    lists, runs = make_postings(texts, 40)
    text, reach = make_text(texts), make_reach(make_text(texts))
    for grams, _names in iter_heavy(text, 40):
        add_reach(reach, grams)
    for one in lists.values():
        assert find_list(text, one.gram) == one
    whole: dict[str, list[tuple[int, int]]] = {}
    for run in runs:
        whole |= read_run(run, len(texts))
    one_by_one: dict[str, list[tuple[int, int]]] = {}
    for place in range(len(LETTERS_USED) + 1):
        one_by_one |= read_run(make_run(text, reach, place), len(texts))
    assert one_by_one == whole


@pytest.mark.parametrize("count", [0x7FF0, 0x8000, 0xD800, 70_000])
def test_a_leaf_may_occur_however_often(count: int) -> None:
    # A leaf is longer than any heavy gram, so that nothing else keeps it from being one, as the dots of a contents list.
    texts = ["", *["是" + "的" * 89 + "一"] * (count // 80), "的" * (count % 80 + 9)]
    lists, runs = make_postings(texts, 8_000)
    assert max(map(len, lists)) == LONGEST_HEAVY
    leaves = {decode(gram): places for run in runs for gram, places in read_run(run, len(texts)).items()}
    assert len(leaves["的" * (LONGEST_HEAVY + 2)]) == count


def test_texts_may_be_empty() -> None:
    assert make_postings(["", ""], 10) == ({}, [])


@pytest.mark.parametrize("low", [0, 1, 7, 20])
def test_numbers_of_any_size_are_written(low: int) -> None:
    numbers = np.array([0, 1, 2, 94, 95, 127, 128, 60, 2000, 0xD000, 1_000_000 >> (20 - low)])
    steps = Bits(write_bits(*code_steps(numbers, np.full_like(numbers, low))))
    assert [steps.read_step(low) for _ in numbers] == numbers.tolist()
    offsets = Bits(write_bits(*code_offsets(numbers << low)))
    assert [offsets.read_offset() for _ in numbers] == (numbers << low).tolist()
    assert write_bits(numbers[:0], numbers[:0]) == ""


def test_a_passage_of_any_length_takes_few_bits_a_letter() -> None:
    dice = random.Random(9)
    texts = ["".join(dice.choices(LETTERS_USED, k=200_000)), "一"]
    lists, runs = make_postings(texts, 1_000)
    written = sum(len(run.places) for run in runs) + sum(len(one.passages) for one in lists.values())
    assert written < 6 * 200_000


def test_the_low_bits_are_found_in_whole_numbers() -> None:
    counts = np.array([1, 2, 3, 7, 8, 9, 1000, 4096, 5000])
    assert find_low_bits(counts, 4096).tolist() == [low_bits(count, 4096) for count in counts.tolist()]


def test_a_file_of_another_form_has_another_name() -> None:
    lists, runs = make_postings([*make_texts(7), "".join(make_texts(8))], 40)
    written = hashlib.sha256(repr((sorted(lists.items()), runs)).encode()).hexdigest()
    # Where this fails, the same texts make other files: raise FORMAT, and put the new hash here.
    assert (FORMAT, written[:10]) == (1, "b668f7e8cf")
