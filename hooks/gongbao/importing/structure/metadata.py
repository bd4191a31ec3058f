"""What a report's title block, file name and text say in, the data of a report that no one printed as such out.

The title, the body, the place, the date and the speaker are read from the printed lines first, then from the file's
name, then from the text; what had to be guessed is a doubt.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.importing.manuscript import Doubt, Passage
from gongbao.importing.structure.damage import replace_letters
from gongbao.importing.structure.endings import find_roles
from gongbao.importing.structure.title_block import TitleBlock
from gongbao.importing.structure.title_lines import (
    DATE,
    LETTER,
    NAME,
    NUMERALS,
    TITLE,
    close_up,
    is_title,
    read_date,
    read_speaker,
)
from gongbao.report.messages import _
from gongbao.report.report import UNKNOWN, HeadField, Speaker
from gongbao.report.spacing import squeeze

BODY = re.compile(r"((?:(?!关于).)+?(?:人民代表大会常务委员会|人民政府|人民法院|人民检察院|监察委员会|人民政协))")
# The Consultative Conference names its term between its place and its committee: 政协东江市第九届委员会.
CONFERENCE = re.compile(r"(?:政协|中国人民政治协商会议)\S{0,20}?委员会(?:常务委员会)?")
TERM = re.compile(rf"第{NUMERALS}{{1,4}}[届次]")
ISSUED = re.compile(r"((?:(?!关于).){2,30}?(?:局|部|委|厅|署|院|办|委员会|办公厅|办公室|代表大会))(?:\S{0,6}会议)?关于")
NATION = re.compile(r"中华人民共和国|国务院|国家|全国|最高人民")
ABOVE_PLACE = re.compile(r"关于|中国人民政治协商会议|政协|中共|中国共产党")
PLACE = re.compile(r"(.{1,20}?(?:自治区|自治州|自治县|省|市|州|县|区|盟|旗|地区|镇|乡))(?:第|人民|人大|政府|年|\d)")
YEAR = re.compile(r"((?:19|20)\d\d)年")
AHEAD = re.compile(r"((?:19|20)\d\d)年(?:的)?(?:政府)?(?:主要|重点|工作|经济|目标|任务|政府)")
REPORTS = (
    ("人民法院", "人民法院工作报告"),
    ("人民检察院", "人民检察院工作报告"),
    ("人大常委会", "人民代表大会常务委员会工作报告"),
    ("人民代表大会常务委员会", "人民代表大会常务委员会工作报告"),
    ("国民经济和社会发展", "国民经济和社会发展计划执行情况的报告"),
)
PROVINCES = re.compile(
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南"
    "|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
)
OPENING, LONGEST_HEADING = 8, 60
LINES_OF_SPEECH = 20
SALUTED = re.compile("各位(?:代表|委员)|请予审[议查]")
SPEECH = re.compile(r"各位(?:代表|委员)|请予审[议查]|报告.{0,6}工作|作.{0,12}报告|我代表|[一二三四五六七八九十]、")
CONGRESS, COUNCIL = "全国人民代表大会", "国务院"
LAST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person says of a report that its source does not print, or that is not read rightly."""

    title: str = ""
    body: str = ""
    place: str = ""
    date: datetime.date | None = None
    session: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report beside its text; `unsettled` names what had to be guessed or is not known."""

    title: str
    body: str
    place: str | None
    session: str | None
    date: datetime.date
    speaker: Speaker | None
    unsettled: tuple[HeadField, ...]


def find_metadata(
    block: TitleBlock, passages: Sequence[Passage], file: Path, given: Given, titled: str = ""
) -> tuple[Metadata, list[Doubt]]:
    """Return the data of a report and a doubt for each that was guessed; `titled` is how the file itself names it."""
    doubts: dict[HeadField, Doubt] = {}

    def guess(name: HeadField, value: str) -> None:
        context = _("{name} is not in the text").format(name=_(name))
        doubts[name] = Doubt(kind="title", file=file, line=passages[0].line, context=context, choice=value)

    named = close_up(file.stem)
    session = given.session or block.session or ""
    issuer = block.issuer
    printed = given.title or block.title
    # What the source prints may be damaged; names that are made from it are not to be.
    words, meeting = (replace_letters(text, "radicals") for text in (printed, session))
    place = given.place or find_place(words, meeting, issuer, named)
    if not place and not NATION.match(session + issuer + printed) and CONGRESS not in session:
        place = guess_province(passages)
        guess("place", place or _("left out"))
    title = (
        printed
        or _read_title(named)
        or find_other_title(titled, passages, file)
        or make_title(place, session, passages)
    )
    if not printed:
        guess("title", title)
    body, sure = (
        (given.body, True) if given.body else find_body(replace_letters(title, "radicals"), meeting, place, issuer)
    )
    if not sure:
        guess("body", body)
    date = given.date or block.date or read_signed_date(passages) or read_date(named) or read_date(titled)
    if date is None:
        date = guess_date(passages, named)
        guess("date", date.isoformat())
    speaker = read_given(given.speaker) or block.speaker or _read_named_speaker(named)
    spoken = (
        SALUTED.search("".join(passage.text for passage in passages[:LINES_OF_SPEECH])) or "occasion" in block.lines
    )
    if spoken and not issuer and (speaker is None or speaker.office is None):
        guess("speaker", speaker.name if speaker else _("left out"))
    metadata = Metadata(
        title=title,
        body=body,
        place=place or None,
        session=session or None,
        date=date,
        speaker=speaker,
        unsettled=(*doubts, "source"),
    )
    return metadata, list(doubts.values())


def read_signed_date(passages: Sequence[Passage]) -> datetime.date | None:
    """Return the date under a signature at the end (成文日期), None if nothing is signed there."""
    texts = [passage.text for passage in passages[-LAST_LINES:]]
    roles = find_roles(texts)
    if "signed" not in roles:
        return None
    return next((read_date(text) for text, role in zip(texts, roles, strict=True) if role == "dated"), None)


def find_place(title: str, session: str, issuer: str, named: str) -> str | None:
    """Return the place the report is about, None for the whole country."""
    if CONGRESS in session:
        return None
    for text in (squeeze(DATE.sub("", session)), squeeze(title), issuer, named):
        above = ABOVE_PLACE.match(text)
        if match := PLACE.match(text, above.end() if above else 0):
            return match[1]
    return None


def guess_province(passages: Sequence[Passage]) -> str | None:
    """Return the province most spoken of, if the report opens as one of a province does."""
    opening = "".join(squeeze(passage.text) for passage in passages[:4])
    if not re.search("省(?:人民)?政府", opening) or re.search(
        "[市县区州]委|[市县区州](?:人民)?政府|全[市县区州]", opening
    ):
        return None
    named = Counter(name for passage in passages for name in PROVINCES.findall(passage.text)).most_common(1)
    return f"{named[0][0]}省" if named and named[0][1] > 1 else None


def find_body(title: str, session: str, place: str | None, issuer: str) -> tuple[str, bool]:
    """Return the body that reports, and whether the source says so."""
    bare = squeeze(title)
    of_congress = CONGRESS in session
    office = next((name for mark, name in REPORTS[:4] if mark in bare), "").removesuffix("工作报告")
    conference, body, issued = CONFERENCE.match(TERM.sub("", bare)), BODY.match(bare), ISSUED.match(TERM.sub("", bare))
    printed = (
        conference[0] if conference else "",
        body[1] if body and (place is None or body[1].startswith(place)) else "",
        issuer,
        COUNCIL if COUNCIL in bare or (of_congress and "政府" in bare) else "",
        issued[1] if issued else "",
    )
    if said := next(filter(None, printed), ""):
        return said, True
    if place:
        return place + (office or "人民政府"), bool(office) or "政府" in bare or "国民经济" in bare
    return COUNCIL if of_congress else UNKNOWN, False


def find_other_title(titled: str, passages: Sequence[Passage], file: Path) -> str:
    """Return what names a text that is no speech: how the file names it, its first heading, the file's name."""
    if is_title(squeeze(titled), opens=True):
        return titled
    opening = "".join(passage.text for passage in passages[:OPENING])
    if SPEECH.search(opening):
        return ""
    first = passages[0].text.strip()
    heads = bool(passages[0].level) and len(first) <= LONGEST_HEADING
    named = file.stem if re.search(LETTER, file.stem) or not re.search(LETTER, opening) else ""
    return titled or (first if heads else "") or named


