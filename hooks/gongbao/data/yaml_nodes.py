"""A YAML file in, its root node out, or what is wrong with the file: characters, encoding, YAML itself."""

import re
from pathlib import Path
from typing import Any

import yaml

from gongbao.data.mistakes import explain, tell_unknown
from gongbao.data.slips import iter_slips
from gongbao.report.messages import _, tell_reason
from gongbao.report.problems import Problems, shorten

# C0 and C1 controls but tab and line feed, surrogates and non-characters: none belongs to a text.
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
# Nor does what turns the direction of writing (UAX 9): Chinese needs none, and a reader would see other words than
# those that are searched, cited and compared.
FORBIDDEN = re.compile(f"[{CONTROLS}\u202a-\u202e\u2066-\u2069]")
# No data of a report has a quarter of it.
DEEPEST = 40
# As many levels of a block by indentation, or on one line. Each pattern begins with one sign and is no choice between
# two: the search for that is ten times quicker.
INDENT = "\n" + " " * DEEPEST
OPENINGS = tuple(re.compile(rf"{sign} +(?:[-?] +){{{DEEPEST - 1}}}") for sign in ("-", r"\?"))
TEXT, SEQUENCE, MAPPING, NOTHING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map", "null"))
# What a text that is not quoted may say else (YAML 1.1).
PLAIN_TAGS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), NOTHING),
    **{
        form: "tag:yaml.org,2002:bool"
        for word in ("yes", "no", "true", "false", "on", "off")
        for form in (word, word.capitalize(), word.upper())
    },
}
SHOWN = 24  # characters of a wrong value that a message repeats


class Loader(yaml.CSafeLoader):
    """PyYAML's loader in C, told only nothing and yes and no from texts: every other rule is a field's."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Return the tag of a node; PyYAML's own tries a dozen patterns on every text, for a tenth of the time."""
        if kind is yaml.ScalarNode:
            return PLAIN_TAGS.get(value, TEXT) if implicit[0] else TEXT
        return SEQUENCE if kind is yaml.SequenceNode else MAPPING

    def descend_resolver(self, node: yaml.Node | None, place: Any) -> None:
        """Do nothing: PyYAML's own looks at every node for tags by its place, of which there are none."""

    def ascend_resolver(self) -> None:
        """Do nothing, likewise."""


def find_deep(text: str) -> int:
    """Return the line on which YAML is nested deeper than any data here; 0 if it nowhere is.

    Reading it otherwise takes a call of Python's a level. Signs may also stand inside a text: so only a file that has
    many of them is read through, event by event, which takes no more than a level's memory.
    """
    signs = text.count("[") + text.count("{")
    indented = text.startswith(INDENT[1:]) or INDENT in text
    if not (signs > DEEPEST or indented or any(opening.search(text) for opening in OPENINGS)):
        return 0
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return int(event.start_mark.line) + 1 if event.start_mark else 0
    except (yaml.YAMLError, RecursionError):
        # Told where it is read.
        return 0
    return 0


def line_of(node: yaml.Node) -> int:
    """Return the line of a node, the first line being 1."""
    return int(node.start_mark.line) + 1


def read_node(path: Path, problems: Problems) -> yaml.Node | None:
    """Return the root node of a YAML file, or note why there is none."""
    if path.exists() and not path.is_file():
        problems.add(path, 0, _("a folder, a pipe or a device, not a file (delete it)"))
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add(path, line, _("not UTF-8 (save the file with the encoding UTF-8)"))
        return None
    except OSError as error:
        problems.add(path, 0, _("cannot be read ({strerror})").format(strerror=tell_reason(error)))
        return None
    return compose(text, path, problems)


def compose(text: str, path: Path, problems: Problems) -> yaml.Node | None:
    """Return the root node of YAML text, or note the first thing that is not YAML, or what it surely does not mean."""
    if match := FORBIDDEN.search(text.replace("\r\n", "\n")):
        problems.add(
            path,
            text.count("\n", 0, match.start()) + 1,
            _("control character U+{code:04X} (delete it)").format(code=ord(match[0])),
        )
        return None
    if line := find_deep(text):
        problems.add(path, line, _("nested too deeply to be data of a report (mend the brackets or the indentation)"))
        return None
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        problems.add(path, *explain(text, error))
        return None
    except (yaml.YAMLError, RecursionError):
        problems.add(path, 0, tell_unknown())
        return None
    if node is None:
        problems.add(path, 1, _("the file is empty"))
        return None
    slips = list(iter_slips(text, node))
    for line, message in slips:
        problems.add(path, line, message)
    return None if slips else node


def describe(node: yaml.Node) -> str:
    """Return a value as a message shows it, shortened."""
    if isinstance(node, yaml.ScalarNode):
        text = str(node.value).replace("\n", " ")
        return f'"{shorten(text, SHOWN)}"' if text else _("nothing")
    return _("a list") if isinstance(node, yaml.SequenceNode) else _("keys")
