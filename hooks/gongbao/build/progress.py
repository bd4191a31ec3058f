"""Pieces of work done in, what a person waiting for them sees out: a count with the time left, or plain lines."""

import os
import sys
import time
from dataclasses import dataclass, field
from typing import TextIO, TypeVar

from gongbao.report.messages import _

T = TypeVar("T")

# Fewer pieces are done before anyone could read of them.
WORTH_SHOWING = 10
REFRESH = 0.2  # seconds between two states on a terminal
# Set where a program reads the lines and shows them to a person.
WATCHED = "GONGBAO_WATCHED"


@dataclass(slots=True, kw_only=True)
class Progress:
    """The progress of one kind of work: `reports 57/100, 3 s left` on a terminal, one line at the end elsewhere."""

    label: str
    total: int
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    begun: float = field(default_factory=time.monotonic)
    shown: float = 0.0
    done: int = 0

    def step(self, result: T) -> T:
        """Count one piece, show the state if the last was shown a while ago, and hand the piece's result through."""
        self.done += 1
        if self.total >= WORTH_SHOWING:
            self._show()
        return result

    def _show(self) -> None:
        now, last = time.monotonic(), self.done == self.total
        if self.stream.isatty():
            if last or now - self.shown >= REFRESH:
                self.shown = now
                left = (now - self.begun) / self.done * (self.total - self.done)
                words = f"{self.label} {self.done}/{self.total}" + (
                    _(", {left} s left").format(left=round(left)) if left >= 1 else ""
                )
                self.stream.write(f"\r{words:<40}" + ("\n" if last else ""))
                self.stream.flush()
        elif last or (os.environ.get(WATCHED) and now - self.shown >= REFRESH):
            self.shown = now
            self.stream.write(f"{self.label} {self.done}/{self.total}\n")
