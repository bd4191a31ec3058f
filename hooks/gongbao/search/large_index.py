"""The documents of a large publication in, the files of their index out, each written as soon as it is made.

For an archive's index is larger than what it is made from.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any

from gongbao.output.writer import File
from gongbao.report.report import ScriptTag
from gongbao.search.catalogue import (
    FOLDER,
    find_edits,
    hash_parts,
    list_reports,
    list_words,
    make_completion,
    make_letters,
    make_sheet,
    name_entry,
)
from gongbao.search.documents import Document
from gongbao.search.encoding import LETTERS, Numbers
from gongbao.search.heavy import List, add_reach, find_list, iter_heavy, iter_lists, make_reach
from gongbao.search.javascript import make_script
from gongbao.search.letters import Alphabet, Text, read_documents
from gongbao.search.pinyin import list_sounds
from gongbao.search.postings import Leaves, iter_runs, make_run
from gongbao.search.variants import ConvertAll, Plain, make_plain

# Is another whenever the same texts make other postings; a test holds it.
FORMAT = 1
HEAVY = 8_000
# In a large archive a gram that occurs so often is heavy, one of so many letters: else the lists of the heavy ones
# would be a third of the index.
HEAVY_SHARE = 6_000
BUNDLE_BYTES = 16_000
BATCH = 30


def iter_large_index(
    documents: Sequence[Document],
    terms: Sequence[str],
    convert_all: Mapping[ScriptTag, ConvertAll],
    heavy: int | None = None,
) -> Iterator[File]:
    """Give the files of the index of documents; the last is the one that a search page names."""
    alphabet, text = read_documents(documents)
    folder = name_postings(text, alphabet)
    known = yield from iter_postings(text, choose_heavy(text) if heavy is None else heavy, folder)
    known |= {"alphabet": alphabet.letters, "folder": folder}
    del text
    # Only now, for the tables of a conversion take as much memory as making the postings does.
    words = list_words(documents, terms)
    plains = {tag: make_plain(words, convert) for tag, convert in convert_all.items()}
    files = dict(iter_sheets(documents, alphabet, plains))
    files |= {"terms": make_terms_file(terms, plains), "sounds": make_sounds_file(alphabet)}
    folder = hash_parts(part for name in sorted(files) for part in (name.encode(), files[name]))
    yield from ((f"{FOLDER}/{folder}/{name}.js", content) for name, content in files.items())
    yield name_entry(make_catalogue(documents, alphabet, plains, {**known, "texts": folder}))


def choose_heavy(text: Text) -> int:
    """Return how often a gram occurs in a text that is listed without its places."""
    return max(HEAVY, len(text.codes) // HEAVY_SHARE)


def name_postings(text: Text, alphabet: Alphabet) -> str:
    """Return the folder of the postings: a hash of what they are made from, for they are written as they are made."""
    return hash_parts([b"%d" % FORMAT, alphabet.letters.encode(), text.codes.tobytes()])


def iter_postings(text: Text, heavy: int, folder: str) -> Generator[File, None, dict[str, Any]]:
    """Give the files of the postings, and return what every query needs to know of them."""
    reach, lists = find_heavy(text, heavy)
    bundles = bundle(lists)
    for place, some in enumerate(bundles):
        yield f"{FOLDER}/{folder}/h{place}.js", make_bundle(place, some)
    firsts = []
    for place, run in enumerate(iter_runs(text, reach)):
        yield f"{FOLDER}/{folder}/g{place}.js", make_run_file(place, run)
        firsts.append(run.first)
    return describe_postings([[one.gram for one in some] for some in bundles], firsts)


def find_heavy(text: Text, heavy: int) -> tuple[Numbers, list[List]]:
    """Return for each place how long the longest heavy gram there is, and the lists of all in their order."""
    reach = make_reach(text)
    lists: list[List] = []
    for grams, names in iter_heavy(text, heavy):
        add_reach(reach, grams)
        lists += iter_lists(text, grams, names)
    return reach, sorted(lists, key=lambda one: one.gram)


def describe_postings(bundles: Sequence[Sequence[str]], firsts: Sequence[str]) -> dict[str, Any]:
    """Return what a query needs to know of postings: the heavy grams by their files, and where each run begins."""
    return {"heavy": "#".join(map("!".join, bundles)), "runs": "!".join(firsts)}


def bundle(lists: Sequence[List]) -> list[list[List]]:
    """Return the lists of the heavy grams in groups of about the size of a file."""
    bundles: list[list[List]] = []
    size = BUNDLE_BYTES
    for one in lists:
        if size + len(one.passages) > BUNDLE_BYTES:
            bundles.append([])
            size = 0
        bundles[-1].append(one)
        size += len(one.passages)
    return bundles


def make_bundle(place: int, lists: Sequence[List]) -> bytes:
    """Return the file of the lists of some heavy grams."""
    return make_script({"name": f"h{place}", "lists": [[one.count, one.passages] for one in lists]})


def make_run_file(place: int, run: Leaves) -> bytes:
    """Return the file of a run of leaves."""
    return make_script({"name": f"g{place}", "grams": run.grams, "counts": run.counts, "places": run.places})


def iter_sheets(
    documents: Sequence[Document], alphabet: Alphabet, plains: Mapping[ScriptTag, Plain], first: int = 0
) -> Iterator[tuple[str, bytes]]:
    """Give the files of the documents' texts by name, numbered from `first` on; some at a time are converted."""
    for start in range(0, len(documents), BATCH):
        some = documents[start : start + BATCH]
        edits = find_edits(list_words(some, ()), plains)
        for place, document in enumerate(some, first + start):
            sheet = make_sheet(document, alphabet.write_all(document.words), edits)
            yield f"t{place}", make_script({"name": f"t{place}"}, sheet=sheet)


