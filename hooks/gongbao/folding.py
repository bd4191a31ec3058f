"""Text in, its search form out: width, case, spaces and quotation marks folded away; and what readers may type for it.

`docs/assets/js/folding.js` folds the query in the same way; the two files change together.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

import opencc

# White space but the line feed, control and format characters, variation selectors, quotation marks of both scripts.
IGNORED = re.compile(
    "[\u0000-\u0009\u000b-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000e0000-\U000e0fff\"'‘’‚‛“”„‟«»‹›「」『』〝〞〟]"
)
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2A6E0))


def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, lower case, without spaces and quotation marks."""
    return fold_all((text,))[0]


def fold_all(texts: Iterable[str]) -> list[str]:
    """Return every text folded."""
    joined = "\n".join(text.replace("\n", " ") for text in texts)
    # A small sigma has two forms, which one depends on what follows.
    plain = unicodedata.normalize("NFKC", joined).lower().replace("ς", "σ")
    return IGNORED.sub("", plain).split("\n")


@cache
def load_readings() -> Mapping[str, frozenset[str]]:
    """Return, for every Simplified character, the characters that other scripts and older usage write for it."""
    letters = "".join(chr(code) for block in HAN for code in block)
    forms: dict[str, set[str]] = {}
    for config in ("t2s", "tw2s", "hk2s"):
        # One character a line: no phrase of a dictionary can join two of them.
        simplified = opencc.OpenCC(config).convert("\n".join(letters)).split("\n")
        for written, plain in zip(letters, simplified, strict=True):
            if written != plain:
                forms.setdefault(plain, set()).add(written)
    return {plain: frozenset(written) for plain, written in forms.items()}


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
