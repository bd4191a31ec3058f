"""A report in, an EPUB 3 book of it out, in one script at a time: the same text, order and ids as on the pages."""

import io
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from markupsafe import Markup

from gongbao.address import section_name
from gongbao.citation import get_day
from gongbao.compiled import quote
from gongbao.compression import deflate
from gongbao.model import Paragraph, Part, Report, ScriptTag, Section
from gongbao.package import Item, write_package
from gongbao.render import render

Convert = Callable[[str], str]
CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
# Ends a document where a template makes several: a form feed, which XML cannot hold, on a line of its own.
CHAPTER_END = "\n\f\n"
STYLE = b"""body { line-height: 1.8; }
h1, h2, .occasion, .signature, .dateline { text-align: center; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3, h4, h5, h6 { font-size: 1.1em; }
.part { text-align: center; font-size: 1.3em; margin: 1em 0; }
p { margin: 0; text-indent: 2em; }
.occasion, .signature, .dateline, .salutation, .part { text-indent: 0; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid; padding: .2em .4em; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A document of the book: its file's name without the ending, its name in the contents, and what stands in it."""

    name: str
    title: str
    part: Part | None = None
    section: Section | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    front: bool = False


def make_epub(report: Report, tag: ScriptTag, convert: Convert) -> bytes:
    """Return the book. Its identifier stays with the report: it depends on the body, the day and the script alone."""
    chapters = list(iter_chapters(report))
    context = {"report": report, "tag": tag, "t": convert, "chapters": chapters, "day": get_day(report)}
    context["passage"] = partial(mark_text, convert=convert)
    name = f"gongbao:{report.body}:{report.date}:{report.slug}:{tag}"
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, name)
    pages = fill("epub_chapters.xhtml", **context, form_feed="\f")
    files = {"package.opf": fill("epub_package.opf", **context, identifier=identifier)[0]}
    files |= {"nav.xhtml": fill("epub_nav.xhtml", **context)[0]}
    files |= {f"{one.name}.xhtml": page for one, page in zip(chapters, pages, strict=True)}
    items = [Item(name=f"EPUB/{file}", content=deflate(content)) for file, content in files.items()]
    items += list_constant_items()
    book = io.BytesIO()
    # OCF 3.3, 4.3: the type comes first and is not compressed.
    write_package(book, [Item(name="mimetype", content=b"application/epub+zip"), *items], get_day(report))
    return book.getvalue()


@cache
def list_constant_items() -> list[Item]:
    """Return the files that are the same in every book."""
    files = {"META-INF/container.xml": CONTAINER, "EPUB/style.css": STYLE}
    return [Item(name=name, content=deflate(content)) for name, content in files.items()]


def fill(template: str, **context: object) -> list[bytes]:
    """Return the documents that a template of the book makes, as XML."""
    documents = str(render(template, **context)).removesuffix(CHAPTER_END).split(CHAPTER_END)
    return [f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode() for document in documents]


def mark_text(paragraph: Paragraph, convert: Convert) -> Markup:
    """Return a paragraph of the book."""
    text, end = convert(paragraph.text), len(paragraph.lead or "")
    lead = f"<strong>{quote(text[:end])}</strong>" if end else ""
    return Markup(f'<p id="{paragraph.id}">{lead}{quote(text[end:])}</p>')  # noqa: S704  escaped; an id is an ASCII name


def iter_chapters(report: Report) -> Iterator[Chapter]:
    """Give the documents of the book in the order of the text."""
    if report.preface:
        yield Chapter(name="preface", title="前言", paragraphs=report.preface)
    yield Chapter(name="front", title=report.title, front=True)
    yield from iter_sections(report.body_parts)
    if report.closing:
        yield Chapter(name="closing", title="结语", paragraphs=report.closing)
    yield from iter_sections(report.annexes)
    if report.endnotes:
        yield Chapter(name="endnotes", title="附注", paragraphs=report.endnotes)


def iter_sections(parts: tuple[Part, ...]) -> Iterator[Chapter]:
    """Give the sections of some parts; the first of a part bears its heading."""
    for part in parts:
        for section in part.sections:
            first = part if part.heading and section is part.sections[0] else None
            title = section.heading or section_name(part, section)
            yield Chapter(name=section.id, title=title, part=first, section=section)