def make_terms_file(terms: Sequence[str], plains: Mapping[ScriptTag, Plain]) -> bytes:
    """Return the file of the terms that complete a query."""
    return make_script({"name": "terms", **make_completion(terms, find_edits(terms, plains))})


def make_sounds_file(alphabet: Alphabet) -> bytes:
    """Return the file of how the letters sound, which only a query typed as pinyin needs."""
    return make_script({"name": "sounds", "sounds": list_sounds(alphabet.searched)})


def make_catalogue(
    documents: Sequence[Document], alphabet: Alphabet, plains: Mapping[ScriptTag, Plain], known: Mapping[str, Any]
) -> bytes:
    """Return the first file of the index."""
    letters = make_letters(alphabet.searched, plains)
    return make_script({**known, **letters, "reports": list_reports(documents)})


def open_large_index(
    documents: Sequence[Document], terms: Sequence[str], convert_all: Mapping[ScriptTag, ConvertAll], folder: str
) -> tuple[bytes, dict[str, Callable[[int], bytes]]]:
    """Return the first file of the index of documents, and by the letters of their names what makes one of the others.

    Each heavy gram, and the leaves that begin with one letter, have a file of their own.
    """
    alphabet, text = read_documents(documents)
    reach = make_reach(text)
    grams: list[str] = []
    for found, names in iter_heavy(text, choose_heavy(text)):
        add_reach(reach, found)
        grams += names[1:]
    words = list_words(documents, terms)
    plains = {tag: make_plain(words, convert) for tag, convert in convert_all.items()}
    makers = {
        "h": lambda place: make_bundle(place, [find_list(text, grams[place])]),
        "g": lambda place: make_run_file(place, make_run(text, reach, place)),
        "t": lambda place: next(iter_sheets([documents[place]], alphabet, plains, place))[1],
        "terms": lambda _: make_terms_file(terms, plains),
        "sounds": lambda _: make_sounds_file(alphabet),
    }
    firsts = [chr(LETTERS + place) for place in range(len(alphabet.letters))]
    known = describe_postings([[gram] for gram in grams], firsts)
    known |= {"alphabet": alphabet.letters, "folder": folder, "texts": folder}
    return make_catalogue(documents, alphabet, plains, known), makers
