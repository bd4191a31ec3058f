"""Passages of one report in, its frame out: preface, salutation, body, annexes, endnotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.importing.manuscript import Passage, ends_sentence
from gongbao.importing.structure.endings import COPIES, DATE, ISSUED, OFFICE, tell_role
from gongbao.importing.structure.marks import ADDRESS, BULLET, LISTS, find_mark, is_plain_heading, is_usual_heading
from gongbao.importing.structure.title_block import TitleBlock
from gongbao.importing.structure.title_lines import is_salutation
from gongbao.report.report import Role

ANNEX = re.compile(
    r"(?:附\s*件|附\s*录|附\s*表)\s*[一二三四五六七八九十\d]{0,2}\s*[:：]?.{0,30}|附\s*[:：].{0,30}|附\s*注\s*[:：]?"
    r"|[【\[]?.{0,24}(?:名词|术语|用语|词语)(?:解释|注释|说明|释义|简释).{0,6}"
    r"|(?:.{0,16}报告.{0,3})?注\s*释\s*[:：]?|名词\s*[:：]?|注\s*[:：]"
)
ENDNOTE = re.compile(
    r"[（(【].{2,80}[）)】]|.{0,20}(?:秘书处|办公厅|办公室|编辑部)|(?:来源|责任编辑|编辑)[:：].{1,30}|注[:：].{2,60}(?:通过|批准).{0,3}"
    r"|[（(]?[\d一二三四五六七八九○〇零]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?[）)]?"
)
ANNOUNCES = re.compile(r"[【\[]?(?:注\s*释?|尾\s*注|脚\s*注|附\s*注)\s*[】\]]?\s*[:：]?")
PERORATION = re.compile(r"让我们|努力奋斗|而奋斗|奋勇|贡献|谱写|新篇章|胜利|美好")
NOTE = re.compile(r"\[\^?\d{1,3}\]|【\d{1,3}】|〔\d{1,3}〕")
MOST_ENDNOTES, NEAR_SALUTATION, SHORTEST_CLOSE = 8, 6, 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The passages of a report by the place they have around its body."""

    preface: tuple[Passage, ...] = ()
    block: tuple[Passage, ...] = ()
    salutation: Passage | None = None
    body: tuple[Passage, ...] = ()
    annexes: tuple[tuple[Passage, ...], ...] = ()
    notes: tuple[Passage, ...] = ()
    endnotes: tuple[Passage, ...] = ()

    @property
    def order(self) -> tuple[Passage, ...]:
        """Every passage in the order in which the report gives it: a title block at the end moves to the head."""
        salutation = (self.salutation,) if self.salutation else ()
        annexes = (passage for annex in self.annexes for passage in annex)
        return (*self.preface, *self.block, *salutation, *self.body, *annexes, *self.notes, *self.endnotes)


def make_frame(block: TitleBlock, passages: Sequence[Passage]) -> Frame:
    """Return the frame of a report whose title block is known."""
    used = set(map(id, block.passages))
    rest = [passage for passage in passages if id(passage) not in used and not passage.note]
    begin = 0
    if block.passages and not block.at_end:
        begin = next(index for index, passage in enumerate(passages) if id(passage) in used)
    elif found := [index for index, passage in enumerate(rest[:NEAR_SALUTATION]) if is_salutation(passage.text)]:
        begin = found[0]
    preface, rest = rest[:begin], rest[begin:]
    salutation = rest.pop(0) if len(rest) > 1 and is_salutation(rest[0].text) else None
    footnotes = [passage for passage in passages if passage.note]
    rest, notes = _split_notes(rest, footnotes)
    cut = _find_endnotes(rest)
    rest, endnotes = rest[:cut], rest[cut:]
    starts = _find_annexes(rest)
    ends = [*starts[1:], len(rest)]
    return Frame(
        preface=tuple(preface),
        block=block.passages,
        salutation=salutation,
        body=tuple(rest[: starts[0]] if starts else rest),
        annexes=tuple(tuple(rest[start:end]) for start, end in zip(starts, ends, strict=False) if starts),
        notes=tuple(notes),
        endnotes=tuple(endnotes),
    )


