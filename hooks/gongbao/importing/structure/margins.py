"""What stands in page headers and footers in, the lines of it that belong to the report out, each where it is printed.

An office's paper often has its number (发文字号) only in a page header, and whom it goes to (抄送、印发) in a footer.
"""

from collections.abc import Sequence
from dataclasses import replace

from gongbao.importing.manuscript import Manuscript, Passage
from gongbao.importing.structure.endings import COPIES, ISSUED, REFERENCE
from gongbao.importing.structure.title_block import TitleBlock
from gongbao.report.messages import N_
from gongbao.report.spacing import squeeze

KINDS = (N_("a page header"), N_("a page footer"))


def take_margins(
    manuscript: Manuscript, block: TitleBlock, passages: Sequence[Passage]
) -> tuple[Manuscript, TitleBlock, list[Passage]]:
    """Return everything with such lines taken in: a number before the title block, whom it goes to at the end.

    What the text says itself is not said again.
    """
    said = {squeeze(passage.words) for passage in passages}
    margins = {squeeze(one.text): one for one in manuscript.left_out if one.kind in KINDS}
    lines = {words: one.text for words, one in margins.items() if words not in said}
    numbers = [text for text in lines.values() if REFERENCE.fullmatch(text)]
    number = numbers[0] if numbers and "reference" not in block.lines else ""
    ends = [text for kind in (COPIES, ISSUED) for text in lines.values() if kind.fullmatch(text)]
    whole = [*passages]
    if number:
        printed = Passage(text=number, file=manuscript.path, line=0)
        first = block.passages[0] if block.passages else None
        whole.insert(next((at for at, passage in enumerate(whole) if passage is first), 0), printed)
        block = replace(block, lines={"reference": number, **block.lines}, passages=(printed, *block.passages))
    whole += [Passage(text=text, file=manuscript.path, line=0) for text in ends]
    taken = {number, *ends}
    rest = tuple(one for one in manuscript.left_out if one.kind not in KINDS or one.text not in taken)
    return replace(manuscript, left_out=rest), block, whole
