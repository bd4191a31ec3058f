"""The reports in, the files of their search index out: classic scripts that a page loads from a server or a disk.

A small publication is one file that holds every text, and the page reads through them. A larger one has a catalogue,
the texts of each report in a file, and postings, of which a query loads a few. A script hands its content over by
pushing it onto the global list `gongbaoSearch`, so the order of loading is free.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import Any

from gongbao.folding import fold_all, list_forms
from gongbao.model import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.plain import choose_plain, count_pairs, make_edits
from gongbao.postings import HEAVY, Postings, make_postings
from gongbao.stock import Stock, make_sheet, make_stock

FOLDER = "search"
SMALL = 500_000
BUNDLE_BYTES = 16_000
ConvertAll = Callable[[Iterable[str]], dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The index: the path of the file that a search page names, and the content of every file by path."""

    entry: str
    files: dict[str, bytes]


def make_search_files(
    reports: Sequence[Report],
    scripts: Sequence[ScriptTag],
    convert_all: Mapping[ScriptTag, ConvertAll],
    *,
    small: int = SMALL,
    heavy: int = HEAVY,
) -> SearchFiles:
    """Return the index of the reports, which come newest first; paths are relative to the root of the site.

    `convert_all` holds, for every script but the source's, the function that converts the publication's pages. Texts
    of up to `small` bytes make one file; `heavy` is how often a gram occurs to be listed without its positions.
    """
    stocks = [make_stock(report) for report in reports]
    tags = [tag for tag in scripts if tag != SOURCE_SCRIPT]
    texts = fold_all(chain.from_iterable(stock.iter_strings() for stock in stocks))
    catalogue, sheets = make_catalogue(stocks, tags, convert_all, set().union(*texts))
    if sum(map(len, sheets)) <= small:
        return name_files(catalogue, {}, sheets)
    postings = make_postings(texts, heavy)
    del texts
    files = {f"t{order}": make_script({"name": f"t{order}"}, sheet=sheet) for order, sheet in enumerate(sheets)}
    return name_files({**catalogue, **list_postings(postings)}, files | dict(iter_postings(postings)))


def make_catalogue(
    stocks: Sequence[Stock], tags: Sequence[ScriptTag], convert_all: Mapping[ScriptTag, ConvertAll], alphabet: Set[str]
) -> tuple[dict[str, Any], list[bytes]]:
    """Return what every query needs to know of reports and scripts, and the texts of every report as JSON."""
    words = list(dict.fromkeys(chain.from_iterable(stock.words for stock in stocks)))
    conversions = {tag: convert_all[tag](words) for tag in tags}
    pairs = {tag: count_pairs(conversions[tag].items()) for tag in tags}
    plain = {tag: choose_plain(pairs[tag]) for tag in tags}
    tables = {tag: str.maketrans(plain[tag]) for tag in tags}
    sheets = [
        make_json(
            make_sheet(stock, {tag: make_edits(stock.words, conversions[tag], tables[tag]) for tag in tags})
        ).encode()
        for stock in stocks
    ]
    bodies = list(dict.fromkeys(stock.report.body for stock in stocks))
    return {
        "alphabet": "".join(sorted(alphabet)),
        "forms": list_forms(alphabet, set().union(*pairs.values())),
        "plain": {tag: "".join(chain.from_iterable(plain[tag].items())) for tag in tags},
        "reports": [
            [
                stock.report.slug,
                stock.report.date.isoformat(),
                bodies.index(stock.report.body),
                [number for zone, strings in stock.zones.items() for number in (zone, len(strings))],
                len(sheet),
            ]
            for stock, sheet in zip(stocks, sheets, strict=True)
        ],
    }, sheets


def list_postings(postings: Postings) -> dict[str, Any]:
    """Return what every query needs to know of the postings."""
    bundles = bundle(postings.heavy)
    return {
        "alphabet": postings.alphabet,
        "heavy": list(postings.heavy),
        "bundles": [sum(map(len, bundles[:place])) for place in range(len(bundles))],
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


def name_files(catalogue: Mapping[str, Any], files: Mapping[str, bytes], sheets: Sequence[bytes] = ()) -> SearchFiles:
    """Return the index under names that hold a hash of the content, so that no cache mixes two builds."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(files[name])
    folder = digest.hexdigest()[:10]
    entry = make_script({**catalogue, "folder": folder}, sheets=b"[" + b",".join(sheets) + b"]" if sheets else b"null")
    name = f"{FOLDER}/index.{hashlib.sha256(entry).hexdigest()[:10]}.js"
    return SearchFiles(entry=name, files={name: entry, **{f"{FOLDER}/{folder}/{key}.js": files[key] for key in files}})


def make_json(value: Any) -> str:
    """Return a value as JSON that is also JavaScript: older browsers end a line, and a string with it, at U+2028."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def make_script(content: Mapping[str, Any], **ready: bytes) -> bytes:
    """Return a script that hands over an object; `ready` are further members, already JSON."""
    members = make_json(content)[:-1].encode() + b"".join(f',"{name}":'.encode() + ready[name] for name in ready)
    return b"(self.gongbaoSearch=self.gongbaoSearch||[]).push(" + members + b"});\n"
