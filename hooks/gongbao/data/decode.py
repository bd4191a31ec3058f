"""YAML nodes in, frozen dataclasses out: every rule of a field comes from its type and its metadata.

PyYAML's C parser composes the nodes, which still know their lines; a value is read straight from its node, so that
nothing is converted twice and every problem has a line.
"""

import dataclasses
import datetime
import difflib
import types
import typing
from collections.abc import Callable, Iterable
from decimal import InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml

from gongbao.data.scalars import MOMENT, SCALARS, find_fault, read_indented, show_example
from gongbao.data.signs import tell_colon
from gongbao.data.slips import NAMES, clean_key, find_quotation, find_remedy
from gongbao.data.yaml_nodes import FORBIDDEN, NOTHING, describe, line_of
from gongbao.report.messages import _
from gongbao.report.problems import Problems, show
from gongbao.report.report import Block, Cell, Paragraph, Picture, Subheading, Table

MISSING: Any = object()
T = TypeVar("T")
Decoder = Callable[["Reader", yaml.Node], Any]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What decoding one file needs: its path, where problems go, and how to fetch the files it lists."""

    path: Path
    problems: Problems
    fetch: Callable[["Reader", str, int], Any] = lambda _reader, _name, _line: MISSING

    def refuse(self, node: yaml.Node, message: str) -> Any:
        """Note a problem at a node and return the mark of a missing value."""
        self.problems.add(self.path, line_of(node), message)
        return MISSING


def decode(reader: Reader, node: yaml.Node, cls: type[T]) -> T | None:
    """Return the node as an instance of the dataclass `cls`; None if a problem was noted."""
    value = decode_record(reader, node, cls)
    return None if value is MISSING else value


def decode_record(reader: Reader, node: yaml.Node, cls: type) -> Any:
    """Read a mapping as a dataclass; every key is checked before the first problem stops anything."""
    if not isinstance(node, yaml.MappingNode):
        if isinstance(node, yaml.ScalarNode) and (message := tell_colon(node.value)):
            return reader.refuse(node, message)
        message = _("expected keys ({names}), found {found}")
        return reader.refuse(node, message.format(names=", ".join(record_fields(cls)), found=describe(node)))
    rules = record_fields(cls)
    values: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        rule = rules.get(name)
        if rule is None:
            reader.refuse(key, tell_unknown_key(name, rules))
        elif rule.field not in values:
            values[rule.field] = rule.decode(reader, value)
        elif rule.field == next(iter(values)) and key.start_mark.column:
            # What follows is another item, whose keys are all here already.
            message = _('the key "{name}" stands here twice (write "- " before it if it begins another item)')
            return reader.refuse(key, message.format(name=name))
        else:
            reader.refuse(key, _('the key "{name}" stands here twice (delete one of them)').format(name=name))
    required, places = describe_record(cls)
    if not required <= values.keys():
        values |= {
            rule.field: reader.refuse(node, tell_missing_key(name, rule))
            for name, rule in rules.items()
            if rule.required and rule.field not in values
        }
    if MISSING in values.values():
        return MISSING
    for place in places:
        values[place] = line_of(node) if place == "line" else reader.path
    return cls(**values)


def tell_unknown_key(name: str, fields: Iterable[str]) -> str:
    """Return the message on a key that there is not."""
    if near := difflib.get_close_matches(clean_key(name), fields, 1):
        return _('unknown key "{name}" (did you mean "{near}"?)').format(name=show(name), near=near[0])
    return _('unknown key "{name}" (there are: {names})').format(name=show(name), names=", ".join(fields))


def tell_missing_key(name: str, rule: "Rule") -> str:
    """Return the message on a key that has to be there."""
    return _('the key "{name}" is missing{hint}').format(name=name, hint=rule.hint(name))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one field is read; `field` is its name in Python, which a key with a hyphen cannot be."""

    field: str
    decode: Decoder
    required: bool
    example: Any

    def hint(self, name: str) -> str:
        """Return the example as the end of a message."""
        if self.example is None:
            return ""
        return _(" (example: {example})").format(example=f"{name}: {show_example(self.example)}")