def make_title(place: str | None, session: str, passages: Sequence[Passage]) -> str:
    """Return the usual title of such a report, for a source that prints none."""
    opening = "".join(squeeze(passage.text) for passage in passages[:6])
    kind = next(
        (name for mark, name in REPORTS[:4] if f"我代表{mark}" in opening or f"受{mark}" in opening), "政府工作报告"
    )
    return (COUNCIL if CONGRESS in session else place or "") + kind


def guess_date(passages: Sequence[Passage], named: str) -> datetime.date:
    """Return the first of January of the year the report seems to be given in: there is no better day to put."""
    if match := re.search(r"(?:19|20)\d\d", named):
        return datetime.date(int(match[0]), 1, 1)
    headings = [passage.text for passage in passages if len(passage.text) < 60]
    ahead = [int(year) for heading in headings for year in AHEAD.findall(heading)]
    opening, spoken = (
        [int(year) for passage in some for year in YEAR.findall(passage.text)]
        for some in (passages[:LINES_OF_SPEECH], passages)
    )
    return datetime.date(max(ahead or opening or spoken, default=1949), 1, 1)


def read_given(speaker: str) -> Speaker | None:
    """Return a speaker as a person writes one: an office and a name, or a name."""
    if not speaker:
        return None
    office, _, name = speaker.strip().rpartition(" ")
    return read_speaker(speaker) or Speaker(name=name, office=office or None)


def _read_title(named: str) -> str:
    """Return the title a file is named by: `锦州市政府工作报告（2014年1月8日 刘凤海）`."""
    title = re.split(r"[（(—]", named)[0].strip(" _-")
    return title if TITLE.fullmatch(title) else ""


def _read_named_speaker(named: str) -> Speaker | None:
    match = re.search(rf"[（(]\s*{DATE.pattern}\s*(?P<name>{NAME})\s*[）)]", named)
    return Speaker(name=squeeze(match["name"])) if match else None
