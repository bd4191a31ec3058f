"""Simplified text in, the same text in another script out, character for character."""

from collections.abc import Iterable

import opencc

from gongbao.model import ScriptTag

# Character forms only: the vocabulary configurations (s2twp, s2hkp) would change the words of the report.
CONFIGS: dict[ScriptTag, str] = {"zh-Hant": "s2tw", "zh-Hant-TW": "s2tw", "zh-Hant-HK": "s2hk"}


class Converter:
    """Converts text to one script; each distinct text once."""

    def __init__(self, tag: ScriptTag) -> None:
        """Open the dictionaries for a script."""
        self.tag = tag
        self._engine = opencc.OpenCC(CONFIGS[tag]) if tag in CONFIGS else None
        self._done: dict[str, str] = {}

    def convert(self, text: str) -> str:
        """Return the text in the converter's script; its length does not change."""
        return self.convert_all((text,))[text]

    def convert_all(self, texts: Iterable[str]) -> dict[str, str]:
        """Return each text with its conversion; all that are new go through the engine in one call."""
        wanted = list(texts)
        fresh = [text for text in dict.fromkeys(wanted) if text not in self._done]
        if fresh:
            converted = self._engine.convert("\n".join(fresh)) if self._engine else "\n".join(fresh)
            start = 0
            for text in fresh:
                self._done[text] = converted[start : start + len(text)]
                start += len(text) + 1
        return {text: self._done[text] for text in wanted}


def make_converter(tag: ScriptTag) -> Converter:
    """Return a converter to a script; the source script converts to itself."""
    return Converter(tag)
