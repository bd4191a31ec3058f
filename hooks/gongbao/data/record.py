"""A frozen record in, JSON out, and back: how a report is kept in the store without code in it.

A record is a list of its fields in their order; one of several kinds has its kind's name in front. Types come from the
annotations, as in `decode`, but nothing is checked: what is kept was checked when it was first read.
"""

import dataclasses
import datetime
import json
from collections.abc import Callable, Hashable
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from gongbao.data.scalars import share_text

T = TypeVar("T")
Read = Callable[[Any], Any]


def write_record(record: Any) -> bytes:
    """Return a record as JSON."""
    return json.dumps(record, default=to_plain, ensure_ascii=False, separators=(",", ":")).encode()


def read_record(kind: type[T], content: bytes) -> T:
    """Return the record of a kind that `write_record` wrote. Raises ValueError, TypeError or KeyError for any other."""
    return cast("T", make_reader(cast("Hashable", kind))(json.loads(content)))


def to_plain(value: Any) -> Any:
    """Return a value that JSON does not know as one that it does; what is in it may still be of the former."""
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    tagged, names = describe(cast("Hashable", type(value)))
    return [*tagged, *[getattr(value, name) for name in names]]


@cache
def describe(kind: Any) -> tuple[list[str], list[str]]:
    """Return the name that stands in front of a record of this kind, and the names of its fields."""
    return [kind.__name__], [field.name for field in dataclasses.fields(kind)]


@cache
def make_reader(hint: Any) -> Read:
    """Return the function that reads a value of a type."""
    if dataclasses.is_dataclass(hint):
        return make_record_reader(cast("type", hint))
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return make_choice_reader(tuple(one for one in arguments if one is not NoneType))
    if origin is tuple:
        item = make_reader(arguments[0])
        return lambda value: tuple([item(one) for one in value])
    known: dict[Any, Read] = {str: share_text, Decimal: Decimal, Path: Path, datetime.date: read_date}
    return known.get(hint, read_same)


def make_record_reader(kind: type) -> Read:
    """Return the function that reads a record of one kind."""
    hints = get_type_hints(kind)
    fields = [(name, make_reader(hints[name])) for name in describe(kind)[1]]

    def read(value: Any) -> Any:
        return kind(**{name: read(item) for (name, read), item in zip(fields, value[1:], strict=True)})

    return read


def make_choice_reader(kinds: tuple[Any, ...]) -> Read:
    """Return the function that reads a value of one of several types, or nothing."""
    readers = {getattr(kind, "__name__", ""): make_reader(kind) for kind in kinds}
    only = next(iter(readers.values())) if len(kinds) == 1 else None

    def read(value: Any) -> Any:
        if value is None:
            return None
        if only:
            return only(value)
        # Beside records there may be texts, which are themselves.
        return value if isinstance(value, str) else readers[value[0]](value)

    return read


def read_date(value: str) -> datetime.date:
    """Return a date, or a moment where there is a time."""
    return datetime.datetime.fromisoformat(value) if "T" in value else datetime.date.fromisoformat(value)


def read_same(value: Any) -> Any:
    """Return a value that JSON holds as it is."""
    return value
