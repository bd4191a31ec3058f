"""The passages of a report → its title block: the lines the source prints, where they stand, and what they say."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongbao.importing.manuscript import Passage, squeeze
from gongbao.importing.structure.marks import HAN, read_number
from gongbao.report.report import Speaker, TitleLine

DASHES = r"—―─━–\-"
LETTER = "[\u3400-\u9fff\U00020000-\U0003ffff]"
NUMERALS = rf"[\d０-９{HAN}○ＯO]"
DATE = re.compile(rf"({NUMERALS}{{4}})\s*年\s*({NUMERALS}{{1,3}})\s*月\s*({NUMERALS}{{1,3}})\s*日")
DATE_ALONE = re.compile(rf"[（(]?\s*{DATE.pattern}\s*[）)]?")
MEETING = r"(?:会议|大会|全会)"
SESSION = re.compile(
    rf"[^，。：]{{1,30}}?第?{NUMERALS}{{1,3}}(?:届|次)[^，。]{{0,30}}?{MEETING}(?:第{NUMERALS}次(?:全体)?会议)?"
)
OCCASION = re.compile(
    rf"[（(]?\s*[{DASHES}\s]*(?:{DATE.pattern})?[，,\s]?.{{2,48}}{MEETING}"
    r"(?:第.次(?:全体)?会议)?上?(?:的?报告|通过|批准)?\s*[）)]?"
)
TITLE = re.compile(r"[^：:]{0,40}(?:报告|公报|要点)》?(?:[（(].{1,14}[）)])?")
TITLE_AHEAD = re.compile(rf"([^：:]{{0,30}}?报告)[（(\s{DASHES}]")
REPORTER = re.compile(r".{2,24}(?:人民政府|委员会|人民法院|人民检察院|人民代表大会|国务院|公署)")
OFFICES = (
    "总理|省长|市长|州长|县长|区长|盟长|旗长|镇长|乡长|主席|主任|院长|检察长|委员长|秘书长|局长|厅长|部长"
    "|专员|召集人|组长"
)
NAME = rf"{LETTER}(?:[ \u3000\u00a0\u2002]*{LETTER}){{1,3}}|{LETTER}{{1,8}}[·•．]{LETTER}{{1,8}}"
OFFICE_ALONE = re.compile(rf"[^，。：:]{{0,36}}?(?:{OFFICES})\s*[:：]?")
SIGNATURE = re.compile(
    rf"[□{DASHES}（(]*\s*(?:(?:报告人|汇报人)[:：]\s*)?(?P<office>[^，。：:]{{0,36}}?(?:{OFFICES}|(?:人民政府|委员会|法院|检察院)(?=[\s:：])))"
    rf"\s*[:：]?\s*(?P<name>{NAME})\s*[）)]?(?:\s*[（(]\s*{DATE.pattern}\s*[）)])?"
)
DATED_NAME = re.compile(rf"[（(]\s*{DATE.pattern}\s*(?P<office>\S*(?:{OFFICES}))?\s*(?P<name>{NAME})\s*[）)]")
GLUED = re.compile(
    rf"(?P<occasion>.*{MEETING}上?)\s*(?P<signature>[^，。]{{0,24}}?(?:{OFFICES})\s*(?:{NAME})|(?<=\s)(?:{NAME}))"
)
BARE_NAME = re.compile(NAME)
SALUTATION = re.compile(r"(?=.{3,48}$).{0,40}?(?:代表|委员|同志|主任|主席)们?\s*[：:！!，,]?.{0,20}?[：:！!]")
GREETING = re.compile(r".{0,3}位?(?:代表|委员)|同志们|主任|主席")
LEADING = "（( ，,—―─━–-"
LINES_AT_HEAD, LINES_WITHOUT_SALUTATION, LINES_AT_END = 60, 14, 8
SHORTEST, LONGEST, LONGEST_UPPER = 2, 80, 40


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
        lines = [self.lines.get("occasion", "")]
        if before and not DATE_ALONE.fullmatch(before):
            lines.insert(0, before)
        words = DATE.sub("", squeeze("".join(lines)))
        places = [*(match.end() for match in re.finditer("[在于]", words)), len(words) - len(words.lstrip(LEADING))]
        matches = (SESSION.match(words, place) for place in places)
        return next((match[0] for match in matches if match), None)

    @property
    def speaker(self) -> Speaker | None:
        """Who gave it."""
        glued = GLUED.fullmatch(self.lines.get("occasion", "").strip())
        return read_speaker(self.lines.get("signature", "")) or (read_speaker(glued["signature"]) if glued else None)


def find_title_block(passages: Sequence[Passage]) -> TitleBlock:
    """Return the title block before the salutation, or else at the end; an empty one if there is neither."""
    head = passages[:LINES_AT_HEAD]
    until = next((index for index, passage in enumerate(head) if is_salutation(passage.text)), None)
    block = _read_head(head[: LINES_WITHOUT_SALUTATION if until is None else until], sure=until is not None)
    if "occasion" not in block.lines and "title" not in block.lines:
        found = _read_head(passages[-LINES_AT_END:], sure=False)
        if "title" in found.lines or len(found.lines) > 1:
            return TitleBlock(lines=found.lines, passages=found.passages, at_end=True)
    return block


def is_salutation(text: str) -> bool:
    """Tell whether a text is the first words to the audience and nothing else (`各位代表：`)."""
    text = text.strip()
    return bool(SALUTATION.fullmatch(text)) and bool(GREETING.match(text)) and "。" not in text


def _read_head(passages: Sequence[Passage], *, sure: bool) -> TitleBlock:
    """Read the run of title-block lines: the one that reaches the salutation, else the longest."""
    best = TitleBlock()
    for start in range(len(passages)):
        block = _read_run(passages[start:])
        reaches = sure and block.passages and block.passages[-1] is passages[-1]
        if len(block.lines) > len(best.lines):
            best = block
        if reaches and block.passages:
            best = block
            break
    if best.lines and "title" not in best.lines:
        first = next(index for index, passage in enumerate(passages) if passage is best.passages[0])
        above = [passage.text for passage in passages[:first] if tell_line(passage.text, {}) == "title"]
        ahead = [match[1] for line in best.lines.values() if (match := TITLE_AHEAD.match(line.strip()))]
        if above or ahead:
            return TitleBlock(lines=best.lines, passages=best.passages, unprinted_title=(above or ahead)[-1])
    return best


def _read_run(passages: Sequence[Passage]) -> TitleBlock:
    """Read title-block lines from the first passage on, until one is none; a line is each kind at most once."""
    lines: dict[TitleLine, str] = {}
    used: list[Passage] = []
    for passage, following in zip(passages, [*passages[1:], None], strict=True):
        text = passage.text.strip()
        kind = tell_line(text, lines)
        last = list(lines)[-1] if lines else None
        if kind is None and following and not lines and _is_upper_title(text, following):
            lines["title"] = text
        elif kind is None and following and _is_upper_signature(text, following):
            lines["signature"] = text
        elif (kind == "title" and last == "title") or (kind == "occasion" == last and "dateline" in lines):
            lines[kind] += text
        elif kind == "occasion" == last:
            lines = {("dateline" if name == "occasion" else name): line for name, line in lines.items()}
            lines["occasion"] = text
        elif last == "signature" and OFFICE_ALONE.fullmatch(lines["signature"]) and BARE_NAME.fullmatch(text):
            lines["signature"] += f" {text}"
        elif kind is None or kind in lines:
            break
        else:
            lines[kind] = text
        used.append(passage)
    return TitleBlock(lines=lines, passages=tuple(used))


def _is_upper_signature(text: str, following: Passage) -> bool:
    """Tell whether a text is an office whose holder's name stands on the next line."""
    return bool(OFFICE_ALONE.fullmatch(text)) and bool(BARE_NAME.fullmatch(following.text.strip()))


