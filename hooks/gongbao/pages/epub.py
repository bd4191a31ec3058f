"""A report in, an EPUB 3 book of it out, in one script at a time: the same text, order and ids as on the pages."""

import io
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from markupsafe import Markup

from gongbao.output.compression import deflate
from gongbao.output.zip_file import Item, write_package
from gongbao.pages.bytecode import quote
from gongbao.pages.views import render
from gongbao.report.citation import get_day
from gongbao.report.report import Paragraph, Report, ScriptTag
from gongbao.report.walk import Chapter, iter_chapters, name_section

Convert = Callable[[str], str]
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Ends a document where a template makes several: a form feed, on a line of its own. It and the characters that keep
# places stand in no text, nor can they in XML.
DOCUMENT_END = "\n\f\n"
PLACE, WHOLE = Markup("\x1d"), slice(None)
VALUES = {"tag": "\x1e", "identifier": "\x1f"}
STYLE = b"""body { line-height: 1.8; }
h1, h2, .occasion, .signature, .dateline { text-align: center; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3, h4, h5, h6 { font-size: 1.1em; }
.part { text-align: center; font-size: 1.3em; margin: 1em 0; }
p { margin: 0; text-indent: 2em; }
.occasion, .signature, .dateline, .salutation, .part { text-indent: 0; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid; padding: .2em .4em; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of the book: its file's name without the ending, its name in the contents, the chapter that it is."""

    name: str
    title: str
    chapter: Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The documents of a book by their names, as one text in pieces, and the text that stands between each two.

    Of a text a part may stand there, after it was converted as a whole.
    """

    names: tuple[str, ...]
    pieces: tuple[str, ...]
    texts: tuple[tuple[str, slice], ...]

    def fill(self, convert: Convert, **values: str) -> dict[str, str]:
        """Return the documents by name with their texts in a script; `values` stand in the places of those names."""
        texts = [quote(convert(text)[part]) for text, part in self.texts]
        whole = "".join(chain.from_iterable(zip(self.pieces, [*texts, ""], strict=True)))
        for name, value in values.items():
            whole = whole.replace(VALUES[name], value)
        return dict(zip(self.names, whole.split(DOCUMENT_END), strict=True))


def make_epub(report: Report, tag: ScriptTag, convert: Convert) -> bytes:
    """Return the book. Its identifier stays with the report: it depends on the body, the day and the script alone."""
    name = f"gongbao:{report.body}:{report.date}:{report.slug}:{tag}"
    identifier = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
    documents = make_draft(report).fill(convert, tag=tag, identifier=identifier)
    items = [
        Item(name=f"EPUB/{file}", content=deflate(f"{DECLARATION}{document}\n".encode()))
        for file, document in documents.items()
    ]
    items += list_constant_items()
    book = io.BytesIO()
    # OCF 3.3, 4.3: the type comes first and is not compressed.
    write_package(book, [Item(name="mimetype", content=b"application/epub+zip"), *items], get_day(report))
    return book.getvalue()


@lru_cache(maxsize=1)  # the books of a report come one after the other
def make_draft(report: Report) -> Draft:
    """Return the documents of a report's book."""
    chapters = list(iter_documents(report))
    texts: list[tuple[str, slice]] = []

    def hold(text: str, part: slice = WHOLE) -> Markup:
        texts.append((text, part))
        return PLACE

    def hold_passage(paragraph: Paragraph) -> Markup:
        text, end = paragraph.text, len(paragraph.lead or "")
        lead = f"<strong>{hold(text, slice(end))}</strong>" if end else ""
        return Markup(f'<p id="{paragraph.id}">{lead}{hold(text, slice(end, None))}</p>')  # noqa: S704  an id is ASCII

    values = {name: Markup(place) for name, place in VALUES.items()}  # noqa: S704  control characters of ours
    context = {"report": report, "documents": chapters, "day": get_day(report), "t": hold, **values}
    documents = [render("epub_package.opf", **context), render("epub_nav.xhtml", **context)]
    documents.append(render("epub_chapters.xhtml", **context, passage=hold_passage, form_feed="\f"))
    return Draft(
        names=("package.opf", "nav.xhtml", *(f"{chapter.name}.xhtml" for chapter in chapters)),
        pieces=tuple(DOCUMENT_END.join(documents).removesuffix(DOCUMENT_END).split(PLACE)),
        texts=tuple(texts),
    )


@cache
def list_constant_items() -> list[Item]:
    """Return the files that are the same in every book."""
    files = {"META-INF/container.xml": CONTAINER, "EPUB/style.css": STYLE}
    return [Item(name=name, content=deflate(content)) for name, content in files.items()]


def iter_documents(report: Report) -> Iterator[Document]:
    """Give the documents of the book in the order of the text."""
    titles = {"preface": "前言", "front": report.title, "closing": "结语", "endnotes": "附注"}
    for chapter in iter_chapters(report):
        if chapter.part and chapter.section:
            title = name_section(chapter.part, chapter.section)
            yield Document(name=chapter.section.id, title=title, chapter=chapter)
        else:
            yield Document(name=chapter.kind, title=titles[chapter.kind], chapter=chapter)
