"""A character code of a symbol font in, the Unicode character that looks like it out; other fonts keep theirs."""

FIRST, LAST = 0xF000, 0xF0FF
# The encoding of Symbol (Adobe), from 0x20 on; · where it has a letter of its own only.
SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|―↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
)
WINGDINGS = {
    0x21: "✏✂✁", 0x28: "☎✆✉", 0x36: "⌛⌨", 0x3E: "✇✍", 0x41: "✌", 0x45: "☜☞☝☟", 0x4A: "☺", 0x4C: "☹", 0x51: "✈☼",
    0x54: "❄", 0x56: "✞", 0x58: "✠✡☪☯", 0x6C: "●❍■□", 0x71: "❑❒⬧⧫◆❖⬥⌧", 0x7B: "❀✿❝❞", 0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩",
    0x8B: "⓿❶❷❸❹❺❻❼❽❾❿", 0x9E: "·•▪○", 0xA4: "◉◎", 0xA7: "▪◻", 0xAA: "✦★✶✴✹✵", 0xB5: "✪✰", 0xD8: "➢", 0xDC: "➲",
    0xDF: "←→↑↓", 0xE8: "➔", 0xEF: "⇦⇨⇧⇩⬄⇳", 0xFB: "✗✔☒☑",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗✓☒☑☒☒", 0x97: "●", 0xA3: "□"}
WINGDINGS_3 = {0x66: "←→↑↓", 0x70: "▲▼△▽◀▶", 0x7D: "▶"}
WEBDINGS = {0x61: "✔", 0x63: "□", 0x67: "■", 0x6E: "●"}


def spread(runs: dict[int, str]) -> dict[int, str]:
    """Return single codes for runs of neighbours."""
    return {first + step: letter for first, letters in runs.items() for step, letter in enumerate(letters)}


FONTS = {
    "symbol": spread({0x20: SYMBOL[0], 0xA0: SYMBOL[1], 0xF1: "〉∫"}),
    "wingdings": spread(WINGDINGS),
    "wingdings 2": spread(WINGDINGS_2),
    "wingdings 3": spread(WINGDINGS_3),
    "webdings": spread(WEBDINGS),
}


def read_symbol(font: str, code: int) -> str | None:
    """Return the character of a code in a font; None for a sign of a symbol font that is not known."""
    table = FONTS.get(font.strip().lower())
    if table is None:
        return None if FIRST <= code <= LAST else chr(code)
    return table.get(code - FIRST if FIRST <= code <= LAST else code)


def is_symbol_font(font: str) -> bool:
    """Tell whether a font has signs in the places of letters."""
    return font.strip().lower() in FONTS


def read_typed(font: str, text: str) -> str:
    """Return a text typed with Latin letters in a symbol font: l in Wingdings is ●; what is not known stays."""
    table = FONTS[font.strip().lower()]
    return "".join(table.get(ord(one), one) if ord(one) <= LAST - FIRST else one for one in text)


def read_letters(font: str, text: str) -> str:
    """Return a text set in a symbol font by private codes, where all its signs are known; else the text as it is."""
    table = FONTS.get(font.strip().lower())
    if table is None:
        return text
    return "".join(table.get(ord(one) - FIRST, one) if FIRST <= ord(one) <= LAST else one for one in text)
