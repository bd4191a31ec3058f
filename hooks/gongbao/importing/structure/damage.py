"""Passages in, the damage that a source shows out, kept as found and listed; and repairs, by name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from gongbao.importing import Repair
from gongbao.importing.manuscript import Passage
from gongbao.report.messages import N_
from gongbao.script.dictionary import read_pairs

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
WIDE = rf"{HAN}，。、；：？！“”‘’（）《》【】—…·％"
SPACE = "[ \t\u00a0\u2002\u2003\u3000]+"
SPACES = re.compile(rf"(?<=[{WIDE}]){SPACE}(?=[{WIDE}0-9A-Za-z.%])|(?<=[0-9A-Za-z.%]){SPACE}(?=[{WIDE}])")
ENTITIES = re.compile(
    r"&(?:(quot|amp|nbsp|lt|gt|ldquo|rdquo|mdash|middot|hellip)|#(\d{2,5}));|(?<![a-zA-Z&])(quot|nbsp);", re.IGNORECASE
)
MEANT = {
    "quot": '"',
    "amp": "&",
    "nbsp": " ",
    "lt": "<",
    "gt": ">",
    "ldquo": "“",
    "rdquo": "”",
    "mdash": "—",
    "middot": "·",
    "hellip": "…",
}
# Letters that stand for others, by the repair that puts these in their place: text taken out of a PDF has radicals
# where ideographs are meant, and old files have the private-use characters of GB 18030 before its edition of 2022.
STAND_INS: dict[Repair, dict[str, str]] = {
    "radicals": read_pairs("radicals.txt"),
    "private": read_pairs("private.txt"),
}
TABLES = {repair: str.maketrans(pairs) for repair, pairs in STAND_INS.items()}
RADICALS, PRIVATE = (re.compile(f"[{''.join(pairs)}]") for pairs in STAND_INS.values())
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (N_("spaces inside Chinese text (--fix spaces)"), SPACES),
    (N_("remains of entities (--fix entities)"), ENTITIES),
    (N_("full-width letters and digits"), re.compile("[Ａ-Ｚａ-ｚ０-９]+")),
    (N_("a phrase printed twice"), re.compile(rf"([{HAN}，、“”]{{5,30}})\1")),
    (N_("punctuation printed twice"), re.compile(r"。。+|，，+|、、+|；；+|，。|。，")),
    (N_("characters that could not be read (U+FFFD)"), re.compile("\ufffd")),
    (N_("radicals in the place of ideographs (--fix radicals)"), RADICALS),
    (N_("private-use characters of GB 18030 (--fix private)"), PRIVATE),
    (N_("characters of a private font"), re.compile(f"(?!{PRIVATE.pattern})[\ue000-\uf8ff]")),
    (N_("invisible characters"), re.compile("[\u200b-\u200f\u2060\u00ad]")),
)
AROUND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One kind of damage: how often, and where first (the line of the source and the words around)."""

    kind: str
    count: int
    line: int
    example: str


def find_damage(passages: Iterable[Passage], spaced: Iterable[Passage] = ()) -> list[Damage]:
    """Return every kind of damage the passages show; those of a title block may be spaced out."""
    passages = list(passages)
    set_apart = set(map(id, spaced))
    set_close = [passage for passage in passages if id(passage) not in set_apart]
    # Most kinds stand nowhere: one look at the whole tells, and no form goes beyond a line.
    whole = "\n".join(text for passage in passages for text in _texts(passage, with_cells=True))
    found = [
        damage
        for kind, form in KINDS
        if form.search(whole) and (damage := _count(kind, form.finditer, set_close if form is SPACES else passages))
    ]
    if unbalanced := _count(N_("quotation marks or brackets without their partner"), _find_unbalanced, passages):
        found.append(unbalanced)
    return found


def repair_passage(passage: Passage, repairs: frozenset[Repair]) -> Passage:
    """Return a passage with the named repairs made; the spaces in a cell part its lines, and stay."""
    in_cells = repairs - {"spaces"}
    return replace(
        passage,
        text=repair_text(passage.text, repairs),
        bold=repair_text(passage.bold, repairs),
        caption=repair_text(passage.caption, in_cells),
        rows=tuple(tuple(replace(cell, text=repair_text(cell.text, in_cells)) for cell in row) for row in passage.rows),
    )


def repair_text(text: str, repairs: frozenset[Repair]) -> str:
    """Return a text with the named repairs made."""
    if "entities" in repairs:
        text = ENTITIES.sub(
            lambda match: chr(int(match[2])) if match[2] else MEANT[(match[1] or match[3]).lower()], text
        )
    for repair in repairs & STAND_INS.keys():
        text = replace_letters(text, repair)
    return SPACES.sub("", text) if "spaces" in repairs else text


def replace_letters(text: str, repair: Repair) -> str:
    """Return a text with the letters that stand for others replaced by these."""
    return text.translate(TABLES[repair])


def _count(kind: str, find: Callable[[str], Iterable[re.Match[str]]], passages: list[Passage]) -> Damage | None:
    with_cells = find != SPACES.finditer
    matches = [
        (passage, match)
        for passage in passages
        for text in _texts(passage, with_cells=with_cells)
        for match in find(text)
    ]
    if not matches:
        return None
    passage, match = matches[0]
    example = match.string[max(0, match.start() - AROUND) : match.end() + AROUND]
    return Damage(kind=kind, count=len(matches), line=passage.line, example=example)


def _texts(passage: Passage, *, with_cells: bool) -> list[str]:
    """Return what a passage says, a table cell by cell."""
    return [passage.text] if passage.text else [cell.text for row in passage.rows for cell in row if with_cells]


def _find_unbalanced(text: str) -> Iterable[re.Match[str]]:
    """Give one match for each pair of marks that does not come out even."""
    for opening, closing in ("“”", "（）", "《》"):
        if text.count(opening) != text.count(closing) and (match := re.search(f"[{opening}{closing}]", text)):
            yield match
