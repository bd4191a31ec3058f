"""Marked documents in, the same documents in one script out: split at the marks, each text converted once, joined.

`marks` says what the marks are. The text of a block is converted as a whole and cut again at its inline codes, which
works since a conversion never changes the length of a text. What stands between texts is checked to be ASCII, once a
document, so that a text which nobody marked stops the build instead of staying Simplified.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from markupsafe import escape

from gongbao.pages.marks import CODE, OPTION, TEXT, VALUE
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag
from gongbao.report.scripts import script_path

FOREIGN = re.compile("[^\x00-\x7f]+")
# Of a text that nobody marked, so much is shown.
SHOWN = 40


class Conversion(Protocol):
    """What converts texts, each to one of the same length (`script.converter`)."""

    def convert_all(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the texts with their conversions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A marked document, cut: what stands between its texts, and the texts, in turn. `entities` tells that it is HTML.

    In HTML a text may hold entities, which are read before it is converted; elsewhere it is converted as it stands.
    """

    path: str
    pieces: tuple[str, ...]
    entities: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Localization:
    """How documents are filled for a script: its place among the publication's, its conversion, the values by name."""

    tag: ScriptTag
    place: int
    conversion: Conversion
    values: Mapping[str, str] = field(default_factory=dict)

    def with_values(self, values: Mapping[str, str]) -> "Localization":
        """Return the same with more values."""
        return replace(self, values={**self.values, **values})

    def fill(self, document: Document) -> str:
        """Return one document in the script."""
        return self.fill_all([document])[0]

    def fill_all(self, documents: Sequence[Document]) -> list[str]:
        """Return documents in the script. Raises KeyError for a value that is not known."""
        texts = set(chain.from_iterable([document.pieces[1::2] for document in documents]))
        if self.tag == SOURCE_SCRIPT:
            forms = {text: text.replace(CODE, "") for text in texts}
        else:
            coded = {text for document in documents if document.entities for text in document.pieces[1::2]}
            forms = convert_texts(texts, coded, self.conversion)
        filled = []
        for document in documents:
            pieces = list(document.pieces)
            pieces[1::2] = map(forms.__getitem__, pieces[1::2])
            filled.append(self.resolve("".join(pieces)))
        return filled

    def resolve(self, text: str) -> str:
        """Return a document with its values in place."""
        pieces = text.split(VALUE)
        pieces[1::2] = [
            name.split(OPTION)[self.place + 1] if name[0] == OPTION else self.values[name] for name in pieces[1::2]
        ]
        return "".join(pieces)


def make_localization(tag: ScriptTag, scripts: Sequence[ScriptTag], conversion: Conversion) -> Localization:
    """Return how documents are filled for one of a publication's scripts."""
    values = {"root": "" if tag == SOURCE_SCRIPT else "../", "tree": script_path(tag, ""), "script": tag}
    return Localization(tag=tag, place=scripts.index(tag), conversion=conversion, values=values)


def cut_document(path: str, marked: str, *, entities: bool = True) -> Document:
    """Return a marked document, cut. Raises ReportError, with its path, for a text in it that nobody marked."""
    # Of Markup each piece would be Markup, which escapes whatever it meets.
    pieces = tuple(str(marked).split(TEXT))
    # An inline code is part of a text, and is looked at where each distinct text is converted.
    check_ascii(path, "".join(pieces[::2]))
    return Document(path=path, pieces=pieces, entities=entities)


def check_ascii(path: str, markup: str) -> None:
    """Raise ReportError if there is a text in markup, which nobody marked."""
    bare = markup.replace(VALUE, "").replace(OPTION, "")
    if not bare.isascii():
        found = FOREIGN.search(bare)
        shown = found[0][:SHOWN] if found else ""
        message = _(
            "the text “{shown}” is not marked, so no other script would have it (mend the template or macro)"
        ).format(shown=shown)
        raise ReportError([Problem(path=Path(path), message=message)])


def convert_texts(texts: set[str], coded: set[str], conversion: Conversion) -> dict[str, str]:
    """Return marked texts, each with what stands in its place in a script; those in `coded` may hold entities."""
    wholes = {text: read_text(text) for text in coded if CODE in text or "&" in text}
    converted = conversion.convert_all([*(texts - wholes.keys()), *wholes.values()])
    forms = {text: converted[text] for text in texts - wholes.keys()}
    forms |= {text: write_text(text, converted[whole]) for text, whole in wholes.items()}
    return forms


def read_text(text: str) -> str:
    """Return what a marked text says, without inline codes and entities."""
    said = "".join(text.split(CODE)[::2])
    return html.unescape(said) if "&" in said else said


def write_text(text: str, converted: str) -> str:
    """Return the conversion of what a marked text says, with its inline codes and entities.

    Raises ReportError, with the beginning of the text, for a text inside a code.
    """
    pieces = text.split(CODE)
    check_ascii(pieces[0], "".join(pieces[1::2]))
    start = 0
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        signs = "&" in piece
        end = start + len(html.unescape(piece) if signs else piece)
        pieces[place] = escape(converted[start:end]) if signs else converted[start:end]
        start = end
    return "".join(pieces)
