"""A project's folder in, what the desk shows of its reports out: each with its state and what is open in it.

Files are the truth: nothing is remembered but what was read of files that are as they were.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gongbao.data.load import SLUG, load_report, open_report
from gongbao.data.unfinished import list_unfinished
from gongbao.desk.jobs import Job
from gongbao.output.manifest import MANIFEST
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import Report
from gongbao.store import FOLDER, Store

State = Literal["broken", "open", "ready", "published"]
Signature = tuple[tuple[str, int, int], ...]
# The desk's own folder in a project: the sources that were dropped in, and what can be undone.
OWN = ".desk"
A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A report's folder as a list shows it: its title and date as the file has them."""

    slug: str
    title: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report on the desk: its state, what is open in it, how many figures wait; `report` is None if it is broken."""

    slug: str
    report: Report | None
    problems: tuple[Problem, ...] = ()
    unfinished: tuple[Problem, ...] = ()
    proposed: int = 0
    published: bool = False

    @property
    def state(self) -> State:
        """Where the report stands on its way to its readers."""
        if self.report is None:
            return "broken"
        if self.unfinished or self.proposed:
            return "open"
        return "published" if self.published else "ready"


@dataclass(slots=True, kw_only=True)
class Project:
    """The project that a desk stands in; `writing` is held while its files change; `job` is the last long work."""

    root: Path
    writing: threading.RLock = field(default_factory=threading.RLock)
    job: Job | None = None
    _kept: dict[str, tuple[Signature, Draft]] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The folder of the reports."""
        return self.root / "data"

    @property
    def site(self) -> Path:
        """The published folder."""
        return self.root / "site"

    @property
    def own(self) -> Path:
        """The desk's own folder."""
        return self.root / OWN

    def find_folder(self, slug: str) -> Path:
        """Return a report's folder. Raises ReportError for a name that is none, or where there is no report."""
        folder = self.data / slug
        if not SLUG.fullmatch(slug) or not (folder / "report.yml").is_file():
            raise ReportError([Problem(path=Path("data") / slug, message="没有这篇报告")])
        return folder

    def list_shelf(self) -> list[Shelved]:
        """Return every report's folder, the newest report first."""
        folders = [path.parent for path in self.data.glob("*/report.yml") if SLUG.fullmatch(path.parent.name)]
        return sorted(map(read_head, folders), key=lambda one: (one.date, one.slug), reverse=True)

    def load(self, slug: str) -> Draft:
        """Return a report as it stands on the disk. Raises ReportError if there is none."""
        folder = self.find_folder(slug)
        signature = sign(folder)
        kept = self._kept.get(slug)
        if kept and kept[0] == signature and kept[1].published == self._is_published(slug, signature):
            return kept[1]
        draft = self._read(folder, signature)
        self._kept[slug] = signature, draft
        return draft

    def open(self, slug: str) -> Report:
        """Return a report. Raises ReportError with every problem of it."""
        draft = self.load(slug)
        if draft.report is None:
            raise ReportError(draft.problems)
        return draft.report

    def _read(self, folder: Path, signature: Signature) -> Draft:
        problems = Problems()
        report = open_report(folder, problems, Store(folder=self.root / FOLDER))
        if report is None:
            found = tuple(problem.under(self.root) for problem in problems)
            return Draft(slug=folder.name, report=None, problems=found)
        return Draft(
            slug=folder.name,
            report=report,
            unfinished=tuple(problem.under(self.root) for problem in list_unfinished(report)),
            proposed=len(report.all_figures) - len(report.figures),
            published=self._is_published(folder.name, signature),
        )

    def _is_published(self, slug: str, signature: Signature) -> bool:
        """Tell whether the published folder was made after the report was last changed, and has it."""
        try:
            made = (self.site / MANIFEST).stat().st_mtime_ns
        except OSError:
            return False
        return (self.site / slug / "index.html").is_file() and all(changed <= made for _, changed, _ in signature)


def sign(folder: Path) -> Signature:
    """Return what tells that the files of a report are as they were."""
    states = ((path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file())
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)


def read_head(folder: Path) -> Shelved:
    """Return a report's folder with the title and the date that stand in its file; a broken one has what is there."""
    values = dict(iter_head(folder / "report.yml"))
    return Shelved(slug=folder.name, title=values.get("title", folder.name), date=values.get("date", ""))


def iter_head(path: Path) -> Iterator[tuple[str, str]]:
    """Give the title and the date of a report's file, read as lines: a list of a thousand has to be there at once."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in file:
            name, colon, value = line.partition(":")
            if colon and name in ("title", "date"):
                yield name, value.split(" #")[0].strip().strip("\"'")


def reload(folder: Path) -> Report:
    """Return a report straight from its files. Raises ReportError with every problem of it."""
    problems = Problems()
    report = load_report(folder, problems)
    if report is None:
        raise ReportError(problems)
    return report
