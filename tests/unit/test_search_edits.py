"""How another script's text differs from the source: told exactly, by few exceptions."""

from types import ModuleType

import pytest

from gongbao.report.report import ScriptTag
from gongbao.report.site import Publication
from gongbao.script.converter import make_converter
from gongbao.search import edit_arrays as bulk
from gongbao.search import edits
from gongbao.search.documents import make_document
from gongbao.search.variants import make_plain


@pytest.mark.parametrize("way", [edits, bulk])
@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hant-HK"])
def test_the_words_of_another_script_can_be_told_from_the_index(
    tag: ScriptTag, way: ModuleType, publication: Publication
) -> None:
    words = [*make_document(publication.reports[0]).words, "𠮷后头发", ""]
    converted = make_converter(tag).convert_all(words)
    table = make_plain(words, lambda _: converted).table
    exceptions = way.find_edits(words, converted, table)
    assert len(exceptions) < len(words) // 2
    for word in words:
        letters = list(word.translate(table))
        pairs = exceptions.get(word, "")
        for position, letter in zip(pairs[::2], pairs[1::2], strict=True):
            letters[edits.read_place(position)] = letter
        assert "".join(letters) == converted[word]


def test_many_texts_are_compared_as_a_few_are(publication: Publication) -> None:
    words = [*make_document(publication.reports[0]).words, "𠮷后头发", ""]
    converted = make_converter("zh-Hant").convert_all(words)
    assert bulk.count_pairs(words, converted) == edits.count_pairs(words, converted)
    for table in ({}, make_plain(words, lambda _: converted).table):
        assert bulk.find_edits(words, converted, table) == edits.find_edits(words, converted, table)


@pytest.mark.parametrize("way", [edits, bulk])
def test_an_exception_may_stand_anywhere_in_a_long_text(way: ModuleType) -> None:
    places = [0, 0xD800 - 33, 0xD800 - 32, 0xDFFF - 32, 0xE000 - 32, 0xFFFF, 100_000]
    letters = ["一"] * (places[-1] + 1)
    for place in places:
        letters[place] = "二"
    text = "".join(letters)
    pairs = way.find_edits([text], {text: text}, {ord("二"): "贰"})[text]
    assert [ord(letter) - (0x20 if letter < "\ue000" else 0x820) for letter in pairs[::2]] == places
    assert [edits.read_place(letter) for letter in pairs[::2]] == places
    assert pairs.encode()
