"""A text with the source's quotation marks in, the same text with corner brackets out: 「」, and 『』 inside them.

The depth decides, not the mark: the outermost pair becomes 「」 whichever marks the source has, as GB/T 15834 nests
“” and ‘’ and Taiwan's rules nest 「」 and 『』.
"""

import re
from collections.abc import Iterable, Iterator

from gongbao.data.wording import Wording
from gongbao.report.messages import _
from gongbao.report.problems import Problem
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.walk import iter_printed

# A single mark between Latin letters is an apostrophe.
MARK = re.compile("[“”‘]|’(?![A-Za-z])|(?<![A-Za-z])’")
CLOSING = {"“": "”", "‘": "’"}
CORNERS = ("「」", "『』")


def find_corners(text: str) -> list[tuple[int, str]] | None:
    """Return the places of the marks with the brackets that replace them; None if a mark has no partner."""
    open_marks: list[str] = []
    places = []
    for match in MARK.finditer(text):
        mark = match[0]
        if mark in CLOSING:
            places.append((match.start(), CORNERS[len(open_marks) % 2][0]))
            open_marks.append(CLOSING[mark])
        elif open_marks and open_marks.pop() == mark:
            places.append((match.start(), CORNERS[len(open_marks) % 2][1]))
        else:
            return None
    return None if open_marks else places


def check_marks(wording: Wording, reports: Iterable[Report], scripts: Iterable[ScriptTag]) -> Iterator[Problem]:
    """Give the passages whose marks do not pair, if a script offered prints brackets in their place."""
    if all(tag == SOURCE_SCRIPT or wording.quotation_marks.get_marks(tag) == "keep" for tag in scripts):
        return
    for report in reports:
        for passage in iter_printed(report):
            if find_corners(passage.text) is None:
                message = _("{id}: a quotation mark has no partner in “{text}…” (mend the text)").format(
                    id=passage.id, text=passage.text[:20]
                )
                yield Problem(path=report.path, message=message)
