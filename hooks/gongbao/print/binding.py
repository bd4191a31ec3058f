"""A PDF as the browser printed it in, the finished document out: who wrote it, in which language, when, in which fonts.

The browser leaves in the file its own name, the time of day, and numbers of elements that count on from what it did
before. All are replaced, so that one text gives one file.
"""

import datetime
import io
import re
from dataclasses import dataclass

import pikepdf

from gongbao.report.report import ScriptTag

# The name of an element of the tag tree, by which a table's cells refer to their heads.
ELEMENT = re.compile(rb"\(node(\d{8})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a PDF says of itself; `made` is its date, in UTC."""

    title: str
    author: str
    subject: str
    tag: ScriptTag
    made: datetime.datetime


def read_places(content: bytes) -> dict[str, int]:
    """Return the number of the page, from 1, of every place that a link in the PDF leads to."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        places = pdf.Root.get("/Dests", pikepdf.Dictionary())
        return {str(name)[1:]: pages[place[0].objgen] for name, place in places.items()}


def finish_pdf(content: bytes, facts: Facts) -> tuple[bytes, frozenset[str]]:
    """Return a PDF with the facts written into it, small and reproducible, and the names of the fonts in it."""
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(number_elements(content))) as pdf:
        stamp = facts.made.strftime("D:%Y%m%d%H%M%S+00'00'")
        producer = str(pdf.docinfo.get("/Producer", ""))
        del pdf.docinfo
        pdf.docinfo.update(
            {
                "/Title": facts.title,
                "/Author": facts.author,
                "/Subject": facts.subject,
                "/Creator": "Gongbao",
                "/Producer": producer,
                "/CreationDate": stamp,
                "/ModDate": stamp,
            }
        )
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["dc:language"] = {facts.tag}
        pdf.Root.Lang = pikepdf.String(facts.tag)
        # Chromium uses names of PDF 2.0 for emphasis; readers of older files learn what they stand for.
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(Strong=pikepdf.Name.Span, Em=pikepdf.Name.Span)
        fonts = list_fonts(pdf)
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    return finished.getvalue(), fonts


def number_elements(content: bytes) -> bytes:
    """Return a PDF, as the browser wrote it, with its elements numbered from 1 in their order; no byte moves."""
    numbers = {name: number for number, name in enumerate(sorted(set(ELEMENT.findall(content))), 1)}
    return ELEMENT.sub(lambda element: b"(node%08d)" % numbers[element[1]], content)


def list_fonts(pdf: pikepdf.Pdf) -> frozenset[str]:
    """Return the PostScript names of the fonts of a PDF; outlines without a name (Type 3) count as `Type 3`."""
    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    names = [str(font.get("/BaseFont", "/Type 3"))[1:] for font in fonts]
    return frozenset(name.partition("+")[2] or name for name in names)
