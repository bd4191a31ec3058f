"""A problem in a person's file, and the one exception that carries all of them at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongbao.report.messages import _

# Controls (C0 but the tab, C1), line ends of Unicode, and what turns the direction of writing (UAX 9): names may hold
# them.
UNSHOWN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing to mend: where it stands (line 1 is the first; 0 means the whole file) and what is right."""

    path: Path
    line: int = 0
    message: str

    def __str__(self) -> str:
        """Return `path:line: message`, the form that editors turn into a link."""
        place = self.path.as_posix()
        return show(f"{place}:{self.line}: {self.message}" if self.line else f"{place}: {self.message}")

    def under(self, root: Path) -> "Problem":
        """Return the problem with its path as seen from a folder, if it lies below."""
        return replace(self, path=self.path.relative_to(root)) if self.path.is_relative_to(root) else self


class ReportError(Exception):
    """Problems that stop the work; printing it lists them all, the count last."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of files and lines, each once."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join([*map(str, self.problems), count_problems(len(self.problems))]))

    def __reduce__(self) -> tuple[type["ReportError"], tuple[tuple[Problem, ...]]]:
        """Let the error travel between processes."""
        return type(self), (self.problems,)


def refuse(path: Path, message: str, line: int = 0) -> ReportError:
    """Return the error that says what is wrong with one file."""
    return ReportError([Problem(path=path, line=line, message=message)])


def show(text: str) -> str:
    """Return a text as a terminal may show it, on one line: what would move its cursor or turn it around is told."""
    return UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shorten(text: str, length: int) -> str:
    """Return a text as a message quotes it: not longer than so many characters."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def count_problems(number: int) -> str:
    """Return the closing line of a list of problems."""
    return _("1 problem") if number == 1 else _("{number} problems").format(number=number)


@dataclass(slots=True)
class Problems:
    """A collector: every step adds what it finds and goes on."""

    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, line: int, message: str) -> None:
        """Note one problem."""
        self.found.append(Problem(path=path, line=line, message=message))

    def __iter__(self) -> Iterator[Problem]:
        """Give the problems in the order of finding."""
        return iter(self.found)

    def raise_any(self) -> None:
        """Raise `ReportError` if anything was found."""
        if self.found:
            raise ReportError(self.found)