@cache
def describe_record(cls: type) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the fields that a record must have, and which of its line and its file it remembers."""
    required = frozenset(rule.field for rule in record_fields(cls).values() if rule.required)
    return required, tuple(field.name for field in dataclasses.fields(cls) if field.name in ("line", "path"))


@cache
def record_fields(cls: type) -> dict[str, Rule]:
    """Return the YAML keys of a dataclass with their rules."""
    hints = typing.get_type_hints(cls)
    return {
        field.metadata.get("key", field.name): Rule(
            field=field.name,
            decode=make_decoder(hints[field.name], field.metadata.get("key", field.name), field.metadata),
            required=field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
            example=field.metadata["example"],
        )
        for field in dataclasses.fields(cls)
        if "meaning" in field.metadata
    }


def make_decoder(kind: Any, name: str, metadata: Any) -> Decoder:
    """Return the function that reads a value of the given type."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind in (Block, str | Cell):
        return decode_block if kind == Block else make_cell_decoder(name, metadata)
    if origin in (types.UnionType, typing.Union):
        return make_decoder(next(arg for arg in args if arg is not type(None)), name, metadata)
    if origin is tuple:
        item = fetch_file if metadata.get("files") else make_decoder(args[0], name, metadata)
        return make_list_decoder(item, name, metadata)
    if origin is Literal:
        return make_choice_decoder(args, name)
    if dataclasses.is_dataclass(kind):
        return lambda reader, node: decode_record(reader, node, typing.cast("type", kind))
    return make_scalar_decoder(kind, name, metadata)


def make_list_decoder(item: Decoder, name: str, metadata: Any) -> Decoder:
    """Return the reader of a sequence."""

    def read(reader: Reader, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            if remedy := find_remedy("list", node):
                message = _('"{name}": expected a list, found {found} (write {remedy})')
                return reader.refuse(node, message.format(name=name, found=describe(node), remedy=remedy))
            return reader.refuse(
                node,
                _('"{name}": expected a list (lines that begin with "- "), found {found}').format(
                    name=name, found=describe(node)
                ),
            )
        if len(node.value) < metadata.get("least", 0) and not isinstance(metadata.get("example"), int):
            return reader.refuse(node, _('"{name}": the list is empty (give at least one entry)').format(name=name))
        values = [item(reader, value) for value in node.value]
        return MISSING if any(value is MISSING for value in values) else tuple(values)

    return read


def fetch_file(reader: Reader, node: yaml.Node) -> Any:
    """Read a file's name and fetch what the file holds."""
    return reader.fetch(reader, str(node.value), line_of(node))


def make_choice_decoder(choices: tuple[Any, ...], name: str) -> Decoder:
    """Return the reader of a closed vocabulary."""

    def read(reader: Reader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value in choices:
            return node.value
        message = _('"{name}": expected one of {names}, found {found}')
        if remedy := find_remedy("list", node):
            message = _('"{name}": expected one of {names}, found {found} (write {remedy})')
        names = ", ".join(choices)
        return reader.refuse(node, message.format(name=name, names=names, found=describe(node), remedy=remedy))

    return read


def decode_block(reader: Reader, node: yaml.Node) -> Any:
    """Read an item of a section: its keys tell a paragraph, a subheading, a table and a picture apart."""
    keys = {key.value for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
    if "rows" in keys:
        return decode_record(reader, node, Table)
    if "file" in keys:
        return decode_record(reader, node, Picture)
    return decode_record(reader, node, Subheading if "heading" in keys else Paragraph)


def make_cell_decoder(name: str, metadata: Any) -> Decoder:
    """Return the reader of a table's cell: its text alone, or a mapping that says how many places it takes."""
    read_words = make_scalar_decoder(str, name, metadata)

    def read(reader: Reader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return decode_record(reader, node, Cell)
        return read_words(reader, node)

    return read


def make_scalar_decoder(kind: type, name: str, metadata: Any) -> Decoder:
    """Return the reader of a single value."""
    expected, convert = MOMENT if metadata.get("time") else SCALARS[kind]
    ruled = any(rule in metadata for rule in ("pattern", "form", "least", "most"))
    may_be_empty = bool(metadata.get("empty"))
    convert = read_indented if may_be_empty else convert
    is_text, may_be_quoted = kind is str, kind is str and name in NAMES

    def refuse(reader: Reader, node: yaml.Node) -> Any:
        message = _('"{name}": expected {expected}, found {found} (example: {example})')
        example = show_example(metadata.get("example"))
        if remedy := find_remedy("date" if kind is datetime.date else "number", node) if not is_text else "":
            message, example = _('"{name}": expected {expected}, found {found} (write {example})'), remedy
        message = message.format(name=name, expected=_(expected), found=describe(node), example=example)
        return reader.refuse(node, message)

    def read(reader: Reader, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            return refuse(reader, node)
        if may_be_empty and not node.value.strip():
            return ""
        try:
            value = MISSING if node.tag == NOTHING else convert(node)
        except (ValueError, InvalidOperation):
            value = MISSING
        if value is MISSING or (is_text and not value):
            return refuse(reader, node)
        fault = find_quotation(node) if may_be_quoted else ""
        # The file's own text has been looked through; only between double quotes a sign can be written otherwise.
        if node.style == '"' and isinstance(value, str) and (hidden := FORBIDDEN.search(value)):
            fault = fault or _("control character U+{code:04X} (delete it)").format(code=ord(hidden[0]))
        if ruled and not fault:
            fault = find_fault(value, metadata)
        return reader.refuse(node, _('"{name}": {fault}').format(name=name, fault=fault)) if fault else value

    return read
