"""A report in, an EPUB 3 book of it out: the same text, order and ids as on the pages."""

import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import count

from markupsafe import Markup

from gongbao.output.compression import deflate
from gongbao.output.zip_file import Item, write_package
from gongbao.pages.blocks import DEEPEST
from gongbao.pages.inline import dress, link
from gongbao.pages.marks import CODE, TEXT, choose
from gongbao.pages.pictures import find_file, name_type
from gongbao.pages.views import render
from gongbao.report.citation import get_day
from gongbao.report.note_marks import MARK
from gongbao.report.notes import find_notes
from gongbao.report.report import Paragraph, Report, ScriptTag
from gongbao.report.walk import Chapter, iter_chapters, iter_items, name_section

CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Ends a document where a template makes several: a form feed, on a line of its own, which no text holds.
DOCUMENT_END = "\n\f\n"
STYLE = b"""body { line-height: 1.8; }
h1, h2, .reference, .occasion, .signature, .dateline { text-align: center; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3, h4, h5, h6 { font-size: 1.1em; }
.part { text-align: center; font-size: 1.3em; margin: 1em 0; }
p { margin: 0; text-indent: 2em; }
.reference, .occasion, .signature, .dateline, .salutation, .part { text-indent: 0; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid; padding: .2em .4em; }
th { font-weight: normal; text-align: left; } thead th { text-align: center; font-weight: bold; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
caption .unit-line { display: block; text-align: right; font-weight: normal; } .whole { white-space: nowrap; }
.signed, .dated { text-align: right; padding-right: 2em; }
figure { margin: 1em 0; text-align: center; } img { max-width: 100%; }
.table-caption, .table-note { text-indent: 0; font-size: .9em; } .table-caption { text-align: center; }
"""
HANG = ".hang-{0} {{ padding-left: {0}.4em; text-indent: -{0}em; }}\n"
STYLE += "".join(map(HANG.format, range(1, DEEPEST + 1))).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A document of the book: its file's name without the ending, its name in the contents, the chapter that it is."""

    name: str
    title: str
    chapter: Chapter


def make_book(report: Report, scripts: Sequence[ScriptTag]) -> dict[str, str]:
    """Return the documents of the book by file name, marked.

    Its identifier stays with the report: it depends on the body, the day and the script alone.
    """
    leaves = list(iter_leaves(report))
    identifier = choose(make_identifier(report, tag) for tag in scripts)
    pictures = {picture.file: name_type(picture) for picture in report.pictures}
    context = {
        "pictures": sorted(pictures.items()),
        "report": report,
        "documents": leaves,
        "day": get_day(report),
        "identifier": identifier,
    }
    documents = [render("epub_package.opf", **context), render("epub_nav.xhtml", **context)]
    links, callers = link_notes(report, leaves)
    passage = partial(mark_passage, links=links, callers=callers)
    chapters = render("epub_chapters.xhtml", **context, passage=passage, links=links, form_feed="\f")
    documents += chapters.removesuffix(DOCUMENT_END).split(DOCUMENT_END)
    names = ("package.opf", "nav.xhtml", *(f"{leaf.name}.xhtml" for leaf in leaves))
    return dict(zip(names, documents, strict=True))


def make_identifier(report: Report, tag: ScriptTag) -> str:
    """Return the identifier of a report's book in a script."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"gongbao:{report.body}:{report.date}:{report.slug}:{tag}"))


def link_notes(report: Report, leaves: Sequence[Leaf]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the addresses of the notes by their marks, and those of their calls by the notes' ids."""
    notes = find_notes(report)
    if not notes.marks:
        return {}, {}
    places = {
        item.id: f"{leaf.name}.xhtml#{item.id}"
        for leaf in leaves
        for item in iter_items(report, leaf.chapter, count(1))
    }
    links = {mark: places[name] for mark, name in notes.marks.items()}
    return links, {name: places[caller] for name, caller in notes.callers.items()}


def mark_passage(paragraph: Paragraph, links: Mapping[str, str], callers: Mapping[str, str]) -> Markup:
    """Return a paragraph of a book; the mark of a note is a link, and that of its own leads back to its call."""
    lead, text = paragraph.lead or "", paragraph.text
    if (caller := callers.get(paragraph.id)) and (mark := MARK.match(text)):
        inside = link(mark[0], caller, "doc-backlink") + dress(text[mark.end() :])
    else:
        led = f"{CODE}<strong>{CODE}{dress(lead, links)}{CODE}</strong>{CODE}" if lead else ""
        inside = led + dress(text[len(lead) :], links)
    role = f' class="{paragraph.role}"' if paragraph.role else ""
    return Markup(f'<p id="{paragraph.id}"{role}>{TEXT}{inside}{TEXT}</p>')  # noqa: S704  an id is ASCII


def bind_book(report: Report, documents: Mapping[str, str]) -> bytes:
    """Return the book as a file; its documents are given in one script."""
    items = [
        Item(name=f"EPUB/{file}", content=deflate(f"{DECLARATION}{document}\n".encode()))
        for file, document in documents.items()
    ]
    items += list_constant_items()
    pictures = {picture.file: find_file(report, picture).read_bytes() for picture in report.pictures}
    items += [Item(name=f"EPUB/{file}", content=deflate(content)) for file, content in sorted(pictures.items())]
    book = io.BytesIO()
    # OCF 3.3, 4.3: the type comes first and is not compressed.
    write_package(book, [Item(name="mimetype", content=b"application/epub+zip"), *items], get_day(report))
    return book.getvalue()


@cache
def list_constant_items() -> list[Item]:
    """Return the files that are the same in every book."""
    files = {"META-INF/container.xml": CONTAINER, "EPUB/style.css": STYLE}
    return [Item(name=name, content=deflate(content)) for name, content in files.items()]


def iter_leaves(report: Report) -> Iterator[Leaf]:
    """Give the documents of the book in the order of the text."""
    titles = {"preface": "前言", "front": report.name, "closing": "结语", "endnotes": "附注"}
    for chapter in iter_chapters(report):
        if chapter.part and chapter.section:
            title = name_section(chapter.part, chapter.section)
            yield Leaf(name=chapter.section.id, title=title, chapter=chapter)
        else:
            yield Leaf(name=chapter.kind, title=titles[chapter.kind], chapter=chapter)
