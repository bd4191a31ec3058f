"""An item of an HTML list in, the number that a browser shows before it out."""

import re
from dataclasses import dataclass, field
from typing import Any

from gongbao.importing.readers.elements import read_integer
from gongbao.importing.readers.number_formats import write_number

NUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]+)", re.IGNORECASE)
# How a style sheet, or the attribute `type`, numbers a list: the format, and what a browser writes after the number.
LISTS = {
    "1": ("decimal", ". "), "decimal": ("decimal", ". "), "decimal-leading-zero": ("decimalZero", ". "),
    "a": ("lowerLetter", ". "), "A": ("upperLetter", ". "), "lower-alpha": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "), "lower-latin": ("lowerLetter", ". "), "upper-latin": ("upperLetter", ". "),
    "i": ("lowerRoman", ". "), "I": ("upperRoman", ". "), "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "), "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("taiwaneseCountingThousand", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "trad-chinese-formal": ("ideographLegalTraditional", "、"), "cjk-decimal": ("ideographDigital", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"), "cjk-earthly-branch": ("ideographZodiac", "、"),
}  # fmt: skip


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of the lists of one file in document order; `next` is the number to come in each list."""

    next: dict[Any, int] = field(default_factory=dict)

    def count(self, item: Any) -> str:
        """Return the number before the next item of its list, none for a bullet."""
        if (mark := item.get("data-mark")) is not None:
            return f"{mark} "
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        backwards = parent.get("reversed") is not None
        if parent not in self.next:
            first = sum(child.tag == "li" for child in parent) if backwards else 1
            self.next[parent] = read_integer(parent.get("start"), first)
        number = read_integer(item.get("value"), self.next[parent])
        self.next[parent] = number - 1 if backwards else number + 1
        styles = [element.get("style", "") for element in (item, parent)]
        named = next((match[1].lower() for style in styles if (match := NUMBERED.search(style))), "")
        kind = named or item.get("type") or parent.get("type") or "1"
        form, ending = LISTS.get(kind, ("none", ""))
        return write_number(number, form) + ending
