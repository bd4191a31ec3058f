"""Pictures around the sections of a report in, the same placed in the nearest section out, and told.

A preface, an opening and a closing hold paragraphs alone.
"""

from collections.abc import Sequence

from gongbao.importing.manuscript import Doubt, Passage
from gongbao.importing.structure.sections import Half
from gongbao.report.messages import N_

AFTER_OPENING = N_("a picture before the sections, put at the beginning of the first")
BEFORE_CLOSING = N_("a picture after the sections, put at the end of the last")


def place_outer_pictures(halves: Sequence[Half], before: Sequence[Passage], after: Sequence[Passage]) -> list[Doubt]:
    """Give the pictures of passages before and after the sections to the first and the last of them; tell where."""
    for half in halves:
        if half.heading and half.sections:
            half.sections[0].before = half.heading.pictures
    drafts = [draft for half in halves for draft in half.sections]
    if not drafts:
        return []
    first, last = drafts[0], drafts[-1]
    first.before = (*(image for passage in before for image in passage.pictures), *first.before)
    last.after = tuple(image for passage in after for image in passage.pictures)
    return [
        Doubt(kind="picture", file=passage.file, line=passage.line, context=passage.words[:40], choice=choice)
        for passages, choice in ((before, AFTER_OPENING), (after, BEFORE_CLOSING))
        for passage in passages
        if passage.pictures
    ]
