"""An edition in, flat records out: a row for each paragraph and each figure, the same keys in each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from gongbao.forms.edition import Edition
from gongbao.report.report import Figure, Report
from gongbao.report.walk import iter_chapters, iter_items, iter_paragraphs

Row = dict[str, Any]


def iter_paragraph_rows(edition: Edition) -> Iterator[Row]:
    """Give a row for each paragraph in document order, the salutation among them, with the figures that it states.

    `report` is the name under which the report is cited (`cite.bib` has the same); `kind` tells which half of the
    report the paragraph stands in.
    """
    report, numbers = edition.report, count(1)
    head = make_head(edition)
    figures = group_figures(report)
    for chapter in iter_chapters(report):
        place = {
            "kind": chapter.place,
            "part": chapter.part.id if chapter.part else None,
            "section": chapter.section.id if chapter.section else None,
        }
        for item in iter_items(report, chapter, numbers):
            if item.kind in ("paragraph", "salutation"):
                yield {
                    **head,
                    **place,
                    "id": item.id,
                    "number": item.number,
                    "text": edition.convert(item.text),
                    "figures": [describe_figure(edition, figure, item.text) for figure in figures.get(item.id, ())],
                    "address": edition.link(item.id),
                }


def iter_figure_rows(edition: Edition) -> Iterator[Row]:
    """Give a row for each published figure in document order."""
    head = make_head(edition)
    texts = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(edition.report)}
    for figure in edition.report.figures:
        yield {
            **head,
            **describe_figure(edition, figure, texts.get(figure.paragraph, "")),
            "paragraph": figure.paragraph,
            "address": edition.link(figure.paragraph),
        }


def make_head(edition: Edition) -> Row:
    """Return what all rows of an edition have in common."""
    report = edition.report
    return {
        "report": report.slug,
        "title": edition.convert(report.title),
        "body": edition.convert(report.body),
        "place": edition.say(report.place),
        "date": report.date.isoformat(),
        "year": report.date.year,
        "script": edition.tag,
    }


def describe_figure(edition: Edition, figure: Figure, text: str) -> Row:
    """Return a figure as a record; `text` is that of its paragraph, or nothing if it stands in a table."""
    return {
        "id": figure.id,
        "theme": edition.convert(figure.theme),
        "label": edition.convert(figure.label),
        "qualifier": edition.say(figure.qualifier),
        "value": to_number(figure.value),
        "unit": edition.convert(figure.unit),
        "quote": edition.cut_quote(figure, text),
    }


def to_number(value: Decimal) -> int | float:
    """Return a whole value as int, any other as float."""
    return int(value) if value == int(value) else float(value)


def group_figures(report: Report) -> Mapping[str, list[Figure]]:
    """Return the published figures by the paragraph that states them."""
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in report.figures:
        found[figure.paragraph].append(figure)
    return found