def _split_notes(rest: Sequence[Passage], footnotes: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Part the notes, each after its mark, that stand at the very end, with the line that announces them."""
    cut = len(rest)
    while cut > 1 and NOTE.match(rest[cut - 1].text):
        cut -= 1
    if cut > 1 and (cut < len(rest) or footnotes) and ANNOUNCES.fullmatch(rest[cut - 1].text.strip()):
        cut -= 1
    return list(rest[:cut]), [*rest[cut:], *footnotes]


def _find_endnotes(rest: Sequence[Passage]) -> int:
    """Return where the adoption note, the credit and the date begin that stand after everything else."""
    cut = len(rest)
    while (
        cut > 1 and len(rest) - cut < MOST_ENDNOTES and not rest[cut - 1].rows and is_ending(rest[cut - 1].text.strip())
    ):
        cut -= 1
    # Who signs stands above the date.
    while 1 < cut < len(rest) and tell_role(rest[cut - 1].text.strip(), _tell_below(rest, cut)) == "signed":
        cut -= 1
    return cut


def _tell_below(rest: Sequence[Passage], cut: int) -> Role | None:
    """Return what the line at a place is: a date, an office that signs, or nothing of the kind."""
    text = rest[cut].text.strip()
    return "dated" if DATE.fullmatch(text) else "signed" if OFFICE.fullmatch(text) else None


def is_ending(text: str) -> bool:
    """Tell whether a line is of the kind that stands after everything else."""
    return bool(ENDNOTE.fullmatch(text) or COPIES.fullmatch(text) or ISSUED.fullmatch(text))


def _find_annexes(rest: Sequence[Passage]) -> list[int]:
    """Return where each annex begins: with a line that says so, or a heading after the words that close the report."""
    addresses = [index for index, passage in enumerate(rest) if ADDRESS.match(passage.text)]
    after = max(addresses, default=len(rest) // 2)
    starts: list[int] = []
    for index in range(after + 1, len(rest)):
        text, before = rest[index].text.strip(), rest[index - 1]
        last = index + 1 == len(rest)
        if not starts and _closes(before) and (rest[index].rows or _opens_list(text)):
            starts.append(index)
        elif starts and starts[-1] == index - 1 and (is_plain_heading(text) or _names_annex(text)):
            continue
        elif last:
            break
        elif _names_annex(text):
            starts += [] if _is_in_list(rest, index) else [index]
        elif (
            is_plain_heading(text)
            and is_usual_heading(text)
            and (starts or _closes(before))
            and _has_text_after(rest, index)
        ):
            starts.append(index)
    return starts


def _opens_list(text: str) -> bool:
    mark = find_mark(text)
    return mark.kind in LISTS and mark.number == 1


def _names_annex(text: str) -> bool:
    return bool(ANNEX.fullmatch(text)) and not ends_sentence(text)


def _is_in_list(rest: Sequence[Passage], index: int) -> bool:
    """Tell whether a line belongs to the list of annexes under the report: `附件：1、…` above `2、…`."""
    following = rest[index + 1]
    named = re.search(r"[:：]\s*\d", rest[index].text)
    return bool(named) or (
        len(following.text) < 40 and not ends_sentence(following.text) and find_mark(following.text).number == 2
    )


def _closes(passage: Passage) -> bool:
    """Tell whether a passage ends a report as a speech ends."""
    text = passage.text.strip()
    return len(text) > SHORTEST_CLOSE and text[-1] in "！。" and bool(PERORATION.search(text))


def _has_text_after(rest: Sequence[Passage], index: int) -> bool:
    following = rest[index + 1]
    return (
        bool(following.rows)
        or bool(BULLET.match(following.text))
        or find_mark(following.text).kind != "none"
        or len(following.text) > 30
    )
