"""A report in, what is doubtful about its notes and its tail out: marks and notes that do not pair, a glued credit."""

import re
from pathlib import Path

from gongbao.importing.manuscript import Doubt
from gongbao.report.messages import N_
from gongbao.report.report import Report
from gongbao.report.walk import walk

MARK = re.compile(r"\[\^?(\d{1,3})\]|〔(\d{1,3})〕|【(\d{1,3})】")
CREDIT = re.compile(r"(?<=[。！])[（(][^（）()]{0,20}(?:日报|晚报|新华社|记者|通讯员|政府网)[^（）()]{0,20}[）)]$")


def doubt_tail(report: Report, file: Path) -> list[Doubt]:
    """Return what a person should look at: marks and notes that do not pair, a credit kept inside the last sentence."""
    items = list(walk(report))
    # Notes stand in an annex or after everything else; elsewhere a text may be numbered like one.
    opens = [
        (match, item.text) for item in items if item.place in ("annex", "notes") and (match := MARK.match(item.text))
    ]
    noted = {match[0] for match, _text in opens}
    called = {
        match[0] for item in items for match in MARK.finditer(item.text) if match.start() or item.kind != "paragraph"
    }
    doubts = [make_doubt(file, mark, N_("a mark without its note")) for mark in sorted(called - noted) if noted]
    doubts += [
        make_doubt(file, text[:24], N_("a note without its mark")) for match, text in opens if match[0] not in called
    ]
    last = (report.closing or report.sections[-1].paragraphs or report.opening)[-1:]
    doubts += [
        make_doubt(file, match[0], N_("a credit, kept where it stands"))
        for paragraph in last
        if (match := CREDIT.search(paragraph.text))
    ]
    return doubts


def make_doubt(file: Path, context: str, choice: str) -> Doubt:
    """Return a doubt about a note or a credit; it stands where its words do."""
    return Doubt(kind="notes", file=file, line=0, context=context, choice=choice)
