"""The notes of a Word file in, those that its text calls out, in the order of their marks and each after its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from gongbao.importing.manuscript import Passage
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import Package, W

# Where a note repeats its mark, between whose brackets Word sets the number.
EMPTY = re.compile(r"^(?:\[\s?\]|〔\s?〕|【\s?】)\s?")


def iter_called(package: Package, ledger: Ledger) -> Iterator[tuple[Any, str]]:
    """Give the notes that were called, with their marks; a note may call for another, or for itself."""
    parts = {kind: package.find(kind) for kind in ("footnotes", "endnotes")}
    notes = {(kind, note.get(f"{W}id", "")): note for kind, part in parts.items() if part is not None for note in part}
    # A note that is read may call for others, which are then read in their turn.
    for key in ledger.called:
        if (note := notes.get(key)) is not None:
            yield note, ledger.calls[key]


def mark_note(passages: Iterable[Passage], mark: str) -> Iterator[Passage]:
    """Give the passages of a note, its mark before the first."""
    for passage in passages:
        if passage.pictures and mark:
            # A note that begins with a picture: its mark stands by itself.
            yield replace(passage, text=mark, rows=(), pictures=(), note=True)
            mark = ""
        if passage.pictures:
            yield replace(passage, text="", rows=(), note=True)
        if words := " ".join(passage.words.split()):
            if mark:
                words = EMPTY.sub("", words)
            yield replace(passage, text=f"{mark} {words}".strip(), rows=(), caption="", note=True)
            mark = ""
