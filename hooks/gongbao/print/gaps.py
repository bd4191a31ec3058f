"""A report and the characters that no font has in, a note for each out: where it stands first, what helps."""

from collections.abc import Iterator, Set
from pathlib import Path

from gongbao.print.setting import Convert
from gongbao.report.problems import Problem
from gongbao.report.report import Report, Subheading, Table


def iter_gaps(report: Report, convert: Convert, missing: Set[str], substitute: str) -> Iterator[Problem]:
    """Give a note for every missing character, at its first place in the report."""
    left = set(missing)
    for path, line, text in iter_texts(report):
        for character in dict.fromkeys(filter(left.__contains__, convert(text))):
            left.discard(character)
            message = (
                f"no font on this machine has “{character}” (U+{ord(character):04X}): PDFs show {substitute} in its "
                "place (install a font that has it)"
            )
            yield Problem(path=path, line=line, message=message)


def iter_texts(report: Report) -> Iterator[tuple[Path, int, str]]:
    """Give every text of a report with its file and line."""
    for text in (report.title, report.body, report.session, report.occasion, report.signature, report.dateline):
        yield report.path, 0, text or ""
    around = (*report.preface, *report.opening, *report.closing, *report.endnotes)
    for paragraph in (report.salutation, *around) if report.salutation else around:
        yield report.path, paragraph.line, paragraph.text
    for part in report.parts:
        yield report.path, part.line, part.heading or ""
        for section in part.sections:
            yield section.path, section.line, f"{section.heading or ''}{section.label or ''}"
            for block in section.content:
                yield section.path, block.line, join_texts(block)


def join_texts(block: object) -> str:
    """Return all the text of a block."""
    if isinstance(block, Subheading):
        return block.heading
    if isinstance(block, Table):
        return "".join([block.caption or "", *(cell for row in block.rows for cell in row)])
    return str(getattr(block, "text", ""))
