"""A text in, what it is compared by out: without its white space, or with narrow letters and digits too."""

import unicodedata


def squeeze(text: str) -> str:
    """Return a text without any white space: what must never change between source and report."""
    return "".join(text.split())


def simplify(text: str) -> str:
    """Return a text without white space, its full-width letters, digits and signs as narrow ones (NFKC, UAX 15)."""
    return squeeze(unicodedata.normalize("NFKC", text))
