"""What people wrote for a project's pages in, everything in it that the policy of the pages refuses out, with its line.

Pages made from data need no look: their templates are the package's own, and every text in them is escaped.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from gongbao.checks.markup import Breach, blank_template, list_breaches, list_page_breaches
from gongbao.pages.marks import CODE, OPTION, TEXT, VALUE
from gongbao.report.messages import _
from gongbao.report.problems import Problem

# A page that is not filled for a script yet: of a choice its first option is read, of a value nothing.
CHOICE = re.compile(f"{VALUE}(?:{OPTION}([^{OPTION}{VALUE}]*))?[^{VALUE}]*{VALUE}")
# Pages for people to read need none; one that leads on is made by redirects.yml.
ORDER = re.compile(r"<meta\b[^>]*http-equiv", re.IGNORECASE)
SIGNS = re.compile(f"[{TEXT}{CODE}]")


def check_markdown(content: str, source: str, path: Path) -> list[Problem]:
    """Return what is refused in the HTML that Markdown made of a page, by the lines of its file."""
    found = name_breaches(list_page_breaches(content, source), path)
    if ORDER.search(content):
        found.append(Problem(path=path, message=_("a page gives no orders to the browser (http-equiv)")))
    return found


def check_page(content: str, path: Path) -> list[Problem]:
    """Return what is refused in a whole page as it is published but for the marks of its texts."""
    return name_breaches(list_page_breaches(SIGNS.sub("", CHOICE.sub(lambda match: match[1] or "", content))), path)


def check_asset(path: Path, root: Path) -> list[Problem]:
    """Return what is refused in a file of a project that is published as it is."""
    return name_breaches(list_breaches(path.name, path.read_bytes()), name_in(root, path))


def check_overrides(folder: Path, root: Path) -> Iterator[Problem]:
    """Give what is refused in a project's own templates, as far as it stands there in one piece."""
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield from name_breaches(list_page_breaches(blank_template(text)), name_in(root, path))


def name_in(root: Path, path: Path) -> Path:
    """Return how a person is told of a file of the project."""
    return path.relative_to(root) if path.is_relative_to(root) else path


def name_breaches(breaches: list[Breach], path: Path) -> list[Problem]:
    """Return breaches as the problems of a file."""
    return [Problem(path=path, line=breach.line, message=breach.message) for breach in breaches]
