"""The pages in docs/ and the templates of a theme's overrides in, what is wrong with their texts out.

MkDocs reads them one by one and stops at the first with Python's own words, so they are looked through before.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from gongbao.archive.index import Library
from gongbao.data.yaml_nodes import FORBIDDEN, compose, line_of
from gongbao.pages.expand import expand
from gongbao.pages.layout import THEME
from gongbao.pages.macros import make_macros
from gongbao.pages.report_pages import Sheet
from gongbao.report.messages import _
from gongbao.report.problems import Problems, ReportError

# What MkDocs takes for a page, and for its front matter.
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
ID = re.compile(r' id="([^"]*)"')
SHOWN = 5
TEMPLATES = (".html", ".xml")


def check_texts(docs: Path, overrides: Path | None, problems: Problems) -> None:
    """Note every page and template that is not UTF-8 or has a control character, and front matter that is wrong."""
    themes = [folder for folder in (overrides, THEME) if folder]
    for path in iter_pages(docs):
        if text := read_text(path, problems):
            check_front(path, text, themes, problems)
    if overrides:
        for path in sorted(overrides.rglob("*")):
            if path.suffix in TEMPLATES and path.is_file():
                read_text(path, problems)


def check_calls(docs: Path, library: Library, root: Path, problems: Problems) -> None:
    """Note the first wrong macro call of every page."""
    for path in iter_pages(docs):
        text = read_text(path, Problems())
        front = FRONT.match(text)
        skipped = front[0].count("\n") if front else 0
        macros = make_macros(library, "../" * (len(path.relative_to(docs).parts) - 1))
        try:
            expand(text[front.end() :] if front else text, macros, path.relative_to(root), skipped)
        except ReportError as error:
            problems.found += error.problems


def check_ids(html: str, page: Path, sheet: Sheet, problems: Problems) -> None:
    """Note that a page, which takes the place of one made from data, lacks ids that others link to there."""
    if lacking := sorted(set(sheet.ids) - set(ID.findall(html))):
        message = _("takes the place of a page made from data, and lacks ids of it: {names} (write {{#{name}}})")
        problems.add(Path("docs") / page, 0, message.format(names=", ".join(lacking[:SHOWN]), name=lacking[0]))


def iter_pages(docs: Path) -> Iterator[Path]:
    """Give the pages that people wrote."""
    for path in sorted(docs.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(docs).parts)
        if path.suffix.lower() in PAGES and not hidden and path.is_file():
            yield path


def read_text(path: Path, problems: Problems) -> str:
    """Return the text of a file as MkDocs reads it; nothing if it was noted that it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.add(path, line, _("not UTF-8 (save the file with the encoding UTF-8)"))
        return ""
    if match := FORBIDDEN.search(text):
        message = _("control character U+{code:04X} (delete it)").format(code=ord(match[0]))
        problems.add(path, text.count("\n", 0, match.start()) + 1, message)
        return ""
    return text


def check_front(path: Path, text: str, themes: Sequence[Path], problems: Problems) -> None:
    """Note front matter that is no keys with texts, and a template that is not there."""
    front = FRONT.match(text)
    # A blank line stands for the dashes, so that lines are counted as in the file.
    node = compose(f"\n{front[1]}", path, problems) if front and front[1].strip() else None
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode) or not is_plain(front[1] if front else ""):
        problems.add(
            path,
            line_of(node),
            _("what stands between --- at the head of a page has to be keys with texts, numbers or dates"),
        )
        return
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        text = value.value if isinstance(value, yaml.ScalarNode) else ""
        if name == "template" and not any(is_template(theme, text) for theme in themes):
            problems.add(path, line_of(key), _('"template": there is no such template (example: main.html)'))
        elif FORBIDDEN.search(text):
            problems.add(path, line_of(key), _('"{name}": a control character (delete it)').format(name=name))
        elif name in ("title", "description") and not text:
            problems.add(path, line_of(key), _('"{name}": expected text').format(name=name))


def is_plain(text: str) -> bool:
    """Tell whether YAML can be read without a tag of Python, every date being one."""
    try:
        yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return False
    return True


def is_template(theme: Path, name: str) -> bool:
    """Tell whether a theme has a template of this name."""
    path = theme / name
    return bool(name) and path.is_file() and path.resolve().is_relative_to(theme.resolve())
