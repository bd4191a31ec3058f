"""Long work in, its state at any moment out: what it said so far, and how it ended."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gongbao.build.progress import WATCHED
from gongbao.report.messages import tell_reason
from gongbao.report.problems import Problem, ReportError

State = Literal["running", "done", "failed"]
MOST_LINES = 400
# How far a command is, as it says to who watches; and a problem with its file, as it tells one.
PROGRESS = re.compile(r"\S.* \d+/\d+")
PLACED = re.compile(r"(?P<path>[^\s:：“]+\.\w+)[:：](?:(?P<line>\d+):)?\s*(?P<message>.+)")


@dataclass(slots=True, kw_only=True)
class Job:
    """Work that goes on beside the desk: `kind` names it, `lines` are what it said, `problems` why it failed."""

    kind: str
    state: State = "running"
    lines: list[str] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()
    result: object = None
    begun: float = field(default_factory=time.monotonic)
    ended: float = 0.0

    @property
    def seconds(self) -> int:
        """How long it has taken."""
        return round((self.ended or time.monotonic()) - self.begun)

    @property
    def last(self) -> str:
        """What it said last."""
        return self.lines[-1] if self.lines else ""

    def say(self, line: str) -> None:
        """Keep a line, the last ones only."""
        self.lines.append(line)
        del self.lines[:-MOST_LINES]


def start(kind: str, work: Callable[[Job], object]) -> Job:
    """Start work in a thread of its own and return its job."""
    job = Job(kind=kind)

    def run() -> None:
        done = False
        try:
            job.result = work(job)
            done = True
        except ReportError as error:
            job.problems = error.problems
        except OSError as error:
            message = f"{tell_reason(error)}（磁盘已满，或文件正在其他程序中打开：处理后再试一次）"
            job.problems = (Problem(path=Path(str(error.filename or "磁盘")), message=message),)
        finally:
            # Whatever else goes wrong is told on the terminal by Python itself.
            job.ended = time.monotonic()
            job.state = "done" if done else "failed"

    threading.Thread(target=run, daemon=True).start()
    return job


def run_command(job: Job, root: Path, *arguments: str) -> None:
    """Run a command of the command line in a process of its own, for a build forks. Raises ReportError if it fails."""
    process = subprocess.Popen(  # noqa: S603 - this program itself, with words of its own
        [sys.executable, "-m", "gongbao", *arguments],
        cwd=root,
        env={**os.environ, WATCHED: "yes", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        for line in process.stdout or ():
            job.say(line.rstrip())
    if process.returncode:
        said = [read_line(line) for line in job.lines if not PROGRESS.fullmatch(line)]
        # Where files are named, all else is what the command says on its way, and how many they are.
        raise ReportError(
            [problem for problem in said if problem.path.name]
            or said
            or [Problem(path=Path(), message="没有说明原因就停止了")]
        )


def read_line(line: str) -> Problem:
    """Return a line that a command said as a problem, with its file where it names one."""
    found = PLACED.fullmatch(line)
    if not found:
        return Problem(path=Path(), message=line)
    return Problem(path=Path(found["path"]), line=int(found["line"] or 0), message=found["message"])
