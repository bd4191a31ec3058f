"""An Akoma Ntoso document that a publication offers in, the folder of its report out, as it was published.

Nothing is guessed here: ids, figures and the title block are those of the document. What a publication does not show
(comments, proposed figures, the words of a glossary but for what the text itself explains) it cannot give back.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongbao.forms.akn_reader import is_akoma_ntoso, read_akoma_ntoso
from gongbao.importing.folder import check_target, write_folder
from gongbao.importing.manuscript import Manuscript
from gongbao.importing.readers.decoding import read_bytes
from gongbao.importing.structure.glossary import find_glossary, renew_glossary
from gongbao.importing.summary import ImportSummary
from gongbao.report.addresses import name_picture
from gongbao.report.messages import _
from gongbao.report.problems import refuse
from gongbao.report.report import Report
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines

SUFFIX = ".xml"
# A report of ten thousand paragraphs has a tenth of it.
LARGEST = 50_000_000


def is_document(files: Sequence[Path]) -> bool:
    """Tell whether what is to be imported is a document of a report. Raises ReportError if it cannot be read."""
    return any(path.suffix.lower() == SUFFIX and is_akoma_ntoso(read_bytes(path, LARGEST)) for path in files)


def restore_report(files: Sequence[Path], into: Path, *, dry_run: bool = False) -> ImportSummary:
    """Write the report of a document into a folder that holds none, and return what there is to say.

    Raises ReportError if there are other files beside it, if it is damaged, or if its pictures are not at hand.
    """
    path, *others = files
    if others:
        raise refuse(path, _("a document of a whole report, so nothing can be imported with it (import it alone)"))
    check_target(into, force=False)
    published = read_akoma_ntoso(read_bytes(path, LARGEST), path)
    report = replace(published, slug=into.resolve().name)
    pictures = {one.file.rpartition("/")[2]: find_picture(published, one.file, path) for one in report.pictures}

    def check(loaded: Report) -> None:
        if loaded != report:
            raise refuse(path, _("the report would not come out whole (please report this; nothing was written)"))

    glossary = renew_glossary(None, find_glossary(report), ())
    write_folder(report, glossary, into, (), check, pictures=pictures, dry_run=dry_run)
    characters = squeeze("".join(iter_lines(report)))
    manuscript = Manuscript(path=path, form="Akoma Ntoso", passages=(), characters=characters)
    return ImportSummary(
        report=report, into=into, written=not dry_run, manuscripts=(manuscript,), doubts=(), glossary=glossary
    )


def find_picture(report: Report, file: str, path: Path) -> bytes:
    """Return a picture: from beside the document, or from the publication that it stands in. Raises ReportError."""
    (picture, *_others) = (one for one in report.pictures if one.file == file)
    published = path.parent.parent.parent / name_picture(report, picture)
    for place in (path.parent / file, published):
        if place.is_file():
            return place.read_bytes()
    message = _("its picture {name} is not at hand (put it beside the document, as {name})").format(name=file)
    raise refuse(path, message)
