"""An Akoma Ntoso document in, the report that it was made of out: an archive outlives the program that wrote it.

Read are documents that `akoma_ntoso` makes: texts from the elements that print them, the rest from `proprietary`. XML
is read without entities, document types or anything from elsewhere.
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, cast

from lxml import etree

from gongbao.forms.akn_names import AKN, NO_CELL, OWN, SALUTATION
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import (
    ID,
    PICTURE,
    SOURCE_SCRIPT,
    Block,
    Cell,
    Figure,
    HeadField,
    Paragraph,
    Part,
    PartKind,
    Picture,
    Qualifier,
    Report,
    Role,
    Row,
    Section,
    Source,
    Speaker,
    Subheading,
    Table,
    TitleLine,
)

# lxml has no types, and no public name for what its elements are.
Element = Any
SPACES = {"a": AKN, "g": OWN}
DOCUMENTS = ("debateReport", "doc")
# In this order the blocks of a section stand in the document, subheadings by the subsections that they open.
BLOCKS = "a:paragraph | a:hcontainer | a:subsection"


def is_akoma_ntoso(content: bytes) -> bool:
    """Tell whether a file is an Akoma Ntoso document, as far as its beginning tells."""
    return AKN.encode() in content[:1000]


def read_akoma_ntoso(content: bytes, path: Path) -> Report:
    """Return the report of a document in the source script. Raises ReportError for one that is not, or is damaged."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise refuse(path, _("not XML ({error})").format(error=error.msg), error.lineno or 0) from error
    document = next((one for one in root if one.tag in {f"{{{AKN}}}{name}" for name in DOCUMENTS}), None)
    own = find(root, ".//g:report")
    if document is None or own is None:
        message = _("an Akoma Ntoso document, but not one that Gongbao made (import the text of it as .txt)")
        raise refuse(path, message)
    language = find(document, ".//a:FRBRlanguage")
    if language is None or language.get("language") != SOURCE_SCRIPT:
        message = _("not the edition in the source script (import the one in zh-Hans, all others are made from it)")
        raise refuse(path, message)
    try:
        return read_report(document, own)
    except (KeyError, ValueError, InvalidOperation, AttributeError) as error:
        message = _("something in it is missing or not what it should be: {error}").format(error=error)
        raise refuse(path, message) from error


def refuse(path: Path, message: str, line: int = 0) -> ReportError:
    """Return the refusal of a file."""
    return ReportError([Problem(path=path, line=line, message=message)])


def read_report(document: Element, own: Element) -> Report:
    """Return the report of a document; `own` are its fields that Akoma Ntoso has no element for."""
    front = find_all(document, "a:preamble/a:p")
    salutation = next((read_paragraph(one, one) for one in front if own_value(one, "kind") == SALUTATION), None)
    printed = cast("tuple[TitleLine, ...]", tuple((own.get("printed") or "").split()))
    body = find(document, "a:mainBody")
    figures = [read_figure(one) for one in find_all(document, ".//g:figure")]
    return Report(
        slug=own.attrib["slug"],
        title=own.attrib["title"],
        body=own.attrib["body"],
        place=own.get("place"),
        session=own.get("session"),
        date=datetime.date.fromisoformat(own.attrib["date"]),
        published=read_moment(own.get("published")),
        reference=own.get("reference"),
        occasion=own.get("occasion"),
        speaker=read_speaker(find(document, ".//g:speaker")),
        signature=own.get("signature"),
        dateline=own.get("dateline"),
        printed=printed,
        unsettled=cast("tuple[HeadField, ...]", tuple((own.get("unsettled") or "").split())),
        preface=tuple(
            read_paragraph(one, one) for one in find_all(document, "a:preface/a:p") if one.get("eId") not in printed
        ),
        salutation=salutation,
        opening=tuple(read_paragraph(one, one) for one in front if own_value(one, "kind") != SALUTATION),
        parts=tuple(read_part(part, figures) for part in find_all(body, "a:part")),
        closing=read_container(body, "closing"),
        endnotes=read_container(body, "endnotes"),
        source=read_source(find(document, ".//g:source")),
    )


