"""Simplified text and its conversion word by word in, what the context decides otherwise out, in order.

The rules of single characters come first; names of places go before them, and names of people before all.
"""

from gongbao.script.evidence import Finding
from gongbao.script.homographs import find_homographs
from gongbao.script.names import find_in_names
from gongbao.script.places import find_in_places


def find_places(text: str, converted: str) -> list[Finding]:
    """Return the characters that the context decides, by their position."""
    found = {one.start: one for one in find_homographs(text)}
    found.update((one.start, one) for one in find_in_places(text, converted))
    found.update((one.start, one) for one in find_in_names(text, converted))
    return [found[start] for start in sorted(found)]
