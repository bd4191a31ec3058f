"""The numbering part of a Word file in; out come the numbers that Word shows before paragraphs but does not store."""

from typing import Any

from gongbao.importing.readers.container import W

FIGURES = "〇一二三四五六七八九"
DEEPEST = 9


class Numbering:
    """Counts numbered paragraphs in document order, as Word does."""

    def __init__(self, root: Any) -> None:
        """Take the root of the numbering part, or None where there is none."""
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counters: dict[str, list[int]] = {}
        self.lists: dict[str, str] = {}
        if root is None:
            return
        abstract = {item.get(f"{W}abstractNumId"): _read_levels(item) for item in root.findall(f"{W}abstractNum")}
        for item in root.findall(f"{W}num"):
            named = item.find(f"{W}abstractNumId")
            key = "" if named is None else named.get(f"{W}val", "")
            self.levels[item.get(f"{W}numId")] = abstract.get(key, {})
            restarts = item.find(f"{W}lvlOverride/{W}startOverride") is not None
            self.lists[item.get(f"{W}numId")] = f"num-{item.get(f'{W}numId')}" if restarts else f"abstract-{key}"

    def count(self, number: str, depth: int) -> str:
        """Return the number Word shows before the next paragraph of a list; bullets show none."""
        depth = min(depth, DEEPEST - 1)
        levels = self.levels.get(number, {})
        if depth not in levels:
            return ""
        kind, template, start = levels[depth]
        counters = self.counters.setdefault(self.lists[number], [0] * DEEPEST)
        counters[depth] = counters[depth] + 1 if counters[depth] else start
        counters[depth + 1 :] = [0] * (DEEPEST - depth - 1)
        if kind in ("bullet", "none"):
            return ""
        for place in range(depth + 1):
            form = levels.get(place, (kind, "", 1))
            value = counters[place] or form[2]
            template = template.replace(f"%{place + 1}", write_number(value, form[0]))
        return template


def write_number(value: int, kind: str) -> str:
    """Return a number in one of Word's formats; an unknown format in Arabic figures."""
    lowered = kind.lower()
    if "chinese" in lowered or "japanesecounting" in lowered or lowered == "ideographdigital" or "taiwanese" in lowered:
        return write_chinese(value)
    if kind == "decimalEnclosedCircle" and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if kind == "decimalFullWidth":
        return "".join(chr(ord(figure) + 0xFEE0) for figure in str(value))
    if kind in ("upperLetter", "lowerLetter") and 1 <= value <= 26:
        return chr(ord("A" if kind == "upperLetter" else "a") + value - 1)
    return str(value)


def write_chinese(value: int) -> str:
    """Return a number from 0 to 99 in Chinese figures: 15 → 十五; a larger one figure by figure."""
    if value > 99:
        return "".join(FIGURES[int(figure)] for figure in str(value))
    tens, ones = divmod(value, 10)
    if not tens:
        return FIGURES[ones]
    return (FIGURES[tens] if tens > 1 else "") + "十" + (FIGURES[ones] if ones else "")


def _read_levels(item: Any) -> dict[int, tuple[str, str, int]]:
    """Return the levels of a list: format, template and first number by depth."""
    levels = {}
    for level in item.findall(f"{W}lvl"):
        kind, template, start = (level.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
        levels[int(level.get(f"{W}ilvl", 0))] = (
            "decimal" if kind is None else kind.get(f"{W}val", "decimal"),
            "" if template is None else template.get(f"{W}val", ""),
            1 if start is None else int(start.get(f"{W}val", 1)),
        )
    return levels
