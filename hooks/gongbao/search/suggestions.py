"""The documents in, the words that complete a query out: headings and leads, and the terms that reports explain."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from gongbao.report.report import split_heading
from gongbao.search.documents import Document

MOST = 2_000
MOST_EXPLAINED = 1_000
LONGEST = 24
ENDS = "。，、；：！？.,;:!? 　"


def list_terms(documents: Sequence[Document], explained: Iterable[str] = ()) -> list[str]:
    """Return the terms, 2,000 at most: explained ones first, then the commonest, then those of the newest report.

    Of the explained ones 1,000 at most are taken, and no more are read, for they come from files.
    """
    counts = Counter(chain.from_iterable(map(iter_document_terms, documents)))
    common = sorted(counts, key=lambda term: -counts[term])
    return list(islice(iter_usable(chain(islice(iter_usable(explained), MOST_EXPLAINED), common)), MOST))


def iter_usable(terms: Iterable[str]) -> Iterator[str]:
    """Give each term once, if it is neither a single character nor longer than anyone types."""
    seen: set[str] = set()
    for term in terms:
        if 1 < len(term) <= LONGEST and term not in seen:
            seen.add(term)
            yield term


def iter_document_terms(document: Document) -> Iterable[str]:
    """Give the headings of a report without their numbers, and its leads without what ends them."""
    for _, passage in document.passages:
        if passage.heading:
            yield split_heading(passage.text)[1].strip(ENDS)
        if passage.lead:
            yield passage.lead.strip(ENDS)
