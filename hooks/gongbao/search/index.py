"""The reports in, the files of their search index out: classic scripts that a page loads from a server or a disk.

A small publication is one file that holds every text, and the page reads through them. A larger one has a catalogue,
the texts of each report in a file, and postings, of which a query loads a few (`large_index.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from gongbao.output.writer import File
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.search.catalogue import (
    find_edits,
    list_reports,
    list_words,
    make_completion,
    make_letters,
    make_sheet,
    name_entry,
)
from gongbao.search.documents import Document, make_document
from gongbao.search.javascript import make_script
from gongbao.search.normalize import fold_all
from gongbao.search.pinyin import list_sounds
from gongbao.search.suggestions import list_terms
from gongbao.search.variants import ConvertAll, make_plain

SMALL = 500_000


def iter_search_files(
    reports: Sequence[Report],
    scripts: Sequence[ScriptTag],
    convert_all: Mapping[ScriptTag, ConvertAll],
    *,
    explained: Iterable[str] = (),
    small: int = SMALL,
    heavy: int | None = None,
) -> Iterator[File]:
    """Give the files of the index of the reports, which come newest first; the last is the one that a page names.

    Paths are relative to the root of the site. `convert_all` holds, for every script but the source's, the function
    that converts the publication's pages; `explained` are terms that complete a query. Texts of up to `small` bytes
    make one file; `heavy` is how often a gram occurs that is listed without its places, if that is not left to the
    size of the texts.
    """
    documents = [make_document(report) for report in reports]
    terms = list_terms(documents, explained)
    others = {tag: convert_all[tag] for tag in scripts if tag != SOURCE_SCRIPT}
    if is_small(documents, small):
        yield name_entry(make_small_index(documents, terms, others))
    else:
        # Only a large publication needs numpy.
        from gongbao.search.large_index import iter_large_index

        yield from iter_large_index(documents, terms, others, heavy)


def is_small(documents: Iterable[Document], small: int) -> bool:
    """Tell whether the texts of documents have at most so many bytes."""
    left = small
    for word in chain.from_iterable(document.words for document in documents):
        left -= len(word.encode())
        if left < 0:
            return False
    return True


def make_small_index(
    documents: Sequence[Document], terms: Sequence[str], convert_all: Mapping[ScriptTag, ConvertAll]
) -> bytes:
    """Return the one file of a small publication."""
    words = list_words(documents, terms)
    plains = {tag: make_plain(words, convert) for tag, convert in convert_all.items()}
    edits = find_edits(words, plains)
    alphabet = set(chain.from_iterable(fold_all(text for document in documents for text in document.iter_strings())))
    sheets = b",".join([make_sheet(document, document.words, edits) for document in documents])
    catalogue = {
        "alphabet": "".join(sorted(alphabet)),
        **make_letters(alphabet, plains),
        "reports": list_reports(documents),
        "terms": make_completion(terms, edits),
        "sounds": list_sounds(alphabet),
    }
    return make_script(catalogue, sheets=b"[" + sheets + b"]")
