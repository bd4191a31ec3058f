"""What a report's title block, file name and text say → the data of a report that no one printed as such.

The title, the body, the place, the date and the speaker are read from the printed lines first, then from the file's
name, then from the text; what had to be guessed is a doubt.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongbao.importing.manuscript import Doubt, Passage, squeeze
from gongbao.importing.structure.title_block import DATE, NAME, TITLE, TitleBlock, close_up, read_date
from gongbao.report.report import Speaker

BODY = re.compile(r"(.+?(?:人民代表大会常务委员会|人民政府|人民法院|人民检察院|监察委员会|人民政协))")
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
UNKNOWN = "（待补）"
CONGRESS, COUNCIL = "全国人民代表大会", "国务院"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report beside its text."""

    title: str
    body: str
    place: str | None
    date: datetime.date
    speaker: Speaker | None


def find_metadata(block: TitleBlock, passages: Sequence[Passage], file: Path) -> tuple[Metadata, list[Doubt]]:
    """Return the data of a report and a doubt for each that was guessed."""
    doubts: list[Doubt] = []

    def guess(name: str, value: str) -> None:
        line = passages[0].line
        doubts.append(Doubt(kind="title", file=file, line=line, context=f"{name} is not in the text", choice=value))

    named = close_up(file.stem)
    session = block.session or ""
    place = find_place(block.title, session, named)
    if place is None and CONGRESS not in session and (place := guess_province(passages)):
        guess("place", place)
    title = block.title or _read_title(named) or make_title(place, session, passages)
    if not block.title:
        guess("title", title)
    body, sure = find_body(title, session, place)
    if not sure:
        guess("body", body)
    date = block.date or read_date(named)
    if date is None:
        date = guess_date(passages, named)
        guess("date", date.isoformat())
    speaker = block.speaker or _read_named_speaker(named)
    if speaker is None or speaker.office is None:
        guess("office" if speaker else "speaker", speaker.name if speaker else "left out")
    return Metadata(title=title, body=body, place=place, date=date, speaker=speaker), doubts


def find_place(title: str, session: str, named: str) -> str | None:
    """Return the place the report is about, None for the whole country."""
    if CONGRESS in session:
        return None
    bare = squeeze(DATE.sub("", session))
    for text in (bare, squeeze(title), named):
        if match := PLACE.match(text):
            return match[1].removeprefix("关于")
    return None


def guess_province(passages: Sequence[Passage]) -> str | None:
    """Return the province most spoken of, if the report opens as one of a province does."""
    opening = "".join(squeeze(passage.text) for passage in passages[:4])
    if not re.search("省(?:人民)?政府", opening):
        return None
    named = Counter(name for passage in passages for name in PROVINCES.findall(passage.text)).most_common(1)
    return f"{named[0][0]}省" if named and named[0][1] > 1 else None


def find_body(title: str, session: str, place: str | None) -> tuple[str, bool]:
    """Return the body that reports, and whether the source says so."""
    bare = squeeze(title)
    if (match := BODY.match(bare)) and (place is None or match[1].startswith(place)):
        return match[1], True
    office = next((name for mark, name in REPORTS[:4] if mark in bare), "")
    office = office.removesuffix("工作报告")
    if COUNCIL in bare or (CONGRESS in session and "政府" in bare):
        return COUNCIL, True
    if place:
        return place + (office or "人民政府"), bool(office) or "政府" in bare or "国民经济" in bare
    return COUNCIL if CONGRESS in session else UNKNOWN, False


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
    spoken = [int(year) for passage in passages for year in YEAR.findall(passage.text)]
    return datetime.date(max(ahead, default=max(spoken, default=1949)), 1, 1)


def _read_title(named: str) -> str:
    """Return the title a file is named by: `锦州市政府工作报告（2014年1月8日 刘凤海）`."""
    title = re.split(r"[（(—]", named)[0].strip(" _-")
    return title if TITLE.fullmatch(title) else ""


def _read_named_speaker(named: str) -> Speaker | None:
    match = re.search(rf"[（(]\s*{DATE.pattern}\s*(?P<name>{NAME})\s*[）)]", named)
    return Speaker(name=squeeze(match["name"])) if match else None
