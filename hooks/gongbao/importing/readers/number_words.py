"""A whole number in, the number in the words of a language out: English, Korean, Thai, Vietnamese."""

from collections.abc import Callable

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ENGLISH_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
KOREAN_NATIVE = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
KOREAN_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
THAI = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def english(value: int) -> str:
    """Return a number in English words."""
    if value >= 1_000_000 or value < 0:
        return ""
    if value >= 1000:
        rest = value % 1000
        return f"{english(value // 1000)} thousand{f' {english(rest)}' if rest else ''}"
    if value >= 100:
        rest = value % 100
        return f"{ONES[value // 100]} hundred{f' {english(rest)}' if rest else ''}"
    if value < 20:
        return ONES[value]
    return ENGLISH_TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


def english_ordinal(value: int) -> str:
    """Return an ordinal number in English words."""
    words = english(value)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return words[:cut] + ORDINALS.get(last, regular) if words else ""


def korean_native(value: int) -> str:
    """Return a number in native Korean words, to 99."""
    return KOREAN_NATIVE_TENS[value // 10] + KOREAN_NATIVE[value % 10] if 0 < value < 100 else ""


def thai(value: int) -> str:
    """Return a number in Thai words, to 99."""
    if not 0 < value < 100:
        return THAI[0] if value == 0 else ""
    tens, ones = divmod(value, 10)
    words = ("" if tens < 2 else "ยี่" if tens == 2 else THAI[tens]) + ("สิบ" if tens else "")
    return words + ("เอ็ด" if tens and ones == 1 else THAI[ones] if ones else "")


def vietnamese(value: int) -> str:
    """Return a number in Vietnamese words, to 99."""
    if not 0 <= value < 100:
        return ""
    tens, ones = divmod(value, 10)
    if not tens:
        return VIETNAMESE[ones]
    head = "mười" if tens == 1 else f"{VIETNAMESE[tens]} mươi"
    return f"{head} {VIETNAMESE[ones]}" if ones else head


WORDS: dict[str, Callable[[int], str]] = {
    "cardinalText": lambda value: english(value).capitalize(),
    "ordinalText": lambda value: english_ordinal(value).capitalize(),
    "dollarText": lambda value: f"{english(value).capitalize()} and 00/100",
    "koreanLegal": korean_native,
    "thaiCounting": thai,
    "bahtText": lambda value: f"{thai(value) or value}บาทถ้วน",
    "vietnameseCounting": vietnamese,
}
