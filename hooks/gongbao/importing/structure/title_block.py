"""The passages of a report in, its title block out: the lines that the source prints, and what they say."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gongbao.importing.manuscript import Passage
from gongbao.importing.structure.title_lines import (
    BARE_NAME,
    DATE_ALONE,
    GLUED,
    OFFICE_ALONE,
    TITLE_AHEAD,
    begins_title,
    close_up,
    is_body,
    is_salutation,
    is_title,
    is_upper_line,
    read_date,
    read_session,
    read_speaker,
    tell_line,
)
from gongbao.report.report import Speaker, TitleLine
from gongbao.report.spacing import squeeze

LINES_AT_HEAD, LINES_WITHOUT_SALUTATION, LINES_AT_END, LINES_OF_OPENING, LINES_OF_TITLE = 60, 14, 8, 4, 4
LONG, MOST_LONG = 120, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlock:
    """What the source prints around a report and what can be read from it; empty where it says nothing.

    `passages` are those the block was read from; `at_end` tells that they stand after the report (back matter).
    """

    lines: dict[TitleLine, str] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    at_end: bool = False
    unprinted_title: str = ""

    @property
    def printed(self) -> tuple[TitleLine, ...]:
        """The lines in the order of the source."""
        return tuple(self.lines)

    @property
    def title(self) -> str:
        """The title; a letter-spaced one closed up, for the spaces are layout."""
        return close_up(self.lines.get("title", self.unprinted_title))

    @property
    def date(self) -> datetime.date | None:
        """The day the report was given."""
        order: tuple[TitleLine, ...] = ("occasion", "dateline", "signature", "title")
        return next((date for name in order if (date := read_date(self.lines.get(name, "")))), None)

    @property
    def session(self) -> str | None:
        """The meeting it was given to."""
        before = self.lines.get("dateline", "")
        return read_session(("" if DATE_ALONE.fullmatch(before) else before) + self.lines.get("occasion", ""))

    @property
    def speaker(self) -> Speaker | None:
        """Who gave it."""
        glued = GLUED.fullmatch(self.lines.get("occasion", "").strip())
        return read_speaker(self.lines.get("signature", "")) or (read_speaker(glued["signature"]) if glued else None)

    @property
    def issuer(self) -> str:
        """The body that is printed instead of a speaker."""
        signature = self.lines.get("signature", "")
        return squeeze(signature) if is_body(signature) else ""


def find_title_block(passages: Sequence[Passage], title: str = "") -> TitleBlock:
    """Return the title block before the salutation, or else at the end; an empty one if there is neither.

    `title` is the one a person gives: the lines that say it are the title, and no others are.
    """
    head = passages[:LINES_AT_HEAD]
    until = next((index for index, passage in enumerate(head) if is_salutation(passage.text)), None)
    if until and sum(len(passage.text) > LONG for passage in head[:until]) > MOST_LONG:
        until = None  # the salutation of a speech that stands inside another document
    block = _read_head(head[: LINES_WITHOUT_SALUTATION if until is None else until], title, sure=until is not None)
    if not {"occasion", "title"} & set(block.lines):
        found = _read_head(passages[-LINES_AT_END:], title, sure=False, at_end=True)
        if "title" in found.lines or len(found.lines) > 1:
            block = replace(found, at_end=True)
    if len(block.passages) == len(passages):
        return TitleBlock(unprinted_title=block.title)  # what has no text under it is the text
    return replace(block, at_end=True) if block.passages and block.passages[-1] is passages[-1] else block


def _read_head(passages: Sequence[Passage], title: str, *, sure: bool, at_end: bool = False) -> TitleBlock:
    """Read the run of title-block lines: the one that reaches the salutation, else the longest."""
    best, most = TitleBlock(), 0
    for start in range(len(passages)):
        opens = start < LINES_OF_OPENING and not at_end
        block = _read_run(passages[start:], title, opens=opens)
        reaches = sure and block.passages and block.passages[-1] is passages[-1]
        # Without a salutation, a title where the text begins weighs as much as a line more further on.
        weight = len(block.lines) + (opens and not sure and "title" in block.lines)
        if weight > most:
            best, most = block, weight
        if reaches and block.passages:
            best = block
            break
    if best.lines and "title" not in best.lines and not title:
        first = next(index for index, passage in enumerate(passages) if passage is best.passages[0])
        above = [passage.text for passage in passages[:first] if tell_line(passage.text, {}) == "title"]
        ahead = [match[1] for line in best.lines.values() if (match := TITLE_AHEAD.match(line.strip()))]
        if above or ahead:
            return TitleBlock(lines=best.lines, passages=best.passages, unprinted_title=(above or ahead)[-1])
    return best


def _read_run(passages: Sequence[Passage], title: str, *, opens: bool) -> TitleBlock:
    """Read title-block lines from the first passage on, until one is none; a line is each kind at most once."""
    lines: dict[TitleLine, str] = {}
    index = 0
    while index < len(passages):
        text = passages[index].text.strip()
        if "title" not in lines and (height := _measure_title(passages[index:], title, opens=opens)):
            lines["title"] = "".join(passage.text.strip() for passage in passages[index : index + height])
            index += height
            continue
        kind = None if passages[index].rows else tell_line(text, lines)
        last = list(lines)[-1] if lines else None
        following = passages[index + 1].text.strip() if index + 1 < len(passages) else ""
        if kind is None and OFFICE_ALONE.fullmatch(text) and BARE_NAME.fullmatch(following):
            lines["signature"] = text
        elif kind == "occasion" == last and "dateline" in lines:
            lines[kind] += text
        elif kind == "occasion" == last:
            lines = {("dateline" if name == "occasion" else name): line for name, line in lines.items()}
            lines["occasion"] = text
        elif last == "signature" and _goes_on(lines["signature"], text):
            lines["signature"] += f" {text}"
        elif kind is None or kind == "title" or kind in lines:
            break
        else:
            lines[kind] = text
        index += 1
    return TitleBlock(lines=lines, passages=tuple(passages[:index]))


def _measure_title(passages: Sequence[Passage], title: str, *, opens: bool) -> int:
    """Return how many passages, from the first on, are the title: 0 if it does not begin here."""
    words = [squeeze(passage.text) for passage in passages[:LINES_OF_TITLE]]
    if title:
        heights = range(1, len(words) + 1)
        return next((height for height in heights if "".join(words[:height]) == squeeze(title)), 0)
    if not words or any(passage.rows for passage in passages[:1]):
        return 0
    for height in range(len(words), 1, -1):
        upper, last = words[: height - 1], words[height - 1]
        fits = all(map(is_upper_line, upper)) and begins_title(upper[0])
        if fits and tell_line(last, {}, opens=opens) == "title" and is_title("".join(words[:height]), opens=opens):
            return height
    return int(tell_line(passages[0].text, {}, opens=opens) == "title")


def _goes_on(signature: str, text: str) -> bool:
    """Tell whether a signature goes on in the next line: an office with its holder's name, a body with its officer."""
    named = OFFICE_ALONE.fullmatch(signature) and BARE_NAME.fullmatch(text)
    return bool(named) or (is_body(signature) and read_speaker(text) is not None)
