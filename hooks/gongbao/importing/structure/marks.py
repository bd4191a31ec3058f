"""A passage in, the numbering mark that it opens with out, and whether it reads as a heading by itself."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gongbao.importing.manuscript import CLOSERS, Passage, ends_sentence

MarkKind = Literal[
    "volume", "chapter", "subchapter", "article", "han", "paren", "arabic", "paren-arabic", "circled", "ordinal", "is",
    "dash", "none",
]  # fmt: skip

FIGURES = "一二三四五六七八九"
HAN = FIGURES + "十百零〇"
DIGITS = "0123456789０１２３４５６７８９"
CIRCLED, BRACKETED, PARENTHESIZED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
UNITS = {"十": 10, "百": 100}
# Each kind of mark with the characters that it can begin with, so that most texts are told at a glance to have none.
FORMS: tuple[tuple[MarkKind, str, re.Pattern[str]], ...] = (
    ("volume", "第", re.compile(rf"第([{HAN}]{{1,3}}|\d{{1,3}})(?:部分|篇|编|卷)[\s、：:]*")),
    ("chapter", "第", re.compile(rf"第([{HAN}]{{1,5}}|\d{{1,3}})章[\s、：:]*")),
    ("subchapter", "第", re.compile(rf"第([{HAN}]{{1,5}}|\d{{1,3}})节[\s、：:]*")),
    ("article", "第", re.compile(rf"第([{HAN}]{{1,5}}|\d{{1,3}})条[\s、：:]+")),
    ("ordinal", "第", re.compile(rf"第([{HAN}]{{1,3}})[，、,：:]")),
    ("han", HAN, re.compile(rf"([{HAN}]{{1,6}})\s?[、．.]\s*")),
    ("paren", "（(" + PARENTHESIZED, re.compile(rf"[（(]\s?([{HAN}]{{1,6}})\s?[）)][、，.．]?\s*|([㈠-㈩])\s*")),
    ("arabic", DIGITS, re.compile(r"(\d{1,2}|[０-９]{1,2})\s?[、．.](?!\d)\s*")),
    ("paren-arabic", "（(" + DIGITS + BRACKETED, re.compile(r"[（(]?\s?(\d{1,2})\s?[）)]\s*|([⑴-⒇])\s*")),
    ("circled", CIRCLED, re.compile(r"([①-⑳])\s*")),
    ("is", HAN, re.compile(rf"([{HAN}]{{1,3}})[是要][，,：:]?")),
    ("dash", "—―─━-", re.compile(r"(?:——|――|──|━━|--|—)\s*")),
)
BULLET = re.compile(r"[-*•·●■◆]\s+")
INNER_END = re.compile(r"[。！？；;]")
PLAIN_HEADING = re.compile(
    r"(?:回顾|总结|工作|任务|目标|安排|建设|计划|要求|重点|意见|建议|成就|成绩|部署|打算|思路|体会|问题|措施|设想|发展"
    r"|民生实事|完成情况|名词解释|注释|附件|附录)$|^(?:附件|附录|附注?)"
)
ADDRESS = re.compile(r"各位代表|同志们|各位委员|各位(?:领导|来宾)")
# A contents list leads the eye to a page number.
LEADER = re.compile(r"[.…·．]{2,}\s*\d{1,3}$")
# Named divisions keep their rank whatever stands between them; the others take the place that the text gives them.
NAMED_DIVISIONS: tuple[MarkKind, ...] = ("volume", "chapter", "subchapter")
DIVISIONS: frozenset[MarkKind] = frozenset({*NAMED_DIVISIONS, "han", "paren"})
LISTS: frozenset[MarkKind] = frozenset({"arabic", "paren-arabic", "circled"})
REMEMBERED = 1024
LONGEST_MARKED, LONGEST_CLOSED, LONGEST_PLAIN, LONGEST_ANNOUNCED = 70, 44, 32, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark a passage opens with: its kind, its number (0 where it has none) and how many characters it takes."""

    kind: MarkKind
    number: int = 0
    length: int = 0


@lru_cache(REMEMBERED)  # a huge source says the same again and again
def find_mark(text: str) -> Mark:
    """Return the numbering mark at the start of a text, a list bullet before it skipped."""
    skipped = bullet.end() if (bullet := BULLET.match(text)) else 0
    first = text[skipped : skipped + 1]
    for kind, openers, form in FORMS:
        if first in openers and (match := form.match(text, skipped)):
            digits = next((group for group in match.groups() if group), "")
            return Mark(kind=kind, number=read_number(digits), length=match.end())
    return Mark(kind="none", length=skipped)


def read_number(digits: str) -> int:
    """Return a number written in Arabic, full-width, circled or Chinese figures: `十五` → 15, `二〇二五` → 2025."""
    if not digits:
        return 0
    if digits.isdecimal():
        return int(digits)
    for first in "①⑴㈠":
        if len(digits) == 1 and 0 <= ord(digits) - ord(first) < (10 if first == "㈠" else 20):
            return ord(digits) - ord(first) + 1
    if not any(figure in UNITS for figure in digits):
        return int("".join(str(_read_figure(figure)) for figure in digits))
    total, figure = 0, 0
    for letter in digits:
        if unit := UNITS.get(letter):
            total, figure = total + (figure or 1) * unit, 0
        else:
            figure = _read_figure(letter)
    return total + figure


def _read_figure(letter: str) -> int:
    return 0 if letter in "零〇○ＯO" else int(letter) if letter.isdecimal() else FIGURES.find(letter) + 1


def is_short_heading(passage: Passage, mark: Mark) -> bool:
    """Tell whether a passage with a mark, or one its source styles as a heading, can stand as a heading.

    It is one clause, has no sentence inside and is not long; the terms of a glossary (`1.三资：资金、资产`) are none.
    """
    text = passage.text.strip()
    body = text[mark.length :].strip()
    listed = passage.item and ends_sentence(text)
    if not body or passage.rows or listed or LEADER.search(text) or ADDRESS.match(text):
        return False
    announced = text[-1] in "：:" and mark.kind in DIVISIONS and len(text) <= LONGEST_ANNOUNCED
    if INNER_END.search(body.rstrip("。．.；;！ " + CLOSERS)) or (text[-1] in "，,；;：:" and not announced):
        return False
    if passage.level:
        return len(text) <= LONGEST_MARKED
    if mark.kind in ("none", "ordinal", "is", "dash", "article") or (mark.kind in LISTS and re.search("[：:]", body)):
        return False
    return len(text) <= (LONGEST_CLOSED if ends_sentence(text) else LONGEST_MARKED)


def is_plain_heading(text: str) -> bool:
    """Tell whether a text without a mark has the shape of a heading: short, one clause, quotes balanced."""
    text = text.strip()
    if (
        not 3 <= len(text) <= LONGEST_PLAIN
        or ends_sentence(text)
        or text[-1] in "，,、；;：:!.%％‰"
        or ADDRESS.match(text)
    ):
        return False
    if LEADER.search(text) or BULLET.match(text):
        return False
    if text.count("“") != text.count("”") or text.count("（") != text.count("）") or re.search(r"[，,；;。：:]", text):
        return False
    return len(re.findall(r"[\u4e00-\u9fff]", text)) >= max(3, len(text) // 2)


def is_usual_heading(text: str) -> bool:
    """Tell whether a heading without a mark uses the words such headings use."""
    return bool(PLAIN_HEADING.search("".join(text.split())))
