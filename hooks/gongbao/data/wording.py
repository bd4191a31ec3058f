"""`data/wording.yml` in, the clerk's decisions on conversion out: phrases, names, paragraphs, quotation marks."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from gongbao.data.decode import Reader, decode
from gongbao.data.yaml_nodes import read_node
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import Report, ScriptTag, doc, where
from gongbao.report.walk import iter_paragraphs

Marks = Literal["keep", "corner"]
# The characters of Hong Kong's edition: those that its government prints (啟 群 說 戶), or those of its character set
# and of OpenCC's table (啓 羣 説 户).
HouseStyle = Literal["hk-government", "hkscs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How some words are written in each script.

    Taiwan follows zh-Hant unless it is given a form, and so does Hong Kong, in its own variants (臺 becomes 台).
    """

    words: str = field(metadata=doc("the words as the source has them", "范主任", key="phrase"))
    hant: str | None = field(default=None, metadata=doc("in Traditional characters", "范主任", key="zh-Hant"))
    taiwan: str | None = field(default=None, metadata=doc("in Taiwan, if different", "范主任", key="zh-Hant-TW"))
    hong_kong: str | None = field(default=None, metadata=doc("in Hong Kong, if different", "范主任", key="zh-Hant-HK"))
    reason: str | None = field(default=None, metadata=doc("why it is written so", "范是姓氏，不作範"))
    line: int = where(default=0)

    @property
    def forms(self) -> dict[str, str]:
        """The forms given, by the tag that stands before them."""
        given = {"zh-Hant": self.hant, "zh-Hant-TW": self.taiwan, "zh-Hant-HK": self.hong_kong}
        return {tag: form for tag, form in given.items() if form is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Decision):
    """A person, a place or an organisation, which converts as given here."""

    words: str = field(metadata=doc("the name as the source has it", "余秋里", key="name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphDecision(Decision):
    """How some words are written in one paragraph alone."""

    report: str = field(metadata=doc("the name of the report's folder", "taicang-npc-2025"))
    paragraph: str = field(metadata=doc("the id of the paragraph", "sec_2__para_3", form="id"))
    text: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMarks:
    """Which quotation marks each script prints: those of the source (keep), or 「」 and inside them 『』 (corner)."""

    hant: Marks = field(default="keep", metadata=doc("in Traditional characters", "corner", key="zh-Hant"))
    taiwan: Marks | None = field(default=None, metadata=doc("in Taiwan, if different", "corner", key="zh-Hant-TW"))
    hong_kong: Marks | None = field(default=None, metadata=doc("in Hong Kong, if different", "keep", key="zh-Hant-HK"))

    def get_marks(self, tag: ScriptTag) -> Marks:
        """Return the choice for a script."""
        return {"zh-Hant-TW": self.taiwan, "zh-Hant-HK": self.hong_kong}.get(tag) or self.hant


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The decisions of a whole publication."""

    quotation_marks: QuotationMarks = field(
        default=QuotationMarks(), metadata=doc("the quotation marks of each script", {"zh-Hant": "corner"})
    )
    house_style: HouseStyle = field(
        default="hk-government",
        metadata=doc("the characters of Hong Kong's edition: hk-government 啟 群 說 戶, or hkscs 啓 羣 説 户", "hkscs"),
    )
    phrases: tuple[Decision, ...] = field(
        default=(),
        metadata=doc("words that are written so wherever they stand", [{"phrase": "范主任", "zh-Hant": "范主任"}]),
    )
    names: tuple[Name, ...] = field(
        default=(), metadata=doc("people, places, organisations", [{"name": "余秋里", "zh-Hant": "余秋里"}])
    )
    paragraphs: tuple[ParagraphDecision, ...] = field(default=(), metadata=doc("words of a single paragraph", None))
    path: Path = where(default=Path())

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that hold everywhere."""
        return (*self.phrases, *self.names)


def read_wording(path: Path, problems: Problems) -> Wording | None:
    """Return the decisions of `data/wording.yml`, none if there is no such file; None if they cannot be read.

    Words that are decided twice are noted.
    """
    if not path.exists():
        return Wording(path=path)
    node = read_node(path, problems)
    wording = decode(Reader(path=path, problems=problems), node, Wording) if node else None
    if wording:
        check_twice(wording, problems)
    return wording


def check_twice(wording: Wording, problems: Problems) -> None:
    """Note words that are decided twice."""
    first: dict[tuple[str, str, str], int] = {}
    for decision in (*wording.decisions, *wording.paragraphs):
        place = (decision.report, decision.paragraph) if isinstance(decision, ParagraphDecision) else ("", "")
        line = first.setdefault((*place, decision.words), decision.line)
        if line != decision.line:
            message = _('"{words}" is decided already in line {line} (keep one of the two)').format(
                words=decision.words, line=line
            )
            problems.add(wording.path, decision.line, message)


def place_wording(wording: Wording, reports: Iterable[Report], problems: Problems) -> Wording:
    """Return the decisions with the text of the paragraphs they name; a paragraph that is not there is a problem."""
    named = {decision.report for decision in wording.paragraphs}
    own = [report for report in reports if report.slug in named]
    texts = {(report.slug, one.id): one.text for report in own for one in iter_paragraphs(report)}
    placed = []
    for decision in wording.paragraphs:
        text = texts.get((decision.report, decision.paragraph))
        if text is None:
            message = _("there is no paragraph {paragraph} in the report {report}").format(
                paragraph=decision.paragraph, report=decision.report
            )
            problems.add(wording.path, decision.line, message)
        elif decision.words not in text:
            message = _('"{words}" is not in paragraph {paragraph} (quote the words exactly)').format(
                words=decision.words, paragraph=decision.paragraph
            )
            problems.add(wording.path, decision.line, message)
        placed.append(replace(decision, text=text or ""))
    return replace(wording, paragraphs=tuple(placed))
