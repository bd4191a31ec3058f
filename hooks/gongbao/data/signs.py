"""A line of YAML in, the sign in it that is wrong out, and what to write: colons, commas, dashes, quotes, spaces."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gongbao.report.messages import _
from gongbao.report.problems import shorten

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]")
# The spaces that look like indentation and are none.
ODD_INDENT = re.compile("^[ ]*([\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
KEY = r"[A-Za-z_][\w-]*"
GLUED_DASH = re.compile(rf" *-(?P<key>{KEY}) *[:：]")
ODD_DASH = re.compile(rf" *(?P<dash>[－—–―‐−﹣•·●*]) *(?P<key>{KEY}) *[:：]")
ODD_COLON = re.compile(rf"[ -]*(?P<key>{KEY})\s*(?P<colon>[：﹕︰])")
GLUED_COLON = re.compile(rf"[ -]*(?P<key>{KEY}):(?!//)(?P<after>[^ \t\r])")
BLOCK = re.compile(r"(?:^|.*[:：]|.*-) *[|>][-+\d]*\s*(?:#.*)?")
DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
SINGLE = re.compile(r"'(?:[^']|'')*'")
ENDS = {'"': "”“＂", "'": "’‘＇"}
BRACKETS = {"[": "]", "{": "}"}
SHOWN = 16  # characters of a value that a message repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line outside of texts in blocks: where it stands, and the columns of its dash and of what follows."""

    number: int
    text: str
    dash: int | None
    column: int
    key: str
    value: str


def find_invisible(line: Line) -> str:
    """Tell of a character in front of the value that cannot be seen."""
    match = INVISIBLE.search(line.text.partition(":")[0])
    return tell_invisible(match[0]) if match else ""


def tell_invisible(character: str) -> str:
    """Return the message on a character that cannot be seen."""
    return _("an invisible character U+{code:04X} stands here (delete the line and type it again)").format(
        code=ord(character)
    )


def find_indent(line: Line) -> str:
    """Tell of a tab, or of a space that is not the ASCII one, used to indent."""
    return tell_indent(line.text)


def tell_indent(text: str) -> str:
    """Return the message on a text that begins with such a space; or nothing."""
    match = ODD_INDENT.match(text)
    if not match:
        return ""
    if match[1] == "\t":
        return tell_tab()
    return _("a wide or no-break space U+{code:04X} stands at the start of the line (indent with plain spaces)").format(
        code=ord(match[1])
    )


def tell_tab() -> str:
    """Return the message on a tab where only spaces may stand."""
    return _("a tab stands at the start of the line (indent with spaces)")


def find_mark(line: Line) -> str:
    """Tell of a full-width number sign, and of a dash that is glued to its item or is another sign."""
    if line.text.lstrip().startswith("＃"):
        return _('a full-width "＃" begins no comment (write "# ")')
    if match := GLUED_DASH.match(line.text):
        return _('a space is missing after the dash (write "- {key}: ")').format(key=match["key"])
    if match := ODD_DASH.match(line.text):
        return _('"{dash}" begins no item of a list (write "- {key}: ")').format(dash=match["dash"], key=match["key"])
    return ""


def find_colon(line: Line) -> str:
    """Tell of a colon that is full-width, or without its space."""
    return tell_colon(line.text)


def tell_colon(text: str) -> str:
    """Return the message on a text that begins with a key whose colon is full-width or lacks its space; or nothing."""
    if match := ODD_COLON.match(text):
        return _('a full-width colon stands after "{key}" (write "{key}: ", with an ASCII colon and a space)').format(
            key=match["key"]
        )
    if match := GLUED_COLON.match(text):
        if match["after"].isspace():
            return _('after "{key}:" stands a wide or no-break space U+{code:04X} (write a plain space)').format(
                key=match["key"], code=ord(match["after"])
            )
        return _('a space is missing after the colon (write "{key}: ")').format(key=match["key"])
    return ""


