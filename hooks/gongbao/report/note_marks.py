"""A line in, the marks of notes in it out: [3], 〔3〕, 【3】; without them, the line names what it heads."""

import re

MARK = re.compile(r"\[\^?\d{1,3}\]|〔\d{1,3}〕|【\d{1,3}】")


def drop_marks(text: str) -> str:
    """Return a title or a heading without the marks of notes, which nothing explains in lists and citations."""
    return MARK.sub("", text).strip() or text
