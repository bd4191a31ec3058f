"""A template's source in, the template compiled out: as it was last time, and quick at setting text.

A page has some two hundred pieces of text, and an archive a hundred thousand.
"""

import builtins
import functools
import hashlib
from collections.abc import Callable, Iterable, MutableMapping
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from gongbao.store import delete_older, hash_code, read_kept, write_kept

# Beside the package's own, where Python keeps what it has compiled of the package.
HOME = Path(__file__).parent / "templates/__pycache__"

# Two new lines part what is filled in before from what comes between, and that from what is filled in after.
MOST_LINES = 2

PLAIN = (FunctionType, MethodType, functools.partial)


class Compiled(jinja2.BytecodeCache):
    """Compiled templates of the package and of themes, kept by name, source and this code; always safe to delete."""

    folder = HOME

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  it is Jinja's to give
        """Return what a template is kept under, wherever it lies: its source tells whether it is the same."""
        return hashlib.sha256(name.encode()).hexdigest()[:24]

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a template's place, if it is kept."""
        if content := read_kept(self.name(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template, in the place of older states of it."""
        path = self.name(bucket)
        write_kept(path, bucket.bytecode_to_string())
        delete_older(self.folder, {path.name})

    def name(self, bucket: jinja2.bccache.Bucket) -> Path:
        """Return where a template is kept."""
        return self.folder / f"{bucket.key}-{hash_code().hex()[:24]}.template"


class LongLines(Extension):
    """Pages in few lines: of what a template says as it stands, the lines become one.

    Pages are read and projected line by line. What a template fills in keeps a line of its own.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Give the tokens of a template with the lines inside its own markup joined."""
        for token in stream:
            if token.type == "data" and token.value.count("\n") > MOST_LINES:
                first, *inner, last = token.value.split("\n")
                yield Token(token.lineno, "data", "\n".join([first, " ".join(inner), last]))
            else:
                yield token


class QuickTemplate(jinja2.Template):
    """A template whose pieces of text are escaped, but not made markup one by one, as they are joined at once."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """Return a template from its compiled code."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = quote
        return template


class QuickContext(jinja2.runtime.Context):
    """A context that calls functions and methods without asking whether they want to know of it: none of ours do."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Return what something returns that a template calls."""
        if called.__class__ not in PLAIN:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class QuickEnvironment(jinja2.Environment):
    """An environment of such templates and contexts, whose globals are there before its templates."""

    template_class = QuickTemplate
    context_class = QuickContext
    # Jinja's own looks for an entry where there is no attribute, and takes three times as long to find one.
    getattr = staticmethod(builtins.getattr)  # type: ignore[assignment]  # a builtin is no method

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template, which every page copies: Jinja's own chain of mappings is slow at that."""
        return {**self.globals, **(d or {})}


def quote(value: Any) -> str:
    """Return a value as HTML: markup as it is, text with its signs escaped."""
    kind = value.__class__
    text: str = value
    if kind is Markup:
        return text
    if kind is not str:
        return escape(value)
    # Few texts have any sign that has to be escaped.
    plain = "&" not in text and "<" not in text and ">" not in text and '"' not in text and "'" not in text
    return text if plain else escape(text)
