"""A loader in, a Jinja environment out whose templates mark every text, and are quick at it.

A page has some two hundred pieces of text, and an archive a hundred thousand: what Jinja does around each of them, for
templates of anyone, took a third of the time of a page.
"""

import builtins
import functools
import traceback
from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any, NoReturn

import jinja2

from gongbao.pages.bytecode import Bytecode
from gongbao.pages.marks import Literals, mark
from gongbao.report.problems import Problem, ReportError

OWN = Path(__file__).parent
TEMPLATES = (".html", ".xml")
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

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what went wrong in a template: if it is a person's, as ReportError with its file and line."""
        try:
            super().handle_exception(source)
        except ReportError:
            raise
        except Exception as error:
            if problem := find_mistake(error):
                raise ReportError([problem]) from error
            raise

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template, which every page copies: Jinja's own chain of mappings is slow at that."""
        return {**self.globals, **(d or {})}


def find_mistake(error: Exception) -> Problem | None:
    """Return the problem that an error tells of, if it arose in a template that is not this package's."""
    path, line = "", 0
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(TEMPLATES):
            path, line = frame.filename, frame.lineno or 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line = error.filename or "", error.lineno
    if not path or Path(path).is_relative_to(OWN):
        return None
    return Problem(path=Path(path), line=line, message=f"{type(error).__name__}: {error}")


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
