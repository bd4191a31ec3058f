"""A page's Markdown with macro calls in, Markdown with marks out; the marks become the macros' HTML afterwards.

Report text never passes through Markdown, and braces in it are never run: a macro's HTML is kept aside while
Markdown works, so neither can take it for its own.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, wraps
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from gongbao.data.yaml_nodes import CONTROLS
from gongbao.pages.macros import MacroError
from gongbao.report.messages import _
from gongbao.report.problems import refuse

# Private-use characters: Markdown leaves them alone and no text of a page has them.
MARK = re.compile("<p>\ue000(\\d+)\ue001</p>|\ue000(\\d+)\ue001")
# What would be taken for a mark here, or for one of `marks` later.
UNKEPT = re.compile(f"[{CONTROLS}\ue000\ue001]")
# What a page may be written with: calls of macros, and choices and loops over what stands in the page itself. Nothing
# here can reckon, call itself or grow, so every page ends.
KNOWN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Keyword, nodes.Name, nodes.Const),
    *(nodes.List, nodes.Tuple, nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.Not, nodes.And, nodes.Or, nodes.Concat),
)
# So often the inside of a loop may be written.
MOST_TURNS = 1000
Macros = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A page's Markdown with marks, and the HTML that each mark stands for."""

    markdown: str
    kept: list[str] = field(default_factory=list)

    def restore(self, content: str) -> str:
        """Return the page's HTML with every mark replaced; a mark alone in its paragraph stands without it."""
        return MARK.sub(lambda match: self.kept[int(match[1] or match[2])], content)


def expand(source: str, macros: Macros, path: Path, skipped: int = 0) -> Expansion:
    """Return the Markdown with its macro calls carried out.

    `skipped` is the number of lines before `source` in the file (the front matter). Raises ReportError with the file,
    the line and the remedy when a call is wrong, or a page is a program.
    """
    kept: list[str] = []

    def keep(value: Any) -> Any:
        if not isinstance(value, Markup):
            # A string of a page may spell any character (\\ue000).
            if match := UNKEPT.search(str(value)):
                raise MacroError(_("the character U+{code:04X} (delete it)").format(code=ord(match[0])))
            return Markup.escape(value)
        kept.append(str(value).strip())
        return f"\ue000{len(kept) - 1}\ue001"

    # Not optimized: what Jinja reckons while it compiles, no sandbox sees.
    environment = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, finalize=keep, keep_trailing_newline=True, optimized=False
    )
    environment.globals.clear()
    environment.globals.update({name: check_arguments(name, macro) for name, macro in macros.items()})
    if match := UNKEPT.search(source):
        line = source.count("\n", 0, match.start()) + 1 + skipped
        raise refuse(path, _("the character U+{code:04X} (delete it)").format(code=ord(match[0])), line)
    try:
        check_program(environment.parse(source), macros)
        code = environment.compile(source, filename=path.as_posix())
        markdown = jinja2.Template.from_code(environment, code, environment.globals).render()
    except jinja2.TemplateSyntaxError as error:
        raise refuse(path, str(error.message), error.lineno + skipped) from error
    except RecursionError as error:
        raise refuse(path, _("nested too deeply")) from error
    except (MacroError, jinja2.UndefinedError, TypeError, ValueError, jinja2.exceptions.SecurityError) as error:
        line = error.args[1] if isinstance(error, MacroError) and error.args[1:] else find_line(error, path.as_posix())
        raise refuse(path, str(error.args[0]), line + skipped if line else 0) from error
    return Expansion(markdown=markdown, kept=kept)


def check_arguments(name: str, macro: Callable[..., Any]) -> Callable[..., Any]:
    """Return a macro that tells by its own name which arguments are wrong."""

    @wraps(macro)
    def checked(*arguments: Any, **named: Any) -> Any:
        try:
            inspect.signature(macro).bind(*arguments, **named)
        except TypeError as error:
            raise MacroError(f"{name}(): {error}") from error
        return macro(*arguments, **named)

    return checked


def check_program(node: nodes.Node, macros: Macros, turns: int = 1) -> None:
    """Raise MacroError, with the line, for anything in a page that could run for long or look where it should not."""
    fail = partial(fail_at, node)
    call = node.node if isinstance(node, nodes.Call) else None
    spread = isinstance(node, nodes.Call) and (node.dyn_args or node.dyn_kwargs)
    if not isinstance(node, KNOWN) or spread or not isinstance(call, nodes.Name | None):
        fail(_('a page knows calls of macros, and if and for over a list in it (example: {{ contents("report") }})'))
    if isinstance(call, nodes.Name) and call.name not in macros:
        names = ", ".join(sorted(macros))
        fail(_("there is no macro {name} (the macros are: {names})").format(name=call.name, names=names))
    if isinstance(node, nodes.For):
        if node.recursive or not is_written(node.iter, (nodes.List, nodes.Tuple)):
            fail(_("a loop goes over a list that stands in the page (example: {% for year in (2024, 2025) %})"))
        turns *= max(1, len(getattr(node.iter, "items", ())))
        if turns > MOST_TURNS:
            fail(_("these loops would go round {turns} times (more than any page needs)").format(turns=turns))
    for child in node.iter_child_nodes():
        check_program(child, macros, turns)


def is_written(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Tell whether a node is of one of these kinds and stands in the page as it is, lists within it too.

    What is put together (`a ~ a`) could double in each of many loops, one within the other.
    """
    return isinstance(node, kinds) and all(
        is_written(child, (nodes.Const, nodes.List, nodes.Tuple)) for child in node.iter_child_nodes()
    )


def fail_at(node: nodes.Node, message: str) -> None:
    """Raise MacroError about a place of a page."""
    raise MacroError(message, node.lineno)


def find_line(error: BaseException, filename: str) -> int:
    """Return the line of the page on which an error arose; 0 if it is not known."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
