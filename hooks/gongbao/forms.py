"""The reviewed list of Traditional forms: a script in, its words and their forms out."""

from gongbao.model import ScriptTag
from gongbao.segment import read_lines


def read_forms(tag: ScriptTag) -> dict[str, str]:
    """Return the reviewed words with their form in a Traditional script (Hong Kong's stands last on its line)."""
    rows = [line.split() for line in read_lines("forms.txt")]
    return {row[0]: row[-1 if tag == "zh-Hant-HK" else 1] for row in rows}
