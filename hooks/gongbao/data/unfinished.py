"""A report in, what a person has still to settle out: what the importer guessed or did not find, and its open remarks.

None of it is a problem of the data; `gongbao check` lists it, and `gongbao check --publish` refuses it.
"""

from collections.abc import Iterator
from pathlib import Path

from gongbao.report.messages import _
from gongbao.report.problems import Problem
from gongbao.report.report import Picture, Report, Source, Speaker

REMARK = "# 请核对"


def list_unfinished(report: Report) -> Iterator[Problem]:
    """Give what is unfinished in a report's files, each with its line."""
    lines = read_lines(report.path)
    for name in report.unsettled:
        line = next((number for number, text in enumerate(lines, 1) if text.startswith(f"{name}:")), 0)
        value = getattr(report, name)
        value = value.name if isinstance(value, Source | Speaker) else value
        if value:
            message = _(
                '"{name}" is a guess of the importer ({value}): put what is right, then take it off "unsettled"'
            )
        else:
            message = _('"{name}" is not known: fill it in, then take it off "unsettled"')
        yield Problem(path=report.path, line=line, message=message.format(name=name, value=value))
    for section in report.sections:
        for block in section.content:
            if isinstance(block, Picture) and not block.alternative:
                message = _('picture {id}: say in "alternative" what it shows, for those who cannot see it')
                yield Problem(path=section.path, line=block.line, message=message.format(id=block.id))
    for path in (report.path, *(section.path for section in report.sections)):
        for number, text in enumerate(read_lines(path), 1):
            if text.lstrip().startswith(REMARK):
                remark = text.strip().removeprefix("# ")
                message = _("{remark} (settle it, then delete this line)").format(remark=remark)
                yield Problem(path=path, line=number, message=message)


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that was loaded a moment ago."""
    return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
