"""A quantity in its sentence in, what it counts out: the words before it; of one that only grows, what grows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongbao.report.note_marks import MARK
from gongbao.script.segmenter import cut

STOPS = frozenset("，。；;！？：")
# Words that say how much something changed, and not what.
BARE = re.compile(
    r"(?:[和与及的以至]|(?:同比|环比)|(?:(?:比|较)[^，。]{1,10}?)|实际|年均|平均|人均|又|再|可比|名义|分别|由|从"
    r"|增长|增加|增|净增|提高|提升|拓展|扩大|下降|减少|减|降低|上升|升|增幅|占|完成|达|达到|到|实现|为|左右|同口径|\d{4}年|上?年度?)*"
)
# A year before a subject belongs to it: 2020年全市生产总值.
NUMBER = re.compile(r"(?<![\d\[〔【])\d[\d,，.．]*+(?!年)")
START = re.compile(
    r"^(?:其中|同时|全年|年内|全市|全省|全县|全区|预计|先后|共计|累计|共|并|新增|分别|达到|的|了|增长|完成|实现|[和、])+(?=..)"
)
VERBS = "为达到至近约超逾过是占有共了从由的"
DONE = re.compile(r"(?:完成|实现|达到|达|为|共|突破|超过|增长|增加|提高|拓展|扩大|下降|(?<![平人年户])均)+$")
OPEN = re.compile("^(?:左右|上下|以上|以下|以内)+的?")
PARTS = re.compile("[、和与及]")
# What joins a quantity to the one before it, with all that is said of that one.
JOINED = re.compile(".*(?:以及|[和与及])$", re.DOTALL)
# An item's number; a verb whose end says how near the number is.
ITEM = re.compile(r"^\d{1,2}[.．、](?=\D)")
NOT_NEAR = re.compile("[^至到近]")
NEARING = re.compile("(?:(?:提升|上升|下降|[降增升])[至到]|接近)$")
# What says no more of the subject: each of them, already, up to a year.
IDLE = re.compile(r"(?:(?<=.)(?<![平人年户])均|已|\d{4}年的?)$")
SHORTEST, LONGEST, LONGEST_SUBJECT, LONGEST_WHOLE = 4, 18, 14, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a quantity stands: its words, those of its clause, and those of the quantity before it."""

    begin: int
    end: int
    start: int
    stop: int
    previous: tuple[int, int]


def make_label(text: str, spot: Spot, numbers: Sequence[int]) -> str:
    """Return what a quantity counts; `numbers` are the places where numbers begin."""
    before = text[max(spot.start, spot.previous[1]) : spot.begin].strip()
    after = find_after(text, spot, numbers)
    if BARE.fullmatch(before) and (before or len(after) < SHORTEST):
        sentence = find_start(text, spot.begin)
        here = [number for number in numbers if sentence <= number < spot.begin]
        label = pair_up(text, sentence, spot, numbers) or join_subject(find_subject(text, sentence, here), before)
        if label:
            return balance(label)
    elif "分别" in before and (label := pair_up(text, find_start(text, spot.begin), spot, numbers)):
        return balance(label)
    if spot.previous[1] > spot.start:
        if JOINED.fullmatch(before) and len(after) > 1:
            return balance(shorten_end(after))
        if OPEN.match(before):
            # A bound belongs to what it bounds: 10亿元以上项目26个.
            before = text[spot.previous[0] : spot.begin].strip()
    words = START.sub("", ITEM.sub("", before)).replace("分别", "").rstrip(VERBS)
    words = IDLE.sub("", NEARING.sub("", words + NOT_NEAR.sub("", text[spot.begin])).rstrip(VERBS))
    if len(words) >= SHORTEST and not (words.endswith("等") and after):
        return balance(shorten_start(words))
    said = balance(shorten_end(words + after).lstrip("的"))
    if not BARE.fullmatch(said):
        return said
    return balance(text[spot.start : spot.stop][:LONGEST_WHOLE]) or text[spot.begin : spot.end]


def find_after(text: str, spot: Spot, numbers: Sequence[int]) -> str:
    """Return what is said after a quantity, up to the next one, unless next to nothing stands between them."""
    after = OPEN.sub("", text[spot.end : spot.stop].strip())
    following = next((number for number in numbers if spot.end <= number < spot.stop), spot.stop)
    nearer = IDLE.sub("", OPEN.sub("", text[spot.end : following].strip()).rstrip(VERBS + "和与及、"))
    return nearer if len(nearer) > 1 and not BARE.fullmatch(nearer) else after


def shorten_start(words: str, longest: int = LONGEST) -> str:
    """Return the last of the words, as many as a label may have, none of them cut."""
    kept = ""
    for word in reversed(cut(words) if len(words) > longest else [words]):
        if kept and len(word + kept) > longest:
            break
        kept = word + kept
    return kept.lstrip("的和与及、")


def shorten_end(words: str) -> str:
    """Return the first of the words, as many as a label may have, none of them cut."""
    kept = ""
    for word in cut(words) if len(words) > LONGEST else [words]:
        if kept and len(kept + word) > LONGEST:
            break
        kept += word
    return kept.rstrip("的和与及、")


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
        else shorten_start(text[sentence:after], LONGEST_WHOLE)
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
    return f"{shorten_start(bare, LONGEST_SUBJECT)}{said}"[:LONGEST_WHOLE] if len(bare) > 1 else ""


def balance(words: str) -> str:
    """Return words without marks of notes, and without quotation marks or brackets that have lost their partner."""
    words = MARK.sub("", words)
    for opening, closing in ("“”", "（）", "《》"):
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    return words.strip(" ;；，、：:").lstrip("”）》")
