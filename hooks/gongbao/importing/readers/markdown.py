"""A Markdown file in, its manuscript out: parsed as Markdown, then read as the page that it stands for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import Doubt, Manuscript, Omission, Passage
from gongbao.importing.readers.decoding import SourceText, read_text
from gongbao.importing.readers.lines import is_break, make_lines
from gongbao.importing.readers.markdown_rules import ADDRESS, GOES_ON, make_parser
from gongbao.importing.readers.markup import MarkupReader
from gongbao.importing.readers.text import note_unprintable, read_plain_text
from gongbao.importing.readers.unwrapping import find_column, unwrap
from gongbao.importing.readers.weighing import Column
from gongbao.report.messages import N_, _
from gongbao.report.spacing import squeeze

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
TITLED = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def read_markdown(path: Path) -> Manuscript:
    """Return the manuscript of a .md file. Raises ReportError if it cannot be read."""
    source = read_text(path)
    text, omissions, titled = take_apart(source.text)
    parser = make_parser()
    tokens = parser.parse(text)
    doubts = mend_breaks(tokens, path)
    reader = MarkupReader(path)
    passages = keep_last_notes(reader.read(make_body(tokens, parser)))
    left_out = (*note_unprintable(source), *omissions, *reader.left_out)
    said = (image.alternative for passage in passages for image in passage.pictures)
    told = (omission.text for omission in reader.left_out)
    found = "".join([*(passage.words for passage in passages), *said, *told])
    if count_han(found) < count_han(text) - sum(map(count_han, find_addresses(tokens))):
        return read_as_text(source, path)
    return Manuscript(
        path=path,
        form=f"Markdown, {source.encoding}",
        passages=tuple(passages),
        characters=squeeze("".join(passage.words for passage in passages)),
        doubts=(*doubts, *reader.doubts),
        left_out=left_out,
        titled=titled,
    )


def read_as_text(source: SourceText, path: Path) -> Manuscript:
    """Return the manuscript of a file that loses text when it is taken for Markdown (an HTML tag that never ends)."""
    told = _("read as plain text: taken as Markdown it would lose text (look for an HTML tag that does not end)")
    return read_plain_text(source, path, told)


def keep_last_notes(passages: list[Passage]) -> list[Passage]:
    """Return passages of which only the last are notes: one inside the text stays where it is written."""
    last = next((number for number in range(len(passages), 0, -1) if not passages[number - 1].note), 0)
    return [*(replace(passage, note=False) for passage in passages[:last]), *passages[last:]]


def take_apart(text: str) -> tuple[str, list[Omission], str]:
    """Return a text without front matter and comments, its lines kept; what was taken out; the title given there."""
    omissions = []
    titled = ""
    if match := FRONT_MATTER.match(text):
        omissions.append(Omission(kind=N_("front matter"), text=" ".join(match[1].split()), line=1))
        titled = named[1] if (named := TITLED.search(match[1])) else ""
        text = _keep_lines(match) + text[match.end() :]
    # After the last end of a comment, none is looked for: of 60,000 that never end, each would be read to the end.
    until = text.rfind("-->") + len("-->") if "-->" in text else 0
    line, place = 1, 0
    for match in COMMENT.finditer(text, 0, until):
        line, place = line + text.count("\n", place, match.start()), match.start()
        omissions.append(Omission(kind=N_("a comment"), text=" ".join(match[1].split()), line=line))
    return COMMENT.sub(_keep_lines, text[:until]) + text[until:], omissions, titled


def make_body(tokens: list[Any], parser: Any) -> Any:
    """Return the tokens as the body of a page, each block with the line of its source."""
    from lxml import html

    for number, token in enumerate(tokens):
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1))
        if token.type == "ordered_list_open":
            mark_items(tokens, number)
        for child in token.children or ():
            # What Markdown strikes out is deleted text, as in HTML's own <del>.
            child.tag = "del" if child.tag == "s" else child.tag
        restore_brackets(token.children or [])
    page = parser.renderer.render(tokens, parser.options, {})
    body = f'<body data-line="0">{page}</body>'
    return html.document_fromstring(body, parser=html.HTMLParser(huge_tree=True)).find("body")


def mark_items(tokens: list[Any], start: int) -> None:
    """Give the items of an ordered list the marks they are typed with; a list of nothing but `1.` is counted."""
    level = tokens[start].level
    items = []
    for token in tokens[start + 1 :]:
        if token.level == level and token.nesting < 0:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            items.append(token)
    counted = len(items) > 1 and {item.info for item in items} == {"1"}
    for number, item in enumerate(items, 1):
        item.attrSet("data-mark", f"{number if counted else item.info}{item.markup}")


def restore_brackets(children: list[Any]) -> None:
    """Turn links that lead nowhere back into the brackets they are: 国内生产总值[2](亿元)."""
    unread = []
    for child in children:
        if child.type == "link_open":
            unread.append("" if ADDRESS.fullmatch(child.attrs["href"]) else child.attrs["href"])
            if unread[-1]:
                child.type, child.tag, child.nesting, child.content = "text", "", 0, "["
        elif child.type == "link_close" and unread and (address := unread.pop()):
            child.type, child.tag, child.nesting, child.content = "text", "", 0, f"]({address})"


def find_addresses(tokens: Iterable[Any]) -> Iterator[str]:
    """Give the addresses and titles of links and pictures: text of the source that no reader sees."""
    for token in tokens:
        for child in token.children or ():
            yield from (str(child.attrs.get(name, "")) for name in ("href", "src", "title") if child.nesting >= 0)
            yield child.content if child.type == "html_inline" else ""
        if token.type in ("html_block", "fence"):
            yield from re.findall(r"<[^<>]*>", token.content)
            yield token.info


def mend_breaks(tokens: Iterable[Any], path: Path) -> list[Doubt]:
    """Make breaks of the line ends inside paragraphs at which a new one begins; return the doubtful ones.

    Markdown joins the lines of a paragraph; but many write a report's paragraphs in lines without blank ones between.
    """
    wrapped = [token for token in tokens if token.type == "inline" and "\n" in token.content]
    column = find_column(make_lines("\n".join(token.content for token in wrapped)))
    doubts: list[Doubt] = []
    for token in wrapped:
        starts, doubtful = find_starts(token.content, column, path)
        starts -= token.meta.get(GOES_ON, set())
        line = 1
        for child in token.children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                child.type = "hardbreak" if line in starts else child.type
        doubts += doubtful
    return doubts


def find_starts(text: str, column: Column | None, path: Path) -> tuple[set[int], list[Doubt]]:
    """Return the lines of a paragraph, counted from 1, at which a new one begins."""
    lines = make_lines(text)
    if column:
        passages, doubts = unwrap(lines, column, path)
        return {passage.line for passage in passages}, doubts
    pairs = pairwise(lines)
    return {line.number for before, line in pairs if is_break(before, line)}, []


def count_han(text: str) -> int:
    """Return how many Chinese characters a text has."""
    return sum(1 for _ in HAN.finditer(text))


def _keep_lines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
