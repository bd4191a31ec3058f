"""The reviewed word lists of the conversion: a file's name in, its entries out.

An entry is a line; `#` begins a comment, which gives the reason.
"""

from functools import cache
from pathlib import Path


def read_entries(name: str) -> list[str]:
    """Return the entries of a list, one a line."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [entry for line in lines if (entry := line.partition("#")[0].strip())]


@cache
def read_pairs(name: str) -> dict[str, str]:
    """Return the entries of a list of two columns: what stands in the text, and what is to stand there."""
    return dict(entry.split() for entry in read_entries(name))
