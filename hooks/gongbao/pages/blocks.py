"""A report's blocks in, marked HTML out: paragraphs with numbers and leads, notes, cells, texts held side by side."""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from markupsafe import Markup

from gongbao.archive.text_diff import Span
from gongbao.pages.inline import NO_LINKS, dress, link
from gongbao.pages.marks import CODE, TEXT, mark, quote
from gongbao.pages.no_break import hold_words
from gongbao.report.note_marks import MARK
from gongbao.report.report import Paragraph, Table
from gongbao.report.tables import BROAD, VERY_BROAD, Placed, count_columns, list_needs, place_cells

# How many characters broad a table must be at least, by steps: print.css has a size of type for each.
STEPS = (25, 30, 35, 42, 50, 60, 72, 90, 120)
DEEPEST = 8


def mark_note(name: str, text: str, caller: str) -> Markup:
    """Return a note as a page repeats it; its mark leads back to its call."""
    return Markup(f'<p id="{name}">{TEXT}{lead_back(text, caller)}{TEXT}</p>')  # noqa: S704  escaped; ASCII names


def lead_back(text: str, caller: str) -> str:
    """Return the text of a note, whose mark is a link to its call."""
    mark = cast("re.Match[str]", MARK.match(text))[0]
    return link(mark, caller, "doc-backlink") + hold_words(text[len(mark) :])


def mark_paragraph(
    paragraph: Paragraph, number: int, links: Mapping[str, str] = NO_LINKS, caller: str | None = None
) -> Markup:
    """Return a paragraph with its number, which is a link to it; `caller` is where a note is called."""
    lead, text = paragraph.lead or "", paragraph.text
    if caller:
        lead = ""
    held = hold_words(lead, ends=lead == text, links=links) if lead else ""
    rest = lead_back(text, caller) if caller else hold_words(text[len(lead) :], links=links)
    led = f'{CODE}<strong class="lead">{CODE}{held}{CODE}</strong>{CODE}' if lead else ""
    label = mark(f"第 {number} 段")
    kind = f"para {paragraph.role}" if paragraph.role else "para"
    return Markup(  # noqa: S704  escaped; an id is an ASCII name
        f'<div class="{kind}"><a class="para-number" href="#{paragraph.id}" data-number="{number}"'
        f' aria-label="{label}"></a> <p id="{paragraph.id}">{TEXT}{led}{rest}{TEXT}</p></div>'
    )


def mark_cell(text: str, links: Mapping[str, str] = NO_LINKS) -> Markup:
    """Return what a cell says: a number stays with its unit."""
    if text.isascii() and not links:
        return Markup(quote(text))  # noqa: S704  escaped
    return Markup(f"{TEXT}{hold_words(text, ends=False, links=links)}{TEXT}")  # noqa: S704  escaped


def name_breadth(table: Table) -> str:
    """Return the classes that tell a printer how broad a table is; none for one that any page has room for."""
    columns = count_columns(table.rows)
    need = sum(list_needs(place_cells(table.rows)[table.head :], columns))
    names = ["broad"] * (columns >= BROAD) + ["many"] * (columns >= VERY_BROAD)
    if need > STEPS[0]:
        names.append(f"ems-{next((step for step in STEPS if need <= step), STEPS[-1])}")
    return " ".join(names)


def mark_hang(cell: Placed) -> Markup:
    """Return the class of a cell whose text begins with full-width spaces: its further lines begin under the first."""
    depth = len(cell.text) - len(cell.text.lstrip("\u3000"))
    return Markup(f' class="hang-{min(depth, DEEPEST)}"' if depth else "")  # noqa: S704  a number


def mark_spans_of(cell: Placed) -> Markup:
    """Return the attributes that say how many columns and rows a cell takes."""
    spans = (("colspan", cell.span), ("rowspan", cell.down))
    return Markup("".join([f' {name}="{count}"' for name, count in spans if count > 1]))  # noqa: S704  numbers


def mark_spans(text: str, spans: Iterable[Span], tag: str) -> Markup:
    """Return a text with spans of it in elements of their own: `ins` or `del`."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += (dress(text[done:start]), f"{CODE}<{tag}>{CODE}", dress(text[start:end]), f"{CODE}</{tag}>{CODE}")
        done = end
    return Markup("".join([TEXT, *pieces, dress(text[done:]), TEXT]))  # noqa: S704  escaped
