"""What an import did in, one page of HTML that shows it out: source and result side by side, losses and doubts marked.

The page holds everything itself: no script, nothing from another host.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from html import escape
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from gongbao.importing.manuscript import Doubt, Manuscript, Omission, Passage
from gongbao.importing.omissions import find_heading, format_omission, list_headings
from gongbao.importing.summary import ImportSummary, format_summary
from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import refuse
from gongbao.report.spacing import squeeze
from gongbao.report.walk import Item, iter_printed

Found = TypeVar("Found", Doubt, Omission)
STYLE = """
body { font: 1rem/1.6 "Noto Serif CJK SC", SimSun, serif; margin: 1rem 2rem; color: #111; background: #fff; }
pre { white-space: pre-wrap; background: #f4f4f4; padding: 0.5rem 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #bbb; padding: 0.25rem 0.5rem; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; white-space: pre-line; }
.place { width: 5rem; color: #555; font-size: 0.8rem; }
.lost { background: #fbe3e0; }
.doubt { background: #fff3cd; }
.lost::before { content: "✗ "; }
.doubt::before { content: "? "; }
"""


def write_account(summary: ImportSummary, path: Path) -> None:
    """Write the page of an import. Raises ReportError if it cannot be written."""
    try:
        path.write_text(make_account(summary), encoding="utf-8", newline="\n")
    except OSError as error:
        message = _("cannot be written ({value})").format(value=tell_reason(error))
        raise refuse(path, message) from error


def make_account(summary: ImportSummary) -> str:
    """Return the page of an import."""
    title = escape(summary.report.title)
    heads = "".join(f"<th{kind}>{escape(words)}</th>" for kind, words in (
        (' class="place"', _("line")), ("", _("source")), (' class="place"', _("address")), ("", _("result")),
    ))  # fmt: skip
    rows = "\n".join(iter_rows(summary))
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"<pre>{escape(format_summary(summary))}</pre>\n"
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    )


def iter_rows(summary: ImportSummary) -> Iterator[str]:
    """Give the rows of the table: every line of the sources beside the line of the report that it became."""
    waiting: dict[str, deque[Item]] = defaultdict(deque)
    for item in iter_printed(summary.report):
        waiting[squeeze(item.text)].append(item)
    for manuscript in summary.manuscripts:
        doubts = group_by_line(doubt for doubt in summary.doubts if doubt.file == manuscript.path)
        losses = group_by_line(manuscript.left_out)
        headings = list_headings(manuscript)
        last = 0
        for passage in manuscript.passages:
            if passage.line != last:
                yield from iter_losses(take_until(losses, passage.line), manuscript, headings)
                last = passage.line
            yield from iter_lines_of(passage, waiting)
            yield from map(make_doubt_row, doubts.pop(passage.line, ()))
        yield from iter_losses(take_until(losses, None), manuscript, headings)
        yield from map(make_doubt_row, take_until(doubts, None))
    rest = [item for items in waiting.values() for item in items]
    yield from (make_row("", "", item.id, item.text) for item in rest)


def iter_lines_of(passage: Passage, waiting: dict[str, deque[Item]]) -> Iterator[str]:
    """Give the rows of a passage; of one that was mended or joined, the result stands at the end of the page."""
    for line in passage.words.split("\n"):
        found = waiting.get(squeeze(line))
        item = found.popleft() if found else None
        yield make_row(str(passage.line), line, item.id if item else "", item.text if item else "")


def iter_losses(losses: Iterable[Omission], manuscript: Manuscript, headings: list[tuple[int, str]]) -> Iterator[str]:
    """Give the rows of what was left out."""
    for loss in losses:
        words = format_omission(loss, manuscript.unit, find_heading(headings, loss.line))
        yield make_row(str(loss.line or ""), words, "", _("left out"), "lost")


def make_doubt_row(doubt: Doubt) -> str:
    """Return the row of a doubt."""
    return make_row(str(doubt.line or ""), doubt.context, _(doubt.kind), _(doubt.choice), "doubt")


def make_row(line: str, source: str, address: str, result: str, kind: str = "") -> str:
    """Return a row: a place and words, an address and words."""
    mark = f' class="{kind}"' if kind else ""
    cells = (f'<td class="place">{escape(place)}</td><td{mark}>{escape(words)}</td>' for place, words in (
        (line, source), (address, result),
    ))  # fmt: skip
    return f"<tr>{''.join(cells)}</tr>"


def group_by_line(found: Iterable[Found]) -> dict[int, list[Found]]:
    """Return doubts or omissions by their line, in the order of the lines."""
    groups: dict[int, list[Found]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.line):
        groups[one.line].append(one)
    return groups


def take_until(groups: dict[int, list[Found]], line: int | None) -> list[Found]:
    """Take out what stands before a line, or all that is left."""
    taken = list(takewhile(lambda number: line is None or number < line, groups))
    return [one for number in taken for one in groups.pop(number)]
