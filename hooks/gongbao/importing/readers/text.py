"""A text file in, its manuscript out: a passage a line, or the paragraphs of a hard-wrapped column; pipe tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from gongbao.importing.manuscript import Doubt, Manuscript, Omission, Passage, Rows, make_rows
from gongbao.importing.readers.decoding import SourceText, read_text
from gongbao.importing.readers.lines import Line, is_break, join_lines, make_lines
from gongbao.importing.readers.side_by_side import Separated, separate
from gongbao.importing.readers.unwrapping import find_column, unwrap
from gongbao.report.messages import N_, _, tell_count
from gongbao.report.spacing import squeeze

ROW = re.compile(r"\|.*\|")
RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
CELL_END = re.compile(r"(?<!\\)\|")
LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


def read_plain(path: Path) -> Manuscript:
    """Return the manuscript of a .txt file. Raises ReportError if it cannot be read."""
    return read_plain_text(read_text(path), path)


def read_plain_text(source: SourceText, path: Path, *told: str) -> Manuscript:
    """Return the manuscript of a text; `told` is what else to say of it."""
    separated = separate(source.text)
    text = separated.text if separated else source.text
    passages, doubts, tables = split_passages(text, path, wrapped=separated is not None)
    if separated:
        numbers = separated.numbers
        passages = [replace(passage, line=numbers[passage.line - 1]) for passage in passages]
        doubts = [replace(doubt, line=numbers[doubt.line - 1]) for doubt in doubts]
        told = (*told, note_columns(separated))
    return Manuscript(
        path=path,
        form=_("text, {encoding}").format(encoding=source.encoding),
        passages=tuple(passages),
        characters=strip_tables(text) if tables else squeeze(text),
        doubts=tuple(doubts),
        left_out=note_unprintable(source),
        told=(*told, *note_tables(tables)),
    )


def note_unprintable(source: SourceText) -> tuple[Omission, ...]:
    """Return what to say of unprintable characters that were left out."""
    return (Omission(kind=N_("unprintable characters"), count=source.unprintable),) if source.unprintable else ()


def note_columns(separated: Separated) -> str:
    """Return what to say of columns that stood side by side."""
    return _(
        "two columns stand side by side on {count} lines; the left one was read before the right one (if that is not"
        " the order: pdftotext FILE.pdf, without -layout, gives the text column by column)"
    ).format(count=separated.parted)


def note_tables(number: int) -> tuple[str, ...]:
    """Return what to say of the marks that drew tables."""
    words = tell_count(
        "{number} table was drawn with marks (|, ---, <br>); its cells are kept",
        "{number} tables were drawn with marks (|, ---, <br>); their cells are kept",
        number,
    )
    return (words,) if number else ()


def split_passages(text: str, path: Path, *, wrapped: bool = False) -> tuple[list[Passage], list[Doubt], int]:
    """Return the passages of a text, the lines of a column joined; the doubtful breaks and the number of tables.

    `wrapped` tells that the lines are those of a column, even if they are too few to be known for it.
    """
    lines = make_lines(text)
    column = find_column([line for line in lines if not ROW.fullmatch(line.text)])
    passages: list[Passage] = []
    doubts: list[Doubt] = []
    tables = 0
    flow: list[Line] = []

    def flush() -> None:
        if flow and column:
            joined, doubtful = unwrap(flow, column, path)
            passages.extend(joined)
            doubts.extend(doubtful)
        elif flow and wrapped:
            starts = [0, *(at for at in range(1, len(flow)) if is_break(flow[at - 1], flow[at])), len(flow)]
            paragraphs = [flow[start:end] for start, end in pairwise(starts)]
            passages.extend(Passage(text=join_lines(one), file=path, line=one[0].number) for one in paragraphs)
        else:
            passages.extend(Passage(text=line.text, file=path, line=line.number) for line in flow)
        flow.clear()

    index = 0
    while index < len(lines):
        rows = find_rows(lines, index)
        if rows:
            flush()
            passages.append(Passage(text="", file=path, line=lines[index].number, rows=read_rows(rows)))
            tables += 1
        else:
            flow.append(lines[index])
        index += max(len(rows), 1)
    flush()
    return [passage for passage in passages if passage.words], doubts, tables


def find_rows(lines: Sequence[Line], start: int) -> list[str]:
    """Return the lines of the pipe table that begins at a line: its second line is a rule."""
    end = start
    while end < len(lines) and ROW.fullmatch(lines[end].text):
        end += 1
    is_table = end - start > 1 and RULE.fullmatch(lines[start + 1].text) and not RULE.fullmatch(lines[start].text)
    return [line.text for line in lines[start:end]] if is_table else []


def read_rows(lines: Iterable[str]) -> Rows:
    """Return the cells of a pipe table; a break inside a cell parts its lines by a space."""
    return make_rows(
        [
            [LINE_BREAK.sub(" ", cell).strip().replace("\\|", "|") for cell in CELL_END.split(line)[1:-1]]
            for line in lines
            if not RULE.fullmatch(line)
        ]
    )


def strip_tables(text: str) -> str:
    """Return the characters of a text without the marks that draw its pipe tables."""
    kept, lines, index = [], make_lines(text), 0
    while index < len(lines):
        rows = find_rows(lines, index)
        kept += [cell.text for row in read_rows(rows) for cell in row] if rows else [lines[index].text]
        index += max(len(rows), 1)
    return squeeze("".join(kept))
