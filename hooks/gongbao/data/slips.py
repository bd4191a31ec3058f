"""YAML that can be read in, what a person surely did not mean by it out: words cut off as a comment, a key in a text.

Of a value that its field does not take, what is to be written in its place.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator

import yaml

from gongbao.data.signs import INVISIBLE, KEY, SHOWN, tell_colon, tell_indent, tell_invisible
from gongbao.report.messages import _
from gongbao.report.problems import shorten

# Only a file with a sign of a slip is gone through: an odd sign before or after a key; a comment that is glued or after
# one space; an anchor or a tag; a key in the lines of a text. Each begins with one sign, if it can: that is looked for
# ten times as fast as one of several.
SUSPECTS = (
    re.compile(rf"[\u00a0\u00ad\u200b-\u200f\u2060\u3000\ufeff] *{KEY} *:"),
    re.compile(rf"\{{ *{KEY}："),
    re.compile(rf", *{KEY}："),
    re.compile(r" #(?:[^\s#]|(?<=\S #))"),
    re.compile(r" [&!](?<=[:,\[{-] [&!])"),
    re.compile(rf": +[|>][-+\d]*\n( +)\S[^\n]*\n(?:\1[^\n]*\n|\n)*?\1 *(?:- )?{KEY}:(?: |$)", re.MULTILINE),
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
            keys = [(name, value) for name, value in node.value if isinstance(name, yaml.ScalarNode)]
            yield from (
                (name.start_mark.line + 1, message) for name, _value in keys if (message := find_odd(name.value))
            )
            nodes.extend((name.value, value) for name, value in keys)
        elif isinstance(node, yaml.SequenceNode):
            nodes.extend((key, value) for value in node.value)
        place = node.start_mark.line + 1
        if message := find_property(node, lines):
            yield place, message
        elif isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            yield from ((place + below, message) for below, message in iter_keys_in_text(node))
        elif isinstance(node, yaml.ScalarNode) and (message := find_cut(key, node, lines)):
            yield place, message


def find_property(node: yaml.Node, lines: list[str]) -> str:
    """Tell of a word that YAML takes for the name or the kind of a value."""
    word = lines[node.start_mark.line][node.start_mark.column :].split(" ")[0]
    if word[:1] not in ("&", "!"):
        return ""
    return _('"{word}" is a sign of YAML and not part of the value (put the value in double quotes)').format(word=word)


def find_odd(key: str) -> str:
    """Tell of a space that indents nothing, a character that cannot be seen or a full-width colon in a key."""
    match = INVISIBLE.search(key)
    return tell_indent(key) or (tell_invisible(match[0]) if match else "") or tell_colon(key)


def iter_keys_in_text(node: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    """Tell of a key that is indented so far that it has got into the text above it, and how far below its start."""
    if match := KEY_IN_TEXT.search(node.value):
        message = _('"{key}" is read as part of the text above it (indent it by less)').format(key=match["line"])
        yield node.value.count("\n", 0, match.start()) + 2, message


def find_cut(key: str, node: yaml.ScalarNode, lines: list[str]) -> str:
    """Tell of words that are cut off as a comment."""
    rest = lines[node.end_mark.line][node.end_mark.column :]
    comment = rest.lstrip(" \t")
    if node.style or comment[:1] != "#" or COMMENT.match(rest):
        return ""
    # A word, a number or an id is whole without what stands apart; of printed words who knows.
    if not GLUED.match(comment) and key not in PRINTED:
        return ""
    words = shorten(comment, SHOWN)
    return _(
        '"{words}" is cut off as a comment '
        "(put the value in double quotes; a comment has two spaces before its # and one after it)"
    ).format(words=words)


def find_quotation(node: yaml.ScalarNode) -> str:
    """Tell of Chinese quotation marks around a name, which were meant for YAML."""
    value = node.value.strip()
    if node.style or len(value) <= 1 or value[-1] not in CLOSING.get(value[0], ""):
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
