"""The reports in, the files of their search index out: classic scripts that a page loads from a server or a disk.

A small publication is one file that holds every text, and the page reads through them. A larger one has a catalogue,
the texts of each report in a file, and postings, of which a query loads a few.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.search.documents import Document, make_document, make_rows
from gongbao.search.javascript import make_json, make_script
from gongbao.search.normalize import fold_all, list_forms
from gongbao.search.pinyin import list_sounds
from gongbao.search.suggestions import list_terms
from gongbao.search.variants import ConvertAll, Plain, make_plain

if TYPE_CHECKING:
    from gongbao.search.postings import Postings

FOLDER = "search"
SMALL = 500_000
HEAVY = 4_000
BUNDLE_BYTES = 16_000


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
    explained: Iterable[str] = (),
    small: int = SMALL,
    heavy: int = HEAVY,
) -> SearchFiles:
    """Return the index of the reports, which come newest first; paths are relative to the root of the site.

    `convert_all` holds, for every script but the source's, the function that converts the publication's pages;
    `explained` are terms that complete a query. Texts of up to `small` bytes make one file; `heavy` is how often a
    gram occurs that is listed without its places.
    """
    documents = [make_document(report) for report in reports]
    terms = list_terms(documents, explained)
    words = list(dict.fromkeys(chain(terms, *(document.words for document in documents))))
    sheets = [make_json({**make_rows(document), "words": document.words}) for document in documents]
    large = sum(map(len, sheets)) > small
    index, files = make_index(documents, heavy if large else None)
    # Only now, for the tables of a conversion take as much memory as making the index does.
    plains = {tag: make_plain(words, convert_all[tag]) for tag in scripts if tag != SOURCE_SCRIPT}
    for order, document in enumerate(documents):
        sheets[order] = add_edits(sheets[order], document.words, plains)
    alphabet = set(index["alphabet"])
    catalogue = {**index, **make_letters(alphabet, plains), "reports": list_reports(documents, list(map(len, sheets)))}
    completion = make_completion(terms, plains, alphabet)
    if not large:
        return name_files(
            make_script({**catalogue, "terms": completion}, sheets=b"[" + b",".join(sheets) + b"]"), "", {}
        )
    files["terms"] = make_script({"name": "terms", **completion})
    files |= {f"t{order}": make_script({"name": f"t{order}"}, sheet=sheets[order]) for order in range(len(sheets))}
    folder = hash_files(files)
    return name_files(make_script({**catalogue, "folder": folder}), folder, files)


def make_index(documents: Sequence[Document], heavy: int | None) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what every query needs to know of the texts, and the files it takes what else it needs from.

    If they are few, they need no index: `heavy` is then None.
    """
    texts = [text for document in documents for text in fold_all(document.iter_strings())]
    if heavy is None:
        return {"alphabet": "".join(sorted(set().union(*texts)))}, {}
    # Only a large publication needs numpy.
    from gongbao.search.postings import make_postings

    postings = make_postings(texts, heavy)
    return list_postings(postings), dict(iter_postings(postings))


def add_edits(sheet: bytes, words: Sequence[str], plains: Mapping[ScriptTag, Plain]) -> bytes:
    """Return a sheet, given as JSON, with what other scripts need beside their tables to show its words."""
    edits = {tag: plain.make_edits(words) for tag, plain in plains.items()}
    return sheet[:-1] + b',"edits":' + make_json(edits) + b"}"


def make_completion(terms: Sequence[str], plains: Mapping[ScriptTag, Plain], alphabet: Set[str]) -> dict[str, Any]:
    """Return the terms that complete a query, and how the letters sound."""
    return {**make_words(terms, plains), "sounds": list_sounds(alphabet)}


def make_words(words: Sequence[str], plains: Mapping[ScriptTag, Plain]) -> dict[str, Any]:
    """Return texts with what another script needs beside its table to show them."""
    return {"words": words, "edits": {tag: plain.make_edits(words) for tag, plain in plains.items()}}


def make_letters(alphabet: Set[str], plains: Mapping[ScriptTag, Plain]) -> dict[str, Any]:
    """Return the forms that readers may type for the letters of the texts, and the tables of the scripts."""
    return {
        "forms": list_forms(alphabet, set().union(*(plain.pairs for plain in plains.values()))),
        "plain": {
            tag: "".join(chr(before) + after for before, after in plain.table.items()) for tag, plain in plains.items()
        },
    }


def list_reports(documents: Sequence[Document], sizes: Sequence[int]) -> list[list[Any]]:
    """Return for each report its name, its date, the number of its body, its zones with their counts, its bytes."""
    bodies = list(dict.fromkeys(document.report.body for document in documents))
    return [
        [
            document.report.slug,
            document.report.date.isoformat(),
            bodies.index(document.report.body),
            [number for zone, strings in document.zones.items() for number in (zone, len(strings))],
            size,
        ]
        for document, size in zip(documents, sizes, strict=True)
    ]


def hash_files(files: Mapping[str, bytes]) -> str:
    """Return a short hash of the names and contents of files."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + files[name])
    return digest.hexdigest()[:10]


def name_files(entry: bytes, folder: str, files: Mapping[str, bytes]) -> SearchFiles:
    """Return the index under names that hold a hash of the content, so that no cache mixes two builds."""
    name = f"{FOLDER}/index.{hash_files({'index': entry})}.js"
    return SearchFiles(entry=name, files={name: entry, **{f"{FOLDER}/{folder}/{key}.js": files[key] for key in files}})


def list_postings(postings: "Postings") -> dict[str, Any]:
    """Return what every query needs to know of the postings."""
    bundles = bundle(postings.heavy)
    return {
        "alphabet": postings.alphabet,
        "heavy": list(postings.heavy),
        "bundles": list(accumulate(map(len, bundles[:-1]), initial=0)),
        "runs": [run.first for run in postings.runs],
    }


def iter_postings(postings: "Postings") -> Iterator[tuple[str, bytes]]:
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
