"""A Word file (.docx, .docm, Strict) in, its manuscript out: paragraphs, leads, headings, numbers, tables and notes.

What Word shows but does not store as text (automatic numbers, note marks, formulas) is read as it shows it; what a
reader does not see, or cannot be kept as text, is left out and told.
"""

from pathlib import Path

from gongbao.importing.manuscript import Manuscript
from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import Package, open_package
from gongbao.importing.readers.stories import StoryReader
from gongbao.report.messages import _, tell_count
from gongbao.report.problems import refuse
from gongbao.report.spacing import squeeze


def read_word(path: Path, notes: int = 0) -> Manuscript:
    """Return the manuscript of a Word file. Raises ReportError if it is none, locked, damaged or a zip bomb.

    `notes` is how many notes the files before it have: its own are numbered on from there.
    """
    return read_document(open_package(path), "Word", notes)


def read_document(package: Package, form: str, notes: int = 0) -> Manuscript:
    """Return the manuscript of an opened Word file."""
    ledger = Ledger(package.path, first_note=notes + 1)
    try:
        passages = StoryReader(package, ledger).read()
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise refuse(
            package.path, _("a damaged Word file ({error}); open it in Word and save it anew").format(error=error)
        ) from error
    told = []
    if ledger.inserted:
        shown = " · ".join(text.strip() for text in ledger.inserted[:6])
        more = " …" * (len(ledger.inserted) > 6)
        told.append(
            tell_count(
                "{number} tracked insertion was taken as accepted: {shown}",
                "{number} tracked insertions were taken as accepted: {shown}",
                len(ledger.inserted),
                shown=shown + more,
            )
        )
    return Manuscript(
        path=package.path,
        form=form,
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        doubts=tuple(ledger.doubts),
        left_out=tuple(ledger.left_out),
        told=tuple(told),
        titled=read_title(package),
        notes=len(ledger.calls),
    )


def read_title(package: Package) -> str:
    """Return the title that a document's properties give."""
    names = (one.target for one in package.list_relations("").values() if one.kind == "core-properties")
    root = next((root for name in names if (root := package.parse(name)) is not None), None)
    found = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
    return "" if found is None else " ".join((found.text or "").split())
