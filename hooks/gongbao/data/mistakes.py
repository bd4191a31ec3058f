"""YAML that cannot be read in, the mistake that a person made in it out: its line, its characters, what to write.

A parser names the place where it could not go on and the rule that it was following. A person wants the character that
was typed: so the lines are looked at again, the one that the parser names and the few above it.
"""

import re
from collections.abc import Iterator, Sequence

import yaml

from gongbao.data.signs import BLOCK, ENDS, FAULTS, KEY, Line, find_indent, find_invisible, tell_invisible, tell_tab
from gongbao.report.messages import _

LINE = re.compile(rf"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<key>{KEY}) *:(?: +|$))?(?P<value>.*)")
NO_COLON = re.compile(rf"[ -]*(?P<key>{KEY})(?: |$)")
# Above the line that the parser names, a mistake was made on the last few.
BACK = 3


def explain(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Return the line of the mistake that keeps YAML from being read, and a message that says what to write."""
    text = text.replace("\r\n", "\n")
    mark = error.problem_mark or error.context_mark
    place = mark.line + 1 if mark else 1
    if "\ufeff" in text:
        return text[: text.index("\ufeff")].count("\n") + 1, tell_invisible("\ufeff")
    if message := tell_at_once(error):
        return place, message
    if opening := find_open_quote(text, error):
        place = opening
    elif error.context and error.context_mark and error.context.startswith(("while scanning", "while parsing a flow")):
        # What the parser was in the middle of began there.
        place = error.context_mark.line + 1
    above = [line for line in iter_code(text) if line.number <= place]
    # A line with a wide space passes for a key at the left, and the parser goes on for long.
    looks = [(line, find) for line in reversed(above[-BACK:]) for find in FAULTS]
    looks += [(line, find) for line in reversed(above[:-BACK]) for find in (find_invisible, find_indent)]
    for line, find in looks:
        if message := find(line):
            return line.number, message
    if len(above) > 1 and is_bare(above[-2], above[-1]):
        return above[-2].number, tell_loose_text(above[-2], None)
    return (above[-1].number, tell_layout(above)) if above else (place, tell_unknown())


def is_bare(line: Line, following: Line) -> bool:
    """Tell whether a line is neither a key nor an item, and no second line of a text, which is indented further."""
    bare = line.dash is None and not line.key
    return bare and (line.column <= following.column or NO_COLON.match(line.text) is not None)


def tell_at_once(error: yaml.MarkedYAMLError) -> str:
    """Return the message on a mistake for which the parser has a word of its own."""
    problem = error.problem or ""
    if "tab character" in problem:
        return tell_tab()
    if "another document" in problem:
        return _('the line "---" begins a second document, and a file holds one (delete the line)')
    if error.context == "while parsing a quoted scalar":
        return _('"\\" and what follows it mean nothing between double quotes (write "\\\\", or delete it)')
    return ""


def iter_code(text: str) -> Iterator[Line]:
    """Give the lines that have a part in the structure: no comments, no lines of a text in a block."""
    within = -1
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.lstrip(" ")
        if not bare.strip() or (within >= 0 and len(line) - len(bare) > within):
            continue
        within = -1
        if bare.startswith("#"):
            continue
        found = LINE.fullmatch(line.rstrip())
        if not found:
            continue
        column = len(found["indent"] + found["dashes"])
        dash = len(found["indent"]) if found["dashes"] or bare == "-" else None
        key, value = found["key"] or "", found["value"]
        yield Line(number=number, text=line, dash=dash, column=column, key=key, value=value)
        if BLOCK.fullmatch(line):
            within = column if key else column - 1


def find_open_quote(text: str, error: yaml.MarkedYAMLError) -> int:
    """Return the line of a quotation mark that nothing closes, or only the opening one of a later value."""
    if error.context_mark and error.context == "while scanning a quoted scalar":
        return int(error.context_mark.line) + 1
    opening = 0
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            start, end = token.start_mark.line, token.end_mark.line
            if isinstance(token, yaml.ScalarToken) and token.style in tuple(ENDS) and start < end:
                opening = start + 1 if error.problem_mark and end == error.problem_mark.line else 0
            if error.problem_mark and start > error.problem_mark.line:
                break
    except yaml.YAMLError:
        pass
    return opening


def tell_layout(lines: Sequence[Line]) -> str:
    """Return what is wrong with where the last of the lines stands, beside those above it."""
    line = lines[-1]
    dashes, columns = list_open(lines[:-1])
    before = lines[-2] if len(lines) > 1 else None
    if line.dash is None and not line.key:
        return tell_loose_text(line, before)
    if line.dash is not None:
        if not dashes:
            return _('there is no list here, so no "- " either (delete the dash)')
        return tell_spaces("-", line.dash, find_nearest(dashes, line.dash))
    if line.column in dashes:
        return _('the dash is missing (write "- {key}: ")').format(key=line.key)
    if before and before.key and not before.value and line.column > before.column:
        return tell_unknown()
    return tell_spaces(f"{line.key}:", line.column, find_nearest(columns, line.column))


def list_open(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """Return the columns of the dashes and of the keys that a further line may stand under."""
    dashes: list[int] = []
    columns: list[int] = []
    for line in lines:
        start = line.column if line.dash is None else line.dash
        dashes = [one for one in dashes if one < start]
        columns = [one for one in columns if one < start]
        if line.dash is not None:
            dashes.append(line.dash)
        if line.key:
            columns.append(line.column)
    return dashes, columns


def find_nearest(columns: Sequence[int], column: int) -> int:
    """Return the column next to one; the inner of two."""
    return min(reversed(columns), key=lambda one: abs(one - column), default=column)


def tell_loose_text(line: Line, before: Line | None) -> str:
    """Return the message on a line that is neither a key nor an item."""
    if before and BLOCK.fullmatch(before.text):
        return _('the text under "{key}: {sign}" is not indented (put {count} spaces before it)').format(
            key=before.key, sign=before.value, count=before.column + 2
        )
    if match := NO_COLON.match(line.text):
        return _('the colon is missing (write "{key}: ")').format(key=match["key"])
    return _(
        "this line is neither a key nor an item (indent it as the text above it, write a key and a colon, or # before"
        " a comment)"
    )


def tell_spaces(what: str, found: int, expected: int) -> str:
    """Return the message on a line that is indented too far, or not far enough."""
    if found == expected:
        return tell_unknown()
    return _(
        '"{what}" is indented by {found} (indent it by {expected}, as the lines above that it belongs with)'
    ).format(what=what, found=found, expected=expected)


def tell_unknown() -> str:
    """Return the message on a mistake that is none of the common ones."""
    return _("this line cannot be read (compare its indentation, colon, dash, quotes and brackets with a right one)")
