"""A report and the characters that no font has in, a note for each out: where it stands first, what helps."""

from collections.abc import Iterator, Set
from pathlib import Path

from gongbao.print.setting import Convert
from gongbao.report.messages import _
from gongbao.report.problems import Problem
from gongbao.report.report import Report
from gongbao.report.walk import iter_paragraphs, walk


def iter_gaps(report: Report, convert: Convert, missing: Set[str], substitute: str) -> Iterator[Problem]:
    """Give a note for every missing character, at its first place in the report."""
    left = set(missing)
    for path, line, text in iter_texts(report):
        for character in dict.fromkeys(filter(left.__contains__, convert(text))):
            left.discard(character)
            message = _(
                "no font on this machine has “{character}” (U+{code:04X}): PDFs show {substitute} in its place "
                "(install a font that has it)"
            ).format(character=character, code=ord(character), substitute=substitute)
            yield Problem(path=path, line=line, message=message)


def iter_texts(report: Report) -> Iterator[tuple[Path, int, str]]:
    """Give every text of a report with its file and, as far as it has one, its line."""
    places = {paragraph.id: (report.path, paragraph.line) for paragraph in iter_paragraphs(report)}
    for section in report.sections:
        places[section.id] = section.path, section.line
        places |= {block.id: (section.path, block.line) for block in section.content}
    for item in walk(report):
        yield *places.get(item.id, (report.path, 0)), item.text
    for text in (report.body, report.session, *(section.label for section in report.sections)):
        yield report.path, 0, text or ""
