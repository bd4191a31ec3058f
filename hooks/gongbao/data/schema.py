"""The model in, JSON Schemas out (2020-12): what an editor completes and checks the YAML against."""

import dataclasses
import datetime
import json
import types
import typing
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from gongbao.data.glossary import Glossary
from gongbao.data.wording import Wording
from gongbao.report.messages import _
from gongbao.report.report import ID, Block, Cell, Names, Report, Section
from gongbao.report.site import Redirects, Site

# One schema for each kind of file that people write.
SCHEMAS: dict[str, type] = {
    "report": Report,
    "section": Section,
    "site": Site,
    "wording": Wording,
    "names": Names,
    "redirects": Redirects,
    "glossary": Glossary,
}
MOMENT = r"^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?$"
SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": ["string", "number"], "minLength": 1},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date"},
}


def make_schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema of a file that holds one record of the dataclass."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **describe_record(cls)}


def describe_record(cls: type) -> dict[str, Any]:
    """Return the schema of a dataclass: its keys, which of them are needed, nothing else allowed."""
    hints = typing.get_type_hints(cls)
    fields = [field for field in dataclasses.fields(cls) if "meaning" in field.metadata]
    return {
        "type": "object",
        "description": _((cls.__doc__ or "").splitlines()[0]),
        "properties": {
            field.metadata.get("key", field.name): describe_field(hints[field.name], field.metadata) for field in fields
        },
        "required": [
            field.metadata.get("key", field.name)
            for field in fields
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        ],
        "additionalProperties": False,
    }


def describe_field(kind: Any, metadata: Any) -> dict[str, Any]:
    """Return the schema of a field with its meaning and example."""
    schema = describe_type(kind, metadata)
    if pattern := ID if metadata.get("form") == "id" else metadata.get("pattern"):
        schema = {"type": "string", "pattern": f"^{pattern.pattern}$"}
    if metadata.get("time"):
        schema = {"type": "string", "pattern": MOMENT}
    if schema.get("type") in ("integer", "number"):
        schema |= {
            word: metadata[rule] for rule, word in (("least", "minimum"), ("most", "maximum")) if rule in metadata
        }
    if schema.get("type") == "array" and "least" in metadata:
        schema["minItems"] = metadata["least"]
    if metadata["example"] is not None:
        schema["examples"] = [json.loads(json.dumps(metadata["example"], default=str))]
    return {"description": _(metadata["meaning"]), **schema}


# How a choice is written in YAML that is no text there.
BOOLEANS = {"true": True, "false": False}


def describe_type(kind: Any, metadata: Any) -> dict[str, Any]:
    """Return the schema of a type."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if kind in (Block, str | Cell):
        texts = [] if kind == Block else [describe_type(str, metadata)]
        return {"oneOf": [*texts, *(describe_record(cls) for cls in args if cls is not str)]}
    if origin in (types.UnionType, typing.Union):
        return describe_type(next(arg for arg in args if arg is not type(None)), metadata)
    if origin is tuple:
        more = {"empty": True} if metadata.get("empty") else {}
        return {"type": "array", "items": {"type": "string"} if metadata.get("files") else describe_type(args[0], more)}
    if origin is Literal:
        return {"enum": [BOOLEANS.get(choice, choice) for choice in args]}
    if dataclasses.is_dataclass(kind):
        return describe_record(typing.cast("type", kind))
    return {"type": ["string", "number", "null"]} if metadata.get("empty") else dict(SCALARS[kind])


def write_schemas(folder: Path) -> None:
    """Write every schema as `<name>.schema.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in make_schema_files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def make_schema_files() -> dict[str, str]:
    """Return every schema's file name and text."""
    return {
        f"{name}.schema.json": json.dumps(make_schema(cls), ensure_ascii=False, indent=1) + "\n"
        for name, cls in SCHEMAS.items()
    }
