"""A passage and other words for it in, the passage so, and what becomes of the figures that quote it, out.

A figure keeps its quote where that still stands in the text; else the quote follows the text, and so does its value
where the new words state one alone. What states no value any more is no figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongbao.archive.text_diff import iter_changes
from gongbao.data.figures import find_faults_in_quote
from gongbao.desk.passages import Stretch, exchange, find_block, refuse
from gongbao.report.numbers import read_values
from gongbao.report.report import Figure, Paragraph, Subheading


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A figure whose quote is changed, and what it will be; None if the new words state no value."""

    before: Figure
    after: Figure | None


def reword(stretch: Stretch, name: str, words: str) -> tuple[Stretch, tuple[Touched, ...]]:
    """Return the stretch with other words for a passage, and the figures that this touches.

    Raises ReportError for words that are no single line, or a passage that has none of its own.
    """
    block = find_block(stretch, name)
    if not words or "\n" in words:
        message = "段落不能是空的" if not words else "一段只占一行（要分成两段的，用“分段”）"
        raise refuse(stretch.path, block.line, message)
    if isinstance(block, Subheading):
        return exchange(stretch, name, replace(block, heading=words)), ()
    if not isinstance(block, Paragraph):
        raise refuse(stretch.path, block.line, "这里只改段落和标题的文字")
    lead = block.lead if block.lead and words.startswith(block.lead) else follow_lead(block, words)
    touched = tuple(find_touched(stretch, block, words))
    becoming = {one.before.id: one.after for one in touched}
    figures = tuple(after for one in stretch.figures if (after := becoming.get(one.id, one)))
    changed = exchange(stretch, name, replace(block, text=words, lead=lead))
    return replace(changed, figures=figures), touched


def follow_lead(block: Paragraph, words: str) -> str | None:
    """Return the lead of a paragraph with other words: what stands in its place now, or none."""
    if not block.lead:
        return None
    return words[: follow_place(block.text, words, len(block.lead), last=True)].strip() or None


def find_touched(stretch: Stretch, block: Paragraph, words: str) -> Iterator[Touched]:
    """Give the figures on a paragraph whose quote its new words do not have."""
    for figure in stretch.figures:
        if figure.paragraph == block.id and figure.quote not in words:
            start = block.text.find(figure.quote)
            first = follow_place(block.text, words, start, last=False)
            last = follow_place(block.text, words, start + len(figure.quote), last=True)
            yield Touched(before=figure, after=follow_quote(figure, words[first:last].strip()))


def follow_quote(figure: Figure, quote: str) -> Figure | None:
    """Return a figure as other words state it, or None."""
    values = read_values(quote)
    value = figure.value if figure.value in values else next(iter(values)) if len(values) == 1 else figure.value
    found = replace(figure, quote=quote, value=value)
    return found if quote and values and not any(find_faults_in_quote(found)) else None


def follow_place(old: str, new: str, place: int, *, last: bool) -> int:
    """Return where a place of a text is in another; of one inside a change its start, or its end for the `last`."""
    shift = 0
    for (first, end), (start, stop) in iter_changes(old, new):
        if place <= first:
            break
        if place < end:
            return stop if last else start
        shift = stop - end
    return place + shift
