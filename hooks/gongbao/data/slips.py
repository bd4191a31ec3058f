"""YAML that can be read in, what a person surely did not mean by it out: words cut off as a comment, a key in a text.

Of a value that its field does not take, what is to be written in its place.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator

import yaml

from gongbao.data.signs import INVISIBLE, KEY, SHOWN
from gongbao.report.messages import _

# Only a file with a sign of a slip is gone through: a comment that is glued or after one space; an anchor or a tag; a
# key in the lines of a text. Each begins with a letter, so that they are looked for fast.
SUSPECTS = (
    re.compile(r" #(?:[^\s#]|(?<=\S #))"),
    re.compile(r" [&!](?<=[:,\[{-] [&!])"),
    re.compile(rf"\|[-+\d]*\n( +)\S[^\n]*\n(?:\1[^\n]*\n|\n)*?\1 *(?:- )?{KEY}:(?: |$)", re.MULTILINE),
)
KEY_IN_TEXT = re.compile(rf"\n[ \u3000]*(?P<line>(?:- )?{KEY}:)(?: |$)")
# A comment that stands as everywhere in the files of a publication: after two spaces, and with one after its sign.
COMMENT = re.compile(r"(?:[ \t]{2,}|\t)#(?:[\s#]|$)")
GLUED = re.compile(r"#[^\s#]")
CLOSING = {"“": '”"', "‘": "’'", "「": "」", "『": "』", "＂": "＂", "＇": "＇", "”": "”", "’": "’"}
# Fields whose value nobody prints between quotation marks.
NAMES = frozenset(
    {"title", "body", "place", "session", "reference", "publisher", "office", "name", "signature", "dateline", "unit"}
)
# Fields whose value is printed words, where a sign of its own is as likely as a comment.
PRINTED = NAMES - {"unit"} | {"occasion", "heading", "caption", "lead", "text", "quote", "description"}
DATE = re.compile(r"(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?")
NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


def iter_slips(text: str, root: yaml.Node) -> Iterator[tuple[int, str]]:
    """Give the line and the message of each value that YAML takes otherwise than it was meant."""
    if not any(suspect.search(text) for suspect in SUSPECTS):
        return
    lines = text.split("\n")
    nodes = [("", root)]
    while nodes:
        key, node = nodes.pop()
        if isinstance(node, yaml.MappingNode):
            nodes.extend((name.value, value) for name, value in node.value if isinstance(name, yaml.ScalarNode))
        elif isinstance(node, yaml.SequenceNode):
            nodes.extend((key, value) for value in node.value)
        message = find_property(node, lines)
        if not message and isinstance(node, yaml.ScalarNode):
            message = find_key_in_text(node) if node.style in ("|", ">") else find_cut(key, node, lines)
        if message:
            yield node.start_mark.line + 1, message


def find_property(node: yaml.Node, lines: list[str]) -> str:
    """Tell of a word that YAML takes for the name or the kind of a value."""
    word = lines[node.start_mark.line][node.start_mark.column :].split(" ")[0]
    if word[:1] not in ("&", "!"):
        return ""
    return _('"{word}" is a sign of YAML and not part of the value (put the value in double quotes)').format(word=word)


def find_key_in_text(node: yaml.ScalarNode) -> str:
    """Tell of a key that is indented so far that it has got into the text above it."""
    match = KEY_IN_TEXT.search(node.value)
    return (
        _('"{key}" is read as part of the text above it (indent it by less)').format(key=match["line"]) if match else ""
    )


def find_cut(key: str, node: yaml.ScalarNode, lines: list[str]) -> str:
    """Tell of words that are cut off as a comment."""
    rest = lines[node.end_mark.line][node.end_mark.column :]
    comment = rest.lstrip(" \t")
    if node.style or comment[:1] != "#" or COMMENT.match(rest):
        return ""
    # A word, a number or an id is whole without what stands apart; of printed words who knows.
    if not GLUED.match(comment) and key not in PRINTED:
        return ""
    words = comment if len(comment) <= SHOWN else f"{comment[: SHOWN - 1]}…"
    return _(
        '"{words}" is cut off as a comment '
        "(put the value in double quotes; a comment has two spaces before its # and one after it)"
    ).format(words=words)


def find_quotation(name: str, node: yaml.ScalarNode) -> str:
    """Tell of Chinese quotation marks that were meant for YAML."""
    value = node.value.strip()
    if node.style or name not in NAMES or len(value) <= 1 or value[-1] not in CLOSING.get(value[0], ""):
        return ""
    if any(mark in value[1:-1] for mark in CLOSING):
        return ""
    return _("{opening}…{closing} would be printed as part of the text (delete them)").format(
        opening=value[0], closing=value[-1]
    )


def find_remedy(expected: str, node: yaml.Node) -> str:
    """Return what to write for a value that its field does not take, where it is plain what was meant; else nothing."""
    value = clean(node.value) if isinstance(node, yaml.ScalarNode) else ""
    if expected == "date" and (match := DATE.fullmatch(value)):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            return ""
    if expected == "number" and NUMBER.fullmatch(value):
        return value.replace(",", "")
    if expected == "list" and re.search(r"[,、\[\]{}【】]", value):
        return f"[{', '.join(re.split(r'[,、;] *', value.strip('[]{}【】〔〕 ')))}]"
    return ""


def clean(text: str) -> str:
    """Return a text without what it was typed in by mistake: full-width signs, quotation marks, hidden characters."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).strip(" \t\"'“”‘’「」『』,，")


def clean_key(text: str) -> str:
    """Return the key that was meant by one that there is not."""
    return clean(text).partition(":")[0].strip("“”\"' -")
