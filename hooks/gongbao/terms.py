"""The stocks in, the words that complete a query out: headings and leads of the reports, and the terms they explain."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from gongbao.model import split_heading
from gongbao.stock import Stock

MOST = 2_000
LONGEST = 24
ENDS = "。，、；：！？.,;:!? 　"


def list_terms(stocks: Sequence[Stock], explained: Iterable[str] = ()) -> list[str]:
    """Return the terms, explained ones first, then the commonest, then those of the newest report; 2,000 at most."""
    counts = Counter(chain.from_iterable(map(iter_stock_terms, stocks)))
    common = sorted(counts, key=lambda term: -counts[term])
    return [term for term in dict.fromkeys((*explained, *common)) if 1 < len(term) <= LONGEST][:MOST]


def iter_stock_terms(stock: Stock) -> Iterable[str]:
    """Give the headings of a report without their numbers, and its leads without what ends them."""
    for _, passage in stock.passages:
        if passage.heading:
            yield split_heading(passage.text)[1].strip(ENDS)
        if passage.lead:
            yield passage.lead.strip(ENDS)
