"""Simplified text in, the same text in Traditional characters out: same length, same words, other characters.

A text is cut into words, and each distinct word is converted once, by OpenCC's tables and the reviewed forms, into the
character standard of the script (Taiwan's or Hong Kong's). Then come the places that the context decides, then the
clerk's decisions, then the quotation marks. Vocabulary is never replaced.
"""

from collections.abc import Iterable

from gongbao.context import find_places
from gongbao.decisions import Decisions
from gongbao.forms import load_opencc, read_style
from gongbao.model import SOURCE_SCRIPT, ScriptTag
from gongbao.quotation import find_corners
from gongbao.segment import cut
from gongbao.wording import Wording


class Converter:
    """A script's converter; it remembers what it has converted."""

    def __init__(self, tag: ScriptTag, wording: Wording) -> None:
        """Make the converter of a script; the wording's decisions come before every dictionary."""
        self.tag = tag
        self._wording = wording
        self._decisions = Decisions(wording, tag)
        self._style = read_style(tag)
        self._forms: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as the script and the wording: the tables are made again there."""
        return make_converter, (self.tag, self._wording)

    def convert(self, text: str) -> str:
        """Return one text converted, of the same length."""
        return self._texts[text] if text in self._texts else self.convert_all((text,))[text]

    def convert_all(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the texts with their conversion, each distinct text converted once for the life of the converter."""
        distinct = dict.fromkeys(texts)
        new = [text for text in distinct if text not in self._texts]
        if new:
            converted = self._convert("\n".join(new))
            start = 0
            for text in new:
                self._texts[text] = self._finish(text, converted[start : start + len(text)])
                start += len(text) + 1
        return {text: self._texts[text] for text in distinct}

    def _convert(self, text: str) -> str:
        """Convert many texts, one a line, as far as it does not matter where one ends."""
        words = cut(text)
        self._learn(set(words).difference(self._forms))
        converted = "".join(map(self._forms.__getitem__, words))
        places = sorted(find_places(text).items())
        converted = replace_spans(converted, ((start, self._style.get(form, form)) for start, form in places))
        return replace_spans(converted, self._decisions.find(text))

    def _learn(self, words: set[str]) -> None:
        """Convert words that are new, all in one call."""
        self._forms.update(zip(words, words, strict=True))
        native = [word for word in words if not word.isascii() and "\n" not in word]
        if native:
            converted = load_opencc(self.tag).convert("\n".join(native)).split("\n")
            self._forms.update(zip(native, converted, strict=True))

    def _finish(self, text: str, converted: str) -> str:
        """Apply what holds in one paragraph alone, and set the quotation marks."""
        converted = replace_spans(converted, self._decisions.find_single(text))
        if self._wording.quotation_marks.get_marks(self.tag) == "corner":
            # Marks that do not pair stay as they are; check_marks tells the clerk.
            converted = replace_spans(converted, find_corners(text) or ())
        return converted


class Identity(Converter):
    """The source script: every text as it is."""

    def __init__(self, tag: ScriptTag, wording: Wording) -> None:
        """Take no dictionary."""
        self.tag = tag
        self._wording = wording

    def convert(self, text: str) -> str:
        """Return the text."""
        return text

    def convert_all(self, texts: Iterable[str]) -> dict[str, str]:
        """Return each text with itself."""
        return {text: text for text in texts}


def make_converter(tag: ScriptTag, wording: Wording | None = None) -> Converter:
    """Return the converter of a script; the source script's gives every text back."""
    return (Identity if tag == SOURCE_SCRIPT else Converter)(tag, wording or Wording())


def replace_spans(text: str, spans: Iterable[tuple[int, str]]) -> str:
    """Return the text with other characters at some places, given in order without overlap as start and characters."""
    pieces, end = [], 0
    for start, form in spans:
        pieces += [text[end:start], form]
        end = start + len(form)
    return "".join([*pieces, text[end:]]) if pieces else text