def read_container(body: Element, name: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs that stand outside the parts under a name."""
    return tuple(read_paragraph(one, one) for one in find_all(body, f"a:hcontainer[@name='{name}']/a:content/a:p"))


def read_part(part: Element, figures: Sequence[tuple[str, Figure]]) -> Part:
    """Return a part with its sections."""
    year = own_value(part, "year")
    return Part(
        id=read_id(part),
        kind=cast("PartKind", part.attrib["class"]),
        heading=read_heading(part),
        year=int(year) if year else None,
        sections=tuple(read_section(one, figures) for one in find_all(part, "a:section")),
    )


def read_section(section: Element, figures: Sequence[tuple[str, Figure]]) -> Section:
    """Return a section; `figures` are those of the report, each with the id of its section."""
    name = read_id(section)
    return Section(
        id=name,
        heading=read_heading(section),
        label=section.get("title"),
        content=tuple(iter_blocks(section)),
        figures=tuple(figure for place, figure in figures if place == name),
    )


def iter_blocks(container: Element) -> Iterator[Block]:
    """Give what stands in a section or a subsection, a subsection's heading before what stands under it."""
    for element in find_all(container, BLOCKS):
        block = find(element, "a:content/a:tblock")
        if element.tag == f"{{{AKN}}}subsection":
            level = own_value(element, "level")
            heading = read_heading(element) or ""
            yield Subheading(id=read_id(element), heading=heading, level=int(level or 3))
            yield from iter_blocks(element)
        elif block is None:
            yield read_paragraph(element, find(element, "a:content/a:p"))
        elif block.get("class") == "table":
            yield read_table(block)
        else:
            yield read_picture(block)


def read_heading(element: Element) -> str | None:
    """Return a heading as printed, its number included."""
    return read_text(find(element, "a:num")) + read_text(find(element, "a:heading")) or None


def read_paragraph(element: Element, printed: Element | None) -> Paragraph:
    """Return the paragraph that an element is, from the element that prints it."""
    lead = find(printed, ".//a:inline[@name='lead']") if printed is not None else None
    return Paragraph(
        id=read_id(element),
        text=read_text(printed),
        lead=read_text(lead) or None,
        role=cast("Role | None", element.get("class")),
    )


def read_table(block: Element) -> Table:
    """Return a table with what is printed above and under it."""
    above, below = read_text(find(block, "a:heading")), read_text(find(block, "a:p[@class='caption']"))
    rows = [one for one in find_all(block, "a:table/a:tr") if one.get("class") != NO_CELL]
    return Table(
        id=read_id(block),
        caption=above or below or None,
        caption_below=own_value(block, "below") is not None,
        unit=read_text(find(block, "a:p[@class='unit']")) or None,
        head=int(own_value(block, "head") or 1),
        rows=tuple(read_row(row) for row in rows),
        notes=tuple(read_text(note) for note in find_all(block, "a:p[@class='remark']")),
    )


def read_row(row: Element) -> Row:
    """Return the cells of a row; one that says how many places it takes is a merged one."""
    cells: list[str | Cell] = []
    for cell in find_all(row, "a:th | a:td"):
        text = read_text(find(cell, "a:p"))
        if cell.get("colspan") is not None:
            cells.append(Cell(text=text, span=int(cell.attrib["colspan"]), down=int(cell.attrib["rowspan"])))
        elif cell.get("class") != NO_CELL:
            cells.append(text)
    return tuple(cells)


def read_picture(block: Element) -> Picture:
    """Return a picture; its file is named as the report names it."""
    image = find(block, "a:p/a:img")
    return Picture(
        id=read_id(block),
        file=check_file(own_value(image, "file") or ""),
        caption=read_text(find(block, "a:p[@class='caption']")) or None,
        alternative=image.get("alt") if image is not None else None,
    )


def read_figure(figure: Element) -> tuple[str, Figure]:
    """Return a figure with the id of the section that it belongs to."""
    values = figure.attrib
    return values["section"], Figure(
        id=check_id(values["id"]),
        label=values["label"],
        value=Decimal(values["value"]),
        unit=values["unit"],
        quote=values["quote"],
        paragraph=values["paragraph"],
        theme=values["theme"],
        qualifier=cast("Qualifier | None", figure.get("qualifier")),
        key=figure.get("key") is not None,
    )


def read_speaker(speaker: Element | None) -> Speaker | None:
    """Return who gave the report."""
    return None if speaker is None else Speaker(name=speaker.attrib["name"], office=speaker.get("office"))


def read_source(source: Element | None) -> Source | None:
    """Return where the text was taken from."""
    if source is None:
        return None
    name, file, note = source.attrib["name"], source.get("file"), source.get("note")
    return Source(name=name, date=read_moment(source.get("date")), file=file, note=note)


def read_moment(text: str | None) -> datetime.date | None:
    """Return a date, or a moment where there is a time."""
    if not text:
        return None
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)


def read_text(element: Element | None) -> str:
    """Return the characters that an element prints, those of its inline elements among them."""
    return "" if element is None else "".join(element.itertext())


def read_id(element: Element) -> str:
    """Return the id of an element. Raises ValueError for one that no report has: sections are files of that name."""
    return check_id(element.attrib["eId"])


def check_id(name: str) -> str:
    """Return an id. Raises ValueError for one that no report has."""
    if not ID.fullmatch(name):
        raise ValueError(name)
    return name


def check_file(name: str) -> str:
    """Return the file of a picture. Raises ValueError for one that lies elsewhere than a report's pictures."""
    if not PICTURE.fullmatch(name):
        raise ValueError(name)
    return name


def own_value(element: Element | None, name: str) -> str | None:
    """Return an attribute that Akoma Ntoso does not know."""
    return None if element is None else element.get(f"{{{OWN}}}{name}")


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at a path."""
    return next(iter(find_all(element, path)), None)


def find_all(element: Element | None, path: str) -> Sequence[Element]:
    """Return the elements at a path, in document order."""
    return [] if element is None else cast("Sequence[Element]", element.xpath(path, namespaces=SPACES))
