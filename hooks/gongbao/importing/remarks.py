"""Doubts and the report they are about in, comments for its YAML out, each by the id of its passage."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from gongbao.importing.manuscript import Doubt
from gongbao.importing.renewal.matching import iter_blocks, read_words
from gongbao.report.messages import open_catalogue
from gongbao.report.report import Report
from gongbao.report.spacing import squeeze


def place_remarks(report: Report, doubts: Sequence[Doubt]) -> dict[str, list[str]]:
    """Return the comments by id; those whose passage is not found stand under "report"."""
    names, texts = zip(*iter_places(report), strict=True)
    text = "\n".join(texts)
    begins = [0, *accumulate(len(words) + 1 for words in texts)]
    remarks: dict[str, list[str]] = defaultdict(list)
    at = 0
    for doubt in doubts:
        if doubt.kind == "title":
            continue  # the report's own `unsettled` says so
        words = squeeze(doubt.context.rpartition(" | ")[2].strip("…"))
        found = -1
        if words:
            # Doubts and passages both stand in the order of the source: the search goes on where the last one ended.
            found = text.find(words, at)
            found = text.find(words) if found < 0 else found
        at = max(at, found)
        name = "report" if found < 0 else names[bisect_right(begins, found) - 1]
        line = f"原件第 {doubt.line} 行，" if doubt.line else ""
        remarks[name].append(f"{say(doubt.kind)}，{line}{doubt.context}（{say(doubt.choice)}）")
    return remarks


def say(message: str) -> str:
    """Return a message in the language of the files: whoever imports, on whatever machine, they are the same."""
    return open_catalogue("zh_Hans").gettext(message)


def iter_places(report: Report) -> Iterator[tuple[str, str]]:
    """Give the id and the words of every passage and section heading, in the order of the text."""
    first = {section.content[0].id: section for section in report.sections}
    for block in iter_blocks(report):
        section = first.get(block.id)
        if section and section.heading:
            yield section.id, squeeze(section.heading)
        yield block.id, squeeze(read_words(block))
