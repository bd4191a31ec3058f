"""A line at the head or the end of a report in, which line of its title block it is out, and what it says."""

import datetime
import re

from gongbao.importing.structure.endings import REFERENCE
from gongbao.importing.structure.marks import HAN, find_mark, read_number
from gongbao.report.report import Speaker, TitleLine
from gongbao.report.spacing import squeeze

DASHES = r"—―─━–\-"
LETTER = "[\u3400-\u9fff\U00020000-\U0003ffff]"
NUMERALS = rf"[\d０-９{HAN}○ＯO]"
DATE = re.compile(rf"({NUMERALS}{{4}})\s*年\s*({NUMERALS}{{1,3}})\s*月\s*({NUMERALS}{{1,3}})\s*日")
DATE_ALONE = re.compile(rf"[（(]?\s*{DATE.pattern}\s*[）)]?")
MEETING = r"(?:会议|大会|全会)"
# A meeting is named up to the last word for one: 第十三届全国人民代表大会常务委员会第三十六次会议.
SESSION = re.compile(rf"[^，。：]{{1,60}}{MEETING}")
OCCASION = re.compile(
    rf"[（(]?\s*[{DASHES}\s]*(?:{DATE.pattern})?[，,\s]?.{{2,60}}{MEETING}"
    rf"(?:第{NUMERALS}{{1,4}}次(?:全体)?会议)?上?(?:的?报告|通过|批准)?\s*[）)]?"
)
AFTERWORDS = r"》?(?:\[\d{1,3}\])?(?:[（(].{1,14}[）)])?(?:\[\d{1,3}\])?"
TITLE = re.compile(rf"[^：:]{{0,76}}(?:报告|公报|要点){AFTERWORDS}")
# Other official documents; such a word makes a title only where a text begins.
OTHER_TITLE = re.compile(
    rf"[^：:]{{2,76}}(?:纲要|规划|计划|方案|意见|决定|决议|办法|条例|规定|通知|公告|通报|说明|总结|讲话|致辞|建议|草案|白皮书|简报|汇编|清单){AFTERWORDS}"
)
TITLE_AHEAD = re.compile(rf"([^：:]{{0,60}}?报告)[（(\s{DASHES}]")
BODIES = "人民政府|委员会|人民法院|人民检察院|人民代表大会|国务院|公署|常委会|办公厅|办公室|局|部|厅|署|院|政协"
REPORTER = re.compile(rf"[^，。：；:;]{{2,30}}(?:{BODIES})")
# The upper lines of a title: the body that reports or its place, or a phrase that goes on.
PLACE = re.compile(rf"{LETTER}{{1,20}}(?:共和国|省|市|县|区|州|盟|旗|乡|镇)")
GOES_ON = re.compile(r".*(?:关于.*|[的和与及暨、])")
OFFICES = (
    "总理|省长|市长|州长|县长|区长|盟长|旗长|镇长|乡长|主席|主任|院长|检察长|委员长|秘书长|局长|厅长|部长"
    "|专员|召集人|组长|审计长"
)
NAME = (
    rf"{LETTER}(?:[ \u3000\u00a0\u2002]*{LETTER}){{1,3}}"
    rf"|{LETTER}{{1,8}}(?:[·•．‧・]{LETTER}{{1,8}}){{1,3}}"
)
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
SALUTATION = re.compile(
    r"(?=.{3,48}$).{0,40}?(?:代表|委员|同志|主任|主席)们?\s*[：:！!，,]?.{0,20}?[：:！!]|\S{2,30}(?:常务委员会|常委会)[：:]"
)
GREETING = re.compile(r".{0,3}位?(?:代表|委员)|同志们|主任|主席|委员长|\S{2,30}(?:常务委员会|常委会)[：:]$")
LEADING = "（( ，,—―─━–-"
SHORTEST, LONGEST, LONGEST_PIECE, LONGEST_TITLE = 2, 80, 40, 120


