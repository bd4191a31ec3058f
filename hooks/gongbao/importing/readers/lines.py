"""A text in, its lines that are not blank, each with the traces that tell first lines of paragraphs from further ones out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.importing.manuscript import OPENERS, ends_sentence, measure_width

HANGING = "，。、；：！？,.;:!?）”’》」』】〉"
NARROW = frozenset(HANGING + OPENERS)
UNIT = re.compile(rf"[{re.escape(OPENERS)}]*(?:[0-9A-Za-z.%‰]+|.)[{re.escape(HANGING)}]*")
MARK = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]，|[一二三四五六七八九十]是"
    r"|——|――|\d{1,2}[．.、](?!\d)|各位代表|附件|□|（注：|（《人民日报》|（新华社"
    r"|\S{0,12}(?:总理|[省市州区县盟旗]长|主席|主任|院长|检察长)[ \u3000:：]+\S{1,4}(?: \S)?$"
)
SALUTATION = re.compile(r"各位代表[:：！!]$")
INDENT = re.compile(r"[\u3000\t]|\s{2}")
HEADING_END = re.compile(
    r"(?:回顾|总结|工作|任务|目标|安排|建设|建议|要求|重点|计划|体会|部署|发展|提高|水平|成效|突破|进展)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, without outer spaces; widths in half em.

    `core` is the width without the punctuation that may hang over the edge, `narrow` how many marks could be set
    narrow, `unit` the width of the first word, before which no line can break.
    """

    text: str
    number: int
    after_blank: bool
    indented: bool
    width: int
    core: int
    narrow: int
    unit: int
    marked: bool
    quoted: bool
    finished: bool
    heads: bool
    alone: bool


def make_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    blank = True
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            lines.append(_make_line(raw, number, after_blank=blank))
        blank = not raw.strip()
    return lines


def is_break(before: Line, line: Line) -> bool:
    """Tell whether a line begins a new paragraph."""
    return before.finished or before.alone or before.heads or line.marked or line.indented


def join_lines(lines: Sequence[Line]) -> str:
    """Return lines as one text: a space only where two Latin words would grow together."""
    joined = lines[0].text
    for line in lines[1:]:
        latin = joined[-1].isascii() and joined[-1].isalpha() and line.text[0].isascii() and line.text[0].isalpha()
        joined += (" " if latin else "") + line.text
    return joined


def _make_line(raw: str, number: int, *, after_blank: bool) -> Line:
    text = raw.strip()
    bare = text.rstrip(HANGING)
    width = measure_width(text)
    word = UNIT.match(text)
    finished = ends_sentence(text) or text[-1] in ":：;!?"
    marked = bool(MARK.match(text))
    return Line(
        text=text,
        number=number,
        after_blank=after_blank,
        indented=bool(INDENT.match(raw)),
        width=width + len(raw) - len(raw.rstrip()),
        core=width - measure_width(text[len(bare) :]),
        narrow=sum(character in NARROW for character in bare),
        unit=max(measure_width(word[0].rstrip(HANGING)), 1) if word else 2,
        marked=marked,
        quoted=text[0] == "“",
        finished=finished,
        heads=marked and not finished and bool(HEADING_END.search(text)),
        alone=bool(SALUTATION.match(text)),
    )
