"""Doubts and the report they are about → comments for its YAML, each by the id of the passage it belongs to."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gongbao.importing.matching import iter_blocks, read_words
from gongbao.importing.passage import Doubt, squeeze
from gongbao.model import Report

NAMES = {"break": "分段", "heading": "标题", "lead": "段首语", "title": "题头", "notes": "注释", "table": "表格"}


def place_remarks(report: Report, doubts: Sequence[Doubt]) -> dict[str, list[str]]:
    """Return the comments by id; those on the title block, and those whose passage is not found, under "report"."""
    places = [*iter_places(report)]
    remarks: dict[str, list[str]] = defaultdict(list)
    for doubt in doubts:
        words = squeeze(doubt.context.rpartition(" | ")[2].strip("…"))
        found = next((name for name, text in places if doubt.kind != "title" and words in text), "report")
        remarks[found].append(f"{NAMES[doubt.kind]}，原件第 {doubt.line} 行，{doubt.context}（{doubt.choice}）")
    return remarks


def iter_places(report: Report) -> Iterator[tuple[str, str]]:
    """Give the id and the words of every passage and section heading."""
    for section in report.sections:
        if section.heading:
            yield section.id, squeeze(section.heading)
    for block in iter_blocks(report):
        yield block.id, squeeze(read_words(block))
