"""The changes of a renewed report in, a line for each out: what differs, with a few characters around it."""

from collections.abc import Iterator, Sequence

from gongbao.archive.text_diff import count_common
from gongbao.importing.manuscript import quote
from gongbao.importing.renewal.merging import Change
from gongbao.report.messages import _

AROUND = 14


def iter_changes(changes: Sequence[Change]) -> Iterator[str]:
    """Give the changes of a renewed report, their number first."""
    yield _("Changes: {number}").format(number=len(changes)) if changes else _("Changes: none")
    for change in changes:
        if change.kind == "added":
            yield f"  + {change.id}: {quote(change.after)}"
        elif change.kind == "removed":
            yield f"  - {change.id}: {quote(change.before)}"
        elif change.kind == "changed":
            before, after = show_difference(change.before, change.after)
            yield f"  ~ {change.id}: {before} → {after}"
        elif change.kind == "kept":
            words = _("  = {id}: kept {before} (the source says {after})")
            yield words.format(id=change.id, before=change.before, after=change.after)
        else:
            words = _("  ! figure {id}: its words are gone from the source: {before}")
            yield words.format(id=change.id, before=change.before)


def show_difference(before: str, after: str) -> tuple[str, str]:
    """Return the stretch in which two texts differ, with a few characters around it."""
    start = count_common(before, after)
    end = count_common(before[start:][::-1], after[start:][::-1])
    begin = max(0, start - AROUND)
    cut = max(0, end - AROUND)
    return quote(before[begin : len(before) - cut]), quote(after[begin : len(after) - cut])
