"""Simplified text in, its words out: jieba's dictionary and frequencies, which also knows OpenCC's phrases.

Cutting before converting keeps a phrase of the conversion dictionary from reaching over the border of two words
(百年|历史 holds 年历, 一|出现 holds 一出). The segmenter is jieba's in Rust: deterministic (no hidden Markov model),
9 million characters a second, and its dictionary is compiled in, so that starting takes a tenth of a second.
"""

from functools import cache
from typing import TYPE_CHECKING

from gongbao.script.dictionary import read_entries, read_pairs

if TYPE_CHECKING:
    from rjieba import Jieba

# In a count of 60 million words. A phrase is as rare as a word can be: it wins over rare characters that stand side by
# side, never over two words. A common word of reports weighs as much as one that stands there once in five.
RARE = 3
COMMON = 500


def cut(text: str) -> list[str]:
    """Return the words of a text; joined they are the text again, character by character."""
    return teach_segmenter().cut(text, hmm=False)


@cache
def find_kind(words: str) -> str:
    """Return what kind of word jieba takes the first word for: n a noun, nr a person, a an adjective, v a verb."""
    return str(teach_segmenter().tag(words, hmm=False)[0][1])


@cache
def teach_segmenter() -> "Jieba":
    """Return the segmenter with OpenCC's phrases, the words of reports and the reviewed forms."""
    # Loading it unpacks its dictionary, which takes longer than most commands do.
    import rjieba

    # The module has made one already; a second costs 75 ms.
    segmenter = rjieba._DEFAULT_JIEBA  # noqa: SLF001
    for compound in read_entries("apart.txt"):
        segmenter.add_word(compound, 0, None)
    for phrase in read_entries("phrases.txt"):
        segmenter.add_word(phrase, RARE, None)
    for word in read_entries("words.txt"):
        segmenter.add_word(word, COMMON, None)
    for word in read_pairs("forms.txt"):
        segmenter.add_word(word, None, None)
    return segmenter
