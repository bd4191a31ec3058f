"""The passages of a report → its title block: title, occasion, date, speaker, and which passages said so."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.importing.marks import HAN, read_number
from gongbao.importing.passage import Passage
from gongbao.model import Speaker, TitleLine

DASHES = r"—―─━–\-"
NUMERALS = rf"[\d０-９{HAN}○ＯO]"
DATE = re.compile(rf"({NUMERALS}{{4}})\s*年\s*({NUMERALS}{{1,3}})\s*月\s*({NUMERALS}{{1,3}})\s*日")
DATE_ALONE = re.compile(rf"[（(]?\s*{DATE.pattern}\s*[）)]?")
SESSION = re.compile(r"(?:在|于)?([^在于，。：]{2,30}第[^，。第]{1,8}(?:届|次)[^，。]{0,24}?(?:会议|全会|全体会议))")
OCCASION = re.compile(rf"[（(]?\s*[{DASHES}\s]*(?:{DATE.pattern})?.{{0,40}}(?:会议|大会)(?:第.次全体会议)?上?(?:通过|批准)?\s*[）)]?")
TITLE = re.compile(r".{0,40}(?:报告|公报|说明)(?:[（(].{1,12}[）)])?|关于.{4,60}的报告")
OFFICES = (
    "总理|副总理|省长|市长|州长|县长|区长|盟长|旗长|镇长|乡长|主席|主任|院长|检察长|委员长|秘书长|局长|厅长|部长|行署专员|专员"
)
SIGNATURE = re.compile(rf"□?\s*(?P<office>\S{{0,24}}?(?:代理|代)?(?:{OFFICES}))\s*[:：]?\s*(?P<name>[\u4e00-\u9fff·\s]{{2,7}})")
DATED_NAME = re.compile(rf"[（(]\s*{DATE.pattern}\s*(?P<name>[\u4e00-\u9fff·]{{2,4}})\s*[）)]")
GLUED = re.compile(rf"(?P<occasion>.*会议上?)\s*(?P<signature>\S{{0,20}}?(?:{OFFICES})\s*[\u4e00-\u9fff]{{2,4}})")
SALUTATION = re.compile(r"(?=.{2,40}$)(?:.*(?:代表|委员|同志|主任|主席)们?)\s*[：:！!]")
NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][\s\u3000]+[\u4e00-\u9fff]")
LINES_AT_HEAD, LINES_AT_END = 14, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlock:
    """What the source prints around a report, and what can be read from it; empty where it says nothing."""

    title: str = ""
    occasion: str = ""
    signature: str = ""
    dateline: str = ""
    printed: tuple[TitleLine, ...] = ()
    passages: tuple[Passage, ...] = ()
    at_end: bool = False

    @property
    def date(self) -> datetime.date | None:
        """The day the report was given."""
        return next((date for line in (self.occasion, self.dateline, self.signature) if (date := read_date(line))), None)

    @property
    def session(self) -> str | None:
        """The meeting it was given to."""
        plain = DATE.sub("", self.occasion).lstrip(f"（( \u3000{DASHES}")
        match = SESSION.search(plain)
        return "".join(match[1].split()) if match else None

    @property
    def speaker(self) -> Speaker | None:
        """Who gave it."""
        return read_speaker(self.signature) or self._read_glued()

    def _read_glued(self) -> Speaker | None:
        match = GLUED.fullmatch(self.occasion)
        return read_speaker(match["signature"]) if match else None


def find_title_block(passages: Sequence[Passage]) -> TitleBlock:
    """Return the title block at the head of the passages, or else at their end; an empty one if there is neither."""
    head = list(passages[:LINES_AT_HEAD])
    until = next((index for index, passage in enumerate(head) if SALUTATION.match(passage.text.strip())), None)
    block = _read_lines(head if until is None else head[:until])
    if block.printed:
        return block
    found = _read_lines(passages[-LINES_AT_END:])
    if "title" in found.printed or len(found.printed) > 1:
        return TitleBlock(**{name: getattr(found, name) for name in TitleBlock.__slots__ if name != "at_end"}, at_end=True)
    return block


def _read_lines(passages: Sequence[Passage]) -> TitleBlock:
    """Read the longest run of title-block lines; a line is each kind at most once."""
    lines: dict[TitleLine, str] = {}
    used: list[Passage] = []
    for passage in passages:
        kind = tell_line(passage.text, set(lines))
        if kind == "occasion" and "occasion" in lines or kind is None and used and _continues(lines, used, passage):
            lines["occasion"] += passage.text.strip()
        elif kind is None:
            if used:
                break
            continue
        else:
            lines[kind] = passage.text.strip()
        used.append(passage)
    title = lines.get("title", "")
    return TitleBlock(
        title="".join(title.split()) if title else "",
        occasion=lines.get("occasion", ""),
        signature=lines.get("signature", ""),
        dateline=lines.get("dateline", ""),
        printed=tuple(lines),
        passages=tuple(used),
    )


def _continues(lines: dict[TitleLine, str], used: Sequence[Passage], passage: Passage) -> bool:
    """Tell whether a passage is the second line of the occasion."""
    return "occasion" in lines and used[-1].text.strip() in lines["occasion"] and passage.text.strip().endswith(("会议上", "大会上"))


def tell_line(text: str, known: set[TitleLine]) -> TitleLine | None:
    """Return which line of a title block a text is; None if it is none that is still wanted."""
    text = text.strip()
    bare = "".join(text.split())
    if not 2 <= len(bare) <= 80 or "，" in bare or "。" in bare:
        return None
    if "title" not in known and TITLE.fullmatch(bare) and not DATE.search(bare):
        return "title"
    if "dateline" not in known and DATE_ALONE.fullmatch(text):
        return "dateline"
    if "occasion" not in known and DATE.search(text) and re.search(r"在.+[市省区州县]$|会议|大会", bare):
        return "occasion"
    if "occasion" not in known and OCCASION.fullmatch(text) and re.search(r"第.{1,6}[届次]", bare):
        return "occasion"
    if "signature" not in known and (SIGNATURE.fullmatch(text) or DATED_NAME.fullmatch(text)):
        return "signature"
    if "signature" not in known and known & {"occasion", "dateline"} and NAME.fullmatch(text):
        return "signature"
    return None


def read_date(text: str) -> datetime.date | None:
    """Return the date written in a text, in Arabic or Chinese figures."""
    match = DATE.search(text)
    if not match:
        return None
    try:
        return datetime.date(*(read_number(group) for group in match.groups()))
    except ValueError:
        return None


def read_speaker(signature: str) -> Speaker | None:
    """Return the office and the name in a speaker's line; letter-spaced names are closed up."""
    if match := DATED_NAME.fullmatch(signature):
        return Speaker(name=match["name"])
    plain = signature.strip("□ \u3000（）()")
    if match := SIGNATURE.fullmatch(plain):
        return Speaker(name="".join(match["name"].split()), office="".join(match["office"].split()))
    return Speaker(name="".join(plain.split())) if plain and NAME.fullmatch(plain) else None
