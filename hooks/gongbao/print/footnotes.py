"""Items of a document in, the same out with each note at the foot of the page on which it is called first.

A note of the list at a report's very end goes to the foot and leaves the list. One that an annex explains stays in the
annex; a section's own document, which has no annex, repeats it at the foot, as the section's page does.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from gongbao.print.items import Item, Items
from gongbao.print.runs import Run
from gongbao.report.note_marks import MARK
from gongbao.report.report import Report
from gongbao.report.walk import iter_paragraphs

# A note under a heading would be in the bookmarks, too.
CALLING = frozenset({"salutation", "paragraph", "table"})


def place_notes(report: Report, body: Iterable[Item], items: Items, page: str | None) -> Iterator[Item]:
    """Give the items of the whole report, or of a section's page, with the notes placed."""
    notes, body = items.addresses.notes, list(body)
    called = notes.called.get(page, ()) if page else notes.callers
    if not called:
        yield from body
        return
    here, last = {item.get("id") for item in body}, {paragraph.id for paragraph in report.endnotes}
    texts = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(report)}
    wanted = {mark: name for mark, name in notes.marks.items() if name in called and (name in last or name not in here)}
    movable = last.intersection(wanted.values())
    explaining = set(notes.marks.values())
    for item in body:
        if item["kind"] in CALLING and item.get("id") not in explaining:
            for holder in iter_holders(item):
                holder["runs"] = [*iter_runs(holder["runs"], wanted, texts, items)]
    moved = movable.difference(wanted.values())
    yield from (item for item in body if item.get("id") not in moved)


def iter_holders(item: Item) -> Iterator[dict[str, Any]]:
    """Give what of an item holds runs, in the order of reading."""
    if "runs" in item:
        yield item
    for row in (*item.get("head", ()), *item.get("rows", ())):
        yield from row


def iter_runs(runs: Iterable[Run], wanted: dict[str, str], texts: dict[str, str], items: Items) -> Iterator[Run]:
    """Give runs with the notes at the marks that are wanted; each is wanted once."""
    for run in runs:
        place = 0
        for match in MARK.finditer(run["text"]):
            name = wanted.pop(match[0], None)
            if name is None:
                continue
            if match.start() > place:
                yield run | {"text": run["text"][place : match.start()]}
            yield Run(text=match[0], note=items.runs(texts[name]))
            place = match.end()
        if place < len(run["text"]):
            yield run | {"text": run["text"][place:]}
