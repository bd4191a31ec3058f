"""A report in, lines that show its structure out: its parts and sections, and how much of each kind they hold."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gongbao.data.glossary import Glossary
from gongbao.importing.manuscript import LONGEST_QUOTE
from gongbao.report.messages import _, tell_count
from gongbao.report.report import Paragraph, Picture, Report, Section, Table


def iter_contents(report: Report, glossary: Glossary | None) -> Iterator[str]:
    """Give the structure of a report, and how many terms its glossary has."""
    yield _("Structure")
    if report.preface:
        yield _("  preface: {paragraphs}").format(paragraphs=_count_paragraphs(report.preface))
    line = _("  opening: salutation, {paragraphs}") if report.salutation else _("  opening: {paragraphs}")
    yield line.format(paragraphs=_count_paragraphs(report.opening))
    for part in (*report.body_parts, *report.annexes):
        heading = part.heading or _("(no heading)")
        kind = _("{kind} {year}").format(kind=_(part.kind), year=part.year) if part.year else _(part.kind)
        yield _("  {kind}: {heading}").format(kind=kind, heading=heading)
        for section in part.sections:
            named = section.heading or f"[{section.label or part.heading}]"
            counts = _(", ").join(_iter_counts(section))
            yield _("    {section} {heading}: {counts}").format(section=section.id, heading=named, counts=counts)
    yield _("  closing: {paragraphs}").format(paragraphs=_count_paragraphs(report.closing))
    for paragraph in report.endnotes:
        yield _("  after the end: {text}").format(text=paragraph.text[:LONGEST_QUOTE])
    if glossary:
        yield tell_count("  glossary: {number} term", "  glossary: {number} terms", len(glossary.terms))
    proposed = sum(figure.proposed for figure in report.all_figures)
    if proposed:
        words = _("  figures proposed: {number} (keep or delete each, then take off `proposed: true`)")
        yield words.format(number=proposed)


def _count_paragraphs(paragraphs: Sequence[Paragraph]) -> str:
    return tell_count("{number} paragraph", "{number} paragraphs", len(paragraphs))


def _iter_counts(section: Section) -> Iterator[str]:
    """Give how many things of each kind a section has, those that it has."""
    counts = Counter(type(block).__name__ for block in section.content)
    leads = sum(bool(paragraph.lead) for paragraph in section.paragraphs)
    if section.paragraphs:
        yield _count_paragraphs(section.paragraphs)
    if section.subheadings:
        yield tell_count("{number} subheading", "{number} subheadings", len(section.subheadings))
    if tables := counts[Table.__name__]:
        yield tell_count("{number} table", "{number} tables", tables)
    if pictures := counts[Picture.__name__]:
        yield tell_count("{number} picture", "{number} pictures", pictures)
    if leads:
        yield tell_count("{number} lead", "{number} leads", leads)
    if section.figures:
        yield tell_count("{number} figure", "{number} figures", len(section.figures))
