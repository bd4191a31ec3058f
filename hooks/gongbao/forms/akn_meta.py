"""An edition in, the metadata of its Akoma Ntoso document out: what it is (FRBR), where published, what it speaks of.

What Akoma Ntoso has no element for stands under `proprietary`, so that the report can be read back whole.
"""

import datetime
from collections.abc import Iterator

from gongbao.forms.akn_names import (
    BODY,
    OFFICE,
    PLACE,
    PREFIX,
    PUBLISHER,
    SESSION,
    SPEAKER,
    name_concept,
    name_expression,
    name_figure,
    name_work,
)
from gongbao.forms.edition import Edition
from gongbao.forms.xml_text import Values, write_attributes
from gongbao.report.citation import get_day
from gongbao.report.report import Figure
from gongbao.report.walk import iter_paragraphs

TEXTS = ("title", "body", "place", "session", "reference", "occasion", "signature", "dateline")
LISTS = ("printed", "unsettled")


def make_meta(edition: Edition) -> str:
    """Return the element `meta`."""
    lines = [
        "<meta>",
        f'<identification source="#{PUBLISHER}">',
        *iter_work(edition),
        *iter_expression(edition),
        *iter_manifestation(edition),
        "</identification>",
        *iter_publication(edition),
        f'<references source="#{PUBLISHER}">',
        *iter_references(edition),
        "</references>",
        f'<proprietary source="#{PUBLISHER}">',
        *iter_own(edition),
        "</proprietary>",
        "</meta>",
    ]
    return "\n".join(lines)


def iter_work(edition: Edition) -> Iterator[str]:
    """Give the report as a work: given on a day, by a body."""
    report, work = edition.report, name_work(edition.report)
    yield f'<FRBRWork>\n<FRBRthis value="{work}/!main"/>\n<FRBRuri value="{work}"/>'
    yield f"<FRBRdate{write_attributes([('date', report.date.isoformat()[:10]), ('name', 'given')])}/>"
    yield f'<FRBRauthor href="#{BODY}"/>\n<FRBRcountry value="cn"/>'
    if report.reference:
        yield f"<FRBRnumber{write_attributes([('value', edition.convert(report.reference))])}/>"
    # The name under which the report is cited in every form.
    yield f"<FRBRname{write_attributes([('value', report.slug)])}/>\n</FRBRWork>"


def iter_expression(edition: Edition) -> Iterator[str]:
    """Give the report in its script, as published."""
    expression = name_expression(edition.report, edition.tag)
    yield f'<FRBRExpression>\n<FRBRthis value="{expression}/!main"/>\n<FRBRuri value="{expression}"/>'
    yield f'<FRBRdate date="{get_day(edition.report).isoformat()}" name="published"/>\n<FRBRauthor href="#{BODY}"/>'
    yield f'<FRBRlanguage language="{edition.tag}"/>\n</FRBRExpression>'


def iter_manifestation(edition: Edition) -> Iterator[str]:
    """Give the file: this document, and the page that shows the same."""
    expression = name_expression(edition.report, edition.tag)
    yield f'<FRBRManifestation>\n<FRBRthis value="{expression}/!main.xml"/>\n<FRBRuri value="{expression}.akn"/>'
    if edition.site_url:
        yield f'<FRBRalias value="{edition.locate(f"{edition.report.slug}/index.html")}" name="web"/>'
    yield f'<FRBRdate date="{get_day(edition.report).isoformat()}" name="published"/>'
    yield f'<FRBRauthor href="#{PUBLISHER}"/>\n</FRBRManifestation>'


def iter_publication(edition: Edition) -> Iterator[str]:
    """Give where the text was published, as far as it is known."""
    if source := edition.report.source:
        day = source.date or get_day(edition.report)
        name = edition.convert(source.name)
        yield f"<publication{write_attributes([('date', day.isoformat()[:10]), ('name', name), ('showAs', name)])}/>"


def iter_references(edition: Edition) -> Iterator[str]:
    """Give whom and what the report speaks of: bodies, people, the session, and what its figures count."""
    report, speaker = edition.report, edition.report.speaker
    things = [
        ("TLCOrganization", BODY, "organization", report.body),
        ("TLCOrganization", PUBLISHER, "organization", edition.publisher or report.body),
        ("TLCPerson", SPEAKER, "person", speaker and speaker.name),
        ("TLCRole", OFFICE, "role", speaker and speaker.office),
        ("TLCLocation", PLACE, "location", report.place),
        ("TLCEvent", SESSION, "event", report.session),
    ]
    things += [("TLCConcept", name_figure(one.id), "concept", one.label) for one in report.figures]
    for element, name, kind, text in things:
        if text:
            values: Values = [("eId", name), ("href", name_concept(kind, text)), ("showAs", edition.convert(text))]
            yield f"<{element}{write_attributes(values)}/>"


def iter_own(edition: Edition) -> Iterator[str]:
    """Give what has no element in Akoma Ntoso: the fields of the report, its speaker, its source and its figures."""
    report = edition.report
    values: Values = [("slug", report.slug)]
    values += [(name, edition.say(getattr(report, name))) for name in TEXTS]
    values += [("date", report.date.isoformat()), ("published", write_day(report.published))]
    values += [(name, " ".join(getattr(report, name))) for name in LISTS]
    yield f"<{PREFIX}:report{write_attributes(values)}/>"
    if speaker := report.speaker:
        named: Values = [("name", edition.convert(speaker.name)), ("office", edition.say(speaker.office))]
        yield f"<{PREFIX}:speaker{write_attributes(named)}/>"
    if source := report.source:
        told: Values = [(name, edition.say(getattr(source, name))) for name in ("name", "file", "note")]
        told.append(("date", write_day(source.date)))
        yield f"<{PREFIX}:source{write_attributes(told)}/>"
    texts = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(report)}
    for section in report.sections:
        for figure in section.figures:
            if not figure.proposed:
                yield write_figure(edition, figure, section.id, texts.get(figure.paragraph, ""))


def write_day(day: datetime.date | None) -> str | None:
    """Return a day, or a moment, as it is read back."""
    return day.isoformat() if day else None


def write_figure(edition: Edition, figure: Figure, section: str, text: str) -> str:
    """Return a figure with everything that is said of it; `text` is its paragraph's, or nothing for a table's."""
    values: Values = [
        ("id", figure.id),
        ("section", section),
        ("paragraph", figure.paragraph),
        ("theme", edition.convert(figure.theme)),
        ("label", edition.convert(figure.label)),
        ("qualifier", edition.say(figure.qualifier)),
        ("value", str(figure.value)),
        ("unit", edition.convert(figure.unit)),
        ("quote", edition.cut_quote(figure, text)),
        ("key", "true" if figure.key else None),
    ]
    return f"<{PREFIX}:figure{write_attributes(values)}/>"
