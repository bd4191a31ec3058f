"""What the rules of the conversion found: the places of a text with their form, and whether the evidence is enough."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A character whose form its neighbours decide; what is not sure is listed by the review."""

    start: int
    form: str
    sure: bool


class Explanation(NamedTuple):
    """How a text was converted: word by word (`plain`), by its context (`findings`), and what was left as it is."""

    plain: str
    findings: tuple[Finding, ...]
    kept: tuple[tuple[int, int], ...]
