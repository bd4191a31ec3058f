"""Finished pages in, each report and each section as PDF out, in every script, printed by Chromium.

Chromium 156 was chosen over WeasyPrint 70, both tried on the first report:

- Lines: Chromium spreads Chinese text to the edge; WeasyPrint widens spaces only, of which Chinese has none, so a line
  that gives its last character to the next one ends short. Both hold 28 by 22 and never begin a line with a mark.
- Windows: Edge is on every one. WeasyPrint needs Pango, which pip does not bring there.
- One engine and one style sheet: what a reader prints and what is published look the same.
- Tags, bookmarks, language: both. Page numbers in the contents: WeasyPrint counts them; Chromium prints twice.
- Fonts: WeasyPrint embeds any outline; Chromium only plain TrueType, so others are made into it (`typefaces`).
- Size and speed are alike: see the README.
"""

import datetime
import os
import shutil
import tempfile
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gongbao.build.context import Context
from gongbao.build.progress import Progress
from gongbao.output.writer import Writer
from gongbao.print.binding import Facts, finish_pdf, read_places
from gongbao.print.chromium import Browser, PrintError, open_browser
from gongbao.print.lettering import Lettering, make_lettering
from gongbao.print.paper import list_characters, number_contents, set_page
from gongbao.print.typefaces import list_faces
from gongbao.report.report import Part, Report, ScriptTag, Section
from gongbao.report.scripts import script_path
from gongbao.report.walk import section_name

STYLE = "css/print.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One PDF to be made, of a report or of a section of it: what links to it say, and what it says of itself."""

    slug: str
    section: str
    name: str
    title: str
    facts: Facts

    @property
    def page(self) -> str:
        """The page it is printed from, under the root of a script."""
        return f"{self.slug}/{self.section or 'full'}.html"

    @property
    def path(self) -> str:
        """The file it becomes, under the root of a script."""
        return f"downloads/{self.slug}/{self.section or 'report'}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What was printed in one script: the documents, the faces chosen, all fonts found in the files."""

    tag: ScriptTag
    documents: tuple[Document, ...]
    lettering: Lettering
    fonts: frozenset[str]


def write_script(context: Context, writer: Writer, program: Path, tag: ScriptTag) -> Printing:
    """Print every report and every section of it in one script, from the site's pages into the site.

    Raises PrintError; what was printed before is then still there.
    """
    documents = tuple(iter_documents(context, tag))
    home = writer.folder / script_path(tag, "")
    style = (writer.folder / context.frame.asset(STYLE)).read_text(encoding="utf-8")
    pages = ((home / document.page).read_text(encoding="utf-8") for document in documents)
    lettering = make_lettering(style, tag, list_characters(chain([style], pages)))
    progress = Progress(label=f"{tag} PDF", total=len(documents))
    fonts = set[str]()
    with tempfile.TemporaryDirectory(prefix="gongbao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "print.css").write_text(style, encoding="utf-8", newline="\n")
        # Faces take seconds to write, so a browser that does not run is told before them.
        with open_browser(program, folder / "profile") as browser:
            lettering.write_files(folder, context.root / ".cache/faces" / tag)
            for document in documents:
                page = (home / document.page).read_text(encoding="utf-8")
                place = folder / document.page
                place.parent.mkdir(exist_ok=True)
                code = (home / document.page).with_suffix(".svg")
                if code.is_file():
                    shutil.copyfile(code, place.with_suffix(".svg"))
                page = set_page(page, script_path(tag, document.page), context.site_url)
                content, names = finish_pdf(print_document(browser, place, page), document.facts)
                (home / document.path).parent.mkdir(parents=True, exist_ok=True)
                (home / document.path).write_bytes(content)
                fonts |= names
                progress.step(None)
    refuse_barred(fonts)
    return Printing(tag=tag, documents=documents, lettering=lettering, fonts=frozenset(fonts))


def print_document(browser: Browser, place: Path, page: str) -> bytes:
    """Return a page as PDF, the page numbers in its contents filled in. Raises PrintError."""
    place.write_text(page, encoding="utf-8", newline="\n")
    content = browser.print_page(place)
    numbered = number_contents(page, read_places(content))
    if numbered == page:
        return content
    # The numbers stand in room that is kept for them, so everything stays on its page.
    place.write_text(numbered, encoding="utf-8", newline="\n")
    return browser.print_page(place)


def refuse_barred(fonts: Set[str]) -> None:
    """Raise PrintError if the browser, for a character that no stack has, took a font that must not be embedded."""
    barred = sorted(face.postscript for face in list_faces() if not face.permitted and face.postscript in fonts)
    if barred:
        raise PrintError(f"the licence of {', '.join(barred)} forbids embedding, and no other font has its characters")


def iter_documents(context: Context, tag: ScriptTag) -> Iterator[Document]:
    """Give the documents of one script: of each report the whole and every section."""
    for report in context.library.publication.reports:
        yield make_document(context, tag, report)
        for part in (*report.body_parts, *report.annexes):
            for section in part.sections:
                yield make_document(context, tag, report, (part, section))


def make_document(context: Context, tag: ScriptTag, report: Report, of: tuple[Part, Section] | None = None) -> Document:
    """Return the document of a report, or of one of its sections."""
    convert = context.converters[tag].convert
    title = f"{of[1].heading or section_name(*of)} · {report.title}" if of else report.title
    facts = Facts(
        title=convert(title),
        author=convert(report.body),
        subject=convert(report.session or ""),
        tag=tag,
        made=date_document(report),
    )
    return Document(
        slug=report.slug,
        section=of[1].id if of else "",
        name=convert(f"{title.replace(' · ', '-')}（{report.date.year}年）.pdf"),
        title=convert("本篇" if of else "全文"),
        facts=facts,
    )


def date_document(report: Report) -> datetime.datetime:
    """Return the date of a report's PDFs: `SOURCE_DATE_EPOCH` if it is set, else the day of publication or delivery."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.combine(report.published or report.date, datetime.time(), datetime.UTC)
