"""Simplified text in, the same text in Traditional characters out: same length, same words, other characters.

A text is cut into words, and each distinct word is converted once, by OpenCC's tables and the reviewed forms, into the
character standard of the script (Taiwan's or Hong Kong's). Then come the places that the context decides, then the
clerk's decisions, then the quotation marks. Vocabulary is never replaced.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, zip_longest

from gongbao.data.wording import Name, Wording
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.script.context import find_known_names, find_places
from gongbao.script.evidence import Explanation
from gongbao.script.forms import REGIONS, convert_words, write_standard
from gongbao.script.overrides import Decisions
from gongbao.script.quotation_marks import find_corners
from gongbao.script.segmenter import cut
from gongbao.script.verbatim import find_verbatim, traditional_only_characters

# No word and no rule reaches over the end of a sentence, and reports of one body repeat many: each is converted once.
SENTENCE_END = "。"
TEXT_END = "\n"
# Where a word is not known yet; a character that no report holds.
GAP = "\ufdd0"
# So many are remembered, of some hundred reports; then it begins anew.
MOST_SENTENCES = 20_000
# So many are converted in one go: their words stay in the processor's memory.
AT_ONCE = 8_000


class Forms(dict[str, str]):
    """Words with their forms. One that is not known yet is noted, and leaves a gap: asking before takes longer."""

    def __init__(self) -> None:
        """Know no word."""
        super().__init__()
        self.new: list[str] = []

    def __missing__(self, word: str) -> str:
        """Note a word that is not known."""
        self.new.append(word)
        return GAP


class Converter:
    """A script's converter; it remembers what it has converted: words in `forms`, `sentences`, and whole `texts`.

    `old` holds the characters of Traditional texts that it has met: while there are none, no passage is looked for.

    `rules` is all that its conversions depend on: scripts often have the same, and share what is remembered.
    """

    def __init__(self, tag: ScriptTag, wording: Wording, others: Iterable["Converter"] = ()) -> None:
        """Make the converter of a script; the wording's decisions come before every dictionary."""
        self.tag = tag
        self._wording = wording
        self._decisions = Decisions(wording, tag)
        self._house = wording.house_style
        self._written: dict[str, str] = {}
        self._corners = wording.quotation_marks.get_marks(tag) == "corner"
        self.rules: object = (REGIONS[tag], wording.house_style, self._decisions.rules, self._corners)
        twin = next((other for other in others if other.rules == self.rules), None)
        self.forms: Forms = twin.forms if twin else Forms()
        self.old: set[str] = twin.old if twin else set()
        self.sentences: dict[str, str] = twin.sentences if twin else {}
        self.texts: dict[str, str] = twin.texts if twin else {}
        self._border = TEXT_END if self._decisions.touch(SENTENCE_END) else SENTENCE_END

    def convert(self, text: str) -> str:
        """Return one text converted, of the same length."""
        return self.texts[text] if text in self.texts else self.convert_all((text,))[text]

    def convert_all(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the texts with their conversion, each distinct text converted once for the life of the converter."""
        distinct = dict.fromkeys(texts)
        new = [text for text in distinct if text not in self.texts]
        if new:
            split = [text.split(self._border) for text in new]
            self._learn_sentences(dict.fromkeys(chain.from_iterable(split)))
            for text, sentences in zip(new, split, strict=True):
                converted = self._border.join([self.sentences[sentence] for sentence in sentences])
                self.texts[text] = self._finish(text, converted)
        return {text: self.texts[text] for text in distinct}

    def for_report(self, report: Report) -> "Converter":
        """Return the converter of one report, in which the speaker and every name once recognised hold throughout.

        A name is recognised by the frame around it (`names`); without a frame 余海波 would be what is left over.
        """
        known = find_known_names(report)
        decided = {one.words for one in self._wording.decisions}
        new = tuple(Name(words=words, hant=form) for words, form in known.items() if words not in decided)
        if not new:
            return self
        converter = Converter(self.tag, replace(self._wording, names=(*self._wording.names, *new)))
        converter.forms, converter.old = self.forms, self.old
        return converter

    def explain(self, text: str) -> Explanation:
        """Return what the rules found in a text, and its passages that stay as they are."""
        converted = self._convert_words(text)
        return Explanation(
            plain=converted, findings=tuple(find_places(text, converted)), kept=tuple(find_verbatim(text))
        )

    def _learn_sentences(self, sentences: Iterable[str]) -> None:
        """Convert sentences that are new, all in one go."""
        if len(self.sentences) > MOST_SENTENCES:
            self.sentences.clear()
        new = [sentence for sentence in sentences if sentence not in self.sentences]
        for first in range(0, len(new), AT_ONCE):
            self._learn_lines(new[first : first + AT_ONCE])

    def _learn_lines(self, sentences: list[str]) -> None:
        """Convert sentences, one a line; one that holds the end of a line itself is cut out by its length."""
        joined = "\n".join(sentences)
        converted = self._convert(joined)
        if joined.count("\n") == len(sentences) - 1:
            self.sentences.update(zip(sentences, converted.split("\n"), strict=True))
            return
        start = 0
        for sentence in sentences:
            self.sentences[sentence] = converted[start : start + len(sentence)]
            start += len(sentence) + 1

    def _convert(self, text: str) -> str:
        """Convert many texts, one a line, as far as it does not matter where one ends."""
        converted = self._convert_words(text)
        places = find_places(text, converted)
        converted = replace_spans(converted, ((one.start, self._write(one.form)) for one in places))
        if self.old:
            converted = replace_spans(
                converted, ((start, text[start:end]) for start, end in find_verbatim(text, frozenset(self.old)))
            )
        return replace_spans(converted, self._decisions.find(text))

    def _write(self, form: str) -> str:
        """Return a character of OpenCC's standard as the script writes it."""
        if form not in self._written:
            self._written[form] = write_standard(form, self.tag, self._house)
        return self._written[form]

    def _convert_words(self, text: str) -> str:
        """Convert each word by itself."""
        words, forms = cut(text), self.forms
        if not forms or GAP in text:
            self._learn(set(words).difference(forms))
        converted = "".join(map(forms.__getitem__, words))
        if forms.new:
            new, forms.new = forms.new, []
            self._learn(set(new))
            gaps = zip_longest(converted.split(GAP), (forms[word] for word in new), fillvalue="")
            converted = "".join(chain.from_iterable(gaps))
        return converted

    def _learn(self, words: set[str]) -> None:
        """Convert words that are new, all in one call."""
        self.forms.update(zip(words, words, strict=True))
        self.old |= traditional_only_characters().intersection("".join(words))
        native = [word for word in words if not word.isascii() and "\n" not in word]
        if native:
            converted = convert_words("\n".join(native), self.tag, self._house).split("\n")
            # Most words stay what they are, and need not be held twice.
            self.forms.update({word: form for word, form in zip(native, converted, strict=True) if word != form})

    def _finish(self, text: str, converted: str) -> str:
        """Apply what holds in one paragraph alone, and set the quotation marks."""
        converted = replace_spans(converted, self._decisions.find_single(text))
        if self._corners:
            # Marks that do not pair stay as they are; check_marks tells the clerk.
            converted = replace_spans(converted, find_corners(text) or ())
        return converted


class Identity(Converter):
    """The source script: every text as it is."""

    def __init__(self, tag: ScriptTag) -> None:
        """Take no dictionary."""
        self.tag = tag
        self.rules = None

    def for_report(self, report: Report) -> Converter:  # noqa: ARG002
        """Return the same converter."""
        return self

    def convert(self, text: str) -> str:
        """Return the text."""
        return text

    def convert_all(self, texts: Iterable[str]) -> dict[str, str]:
        """Return each text with itself."""
        return {text: text for text in texts}


def make_converter(tag: ScriptTag, wording: Wording | None = None, others: Iterable[Converter] = ()) -> Converter:
    """Return the converter of a script; the source script's gives every text back.

    It shares what it remembers with the first of `others` that converts alike.
    """
    return Identity(tag) if tag == SOURCE_SCRIPT else Converter(tag, wording or Wording(), others)


def replace_spans(text: str, spans: Iterable[tuple[int, str]]) -> str:
    """Return the text with other characters at some places, given in order without overlap as start and characters."""
    pieces, end = [], 0
    for start, form in spans:
        pieces += [text[end:start], form]
        end = start + len(form)
    return "".join([*pieces, text[end:]]) if pieces else text
