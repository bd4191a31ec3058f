"""A report's notes in, footnotes of a Word file out: python-docx has none, so their part is written here.

Word counts them itself, between the brackets that the report prints: [1], 〔1〕. A mark that is set by hand may be of
several letters, but LibreOffice then shows it twice.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from gongbao.report.note_marks import MARK
from gongbao.report.notes import find_notes
from gongbao.report.report import Paragraph, Report

STYLE = "footnote text"
# The lines above the notes of a page, which Word asks for by these numbers.
RULES = {"separator": -1, "continuationSeparator": 0}


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one file: the texts of those not yet called by their marks, and the root of their part."""

    waiting: dict[str, str]
    root: Any
    style: str

    def add_text(self, paragraph: WordParagraph, text: str, *, bold: bool | None = None) -> None:
        """Add text to a paragraph; where a mark calls its note first, the footnote hangs on it."""
        at = 0
        for match in MARK.finditer(text):
            note = self.waiting.pop(match[0], None)
            if note is None:
                continue
            if match.start() > at:
                paragraph.add_run(text[at : match.start()]).bold = bold
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), self.add_note(note))
            runs = [paragraph.add_run(match[0][0]), paragraph.add_run(), paragraph.add_run(match[0][-1])]
            runs[1]._r.append(reference)  # noqa: SLF001  python-docx has no footnotes
            for run in runs:
                run.bold, run.font.superscript = bold, True
            at = match.end()
        if text[at:]:
            paragraph.add_run(text[at:]).bold = bold

    def add_note(self, text: str) -> str:
        """Add a note, which begins with its mark, to the part and return its number."""
        number = str(len(self.root) - len(RULES) + 1)
        note, paragraph, _properties, style = make_nest("w:footnote", "w:p", "w:pPr", "w:pStyle")
        note.set(qn("w:id"), number)
        style.set(qn("w:val"), self.style)
        written = WordParagraph(paragraph, None)  # type: ignore[arg-type]  # it needs no place in a document
        # LibreOffice sets the number of a note first, whatever stands before it.
        written.add_run()._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001
        written.add_run(MARK.sub("", text, count=1))
        self.root.append(note)
        return number


def begin_footnotes(document: WordDocument, texts: dict[str, str]) -> Footnotes:
    """Return the footnotes of a document, none of them called yet; without any the document gets no part for them."""
    root, asked = OxmlElement("w:footnotes"), OxmlElement("w:footnotePr")
    for kind, number in RULES.items():
        note, *_inside = make_nest("w:footnote", "w:p", "w:r", f"w:{kind}")
        note.set(qn("w:type"), kind)
        wanted = OxmlElement("w:footnote")
        for one in (note, wanted):
            one.set(qn("w:id"), str(number))
        root.append(note)
        asked.append(wanted)
    if texts:
        document.settings.element.find(qn("w:compat")).addprevious(asked)
        package = document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return Footnotes(dict(texts), root, document.styles[STYLE].style_id)


def make_nest(*names: str) -> list[Any]:
    """Return new elements, each inside the one before."""
    made = [OxmlElement(name) for name in names]
    for outer, inner in pairwise(made):
        outer.append(inner)
    return made


def find_footnotes(report: Report) -> dict[str, Paragraph]:
    """Return the notes that can stand at the foot of pages, by their marks.

    They are a list without a heading that holds nothing else, numbered from 1 in the order of their calls: from any
    other list a reader of the file would not get the same again.
    """
    notes = find_notes(report)
    lists = [section.content for part in report.annexes if not part.heading for section in part.sections
             if not section.heading]  # fmt: skip
    numbers = [int(mark.strip("[]^〔〕【】")) for mark in notes.marks]
    for blocks in (*lists, report.endnotes):
        found = {block.id: block for block in blocks if isinstance(block, Paragraph)}
        counted = [*found] == [*notes.callers] and numbers == [*range(1, len(blocks) + 1)]
        if counted:
            return {mark: found[name] for mark, name in notes.marks.items()}
    return {}
