"""A Markdown file → its manuscript: headings, bold leads, tables and quotations read as what they stand for."""

import html
import re
from collections import Counter
from pathlib import Path

from gongbao.importing.manuscript import Manuscript, Passage, squeeze
from gongbao.importing.readers.decoding import read_text
from gongbao.importing.readers.lines import Line
from gongbao.importing.readers.text import note_tables, note_unprintable, split_passages

FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
SHAPES = (
    ("pictures", re.compile(r"!\[([^\]]*)\]\([^)]*\)"), ""),
    ("addresses of links", re.compile(r"(?<!!)\[([^\]^][^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    ("marks of emphasis", re.compile(r"(?<!\*)\*(?!\*)([^*\n]+)\*(?!\*)"), r"\1"),
    ("backslashes", re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
LINE_MARK = re.compile(r"(?:>\s?)+|[-*+]\s+(?!\*)")
RULE = re.compile(r"(?:[-*_]\s*){3,}")


def read_markdown(path: Path) -> Manuscript:
    """Return the manuscript of a .md file. Raises ReportError if it cannot be read."""
    source = read_text(path)
    counts: Counter[str] = Counter()
    text, counts["front matter"] = FRONT_MATTER.subn(_keep_lines, source.text)
    text, counts["comments"] = COMMENT.subn(_keep_lines, text)
    lines, bolds = [], {}
    for number, line in enumerate(text.split("\n"), 1):
        plain, bold = read_line(line, counts)
        lines.append(plain)
        if bold:
            bolds[number] = bold

    def shape(line: Line) -> Passage | None:
        if match := HEADING.fullmatch(line.text):
            counts["heading marks"] += 1
            return Passage(text=match[2].strip(), file=path, line=line.number, level=len(match[1]))
        if bold := bolds.get(line.number):
            level = 6 if bold == line.text else 0
            return Passage(text=line.text, file=path, line=line.number, bold=bold, level=level)
        return None

    passages, doubts, tables = split_passages("\n".join(lines), path, shape)
    marks = [f"{number} {name}" for name, number in counts.items() if number]
    left_out = [*note_unprintable(source), *note_tables(tables), *([f"Markdown: {', '.join(marks)}"] if marks else [])]
    kept = tuple(passage for passage in passages if passage.words)
    return Manuscript(
        path=path,
        form=f"Markdown, {source.encoding}",
        passages=kept,
        characters=squeeze("".join(passage.words for passage in kept)),
        doubts=tuple(doubts),
        left_out=tuple(left_out),
    )


def read_line(line: str, counts: Counter[str]) -> tuple[str, str]:
    """Return a line without its inline marks, and the bold words it begins with."""
    text = line.strip()
    if RULE.fullmatch(text):
        counts["rules"] += 1
        return "", ""
    if match := LINE_MARK.match(text):
        counts["list and quotation marks"] += 1
        text = text[match.end() :]
    lead = match[2] if (match := BOLD.match(text)) else ""
    text, number = BOLD.subn(r"\2", text)
    counts["marks of emphasis"] += number
    for name, form, kept in SHAPES:
        text, number = form.subn(kept, text)
        counts[name] += number
    unescaped = html.unescape(text)
    counts["entities"] += unescaped != text
    lead = html.unescape(lead)
    return unescaped.strip(), lead if unescaped.strip().startswith(lead) else ""


def _keep_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
