"""Two readings of one report in, which passage of the new one is which of the old, by its words and its place out."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from gongbao.report.report import Block, Paragraph, Picture, Report, Subheading
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_table_lines

ALIKE = 0.6


def iter_blocks(report: Report) -> Iterator[Block]:
    """Give every passage that has an id, in the order of the text."""
    yield from report.preface
    if report.salutation:
        yield report.salutation
    yield from report.opening
    for part in report.body_parts:
        for section in part.sections:
            yield from section.content
    yield from report.closing
    for part in report.annexes:
        for section in part.sections:
            yield from section.content
    yield from report.endnotes


def read_words(block: Block) -> str:
    """Return what a passage says."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Picture):
        return block.file
    if isinstance(block, Subheading):
        return block.heading
    return "\n".join(text for _, text in iter_table_lines(block))


def match_blocks(old: Sequence[Block], new: Sequence[Block]) -> dict[int, Block]:
    """Return for each new passage (by its identity) the old one it was: the same words, or nearly so in its place."""
    before, after = ([(type(block).__name__, squeeze(read_words(block))) for block in blocks] for blocks in (old, new))
    pairs: dict[int, Block] = {}
    for action, first, last, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action == "equal":
            pairs.update((id(new[start + step]), old[first + step]) for step in range(last - first))
        elif action == "replace":
            place = first
            for index in range(start, stop):
                alike = next((other for other in range(place, last) if _is_alike(before[other], after[index])), None)
                if alike is not None:
                    pairs[id(new[index])] = old[alike]
                    place = alike + 1
    return pairs


def _is_alike(before: tuple[str, str], after: tuple[str, str]) -> bool:
    matcher = SequenceMatcher(None, before[1], after[1], autojunk=False)
    return before[0] == after[0] and matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
