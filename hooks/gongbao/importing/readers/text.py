"""A text file → its manuscript: one passage a line, or the paragraphs of a hard-wrapped column, and pipe tables."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from gongbao.importing.manuscript import Doubt, Manuscript, Passage, squeeze
from gongbao.importing.readers.decoding import SourceText, read_text
from gongbao.importing.readers.lines import Line, make_lines
from gongbao.importing.readers.unwrapping import find_column, unwrap

ROW = re.compile(r"\|.*\|")
RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
CELL_END = re.compile(r"(?<!\\)\|")
LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


def read_plain(path: Path) -> Manuscript:
    """Return the manuscript of a .txt file. Raises ReportError if it cannot be read."""
    source = read_text(path)
    passages, doubts, tables = split_passages(source.text, path)
    return Manuscript(
        path=path,
        form=f"text, {source.encoding}",
        passages=tuple(passages),
        characters=strip_tables(source.text) if tables else squeeze(source.text),
        doubts=tuple(doubts),
        left_out=(*note_unprintable(source), *note_tables(tables)),
    )


def note_unprintable(source: SourceText) -> list[str]:
    """Return what to say of unprintable characters that were left out."""
    return [f"{source.unprintable} unprintable characters"] if source.unprintable else []


def note_tables(number: int) -> list[str]:
    """Return what to say of the marks that drew tables."""
    return [f"the marks that draw {number} tables (|, ---, <br>); their cells are kept"] if number else []


def split_passages(
    text: str, path: Path, shape: Callable[[Line], Passage | None] | None = None
) -> tuple[list[Passage], list[Doubt], int]:
    """Return the passages of a text, the doubtful breaks and the number of tables.

    `shape` may read a line as something that stands alone (a Markdown heading); else lines of a column are joined.
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
        else:
            passages.extend(Passage(text=line.text, file=path, line=line.number) for line in flow)
        flow.clear()

    index = 0
    while index < len(lines):
        line = lines[index]
        rows = find_rows(lines, index)
        alone = shape(line) if shape else None
        if rows:
            flush()
            passages.append(Passage(text="", file=path, line=line.number, rows=read_rows(rows)))
            tables += 1
        elif alone:
            flush()
            passages.append(alone)
        else:
            flow.append(line)
        index += max(len(rows), 1)
    flush()
    return passages, doubts, tables


def find_rows(lines: Sequence[Line], start: int) -> list[str]:
    """Return the lines of the pipe table that begins at a line: its second line is a rule."""
    end = start
    while end < len(lines) and ROW.fullmatch(lines[end].text):
        end += 1
    is_table = end - start > 1 and RULE.fullmatch(lines[start + 1].text) and not RULE.fullmatch(lines[start].text)
    return [line.text for line in lines[start:end]] if is_table else []


def read_rows(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a pipe table, every row as long as the longest."""
    rows = [
        [LINE_BREAK.sub("", cell.strip()).replace("\\|", "|") for cell in CELL_END.split(line)[1:-1]]
        for line in lines
        if not RULE.fullmatch(line)
    ]
    return even_rows(rows)


def strip_tables(text: str) -> str:
    """Return the characters of a text without the marks that draw its pipe tables."""
    kept, lines, index = [], make_lines(text), 0
    while index < len(lines):
        rows = find_rows(lines, index)
        kept += [cell for row in read_rows(rows) for cell in row] if rows else [lines[index].text]
        index += max(len(rows), 1)
    return squeeze("".join(kept))


def even_rows(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows filled up with empty cells to the longest."""
    width = max(len(row) for row in rows)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