def find_quote(line: Line) -> str:
    """Tell what is wrong with a value between quotation marks."""
    value, mark = line.value, line.value[:1]
    if mark not in ENDS:
        return ""
    match = (DOUBLE if mark == '"' else SINGLE).match(value)
    if match:
        rest = value[match.end() :].partition(" #")[0].strip()
        if rest and rest[0] not in ",]}:":
            return _(
                "a {mark} inside the value ends it (write “ ” for quotation marks of the text, or none around it)"
            ).format(mark=mark)
        return ""
    if (ending := value.partition(" #")[0].rstrip(" ,]}"))[-1] in ENDS[mark]:
        return _("{mark} is closed by {ending}, which YAML does not know (write {mark} at both ends)").format(
            mark=mark, ending=ending[-1]
        )
    return _("the quotation mark {mark} is not closed (write {mark} at the end of the value)").format(mark=mark)


def find_within(line: Line) -> str:
    """Tell of a quotation mark, a comma or a colon between brackets that is none for YAML."""
    if line.value[:1] not in BRACKETS:
        return ""
    value = hide_quoted(line.value)
    if '"' in value.replace('""', ""):
        return _("the quotation mark {mark} is not closed (write {mark} at the end of the value)").format(mark='"')
    if re.search(rf"[，、；]\s*(?:{KEY}\s*[:：]|[\"'])", value):
        return _('a full-width comma parts nothing between brackets (write ", ")')
    match = re.search(rf"{KEY}\s*：", value)
    return tell_colon(match[0]) if match else ""


def find_bracket(line: Line) -> str:
    """Tell of a bracket that is not closed, or of a text that begins with one."""
    opening = line.value[:1]
    if opening not in BRACKETS:
        return ""
    value, closing = hide_quoted(line.value), BRACKETS[opening]
    if value.count(opening) <= value.count(closing):
        return "" if value.endswith(closing) else tell_quotes(line)
    if value[-1] in "］】｝〕":
        return _('"{opening}" is closed by "{found}" (write "{closing}")').format(
            opening=opening, found=value[-1], closing=closing
        )
    return _('"{opening}" is not closed (write "{closing}" at the end of the list)').format(
        opening=opening, closing=closing
    )


def hide_quoted(value: str) -> str:
    """Return a value without its comment and without what stands between quotation marks."""
    return SINGLE.sub("''", DOUBLE.sub('""', value)).partition(" #")[0].rstrip()


def find_start(line: Line) -> str:
    """Tell of a sign that no value can begin with."""
    if line.value[:1] in ("|", ">") and not BLOCK.fullmatch(line.value):
        message = _(
            'after "{sign}" the text begins on the next line (or delete "{sign}", or put the value in double quotes)'
        )
        return message.format(sign=line.value[0])
    return tell_quotes(line) if re.match(r"[@`%&*!]|[-?] ", line.value) else ""


def tell_quotes(line: Line) -> str:
    """Return the message on a value that begins with a sign of YAML."""
    return _('a value cannot begin with "{sign}" (put it in double quotes: "{value}")').format(
        sign=line.value[:1], value=quote(line.value)
    )


def find_colon_within(line: Line) -> str:
    """Tell of a colon and a space, or of a colon at the end, in a value without quotes."""
    if not line.key or line.value[:1] in (*ENDS, *BRACKETS) or not re.search(r":(?: |$)", line.value):
        return ""
    return _('a value with ": " in it needs quotes (write {key}: "{value}", or a full-width colon ：)').format(
        key=line.key, value=quote(line.value)
    )


FAULTS: tuple[Callable[[Line], str], ...] = (
    find_invisible,
    find_indent,
    find_mark,
    find_colon,
    find_quote,
    find_within,
    find_bracket,
    find_start,
    find_colon_within,
)


def quote(text: str) -> str:
    """Return the beginning of a value, as a message shows it."""
    return shorten(text.partition(" #")[0].strip(), SHOWN)
