"""A quantity in its sentence in, what it counts out: the words before it; of one that only grows, what grows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.report.note_marks import MARK

STOPS = frozenset("，。；;！？：")
# Words that say how much something changed, and not what.
BARE = re.compile(
    r"(?:[和与及的以至]|(?:同比|环比)|(?:(?:比|较)[^，。]{1,10}?)|实际|年均|平均|人均|又|再|可比|名义|分别|由|从"
    r"|增长|增加|增|净增|提高|提升|下降|减少|减|降低|上升|升|增幅|占|完成|达|达到|到|实现|为|左右|同口径|\d{4}年|上?年度?)*"
)
NUMBER = re.compile(r"(?<![\d\[〔【])\d[\d,，.．]*")
START = re.compile(
    r"^(?:其中|同时|全年|年内|全市|全省|全县|全区|预计|先后|共计|累计|共|并|新增|分别|达到|的|了|增长|完成|实现|[和、])+(?=..)"
)
VERBS = "为达到至近约超逾过是占有共了从由的"
DONE = re.compile(r"(?:完成|实现|达到|达|为|共|突破|超过|增长|增加|提高|下降)+$")
OPEN = re.compile("^(?:左右|上下|以上|以下|以内)+的?")
PARTS = re.compile("[、和与及]")
SHORTEST, LONGEST, LONGEST_SUBJECT, LONGEST_WHOLE = 4, 18, 14, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a quantity stands: its words, those of its clause, and where the quantity before it ends."""

    begin: int
    end: int
    start: int
    stop: int
    previous: int


def make_label(text: str, spot: Spot, numbers: Sequence[int]) -> str:
    """Return what a quantity counts; `numbers` are the places where numbers begin."""
    before = text[max(spot.start, spot.previous) : spot.begin].strip()
    after = OPEN.sub("", text[spot.end : spot.stop].strip())
    if BARE.fullmatch(before) and (before or len(after) < SHORTEST):
        sentence = find_start(text, spot.begin)
        here = [number for number in numbers if sentence <= number < spot.begin]
        label = pair_up(text, sentence, spot, numbers) or join_subject(find_subject(text, sentence, here), before)
        if label:
            return balance(label)
    elif "分别" in before and (label := pair_up(text, find_start(text, spot.begin), spot, numbers)):
        return balance(label)
    words = START.sub("", before).replace("分别", "").rstrip(VERBS)
    if len(words) >= SHORTEST:
        return balance(words[-LONGEST:])
    said = balance((words + after)[:LONGEST])
    if not BARE.fullmatch(said):
        return said
    return balance(text[spot.start : spot.stop][:LONGEST_WHOLE]) or text[spot.begin : spot.end]


def find_start(text: str, place: int) -> int:
    """Return where the part of a sentence around a place begins; one with a list (8%、9%和10%) is one part."""
    while place and not (text[place - 1] in STOPS and not text[place - 2 : place + 1].replace("，", "").isdigit()):
        place -= 1
    return place


def pair_up(text: str, sentence: int, spot: Spot, numbers: Sequence[int]) -> str:
    """Return the label of one of several numbers that each belong to a subject: 甲和乙分别增长8%和9%."""
    stop = next((place for place in range(spot.end, len(text)) if text[place] in STOPS), len(text))
    here = [number for number in numbers if sentence <= number < stop]
    # A year before them is no number of theirs.
    after = text.find("分别", sentence, spot.begin)
    here = [number for number in here if number > after]
    subjects = PARTS.split(START.sub("", text[sentence:after])) if after > 0 and here else []
    if len(subjects) < 2 or len(subjects) != len(here):
        return ""
    place = max((at for at, number in enumerate(here) if number <= spot.end), default=0)
    verb = text[after + len("分别") : here[0]].strip()
    # What all have in common may stand with the last alone: 秸秆和畜禽粪污综合利用率分别达91%和81%.
    return (
        join_subject(subjects[place], verb.rstrip(VERBS))
        if verb.rstrip(VERBS)
        else text[sentence:after][-LONGEST_WHOLE:]
    )


def find_subject(text: str, sentence: int, here: Sequence[int]) -> str:
    """Return what the part of a sentence speaks of, before its first number, or else the part before it."""
    own = text[sentence : here[0]] if here else ""
    if own and not BARE.fullmatch(own.strip()):
        return own
    if not sentence or text[sentence - 1] not in "，；;":
        return ""
    start = find_start(text, sentence - 1)
    words = text[start : sentence - 1]
    number = NUMBER.search(words)
    return words[: number.start()] if number and not BARE.fullmatch(words[: number.start()]) else ""


def join_subject(subject: str, words: str) -> str:
    """Return a subject with what is said of it; nothing without a subject."""
    bare = re.sub("分别.*$", "", subject.strip())
    bare = START.sub("", DONE.sub("", bare.rstrip(VERBS)).rstrip(VERBS))
    said = words.strip().lstrip("和与及、的").removesuffix("到").rstrip("为达至近约")
    return f"{bare[-LONGEST_SUBJECT:]}{said}"[:LONGEST_WHOLE] if len(bare) > 1 else ""


def balance(words: str) -> str:
    """Return words without marks of notes, and without quotation marks or brackets that have lost their partner."""
    words = MARK.sub("", words)
    for opening, closing in ("“”", "（）", "《》"):
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words.strip(" ;；，、：:").lstrip("”）》")
