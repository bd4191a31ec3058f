"""Text in, its search form out: width, case, spaces and quotation marks folded away; and what readers may type for it.

`pages/assets/js/folding.js` folds the query in the same way; the two files change together.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from gongbao.script.dictionary import read_entries, read_pairs

# White space but the line feed, control and format characters, variation selectors, quotation marks of both scripts.
IGNORED = re.compile(
    "[\u0000-\u0009\u000b-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000e0000-\U000e0fff\"'‘’‚‛“”„‟«»‹›「」『』〝〞〟]"
)
# The signs that stand in every text, as folding leaves them: to replace each in one go is the quickest.
SIGNS = (("，", ","), ("；", ";"), ("：", ":"), ("（", "("), ("）", ")"), ("“", '"'), ("”", '"'))
# What folding may still change. Most of a text stays as it is: ideographs, marks, digits and small letters, of which
# only the letters may join with what follows. To fold the rest alone takes a fifth of the time.
FOLDED = re.compile('[a-z]?[^\n0-9a-z ",;:()%.、。《》〇—㐀-䶿一-鿿]+')
# Radicals that stand for ideographs in text taken out of a PDF; of most NFKC makes these, of the others it does not.
RADICALS = str.maketrans(
    {one: other for one, other in read_pairs("radicals.txt").items() if unicodedata.normalize("NFKC", one) == one}
)
RUNS = 10_000


def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, no radicals, lower case, no spaces and quotation marks."""
    return fold_all((text,))[0]


def fold_all(texts: Iterable[str]) -> list[str]:
    """Return every text folded."""
    lines = [text.replace("\n", " ") for text in texts]
    if not lines:
        return []
    joined = "\n".join(lines)
    for sign, plain in SIGNS:
        joined = joined.replace(sign, plain)
    folded = FOLDED.sub(lambda run: fold_run(run[0]), joined)
    return folded.replace(" ", "").replace('"', "").split("\n")


@lru_cache(RUNS)
def fold_run(run: str) -> str:
    """Return a piece of text folded whose form does not depend on what stands before and after it."""
    # A small sigma has two forms, which one depends on what follows.
    return IGNORED.sub("", unicodedata.normalize("NFKC", run).translate(RADICALS).lower().replace("ς", "σ"))


@cache
def load_readings() -> Mapping[str, frozenset[str]]:
    """Return, for every Simplified character, the characters that other scripts and older usage write for it."""
    return {entry[0]: frozenset(entry[1:]) for entry in read_entries("readings.txt")}


def list_forms(alphabet: Iterable[str], observed: Iterable[tuple[str, str]]) -> list[str]:
    """Return, for every character of an alphabet that is also written otherwise, itself and then its other forms.

    `observed` holds pairs (source character, converted character) of the publication's own conversions.
    """
    letters = sorted(set(alphabet))
    known = load_readings()
    forms = {letter: set(known.get(letter, ())) for letter in letters}
    for plain, written in observed:
        if plain in forms and fold(written) == written:
            forms[plain].add(written)
    return [letter + "".join(sorted(forms[letter] - {letter})) for letter in letters if forms[letter] - {letter}]
