"""The Markdown of Chinese offices: CommonMark with the rules that it lacks or that lose text, as a parser.

Bold next to Chinese punctuation (CommonMark takes `**扩大投资。**今年` for asterisks), tables with rows longer than
their head (GitHub drops the surplus cells), raised and lowered letters. A definition of a link is no rule here, for
`[8]: 注文` is the text of a note. Indented lines are paragraphs, for Chinese paragraphs are indented; below
`[^8]: 注文` they belong to the note, as Pandoc and GitHub have it.
"""

import re
from typing import Any

STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,400}?)(?<=[^\s*_])\1(?![*_])")
SHIFTED = re.compile(r"\^([\d+\-−n]{1,4})\^|(?<=[A-Za-z])~(\d{1,3})~")
CELL_END = re.compile(r"(?<!\\)\|")
NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:")
NOTE_INDENT, GOES_ON = 4, "goes_on"
RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?|\|\s*:?-+:?\s*\|?")
# What a link leads to; anything else between ( and ) after ] is text: 国内生产总值[2](亿元).
ADDRESS = re.compile(
    r"(?:https?:|mailto:|tel:|ftp:|#|\.{0,2}/).*|[^\u2e80-\uffff]*\.(?:s?html?|pdf|docx?|xlsx?|jsp|aspx?|php)\b.*",
    re.IGNORECASE,
)
# What is nested more deeply is text. The parser reads `[[[[…` as often over as it may nest.
DEEPEST = 20


def make_parser() -> Any:
    """Return the parser."""
    from markdown_it import MarkdownIt

    # Any, for what its documentation asks to be set anew is a method.
    parser: Any = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    parser.enable("strikethrough").disable(["reference", "code"])
    parser.normalizeLink = lambda url: url
    parser.block.ruler.before("blockquote", "pipe_table", read_table, {"alt": ["paragraph"]})
    parser.block.ruler.before("pipe_table", "note", read_note, {"alt": ["paragraph"]})
    parser.inline.ruler.before("emphasis", "strong_before_all", read_strong)
    parser.inline.ruler.before("emphasis", "shifted", read_shifted)
    return parser


def read_strong(state: Any, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read `**…**` whatever stands beside it."""
    match = STRONG.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        end = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = match.start(2), match.end(2)
        state.md.inline.tokenize(state)
        state.push("strong_close", "strong", -1)
        state.posMax = end
    state.pos = match.end()
    return True


def read_shifted(state: Any, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read `10^8^` and `H~2~O`, as Pandoc does."""
    match = SHIFTED.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        tag = "sup" if match[1] else "sub"
        state.push(f"{tag}_open", tag, 1)
        state.push("text", "", 0).content = match[1] or match[2]
        state.push(f"{tag}_close", tag, -1)
    state.pos = match.end()
    return True


def read_note(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read `[^8]: 注文` with the indented lines below it, as paragraphs marked as a note's."""
    if not NOTE.match(get_line(state, start)):
        return False
    if silent:
        return True
    others = state.md.block.ruler.getRules("paragraph")
    line, begin = start, start
    while (line := line + 1) < end:
        text, indent = get_line(state, line), state.sCount[line] - state.blkIndent
        if not text:
            following = next((one for one in range(line, end) if get_line(state, one)), end)
            if following == end or state.sCount[following] - state.blkIndent < NOTE_INDENT:
                break
            push_note(state, begin, line)
            line = begin = following
        elif NOTE.match(text) or (indent <= 0 and any(rule(state, line, end, True) for rule in others)):
            break
    push_note(state, begin, line)
    state.line = line
    return True


def push_note(state: Any, begin: int, end: int) -> None:
    """Add a paragraph of a note; its meta has the lines, counted from 1, that are indented and so go on."""
    lines = range(begin, end)
    state.push("paragraph_open", "p", 1).map = [begin, end]
    state.tokens[-1].attrSet("data-note", "")
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = "\n".join(get_line(state, line) for line in lines), [], [begin, end]
    indented = {number for number, line in enumerate(lines, 1) if state.sCount[line] > state.blkIndent}
    inline.meta[GOES_ON] = indented
    state.push("paragraph_close", "p", -1)


def read_table(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read a pipe table: a line with pipes, a rule below it, then every line with pipes."""
    if start + 2 > end or state.sCount[start] < state.blkIndent:
        return False
    head, rule = (get_line(state, line) for line in (start, start + 1))
    if "|" not in head or not RULE.fullmatch(rule) or RULE.fullmatch(head):
        return False
    if silent:
        return True
    push(state, "table", 1, start)
    line = start
    while line < end and "|" in (text := get_line(state, line)) and state.sCount[line] >= state.blkIndent:
        if not RULE.fullmatch(text):
            push(state, "tr", 1, line)
            for cell in split_cells(text):
                push(state, "td", 1, line)
                inline = state.push("inline", "", 0)
                inline.content, inline.children, inline.map = cell, [], [line, line + 1]
                push(state, "td", -1)
            push(state, "tr", -1)
        line += 1
    push(state, "table", -1)
    state.line = line
    return True


def get_line(state: Any, line: int) -> str:
    """Return a line of the source without its indent."""
    return str(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]).strip()


def split_cells(text: str) -> list[str]:
    """Return the cells of a row."""
    inner = text.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in CELL_END.split(inner)]


def push(state: Any, tag: str, nesting: int, line: int | None = None) -> None:
    """Add the opening or closing token of a table's element."""
    token = state.push(f"{tag}_{'open' if nesting > 0 else 'close'}", tag, nesting)
    if line is not None:
        token.map = [line, line + 1]