def _is_upper_title(text: str, following: Passage) -> bool:
    """Tell whether a text is the upper line of a title on two lines: the body that reports, or half a phrase."""
    bare, below = squeeze(text), squeeze(following.text)
    if len(bare) > LONGEST_UPPER or not TITLE.fullmatch(below) or DATE.search(below):
        return False
    return bool(REPORTER.fullmatch(bare)) or (bare.startswith("关于") and below.endswith("的报告"))


def tell_line(text: str, known: dict[TitleLine, str]) -> TitleLine | None:
    """Return which line of a title block a text is, given those known; None if it is none that is still wanted."""
    text = text.strip()
    bare = squeeze(text)
    if not SHORTEST <= len(bare) <= LONGEST or "。" in bare or "；" in bare or bare.count("，") > 1:
        return None
    kinds: list[tuple[TitleLine, bool]] = [
        ("title", is_title(bare)),
        ("dateline", bool(DATE_ALONE.fullmatch(text))),
        ("signature", bool(DATED_NAME.fullmatch(text) or SIGNATURE.fullmatch(text)) and not SESSION.search(bare)),
        ("occasion", is_occasion(text)),
        ("signature", bool(BARE_NAME.fullmatch(text)) and bool(set(known) & {"occasion", "dateline"})),
    ]
    kind = next((kind for kind, fits in kinds if fits), None)
    second = kind == "title" and list(known) == ["title"] and not TITLE.fullmatch(squeeze(known["title"]))
    return kind if kind == "occasion" or kind not in known or second else None


def is_title(bare: str) -> bool:
    """Tell whether a text without spaces is a title: `政府工作报告`, no date, no words of an occasion."""
    dated = DATE.match(bare.lstrip(LEADING))
    return bool(TITLE.fullmatch(bare)) and not dated and not re.search(r"会议上.{0,3}报告$", bare)


def is_occasion(text: str) -> bool:
    """Tell whether a text says when or to which meeting the report was given, or the first half of that."""
    bare = squeeze(text)
    half = DATE.search(text) and re.search(r"(?:在|于).+[市省区州县]$", bare)
    named = OCCASION.fullmatch(text) or GLUED.fullmatch(text) or half
    return bool(named) and bool(re.search(rf"{NUMERALS}[届次]|日[在于].", bare))


def read_date(text: str) -> datetime.date | None:
    """Return the date written in a text, in Arabic or Chinese figures."""
    for match in DATE.finditer(text):
        try:
            return datetime.date(*(read_number(group) for group in match.groups()))
        except ValueError:
            continue
    return None


def read_speaker(signature: str) -> Speaker | None:
    """Return the office and the name in a speaker's line; letter-spaced names are closed up."""
    signature = signature.strip()
    if match := DATED_NAME.fullmatch(signature):
        return Speaker(name=squeeze(match["name"]), office=match["office"])
    if match := SIGNATURE.fullmatch(signature):
        return Speaker(name=squeeze(match["name"]), office=squeeze(match["office"]))
    plain = signature.strip("□ \u3000（）()")
    return Speaker(name=squeeze(plain)) if plain and BARE_NAME.fullmatch(plain) else None


def close_up(text: str) -> str:
    """Return a text without the spaces between its Chinese letters."""
    return re.sub(rf"(?<={LETTER})\s+(?={LETTER})", "", text.strip())
