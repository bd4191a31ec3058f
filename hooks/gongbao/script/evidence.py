"""What a rule of the conversion found: a place of the text, its form, and whether the evidence is enough by itself."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A character whose form its neighbours decide; what is not sure is listed by the review."""

    start: int
    form: str
    sure: bool
