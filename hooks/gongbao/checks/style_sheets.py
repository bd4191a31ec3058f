"""A style sheet in, the addresses in it that leave the publication or run out, however they are written."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinycss2

from gongbao.checks.allowed import PICTURE, judge_address
from gongbao.report.messages import _

FETCHING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"))
# Of old browsers: what runs a program in a style sheet.
RUNNING = frozenset(("behavior", "-moz-binding"))


def list_style_faults(text: str) -> list[tuple[int, str]]:
    """Return what is wrong with a style sheet, each with its line."""
    return [] if is_harmless(text) else [*iter_faults(text)]


@lru_cache
def is_harmless(text: str) -> bool:
    """Tell whether nothing is wrong with a style sheet: each is looked at where it comes from, and as published."""
    return not any(iter_faults(text))


def iter_faults(text: str) -> Iterator[tuple[int, str]]:
    """Give what is wrong with a style sheet, each with its line."""
    return iter_tokens(tinycss2.parse_component_value_list(text, skip_comments=True), fetched=False)


def iter_tokens(tokens: list[Any], *, fetched: bool) -> Iterator[tuple[int, str]]:
    """Give the faults of tokens; if `fetched`, a string among them is an address."""
    imported = False
    for token in tokens:
        kind, line = token.type, token.source_line
        if kind == "at-keyword":
            imported = token.lower_value == "import"
        elif kind == "literal" and token.value in ";{}":
            imported = False
        elif kind == "url" or (kind == "string" and (fetched or imported)):
            address = token.value
            if not PICTURE.match(address) and (reason := judge_address(address, fetched=True)):
                yield line, f"{address}: {reason}"
        elif kind == "ident" and token.lower_value in RUNNING:
            yield line, _("{name} runs a program in old browsers").format(name=token.lower_value)
        elif kind == "function":
            if token.lower_name == "expression":
                yield line, _("{name} runs a program in old browsers").format(name=token.lower_name)
            yield from iter_tokens(token.arguments, fetched=token.lower_name in FETCHING)
        elif kind.endswith("block"):
            yield from iter_tokens(token.content, fetched=fetched)
