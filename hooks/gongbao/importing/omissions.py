"""What was left out of a source in, lines that tell each thing with its place out."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from gongbao.importing.manuscript import Manuscript, Omission, quote
from gongbao.importing.structure.marks import DIVISIONS, find_mark, is_short_heading
from gongbao.report.messages import _, tell_count

MOST_SHOWN = 12


def iter_left_out(manuscripts: Sequence[Manuscript]) -> Iterator[str]:
    """Give what was left out of each source, and what else there is to note on it; of one kind the first few."""
    for manuscript in manuscripts:
        headings = list_headings(manuscript) if manuscript.left_out else []
        if manuscript.left_out:
            yield _("Left out of {file}").format(file=manuscript.path.name)
        kinds = Counter(omission.kind for omission in manuscript.left_out)
        shown: Counter[str] = Counter()
        for omission in manuscript.left_out:
            shown[omission.kind] += 1
            if shown[omission.kind] <= MOST_SHOWN:
                yield f"  {format_omission(omission, manuscript.unit, find_heading(headings, omission.line))}"
            elif shown[omission.kind] == kinds[omission.kind]:
                more = shown[omission.kind] - MOST_SHOWN
                places = tell_count("{number} more place", "{number} more places", more)
                yield f"  {_(omission.kind)}: {places}"
        note = _("Note on {file}: {words}")
        yield from (note.format(file=manuscript.path.name, words=words) for words in manuscript.told)


def list_headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    """Return the headings of a source with the lines they stand in."""
    return [
        (passage.line, passage.text.strip())
        for passage in manuscript.passages
        if (mark := find_mark(passage.text)).kind in DIVISIONS or passage.level
        if is_short_heading(passage, mark)
    ]


def find_heading(headings: Sequence[tuple[int, str]], line: int) -> str:
    """Return the heading above a line; nothing where there is none."""
    place = bisect_right(headings, line, key=lambda heading: heading[0])
    return headings[place - 1][1] if place and line else ""


def format_omission(omission: Omission, unit: str, heading: str = "") -> str:
    """Return what is left out with the place where a person finds it: its paragraph, the words before, the heading."""
    number = f" ({omission.count})" if omission.count > 1 else ""
    words = f": {quote(omission.text)}" if omission.text else number
    line = _("paragraph {number}") if unit == "paragraph" else _("line {number}")
    places = [
        line.format(number=omission.line) if omission.line else "",
        _("after …{words}").format(words=omission.after) if omission.after else "",
        _("under {heading}").format(heading=quote(heading)) if heading else "",
    ]
    place = ", ".join(filter(None, places))
    return f"{_(omission.kind)}{words}{f' ({place})' if place else ''}"
