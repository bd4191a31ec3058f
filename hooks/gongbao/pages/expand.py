"""A page's Markdown with macro calls in, Markdown with marks out; the marks become the macros' HTML afterwards.

Report text never passes through Markdown, and braces in it are never run: a macro's HTML is kept aside while
Markdown works, so neither can take it for its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from gongbao.pages.macros import MacroError
from gongbao.report.problems import Problem, ReportError

# Private-use characters: Markdown leaves them alone and no text of a page has them.
MARK = re.compile("<p>\ue000(\\d+)\ue001</p>|\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A page's Markdown with marks, and the HTML that each mark stands for."""

    markdown: str
    kept: list[str] = field(default_factory=list)

    def restore(self, content: str) -> str:
        """Return the page's HTML with every mark replaced; a mark alone in its paragraph stands without it."""
        return MARK.sub(lambda match: self.kept[int(match[1] or match[2])], content)


def expand(source: str, macros: dict[str, Callable[..., Any]], path: Path, skipped: int = 0) -> Expansion:
    """Return the Markdown with its macro calls carried out.

    `skipped` is the number of lines before `source` in the file (the front matter). Raises ReportError with the file,
    the line and the remedy when a call is wrong.
    """
    kept: list[str] = []

    def keep(value: Any) -> Any:
        if not isinstance(value, Markup):
            return Markup.escape(value)
        kept.append(str(value).strip())
        return f"\ue000{len(kept) - 1}\ue001"

    environment = SandboxedEnvironment(undefined=jinja2.StrictUndefined, finalize=keep, keep_trailing_newline=True)
    environment.globals.clear()
    environment.globals.update(macros)
    try:
        code = environment.compile(source, filename=path.as_posix())
        markdown = jinja2.Template.from_code(environment, code, environment.globals).render()
    except jinja2.TemplateSyntaxError as error:
        raise ReportError([Problem(path=path, line=error.lineno + skipped, message=str(error.message))]) from error
    except (MacroError, jinja2.UndefinedError, TypeError, jinja2.exceptions.SecurityError) as error:
        message = str(error)
        if isinstance(error, jinja2.UndefinedError):
            message += f" (the macros are: {', '.join(sorted(macros))})"
        line = find_line(error, path.as_posix())
        raise ReportError([Problem(path=path, line=line + skipped if line else 0, message=message)]) from error
    return Expansion(markdown=markdown, kept=kept)


def find_line(error: BaseException, filename: str) -> int:
    """Return the line of the page on which an error arose; 0 if it is not known."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
