"""A text in, the text between marks out: what another script converts, resolves or keeps is told when a page is made.

A page is made once, with every text of it between two marks, and filled once for each script (`localize`): split,
convert, join. HTML is never read back. The marks are control characters (C1) that no data and no page can hold
(`data/yaml_nodes` refuses them); what stands between texts is ASCII, so that a text without marks is found.

TEXT   stands on both sides of a text, which is escaped as its document asks.
CODE   stands inside a text on both sides of inline markup (XLIFF's inline code): the text around it is one text.
VALUE  stands on both sides of the name of a value that the script or the publication decides (`root`, `size x`), or of
       a choice: one option a script, each after OPTION.
"""

import re
from collections.abc import Iterable
from typing import Any, cast

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

TEXT, CODE, VALUE, OPTION = "\x91", "\x92", "\x93", "\x94"
TAG = re.compile("(<[^>]*>)")
# What stands in a template as it is, as far as it belongs to one text: between tags, or in one attribute.
LITERAL = re.compile(r'[^<>"]*[^\x00-\x7f][^<>"]*')


def make_value(name: str) -> Markup:
    """Return the mark of a value that is known when a page is filled: `root`, `size downloads/x/report.txt`."""
    return Markup(f"{VALUE}{name}{VALUE}")  # noqa: S704  names are ours


# What leads from a script's tree to what all scripts share (`../` or nothing), a script's folder (`zh-Hant/` or
# nothing), its tag.
ROOT, TREE, SCRIPT = make_value("root"), make_value("tree"), make_value("script")


def choose(options: Iterable[str]) -> Markup:
    """Return the mark of a choice: one option for each script of the publication, in their order, as HTML."""
    return Markup(f"{VALUE}{''.join([OPTION + option for option in options])}{VALUE}")  # noqa: S704  HTML is asked for


def mark(value: Any) -> str:
    """Return a value as HTML with its text marked: markup as it is, text with its signs escaped."""
    kind: type = value.__class__
    if kind is Markup:
        return cast("str", value)
    if kind is int:
        return str(value)
    text: str = quote(value) if kind is str else escape(value)
    return text if text.isascii() else f"{TEXT}{text}{TEXT}"


def quote(text: str) -> str:
    """Return a text with its signs escaped, not marked."""
    # Few texts have any sign that has to be escaped, and to look for each is quicker than to escape.
    plain = "&" not in text and "<" not in text and ">" not in text and '"' not in text and "'" not in text
    return text if plain else escape(text)


def mark_plain(text: str) -> str:
    """Return a text marked as it stands, for a document that is no HTML."""
    return text if text.isascii() else f"{TEXT}{text}{TEXT}"


def mark_block(html: str) -> Markup:
    """Return a block of text with inline tags, marked as one text: `<b>干</b>部` is converted as 干部."""
    bare = html.replace(TEXT, "").replace(CODE, "")
    if bare.isascii():
        return Markup(bare)  # noqa: S704  it was HTML before
    coded = TAG.sub(rf"{CODE}\1{CODE}", bare)
    return Markup(f"{TEXT}{coded}{TEXT}")  # noqa: S704  likewise


def mark_data(data: Any) -> Any:
    """Return data for JSON with every text in it marked; keys, addresses and dates are ASCII."""
    if isinstance(data, str):
        # What holds a value is an address or a tag.
        return data if VALUE in data else mark_plain(data)
    if isinstance(data, dict):
        return {key: mark_data(value) for key, value in data.items()}
    return [mark_data(value) for value in data] if isinstance(data, list) else data


class Literals(Extension):
    """What a template says as it stands is marked when it is compiled."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Give the tokens of a template with the texts in its own markup marked."""
        for token in stream:
            if token.type == "data" and not token.value.isascii():
                yield Token(token.lineno, "data", LITERAL.sub(f"{TEXT}\\g<0>{TEXT}", token.value))
            else:
                yield token
