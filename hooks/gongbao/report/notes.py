"""A report in, its notes out: which paragraph explains a mark such as [3], and where the mark is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongbao.report.note_marks import MARK
from gongbao.report.report import Report
from gongbao.report.walk import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of a report: paragraphs of an annex, or at its end, that begin with a mark which the text calls.

    `marks` gives the paragraph's id by the mark, `callers` the id of the block that calls it first by the paragraph's,
    `called` the ids of the notes whose first call stands on a page, in the order of their calls.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    callers: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_notes(report: Report) -> Notes:
    """Return the notes of a report; a mark that two paragraphs begin with belongs to the first."""
    explained: dict[str, str] = {}
    for paragraphs in (*(section.paragraphs for part in report.annexes for section in part.sections), report.endnotes):
        for paragraph in paragraphs:
            if match := MARK.match(paragraph.text):
                explained.setdefault(match[0], paragraph.id)
    if not explained:
        return Notes()
    own = set(explained.values())
    marks: dict[str, str] = {}
    callers: dict[str, str] = {}
    called: dict[str, tuple[str, ...]] = {}
    # Of the title block only the title has an id wherever it is published.
    for item in (item for item in walk(report) if item.id == "title" or item.id not in report.printed):
        for match in MARK.finditer(item.text, 1 if item.id in own else 0):
            name = explained.get(match[0])
            if name and name not in callers and name != item.id:
                marks[match[0]], callers[name] = name, item.id
                called[item.page] = (*called.get(item.page, ()), name)
    return Notes(marks=marks, callers=callers, called=called)
