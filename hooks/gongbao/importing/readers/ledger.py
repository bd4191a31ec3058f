"""What a reader of Word files notes on its way: what is left out and where, what is doubtful, what notes are called."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongbao.importing.manuscript import Doubt, DoubtKind, Omission
from gongbao.importing.readers.package import W, clean

BRACKETS = {"[": "]", "〔": "〕", "【": "】"}
REMEMBERED, SHOWN = 24, 12


@dataclass(slots=True)
class Ledger:
    """The notes of one file; `seen` are the nodes of text that were read or left out, `line` counts paragraphs."""

    path: Path
    line: int = 0
    last: str = ""
    left_out: list[Omission] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    seen: set[Any] = field(default_factory=set)
    inserted: list[str] = field(default_factory=list)
    calls: dict[tuple[str, str], str] = field(default_factory=dict)
    called: list[tuple[str, str]] = field(default_factory=list)
    first_note: int = 1
    told: set[str] = field(default_factory=set)

    @property
    def before(self) -> str:
        """The last words read on the line that is being read."""
        return self.last.rpartition("\n")[2]

    def begin_paragraph(self) -> None:
        """Let a paragraph or a table begin."""
        self.line += 1
        self.read("\n")

    def read(self, text: str) -> str:
        """Remember the last words read, by which a place is told."""
        self.last = (self.last + text)[-REMEMBERED:]
        return text

    def leave_out(self, kind: str, element: Any = None, text: str = "", *, shown: bool = False) -> None:
        """Note something that is left out, with the text of an element that counts as seen; empty ones are not told."""
        if element is not None:
            nodes = list(element.iter(f"{W}t", f"{W}delText"))
            self.seen.update(nodes)
            text += "".join(clean(node.text) for node in nodes)
        text = " ".join(text.split())
        if text or shown:
            after = " ".join(self.last.split())[-SHOWN:]
            self.left_out.append(Omission(kind=kind, text=text, line=self.line, after=after, shown=shown))

    def doubt(self, kind: DoubtKind, context: str, choice: str) -> None:
        """Note a doubt at the paragraph that is being read."""
        context = " ".join(context.split())
        self.doubts.append(Doubt(kind=kind, file=self.path, line=self.line, context=context, choice=choice))

    def doubt_letters(self, shown: str, choice: str) -> None:
        """Note a doubt about letters, with the words before them on their line."""
        self.doubt("letters", f"{self.before[-SHOWN:]}{shown}", choice)

    def doubt_once(self, key: str, kind: DoubtKind, context: str, choice: str) -> None:
        """Note a doubt that holds for many places at the first of them."""
        if key not in self.told:
            self.told.add(key)
            self.doubt(kind, context, choice)

    def call_note(self, kind: str, name: str, *, own_mark: bool) -> str:
        """Return the mark of a note at the place that calls it; nothing where the writer sets a mark of his own.

        Where the writer has set brackets around the number, these are the mark's.
        """
        key = kind, name
        set_before = self.before[-1:] if self.before.endswith((*BRACKETS,)) else ""
        if key not in self.calls:
            opening = set_before or "["
            number = len(self.calls) + self.first_note
            self.calls[key] = "" if own_mark else f"{opening}{number}{BRACKETS[opening]}"
            self.called.append(key)
        mark = self.calls[key]
        return mark[1:-1] if set_before else mark
