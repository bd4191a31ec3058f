"""Doubts and the report they are about in, comments for its YAML out, each by the id of its passage."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from gongbao.importing.manuscript import AFTER_TABLE, Doubt, squeeze
from gongbao.importing.renewal.matching import iter_blocks, read_words
from gongbao.importing.structure.outer_pictures import AFTER_OPENING, BEFORE_CLOSING
from gongbao.report.report import Report

NAMES = {
    "break": "分段",
    "heading": "标题",
    "lead": "段首语",
    "title": "题头",
    "notes": "注释",
    "letters": "字形",
    "number": "编号",
    "table": "表格",
    "picture": "图片",
}
CHOICES = {
    "a new paragraph begins": "已另起一段",
    "the paragraph goes on": "未分段",
    "a text box, put after its paragraph": "文本框，已放在所附段落之后",
    "a heading without a number": "作标题",
    "a heading, though it ends as a sentence does": "作标题，但以句号结尾",
    "text: short, but nothing says that it is a heading": "作正文",
    "no lead: it stands alone": "未作段首语",
    "a mark without its note": "注码无注文",
    "a note without its mark": "注文无注码",
    "a credit, kept where it stands": "电头或署名，保留原处",
    "letters set higher or lower, kept on the line": "上标或下标，已排在行内",
    "a power; or is it the mark of a note?": "作乘方；或为注码",
    "a formula, its parts kept on one line": "公式，各部分已排在一行内",
    AFTER_TABLE: "表内图片，已放在表后",
    AFTER_OPENING: "各节之前的图片，已放在第一节开头",
    BEFORE_CLOSING: "各节之后的图片，已放在最后一节末尾",
    "a table inside a cell, kept as its text": "单元格内的表格，已作文字",
    "Word and LibreOffice may write this number differently": "此编号在 Word 与 LibreOffice 中可能不同",
    "no number stands above it; Word may count from 0": "其上级无编号，Word 中可能自 0 起",
    "kept as printed, though another number should stand here": "编号不相接，已依原件",
}


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
        choice = CHOICES.get(doubt.choice, doubt.choice)
        remarks[name].append(f"{NAMES[doubt.kind]}，{line}{doubt.context}（{choice}）")
    return remarks


def iter_places(report: Report) -> Iterator[tuple[str, str]]:
    """Give the id and the words of every passage and section heading, in the order of the text."""
    first = {section.content[0].id: section for section in report.sections}
    for block in iter_blocks(report):
        section = first.get(block.id)
        if section and section.heading:
            yield section.id, squeeze(section.heading)
        yield block.id, squeeze(read_words(block))
