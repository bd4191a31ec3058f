"""Documents and scripts in, what the files of an index say of them out, whatever its size."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain
from typing import Any

from gongbao.output.writer import File
from gongbao.report.report import ScriptTag
from gongbao.script.verbatim import traditional_only_characters
from gongbao.search.documents import Document, make_rows
from gongbao.search.javascript import make_json
from gongbao.search.normalize import list_forms
from gongbao.search.variants import Plain

FOLDER = "search"
# By script, the exceptions of each text that has some.
Edits = Mapping[ScriptTag, Mapping[str, str]]


def list_words(documents: Iterable[Document], terms: Iterable[str]) -> list[str]:
    """Return every distinct text that a reader sees."""
    return list(dict.fromkeys(chain(terms, *(document.words for document in documents))))


def find_edits(words: Sequence[str], plains: Mapping[ScriptTag, Plain]) -> Edits:
    """Return the exceptions of texts."""
    return {tag: plain.find_edits(words) for tag, plain in plains.items()}


def make_sheet(document: Document, written: Sequence[str], edits: Edits) -> bytes:
    """Return what there is to show of a document, as JSON; `written` are its texts as they are written."""
    return make_json({**make_rows(document), "words": written, "edits": place_edits(document.words, edits)})


def make_completion(terms: Sequence[str], edits: Edits) -> dict[str, Any]:
    """Return the terms that complete a query."""
    return {"words": terms, "edits": place_edits(terms, edits)}


def place_edits(words: Sequence[str], edits: Edits) -> dict[ScriptTag, dict[int, str]]:
    """Return the exceptions of texts by their places."""
    return {tag: {place: own[word] for place, word in enumerate(words) if word in own} for tag, own in edits.items()}


def make_letters(alphabet: Set[str], plains: Mapping[ScriptTag, Plain]) -> dict[str, Any]:
    """Return the forms that readers may type for the letters of the texts, and the tables of the scripts.

    Some report may hold letters of Traditional texts as they are: these no reader of Simplified Chinese types.
    """
    return {
        "traditional": "".join(sorted(alphabet & traditional_only_characters())),
        "forms": list_forms(alphabet, set().union(*(plain.pairs for plain in plains.values()))),
        "plain": {
            tag: "".join(chr(before) + after for before, after in plain.table.items()) for tag, plain in plains.items()
        },
    }


def list_reports(documents: Sequence[Document]) -> dict[str, list[Any]]:
    """Return of the reports their names, years, numbers of their bodies, zones with their counts, thousands of letters.

    A list for each, for so they are compressed to less than half.
    """
    reports = [document.report for document in documents]
    bodies = {name: number for number, name in enumerate(dict.fromkeys(report.body for report in reports))}
    return {
        "slugs": [report.slug for report in reports],
        "years": [report.date.year for report in reports],
        "bodies": [bodies[report.body] for report in reports],
        "zones": [
            [number for zone, strings in document.zones.items() for number in (zone, len(strings))]
            for document in documents
        ],
        "sizes": [round(sum(map(len, document.words)) / 1000) for document in documents],
    }


def hash_parts(parts: Iterable[bytes]) -> str:
    """Return a short hash of parts."""
    digest = hashlib.sha256()
    for part in parts:
        # The length before each part tells where it ends.
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()[:10]


def name_entry(content: bytes) -> File:
    """Return the first file of an index under a name that holds a hash of it, so that no cache mixes two builds."""
    return f"{FOLDER}/index.{hash_parts([content])}.js", content
