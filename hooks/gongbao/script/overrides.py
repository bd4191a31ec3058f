"""The clerk's wording in, the places of a text that it decides out.

A decision stands where its words stand as words. A short one would otherwise reach over the border of two words: 心系
is not in 中心系统, nor 于洋 in 由于洋流. What is longer than three characters stands wherever it is found.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from gongbao.data.wording import Decision, HouseStyle, ParagraphDecision, Wording, read_wording
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import SOURCE_SCRIPT, ScriptTag
from gongbao.script.forms import simplified_only_characters, write_regional
from gongbao.script.segmenter import cut

SHORT = 3
HAN = "[\u3400-\u9fff]"


class Decisions:
    """What a wording decides in one script."""

    def __init__(self, wording: Wording, tag: ScriptTag) -> None:
        """Keep the decisions that have a form in the script."""
        self._forms = {
            one.words: form for one in wording.decisions if (form := get_form(one, tag, wording.house_style))
        }
        longest_first = sorted(self._forms, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None
        self._single: list[tuple[ParagraphDecision, str]] = [
            (one, form) for one in wording.paragraphs if one.text and (form := get_form(one, tag, wording.house_style))
        ]

    @property
    def rules(self) -> object:
        """All that the places depend on, to be compared."""
        return self._forms, self._single

    def touch(self, sign: str) -> bool:
        """Tell whether any words that are decided everywhere hold a sign."""
        return any(sign in words for words in self._forms)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Give the places of a text that are decided everywhere, in order, as position and form."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            if len(match[0]) > SHORT or stands_as_words(text, *match.span()):
                yield match.start(), self._forms[match[0]]

    def find_single(self, text: str) -> Iterator[tuple[int, str]]:
        """Give the places that are decided in this paragraph alone."""
        for one, form in self._single:
            if one.text in text:
                yield from ((match.start(), form) for match in re.finditer(re.escape(one.words), text))


def stands_as_words(text: str, start: int, end: int) -> bool:
    """Tell whether part of a text is made of whole words, or lies within one word."""
    before = re.compile(f"{HAN}*$").search(text, text.rfind("\n", 0, start) + 1, start)
    place = before.start() if before else start
    run = re.compile(f"{HAN}*").match(text, place)
    borders = {place}
    for word in cut(run[0] if run else ""):
        if place <= start and end <= place + len(word):
            return True
        place += len(word)
        borders.add(place)
    # Words that hold more than Han characters have no border to fear on the side where they end otherwise.
    return start in borders and (end in borders or end > place)


def load_wording(path: Path, problems: Problems) -> Wording | None:
    """Return the decisions of `data/wording.yml`, none if there is no such file; None if a problem was noted."""
    before = len(problems.found)
    wording = read_wording(path, problems)
    for decision in (*wording.decisions, *wording.paragraphs) if wording else ():
        for fault in find_faults(decision):
            problems.add(path, decision.line, f'"{decision.words}": {fault}')
    return wording if len(problems.found) == before else None


def find_faults(decision: Decision) -> Iterator[str]:
    """Give what is wrong with one decision by itself."""
    if not decision.forms:
        yield _("no form is given (example: zh-Hant: {words})").format(words=decision.words)
    for tag, form in decision.forms.items():
        if len(form) != len(decision.words):
            yield _('{tag}: "{form}" has {count} characters, the words have {count2}').format(
                tag=tag, form=form, count=len(form), count2=len(decision.words)
            )
        elif left := simplified_only_characters().intersection(form):
            yield _('{tag}: "{form}" holds {names}, which is Simplified').format(
                tag=tag, form=form, names="".join(sorted(left))
            )


def get_form(decision: Decision, tag: ScriptTag, house: HouseStyle) -> str | None:
    """Return the form in a script, or nothing where the decision leaves that script to the dictionary."""
    if tag == SOURCE_SCRIPT:
        return None
    own = decision.forms.get(tag)
    return write_regional(decision.hant, tag, house) if own is None and decision.hant is not None else own
