"""Simplified text in, its words out: jieba's dictionary and frequencies, which also knows OpenCC's phrases.

Cutting before converting keeps a phrase of the conversion dictionary from reaching over the border of two words
(百年|历史 holds 年历, 一|出现 holds 一出). The segmenter is jieba's in Rust: deterministic (no hidden Markov model),
9 million characters a second, and its dictionary is compiled in, so that starting takes a tenth of a second.
"""

from functools import cache

import rjieba

from gongbao.dictionary import read_entries, read_pairs

# A phrase is as rare as a word can be: it wins over single characters that stand side by side, never over two words.
RARE = 3


def cut(text: str) -> list[str]:
    """Return the words of a text; joined they are the text again, character by character."""
    return teach_segmenter().cut(text, hmm=False)


@cache
def teach_segmenter() -> rjieba.Jieba:
    """Return the segmenter with OpenCC's phrases, and the reviewed words as frequent as it takes to stay whole."""
    # The module has made one already; a second costs 75 ms.
    segmenter = rjieba._DEFAULT_JIEBA  # noqa: SLF001
    for phrase in read_entries("phrases.txt"):
        segmenter.add_word(phrase, RARE, None)
    for word in (*read_entries("words.txt"), *read_pairs("forms.txt")):
        segmenter.add_word(word, None, None)
    return segmenter
