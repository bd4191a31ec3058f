"""Folded passages in, the files of their postings out, small enough that a query loads a few of them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from gongbao.javascript import make_script
from gongbao.postings import Postings, make_postings

BUNDLE_BYTES = 16_000


def make_shards(texts: Sequence[str], heavy: int) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what every query needs to know of the postings, and their files by name."""
    postings = make_postings(texts, heavy)
    return list_postings(postings), dict(iter_postings(postings))


def list_postings(postings: Postings) -> dict[str, Any]:
    """Return what every query needs to know of the postings."""
    bundles = bundle(postings.heavy)
    return {
        "alphabet": postings.alphabet,
        "heavy": list(postings.heavy),
        "bundles": list(accumulate(map(len, bundles[:-1]), initial=0)),
        "runs": [run.first for run in postings.runs],
    }


def iter_postings(postings: Postings) -> Iterator[tuple[str, bytes]]:
    """Give the files of the postings by name."""
    for place, lists in enumerate(bundle(postings.heavy)):
        yield f"h{place}", make_script({"name": f"h{place}", "lists": lists})
    for place, run in enumerate(postings.runs):
        columns = {"grams": run.grams, "counts": run.counts, "passages": run.passages, "offsets": run.offsets}
        yield f"g{place}", make_script({"name": f"g{place}", **columns})


def bundle(heavy: Mapping[str, str]) -> list[list[str]]:
    """Return the lists of the heavy grams, in their order, in groups of about the size of a file."""
    bundles: list[list[str]] = []
    size = BUNDLE_BYTES
    for numbers in heavy.values():
        if size + len(numbers) > BUNDLE_BYTES:
            bundles.append([])
            size = 0
        bundles[-1].append(numbers)
        size += len(numbers)
    return bundles
