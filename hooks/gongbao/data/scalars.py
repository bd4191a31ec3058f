"""A YAML scalar in, its Python value out: texts, numbers, dates, and what the rules of a field forbid in one."""

import datetime
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import yaml

from gongbao.report.messages import N_, _
from gongbao.report.report import ID

MOST_DIGITS = 30
# Ids, units, labels and leads stand in many reports, and are held once; longer texts are each another.
LONGEST_SHARED = 24


def read_text(node: yaml.ScalarNode) -> str:
    """Return a text on one line: lines that a person wrapped are joined, with a space only between Latin words."""
    value: str = node.value.strip()
    if node.style == ">":
        value = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", value)
    return share_text(re.sub(r"\s*\n\s*", lambda match: join_lines(value, match), value) if "\n" in value else value)


def share_text(text: str) -> str:
    """Return a text; a short one as the only one that says so, for whole archives repeat them."""
    return sys.intern(text) if len(text) <= LONGEST_SHARED else text


def read_indented(node: yaml.ScalarNode) -> str:
    """Return a text with the full-width spaces it begins with: they set a row of a table under another (其中：)."""
    value = str(node.value)
    return value[: len(value) - len(value.lstrip("\u3000"))] + read_text(node)


def join_lines(text: str, gap: re.Match[str]) -> str:
    """Return what stands between two joined lines."""
    around = text[gap.start() - 1] + text[gap.end()]
    return " " if around.isascii() and around.isalnum() else ""


def read_number(node: yaml.ScalarNode) -> Decimal:
    """Return a number that can be printed digit by digit. Raises ValueError for any other."""
    value = Decimal(node.value)
    if not node.value.isascii() or not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        raise ValueError(node.value)
    return value


def read_whole(node: yaml.ScalarNode) -> int:
    """Return a whole number. Raises ValueError for any other, and for one in full-width digits."""
    if not node.value.isascii():
        raise ValueError(node.value)
    return int(node.value)


def read_flag(node: yaml.ScalarNode) -> bool:
    """Return a YAML 1.1 boolean."""
    if not node.tag.endswith(":bool"):
        raise ValueError(node.value)
    return str(node.value).lower() in ("true", "yes", "on")


def read_moment(node: yaml.ScalarNode) -> datetime.date:
    """Return a date, or a date with the time of day if that is given."""
    text = str(node.value)
    return datetime.datetime.fromisoformat(text) if ":" in text else datetime.date.fromisoformat(text)


def read_date(node: yaml.ScalarNode) -> datetime.date:
    """Return a date."""
    return datetime.date.fromisoformat(node.value)


SCALARS: dict[Any, tuple[str, Callable[[yaml.ScalarNode], Any]]] = {
    str: (N_("text"), read_text),
    int: (N_("a whole number"), read_whole),
    Decimal: (N_("a number"), read_number),
    bool: (N_("true or false"), read_flag),
    datetime.date: (N_("a date"), read_date),
}
MOMENT = (N_("a date, with the time if known"), read_moment)


def find_fault(value: Any, metadata: Any) -> str:
    """Return what a rule of the field forbids in a value, or nothing."""
    if (pattern := metadata.get("pattern")) and not pattern.fullmatch(value):
        must, example = metadata["must"], metadata["example"]
        return _('"{value}" is not {text} (example: {text2})').format(value=value, text=_(must), text2=example)
    if metadata.get("form") == "id" and not ID.fullmatch(value):
        return _('"{value}" is not an id (up to 100 ASCII letters, digits, - and _; example: {text})').format(
            value=value, text=metadata["example"]
        )
    if isinstance(value, int | Decimal) and not metadata.get("least", value) <= value <= metadata.get("most", value):
        return _("{value} is out of range ({text} to {text2})").format(
            value=value, text=metadata["least"], text2=metadata["most"]
        )
    return ""


def show_example(example: Any) -> str:
    """Return an example as it would stand in YAML."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {show_example(value)}" for key, value in example.items()) + "}"
    if isinstance(example, list | tuple):
        return "[" + ", ".join(map(show_example, example)) + "]"
    return {True: "true", False: "false"}.get(example, str(example)) if isinstance(example, bool) else str(example)
