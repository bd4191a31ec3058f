"""An archive's reports in, the same text out as Markdown in both scripts, as the users of other generators keep it.

A section is a page, and each report has one more: its title block, opening and closing. The Traditional text is
converted here, beforehand, for none of the others converts. Leads are not set bold: not every Markdown knows bold words
that end in Chinese punctuation.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbao.data.load import find_reports, load_report
from gongbao.report.problems import Problems
from gongbao.report.report import Block, Paragraph, Picture, Report, Subheading
from gongbao.report.tables import lay_out
from gongbao.script.converter import make_converter

NAME = "工作报告公报"
SCRIPTS = {make_converter("zh-Hans"): ".md", make_converter("zh-Hant"): ".zh-Hant.md"}
SPECIAL = re.compile(r"([\\`*_<>\[\]#|])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of an archive: its folder (a report, or none), its name there (none: the folder's own page), its text."""

    folder: str
    name: str = ""
    place: int = 0
    title: str
    lines: tuple[str, ...] = ()


def write_markdown(data: Path, folder: Path) -> None:
    """Write all reports under `data` as Markdown into a folder.

    Hugo's folder, `content`, has its own name for the page of a folder, and titles and weights in front of the text.
    Raises ReportError.
    """
    hugo = folder.name == "content"
    for page in iter_pages(data):
        text = "\n\n".join([f"# {page.title}", *page.lines]) + "\n"
        if hugo:
            text = f'---\ntitle: "{page.title}"\nweight: {page.place + 1}\n---\n{text}'
        name = page.name or ("_index" if hugo else "index")
        (folder / page.folder).mkdir(parents=True, exist_ok=True)
        for converter, ending in SCRIPTS.items():
            path = folder / page.folder / f"{name}{ending}"
            path.write_text(converter.convert(text), encoding="utf-8", newline="\n")


def iter_pages(data: Path) -> Iterator[Page]:
    """Give the pages of an archive: its home, and each report's. Raises ReportError."""
    yield Page(folder="", title=NAME)
    problems = Problems()
    for source in find_reports(data, Problems()):
        if report := load_report(source, problems):
            yield from iter_report_pages(report)
    problems.raise_any()


def iter_report_pages(report: Report) -> Iterator[Page]:
    """Give the pages of a report; the heading of a part stands on the part's first page."""
    around = (*report.preface, *filter(None, [report.salutation]), *report.opening, *report.closing, *report.endnotes)
    printed = (str(getattr(report, name)) for name in report.printed if name != "title")
    lines = (*printed, *(paragraph.text for paragraph in around))
    yield Page(folder=report.slug, title=report.title, lines=tuple(map(escape, lines)))
    headings = {part.sections[0].id: part.heading for part in report.parts if part.heading}
    for place, section in enumerate(report.sections, start=1):
        heading = [f"**{escape(headings[section.id])}**"] if section.id in headings else []
        yield Page(
            folder=report.slug,
            name=section.id,
            place=place,
            title=section.heading or section.label or section.id,
            lines=(*heading, *map(format_block, section.content)),
        )


def format_block(block: Block) -> str:
    """Return a paragraph, a subheading, a table or a picture as Markdown."""
    if isinstance(block, Paragraph):
        return escape(block.text)
    if isinstance(block, Subheading):
        return f"{'#' * block.level} {escape(block.heading)}"
    if isinstance(block, Picture):
        return f"![{escape(block.alternative or '')}]({block.file})"
    grid = lay_out(block.rows)
    head, *rows = (f"| {' | '.join(map(escape, row))} |" for row in grid)
    return "\n".join([head, "|---" * len(grid[0]) + "|", *rows])


def escape(text: str) -> str:
    """Return text that Markdown takes as it stands."""
    return SPECIAL.sub(r"\\\1", text)


if __name__ == "__main__":
    write_markdown(Path(sys.argv[1]), Path(sys.argv[2]))
