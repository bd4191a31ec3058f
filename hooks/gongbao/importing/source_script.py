"""A report's text in, whether it is written in Traditional characters out: the source is kept in Simplified ones."""

from functools import cache

import opencc

# So many characters that only one of the scripts has make certain which it is.
ENOUGH = 20


@cache
def open_tables(name: str) -> opencc.OpenCC:
    """Return OpenCC's own conversion of that name."""
    return opencc.OpenCC(name)


def find_traditional(text: str) -> str:
    """Return the Traditional characters of a text, each once, if it is written in them; else nothing.

    A Simplified text may quote a name in Traditional characters; what there is more of decides.
    """
    traditional = list_changed(text, "t2s")
    simplified = list_changed(text, "s2t")
    if len(traditional) < ENOUGH or len(traditional) <= len(simplified):
        return ""
    return "".join(dict.fromkeys(traditional))


def list_changed(text: str, name: str) -> list[str]:
    """Return the characters of a text that a conversion changes."""
    changed = open_tables(name).convert(text)
    return [one for one, other in zip(text, changed, strict=False) if one != other] if len(changed) == len(text) else []