def tell_line(text: str, known: dict[TitleLine, str], *, opens: bool = False) -> TitleLine | None:
    """Return which line of a title block a text is, given those known; None if it is none that is still wanted.

    `opens` tells that the text stands where a document begins, so that a title of any kind may be meant.
    """
    text = text.strip()
    bare = squeeze(text)
    if not SHORTEST <= len(bare) <= LONGEST or "。" in bare or "；" in bare or bare.count("，") > 1:
        return None
    kinds: list[tuple[TitleLine, bool]] = [
        ("reference", bool(REFERENCE.fullmatch(text))),
        ("title", is_title(bare, opens=opens)),
        ("dateline", bool(DATE_ALONE.fullmatch(text))),
        ("signature", bool(DATED_NAME.fullmatch(text) or SIGNATURE.fullmatch(text)) and not is_occasion(text)),
        ("occasion", is_occasion(text)),
        ("signature", bool(BARE_NAME.fullmatch(text)) and bool(set(known) & {"occasion", "dateline"})),
        ("signature", is_body(text) and bool(set(known) & {"title", "dateline"})),
    ]
    kind = next((kind for kind, fits in kinds if fits), None)
    return kind if kind == "occasion" or kind not in known else None


def is_title(bare: str, *, opens: bool = False) -> bool:
    """Tell whether a text without spaces is a title: `政府工作报告`, no date, no words of an occasion."""
    if DATE.match(bare.lstrip(LEADING)) or re.search(r"会议上.{0,3}报告$", bare) or len(bare) > LONGEST_TITLE:
        return False
    if len(bare) > LONGEST_PIECE and "，" in bare:
        return False
    return bool(TITLE.fullmatch(bare)) or (opens and bool(OTHER_TITLE.fullmatch(bare)) and not find_mark(bare).length)


def is_upper_line(bare: str) -> bool:
    """Tell whether a text without spaces may be an upper line of a title on several lines."""
    stops = re.search("[。；;：:！!？?，,]", bare)
    return SHORTEST <= len(bare) <= LONGEST_PIECE and not stops and not find_mark(bare).length and not is_title(bare)


def begins_title(bare: str) -> bool:
    """Tell whether a text without spaces can be the first line of a title on several lines."""
    return bool(REPORTER.fullmatch(bare) or PLACE.fullmatch(bare) or GOES_ON.fullmatch(bare))


def is_body(text: str) -> bool:
    """Tell whether a text is the name of a body and nothing else: it issued a document that no one gave as a speech."""
    return bool(REPORTER.fullmatch(squeeze(text))) and not find_mark(text).length


def is_occasion(text: str) -> bool:
    """Tell whether a text says when or to which meeting the report was given, or the first half of that."""
    bare = squeeze(text)
    half = DATE.search(text) and re.search(r"(?:在|于).+[市省区州县]$", bare)
    named = OCCASION.fullmatch(text) or GLUED.fullmatch(text) or half
    return bool(named) and bool(re.search(rf"{NUMERALS}[届次]|日[在于].", bare))


def is_salutation(text: str) -> bool:
    """Tell whether a text is the first words to the audience and nothing else (`各位代表：`)."""
    text = text.strip()
    return bool(SALUTATION.fullmatch(text)) and bool(GREETING.match(text)) and "。" not in text


def read_session(occasion: str) -> str | None:
    """Return the meeting that an occasion line names."""
    words = DATE.sub("", squeeze(occasion))
    if glued := GLUED.fullmatch(words):
        words = glued["occasion"]
    places = [*(match.end() for match in re.finditer("[在于]", words)), len(words) - len(words.lstrip(LEADING))]
    matches = (SESSION.match(words, place) for place in places)
    return next((match[0] for match in matches if match and re.search(f"{NUMERALS}[届次]", match[0])), None)


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
    named = plain and BARE_NAME.fullmatch(plain) and not REPORTER.fullmatch(plain)
    return Speaker(name=squeeze(plain)) if named else None


def close_up(text: str) -> str:
    """Return a text without the spaces between its Chinese letters."""
    return re.sub(rf"(?<={LETTER})\s+(?={LETTER})", "", text.strip())
