"""An Akoma Ntoso document in, the report that it was made of out: an archive outlives the program that wrote it.

Read are documents that `akoma_ntoso` makes: texts from the elements that print them, the rest from `proprietary`. XML
is read without entities, document types or anything from elsewhere.
"""

import datetime
from collections.abc import Sequence
from decimal import InvalidOperation
from pathlib import Path
from typing import cast

from lxml import etree

from gongbao.forms.akn_blocks import iter_blocks, read_heading, read_paragraph
from gongbao.forms.akn_elements import Element, find, find_all, own_value, read_id
from gongbao.forms.akn_meta_reader import read_figure, read_moment, read_source, read_speaker
from gongbao.forms.akn_names import AKN, SALUTATION
from gongbao.report.messages import _
from gongbao.report.problems import refuse
from gongbao.report.report import (
    SOURCE_SCRIPT,
    Figure,
    HeadField,
    Paragraph,
    Part,
    PartKind,
    Report,
    Section,
    TitleLine,
)

DOCUMENTS = ("debateReport", "doc")


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
