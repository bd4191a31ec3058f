"""A page's Markdown with macro calls in, Markdown with marks out; the marks become the macros' HTML afterwards.

Report text never passes through Markdown, and braces in it are never run: a macro's HTML is kept aside while
Markdown works, so neither can take it for its own.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from gongbao.pages.macros import MacroError
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

# Private-use characters: Markdown leaves them alone and no text of a page has them.
MARK = re.compile("<p>\ue000(\\d+)\ue001</p>|\ue000(\\d+)\ue001")
Macros = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A page's Markdown with marks, and the HTML that each mark stands for."""

    markdown: str
    kept: tuple[str, ...] = ()

    def restore(self, content: str) -> str:
        """Return the page's HTML with every mark replaced; a mark alone in its paragraph stands without it."""
        return MARK.sub(lambda match: self.kept[int(match[1] or match[2])], content)


def expand(source: str, macros: Macros, path: Path, skipped: int = 0) -> Expansion:
    """Return the Markdown with its macro calls carried out.

    A call has fixed texts and numbers for arguments, and nothing else is carried out: a page is no program, so none
    can run for ever or look where it should not. `skipped` is the number of lines before `source` in the file (the
    front matter). Raises ReportError with the file, the line and the remedy when a call is wrong.
    """
    environment = jinja2.Environment(keep_trailing_newline=True, autoescape=False)  # noqa: S701  only parsed
    try:
        template = environment.parse(source)
    except (jinja2.TemplateSyntaxError, RecursionError) as error:
        line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else 0
        raise refuse(path, line and line + skipped, str(error) or _("nested too deeply")) from error
    pieces: list[str] = []
    kept: list[str] = []
    for node in iter_pieces(template):
        if isinstance(node, nodes.TemplateData):
            pieces.append(node.data)
            continue
        try:
            value = call_macro(node, macros)
        except (MacroError, TypeError) as error:
            raise refuse(path, node.lineno + skipped, str(error)) from error
        if isinstance(value, Markup):
            pieces.append(f"\ue000{len(kept)}\ue001")
            kept.append(str(value).strip())
        else:
            pieces.append(Markup.escape(value))
    return Expansion(markdown="".join(pieces), kept=tuple(kept))


def iter_pieces(template: nodes.Template) -> Iterator[nodes.Node]:
    """Give the texts and the calls of a page in order; anything else comes as it is, to be refused."""
    for node in template.body:
        yield from node.nodes if isinstance(node, nodes.Output) else [node]


def call_macro(node: nodes.Node, macros: Macros) -> Any:
    """Return what a macro returns for a call. Raises MacroError for anything but a call with fixed arguments."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        raise MacroError(_('only calls of macros are carried out (example: {{ contents("taicang-npc-2025") }})'))
    name = node.node.name
    if name not in macros:
        names = ", ".join(sorted(macros))
        raise MacroError(_("there is no macro {name} (the macros are: {names})").format(name=name, names=names))
    arguments = [read_argument(one) for one in node.args]
    named = {pair.key: read_argument(pair.value) for pair in node.kwargs}
    try:
        inspect.signature(macros[name]).bind(*arguments, **named)
    except TypeError as error:
        raise MacroError(f"{name}(): {error}") from error
    return macros[name](*arguments, **named)


def read_argument(node: nodes.Node) -> Any:
    """Return a text or a number that is given to a macro. Raises MacroError for what would have to be reckoned."""
    if isinstance(node, nodes.Const):
        return node.value
    raise MacroError(_('a macro is given texts and numbers (example: contents("taicang-npc-2025"))'))


def refuse(path: Path, line: int, message: str) -> ReportError:
    """Return the error about a line of a page."""
    return ReportError([Problem(path=path, line=line, message=message)])
