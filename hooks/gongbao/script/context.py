"""Simplified text and its conversion word by word in, what the context decides otherwise out, in order.

The rules of single characters come first; names of places go before them, and names of people before all.
"""

from gongbao.report.report import Report, ScriptTag
from gongbao.report.walk import iter_printed
from gongbao.script.evidence import Finding
from gongbao.script.forms import convert_words, write_standard
from gongbao.script.homographs import find_homographs
from gongbao.script.names import LONGEST, RARE, SHORTEST, SURE, find_in_names, find_names, write_name
from gongbao.script.places import find_in_places

TAIWAN: ScriptTag = "zh-Hant"


def find_places(text: str, converted: str) -> list[Finding]:
    """Return the characters that the context decides, by their position."""
    found = {one.start: one for one in find_homographs(text)}
    found.update((one.start, one) for one in find_in_places(text, converted))
    found.update((one.start, one) for one in find_in_names(text, converted))
    return [found[start] for start in sorted(found)]


def find_known_names(report: Report) -> dict[str, str]:
    """Return the names of people of a report whose characters could also be words, as Taiwan writes them."""
    names = {report.speaker.name} if report.speaker else set()
    for passage in iter_printed(report):
        for start, end, weight in find_names(passage.text):
            if weight >= SURE:
                names.add(passage.text[start:end])
    written = {}
    for name in sorted(names):
        if SHORTEST <= len(name) <= LONGEST and not (len(name) == SHORTEST and name[0] in RARE):
            forms = zip(name, write_name(name), strict=True)
            written[name] = "".join(write_standard(form or convert_words(char, TAIWAN), TAIWAN) for char, form in forms)
    return {name: form for name, form in written.items() if form != convert_words(name, TAIWAN)}
