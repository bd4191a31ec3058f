"""What was saved in, the publication as it now is out: always the last state without a fault, beside what is wrong.

A change makes the data anew, of which only what depends on it is read again; the pages that people wrote and the search
index take longer, and follow one after the other in a thread of their own.
"""

import hashlib
import operator
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from gongbao.build.builder import WrittenError, load_context, make_written, open_config
from gongbao.build.context import Context, Order, make_converters
from gongbao.build.preview_files import NOTHING, Files, Written
from gongbao.build.report_files import cut_pages, find_named
from gongbao.build.search_files import open_search
from gongbao.data.opened import Opened
from gongbao.data.project import CONFIG
from gongbao.report.messages import _
from gongbao.report.problems import ReportError
from gongbao.report.report import ScriptTag
from gongbao.script.converter import Converter
from gongbao.search.preview_index import PreviewIndex
from gongbao.store import FOLDER, Store

# What names itself by its content when it changes, or is read anew.
KNOWN = (".yml", ".yaml", ".md", ".css", ".js")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is shown: the files, the pages that people wrote, the index; or instead what is wrong in data or docs.

    `pictures` counts the changes of files that keep their names.
    """

    files: Files | None = None
    written: Written = NOTHING
    index: PreviewIndex | None = None
    wrong_data: str = ""
    wrong_docs: str = ""
    pictures: int = 0

    @property
    def mistakes(self) -> str:
        """What is wrong, a line each; nothing if all is well."""
        return self.wrong_data or self.wrong_docs


class Preview:
    """The publication of a project while it is written; `tell` is called, in any thread, when it is another."""

    def __init__(self, root: Path, tell: Callable[[], None]) -> None:
        """Load nothing yet."""
        self.root, self._tell = root, tell
        self.state = State()
        self._opened = Opened(Store(folder=root / FOLDER))
        self._changing = threading.Lock()
        self._due, self._ended = threading.Event(), threading.Event()
        self._shelter = Path(tempfile.mkdtemp(prefix="gongbao-"))
        self._runs = 0
        self._converting = threading.Lock()
        self._converters: tuple[object, dict[ScriptTag, Converter]] = (None, {})
        self._follower = threading.Thread(target=self._follow, daemon=True)

    def start(self) -> None:
        """Load the project, and let the rest follow."""
        self.renew(frozenset())
        self._follower.start()

    def end(self) -> None:
        """Make nothing more."""
        self._ended.set()
        self._due.set()
        shutil.rmtree(self._shelter, ignore_errors=True)

    def renew(self, saved: Set[Path]) -> None:
        """Show the project as it is now that these files were saved."""
        self._opened.forget(saved)
        last = self.state.files.context if self.state.files else None
        pictures = sum(path.suffix.lower() not in KNOWN for path in saved)
        try:
            config = open_config(self.root)
            files = Files(load_context(config, Order(preview=True, opened=self._opened, last=last)))
        except (ReportError, OSError, SystemExit) as error:
            wrong = describe(error)
            self._change(lambda state: replace(state, wrong_data=wrong, pictures=state.pictures + pictures))
            return
        self._change(lambda state: replace(state, files=files, wrong_data="", pictures=state.pictures + pictures))
        self._due.set()

    def make(self, path: str) -> bytes | None:
        """Return the content of the file at a path; None if there is none. Raises ReportError if it cannot be made."""
        state = self.state
        return state.files.make(path, state.written, state.index) if state.files else None

    def holds(self, path: str) -> bool:
        """Tell whether there is a file at a path."""
        return self.make(path) is not None

    def name_missing(self, path: str) -> str:
        """Return the path of the page that is shown where there is none."""
        files = self.state.files
        first = path.partition("/")[0]
        return f"{first}/404.html" if files and first in files.context.site.scripts[1:] else "404.html"

    def digest(self, path: str) -> str:
        """Return what changes whenever a page is another, or shows another picture."""
        state = self.state
        try:
            content = state.mistakes.encode() or self.make(path) or b""
        except ReportError as error:
            content = str(error).encode()
        return hashlib.sha256(b"%d " % state.pictures + content).hexdigest()[:16]

    def _change(self, change: Callable[[State], State]) -> None:
        """Show another state, made of the one before in one moment."""
        with self._changing:
            before, self.state = self.state, change(self.state)
        if self.state.mistakes and self.state.mistakes != before.mistakes:
            sys.stderr.write(f"{self.state.mistakes}\n")
        self._tell()

    def _follow(self) -> None:
        """Make what takes longer, each time that it is due, until the end."""
        last: Context | None = None
        while self._due.wait() and not self._ended.is_set():
            self._due.clear()
            context = self.state.files.context if self.state.files else None
            if context is None:
                continue
            self._write(context)
            if self._due.is_set():
                continue
            if last is None or not is_same_data(last, context):
                try:
                    index = self._make_index(context)
                except (ReportError, OSError):
                    # A glossary may go away while it is read; that it did makes the index due again.
                    continue
                self._change(partial(replace, index=index))
            last = context

    def _write(self, context: Context) -> None:
        """Make the pages that people wrote."""
        self._runs += 1
        folder = self._shelter / str(self._runs)
        old = self.state.written.folder
        try:
            pages = make_written(self.root, context, folder)
            documents = {page.path: page for page in cut_pages(pages)}
        except (ReportError, WrittenError, OSError) as error:
            # A file may go away while it is read; that it did makes the pages due again.
            self._change(partial(replace, wrong_docs=str(error)))
            return
        self._change(partial(replace, written=Written(pages=documents, folder=folder), wrong_docs=""))
        if old:
            shutil.rmtree(old, ignore_errors=True)

    def _make_index(self, context: Context) -> PreviewIndex:
        """Return the search index, made with converters of its own: those of the pages are at work."""
        rules = (context.wording, context.site.scripts)
        if self._converters[0] != rules:
            self._converters = rules, make_converters(context.library.publication, context.wording)
        own = replace(context, converters=self._converters[1])
        return open_search(own, find_named(own), self._converting)


def is_same_data(one: Context, other: Context) -> bool:
    """Tell whether two contexts have one search index; a report that was opened again may have another glossary."""
    reports, others = one.library.publication.reports, other.library.publication.reports
    same = len(reports) == len(others) and all(map(operator.is_, reports, others))
    return same and (one.wording, one.site.scripts) == (other.wording, other.site.scripts)


def describe(error: BaseException) -> str:
    """Return what is wrong, for a person; MkDocs ends where it has told why."""
    return _("{name} is wrong").format(name=CONFIG) if isinstance(error, SystemExit) else str(error)
