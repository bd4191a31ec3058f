"""The paragraphs of a section in, the run-in lead of each out: a display hint, always the start of the text."""

import re
from collections.abc import Sequence

from gongbao.importing.manuscript import Doubt, Passage
from gongbao.importing.structure.marks import find_mark
from gongbao.report.messages import N_

LONGEST_LEAD, LONGEST_MARKED_LEAD, SHORT = 30, 44, 16
FIRST_SENTENCE = re.compile(r"[^。！？；：]+。[”’）》」』]*")
STATEMENT = re.compile(
    r"各位|同志们|我们|我省|我市|过去|今年|去年|一年来|五年来|全年|同时|当前|目前|预计|回顾|展望|此外|在此|为此|对此"
    r"|(?:[“”\w]{0,14})?(?:时期|年|阶段)(?:是|，)|[\d%％‰]|[年万亿](?=\w)"
)


def find_leads(passages: Sequence[Passage]) -> tuple[list[str | None], list[Doubt]]:
    """Return the lead of each paragraph of one section, None where it has none, and the doubtful ones.

    A bold run of the source is a lead. So is the short first sentence of a numbered paragraph, and of a run of sibling
    paragraphs that all begin with one: one alone is right only every second time.
    """
    candidates = [propose_lead(passage) for passage in passages]
    kinds = [find_mark(passage.text).kind for passage in passages]
    leads: list[str | None] = []
    doubts: list[Doubt] = []
    for index, (passage, candidate) in enumerate(zip(passages, candidates, strict=True)):
        siblings = [other for other in (index - 1, index + 1) if 0 <= other < len(passages)]
        run = sum(bool(candidates[other]) and kinds[other] == kinds[index] for other in siblings)
        certain = bool(passage.bold) or kinds[index] not in ("none", "dash")
        leads.append(candidate if candidate and (certain or run) else None)
        if candidate and not certain and not run and len(candidate) <= SHORT:
            doubts.append(
                Doubt(
                    kind="lead",
                    file=passage.file,
                    line=passage.line,
                    context=candidate,
                    choice=N_("no lead: it stands alone"),
                )
            )
    return leads, doubts


def propose_lead(passage: Passage) -> str | None:
    """Return the words a paragraph may lead with; None if its first sentence is long, its only one, or a statement."""
    if passage.bold and passage.text.startswith(passage.bold) and len(passage.bold) < len(passage.text):
        return passage.bold.rstrip()
    text = passage.text
    mark = find_mark(text)
    match = FIRST_SENTENCE.match(text)
    if not match or match.end() == len(text) or (mark.kind == "none" and STATEMENT.match(text)):
        return None
    longest = LONGEST_LEAD if mark.kind == "none" else LONGEST_MARKED_LEAD
    return match[0] if len(match[0]) - mark.length <= longest else None
