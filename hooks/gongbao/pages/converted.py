"""Data in the source script in, the same data in another script out: every text converted, keys untouched."""

import json
from collections.abc import Callable
from typing import Any

Convert = Callable[[str], str]


def convert_texts(data: Any, convert: Convert) -> Any:
    """Return data with every text in another script; keys, addresses and dates are ASCII and stay."""
    if isinstance(data, dict):
        return {key: convert_texts(value, convert) for key, value in data.items()}
    if isinstance(data, list):
        return [convert_texts(value, convert) for value in data]
    return data if not isinstance(data, str) or data.isascii() else convert(data)


def convert_json(text: str, convert: Convert) -> str:
    """Return data written as JSON with every text in another script."""
    if "\\" in text:
        # A text is written otherwise than it is.
        return json.dumps(convert_texts(json.loads(text), convert), ensure_ascii=False)
    return '"'.join([piece if piece.isascii() else convert(piece) for piece in text.split('"')])
