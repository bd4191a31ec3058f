"""A loader in, a Jinja environment out whose templates mark every text, and are quick at it.

A page has some two hundred pieces of text, and an archive a hundred thousand: what Jinja does around each of them, for
templates of anyone, took a third of the time of a page.
"""

import builtins
import functools
from collections.abc import Callable, MutableMapping
from types import CodeType, FunctionType, MethodType
from typing import Any

import jinja2

from gongbao.pages.bytecode import Bytecode
from gongbao.pages.marks import Literals, mark

PLAIN = (FunctionType, MethodType, functools.partial)


class MarkingTemplate(jinja2.Template):
    """A template that marks its texts; pieces are joined at once, so they need not be Markup one by one."""

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
        template.root_render_func.__globals__["escape"] = mark
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


class MarkingEnvironment(jinja2.Environment):
    """An environment of such templates and contexts, whose globals are there before its templates."""

    template_class = MarkingTemplate
    context_class = QuickContext
    # Jinja's own looks for an entry where there is no attribute, and takes three times as long to find one.
    getattr = staticmethod(builtins.getattr)  # type: ignore[assignment]  # a builtin is no method

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template, which every page copies: Jinja's own chain of mappings is slow at that."""
        return {**self.globals, **(d or {})}


def make_marking(loader: jinja2.BaseLoader) -> MarkingEnvironment:
    """Return an environment of marking templates; an unknown name in one is an error."""
    return MarkingEnvironment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=Bytecode(),
        extensions=[Literals],
    )
