"""A report in, its full text out in document order: what the source prints, one paragraph a line, nothing else."""

from collections.abc import Iterator

from gongbao.report.report import Block, Paragraph, Part, Report, Subheading


def iter_lines(report: Report) -> Iterator[str]:
    """Give the printed lines: preface, title block, salutation, opening, parts, closing, annexes, endnotes."""
    for paragraph in report.preface:
        yield paragraph.text
    for name in report.printed:
        yield str(getattr(report, name))
    if report.salutation:
        yield report.salutation.text
    for paragraph in report.opening:
        yield paragraph.text
    for part in report.body_parts:
        yield from iter_part_lines(part)
    for paragraph in report.closing:
        yield paragraph.text
    for part in report.annexes:
        yield from iter_part_lines(part)
    for paragraph in report.endnotes:
        yield paragraph.text


def iter_part_lines(part: Part) -> Iterator[str]:
    """Give the printed lines of a part."""
    if part.heading:
        yield part.heading
    for section in part.sections:
        if section.heading:
            yield section.heading
        for block in section.content:
            yield from iter_block_lines(block)


def iter_block_lines(block: Block) -> Iterator[str]:
    """Give the printed lines of one item of a section; the cells of a table's row are parted by tabs."""
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Subheading):
        yield block.heading
    else:
        if block.caption:
            yield block.caption
        for row in block.rows:
            yield "\t".join(row)
