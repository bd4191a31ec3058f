"""The reports in, the files of their search index out: classic scripts that a page loads from a server or a disk.

A script hands its content over by pushing it onto the global list `gongbaoSearch`, so the order of loading is free.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import Any

from gongbao.folding import fold, list_forms
from gongbao.model import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.stock import Stock, choose_plain, count_pairs, make_edits, make_sheet, make_stock

FOLDER = "search"
ConvertAll = Callable[[Iterable[str]], dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The index: the path of the file that a search page names, and the content of every file by path."""

    entry: str
    files: dict[str, bytes]


def make_search_files(
    reports: Sequence[Report], scripts: Sequence[ScriptTag], convert_all: Mapping[ScriptTag, ConvertAll]
) -> SearchFiles:
    """Return the index of the reports, which come newest first; paths are relative to the root of the site.

    `convert_all` holds, for every script but the source's, the function that converts the publication's pages.
    """
    stocks = [make_stock(report) for report in reports]
    conversions = {tag: convert_words(stocks, convert_all[tag]) for tag in scripts if tag != SOURCE_SCRIPT}
    pairs = {tag: count_pairs(conversion.items()) for tag, conversion in conversions.items()}
    plain = {tag: choose_plain(counts) for tag, counts in pairs.items()}
    sheets = [make_sheet(stock, edit_words(stock, conversions, plain)) for stock in stocks]
    catalogue = make_catalogue(stocks, plain, set(chain.from_iterable(pairs.values()))) | {"sheets": sheets}
    content = make_script(catalogue)
    entry = f"{FOLDER}/index.{hashlib.sha256(content).hexdigest()[:10]}.js"
    return SearchFiles(entry=entry, files={entry: content})


def convert_words(stocks: Iterable[Stock], convert: ConvertAll) -> dict[str, str]:
    """Return every word of the stocks with its conversion."""
    return convert(dict.fromkeys(chain.from_iterable(stock.words for stock in stocks)))


def edit_words(
    stock: Stock,
    conversions: Mapping[ScriptTag, Mapping[str, str]],
    plain: Mapping[ScriptTag, Mapping[str, str]],
) -> dict[ScriptTag, Mapping[int, str]]:
    """Return a report's edits for every script."""
    return {tag: make_edits(stock.words, conversions[tag], str.maketrans(dict(plain[tag]))) for tag in plain}


def make_catalogue(
    stocks: Sequence[Stock], plain: Mapping[ScriptTag, Mapping[str, str]], observed: Set[tuple[str, str]]
) -> dict[str, Any]:
    """Return what every search needs: the forms of the characters, the plain conversions, the list of reports."""
    bodies = list(dict.fromkeys(stock.report.body for stock in stocks))
    alphabet = set(chain.from_iterable(fold(word) for stock in stocks for word in stock.words))
    return {
        "alphabet": "".join(sorted(alphabet)),
        "forms": list_forms(alphabet, observed),
        "plain": {tag: "".join(chain.from_iterable(table.items())) for tag, table in plain.items()},
        "reports": [
            [stock.report.slug, stock.report.date.isoformat(), bodies.index(stock.report.body), stock.zones]
            for stock in stocks
        ],
    }


def make_script(content: Any) -> bytes:
    """Return a script that hands a value over."""
    # Older browsers end a line, and with it a string, at these two.
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"(self.gongbaoSearch=self.gongbaoSearch||[]).push({data});\n".encode()
