"""`data/redirects.yml` and the record of published addresses in; every address that leads on, one by one, out.

An entry may move a whole folder: every page that was published below it leads to the page of the same name in another,
or all of them to one page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from gongbao.data.decode import Reader, decode
from gongbao.data.yaml_nodes import read_node
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.site import Redirect, Redirects

REDIRECTS = "redirects.yml"
RECORD = "published.txt"


def read_record(data: Path) -> list[str]:
    """Return the recorded addresses, a line each; none where nothing was recorded."""
    path = data / RECORD
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def load_redirects(data: Path, problems: Problems) -> tuple[Redirect, ...]:
    """Return the redirects of a publication, which need have none; those of folders a page each."""
    path = data / REDIRECTS
    node = read_node(path, problems) if path.exists() else None
    found = decode(Reader(path=path, problems=problems), node, Redirects) if node else None
    return tuple(iter_pages(found.redirects, read_record(data), problems)) if found else ()


def iter_pages(redirects: Iterable[Redirect], recorded: Iterable[str], problems: Problems) -> Iterator[Redirect]:
    """Give redirects, in the place of a folder's those of its pages which have none of their own."""
    own = {redirect.old for redirect in redirects}
    pages = [address for address in recorded if "#" not in address and address not in own]
    for redirect in redirects:
        below = [page for page in pages if page.startswith(redirect.old)] if redirect.old.endswith("/") else []
        if redirect.new.endswith("/") and not redirect.old.endswith("/"):
            message = _('"to": "{new}" is a folder, and "{old}" is none (name a page)')
            problems.add(redirect.path, redirect.line, message.format(new=redirect.new, old=redirect.old))
        elif not redirect.old.endswith("/"):
            yield redirect
        elif not below:
            message = _('"from": nothing below "{old}" was published (take the redirect off)')
            problems.add(redirect.path, redirect.line, message.format(old=redirect.old))
        for page in below:
            rest = page.removeprefix(redirect.old) if redirect.new.endswith("/") else ""
            yield replace(redirect, old=page, new=f"{redirect.new}{rest}")
