"""A Word document that was read in, what of it was not told out: text in unknown places, page headers and footers."""

from collections.abc import Iterator
from typing import Any

from gongbao.importing.readers.ledger import Ledger
from gongbao.importing.readers.package import Package, W, clean
from gongbao.report.messages import N_

MARGINS = {"header": N_("a page header"), "footer": N_("a page footer")}


def note_unread(package: Package, body: Any, ledger: Ledger) -> None:
    """Tell of text that stands in a place that no reader knows, of page headers and footers."""
    for node in body.iter(f"{W}t"):
        if node not in ledger.seen:
            ledger.leave_out(N_("text in an unknown place"), text=clean(node.text), shown=True)
    for kind, named in MARGINS.items():
        roots = (package.parse(name) for name in package.list_parts(kind))
        lines = (line for root in roots if root is not None for line in iter_margin(root))
        ledger.line, ledger.last = 0, ""
        for text in dict.fromkeys(lines):
            ledger.leave_out(named, text=text)


def iter_margin(root: Any) -> Iterator[str]:
    """Give the lines of a page header or footer, those in its text boxes too."""
    for paragraph in root.iter(f"{W}p"):
        nodes = (node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph)
        yield "".join(clean(node.text) for node in nodes)
