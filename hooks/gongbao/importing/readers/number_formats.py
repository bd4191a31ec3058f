"""A whole number and the name of a format in, the number as Word writes it out (ISO/IEC 29500-1, 17.18.59).

Where Word and LibreOffice are known to differ the standard is followed; `is_doubtful` tells those numbers.
"""

from collections.abc import Callable

HAN, ZERO = "〇一二三四五六七八九", "零"
TENS, MYRIADS = ("", "十", "百", "千"), ("", "万", "亿", "兆")
LEGAL, LEGAL_TENS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
LEGAL_TRADITIONAL, MYRIADS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖", ("", "萬", "億", "兆")
LEGAL_JAPANESE, LEGAL_TENS_JAPANESE = "〇壱弐参四伍六七八九", ("", "拾", "百", "阡")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
GANADA, CHOSUNG = "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
KOREAN, KOREAN_TENS, KOREAN_MYRIADS = "영일이삼사오육칠팔구", ("", "십", "백", "천"), ("", "만", "억", "조")
KOREAN_NATIVE = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
KOREAN_NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
HEBREW_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400)
ARABIC, ABJAD = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
THAI = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
HINDI_CONSONANTS = "".join(map(chr, range(0x905, 0x915)))
HINDI_VOWELS = "".join(map(chr, range(0x915, 0x93A)))
VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ENGLISH_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
# From these numbers on, Word and LibreOffice write a format differently, or it is not known how Word writes it.
DOUBTFUL_FROM = {
    "ideographDigital": 10, "ideographEnclosedCircle": 1, "japaneseLegal": 10, "chineseCounting": 100,
    "taiwaneseCounting": 100, "japaneseCounting": 100, "decimalEnclosedCircle": 21, "decimalEnclosedCircleChinese": 21,
    "hindiCounting": 0, "thaiCounting": 20, "vietnameseCounting": 20, "bahtText": 0, "dollarText": 0,
}  # fmt: skip


def write_number(value: int, kind: str, pattern: str = "") -> str:
    """Return a number in one of Word's formats; one that a format has no sign for, or an unknown format, in figures.

    `pattern` is the example of a custom format: `001, 002, 003, ...`.
    """
    if kind in ("bullet", "none"):
        return ""
    if kind == "custom":
        return str(value).zfill(len(pattern.partition(",")[0].strip()))
    return FORMATS.get(kind, str)(value) or str(value)


def is_doubtful(value: int, kind: str) -> bool:
    """Tell whether a number may look otherwise in Word than it is written here."""
    return value >= DOUBTFUL_FROM[kind] if kind in DOUBTFUL_FROM else kind not in (*FORMATS, "bullet", "none", "custom")


def count(
    value: int, digits: str = HAN, tens: tuple[str, ...] = TENS, myriads: tuple[str, ...] = MYRIADS, zero: str = ZERO,
    *, bare_ten: bool = True, bare: bool = False,
) -> str:  # fmt: skip
    """Return a number as it is counted: 二十一, 一百零一. `bare_ten` writes 十五, `bare` 百五, too (Japanese)."""
    if not 0 < value < 10 ** (4 * len(myriads)):
        return digits[0] if value == 0 else ""
    groups = []
    rest, place = value, 0
    while rest:
        rest, group = divmod(rest, 10_000)
        if group:
            words = _count_group(group, digits, tens, zero, bare=bare) + myriads[place]
            groups.append((zero if rest and group < 1000 else "") + words)
        place += 1
    words = "".join(reversed(groups))
    one_ten = digits[1] + tens[1]
    return words[1:] if bare_ten and words.startswith(one_ten) else words


def _count_group(group: int, digits: str, tens: tuple[str, ...], zero: str, *, bare: bool) -> str:
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit:
            one = bare and digit == 1 and power
            words += (zero if gap and words else "") + ("" if one else digits[digit]) + tens[power]
        gap = not digit
    return words


def digit_by_digit(digits: str) -> Callable[[int], str]:
    """Return the writer of figures one by one: 二〇二五."""
    return lambda value: "".join(digits[int(figure)] for figure in str(value))


def count_to_99(digits: str) -> Callable[[int], str]:
    """Return the writer that counts to 99 and goes on figure by figure: 九十九, 一〇〇."""
    return lambda value: count(value) if 0 < value < 100 else digit_by_digit(digits)(value)


def pick(letters: str, *, cycle: bool = False) -> Callable[[int], str]:
    """Return the writer that takes letters in their order; after the last in figures, or from the first again."""
    size = len(letters)
    return lambda value: letters[(value - 1) % size] if value > 0 and (cycle or value <= size) else ""


def repeat(letters: str) -> Callable[[int], str]:
    """Return the writer that takes letters in their order, then doubled: z, aa, bb."""
    size = len(letters)
    return lambda value: letters[(value - 1) % size] * ((value - 1) // size + 1) if 0 < value <= 50 * size else ""


def enclosed(first: str, most: int) -> Callable[[int], str]:
    """Return the writer of enclosed figures from one character on."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= most else ""


def circled(value: int) -> str:
    """Return a number in a circle, to ㊿."""
    for first, least, most in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if least <= value <= most:
            return chr(ord(first) + value - least)
    return "⓪" if value == 0 else ""


def roman(value: int) -> str:
    """Return a Roman number."""
    words = ""
    for worth, letters in ROMAN:
        while 0 < worth <= value < 10_000:
            words, value = words + letters, value - worth
    return words


def sexagenary(value: int) -> str:
    """Return a number of the cycle of sixty: 甲子, 乙丑."""
    return STEMS[(value - 1) % 10] + BRANCHES[(value - 1) % 12] if value > 0 else ""


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


def ordinal(value: int) -> str:
    """Return an ordinal number in figures: 1st."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def hebrew(value: int) -> str:
    """Return a number in Hebrew letters by their values."""
    words, rest = "", value if value < 1000 else 0
    for worth, letter in sorted(zip(HEBREW_VALUES, HEBREW, strict=True), reverse=True):
        while 0 < worth <= rest and rest not in (15, 16):
            words, rest = words + letter, rest - worth
        if rest in (15, 16):
            return words + {15: "טו", 16: "טז"}[rest]
    return words


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


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": digit_by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": digit_by_digit("０１２３４５６７８９"),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": enclosed("⒈", 20),
    "decimalEnclosedParen": enclosed("⑴", 20),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "chicago": repeat("*†‡§"),
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "upperLetter": repeat("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": repeat("abcdefghijklmnopqrstuvwxyz"),
    "ordinal": ordinal,
    "cardinalText": lambda value: english(value).capitalize(),
    "ordinalText": lambda value: english_ordinal(value).capitalize(),
    "dollarText": lambda value: f"{english(value).capitalize()} and 00/100",
    "chineseCounting": count_to_99(HAN),
    "chineseCountingThousand": count,
    "chineseLegalSimplified": lambda value: count(value, LEGAL, LEGAL_TENS, bare_ten=False),
    "taiwaneseCounting": count_to_99("○" + HAN[1:]),
    "taiwaneseCountingThousand": lambda value: count(value, myriads=MYRIADS_TRADITIONAL),
    "taiwaneseDigital": digit_by_digit("○" + HAN[1:]),
    "ideographDigital": digit_by_digit(HAN),
    "ideographEnclosedCircle": enclosed("㊀", 10),
    "ideographTraditional": pick(STEMS),
    "ideographZodiac": pick(BRANCHES),
    "ideographZodiacTraditional": sexagenary,
    "ideographLegalTraditional": lambda value: count(
        value, LEGAL_TRADITIONAL, LEGAL_TENS, MYRIADS_TRADITIONAL, bare_ten=False
    ),
    "japaneseCounting": lambda value: count(value, myriads=("", "万", "億", "兆"), zero="", bare=True),
    "japaneseLegal": lambda value: count(
        value, LEGAL_JAPANESE, LEGAL_TENS_JAPANESE, ("", "萬", "億", "兆"), "", bare_ten=False
    ),
    "japaneseDigitalTenThousand": digit_by_digit(HAN),
    "aiueo": pick(HALF_KATAKANA, cycle=True),
    "aiueoFullWidth": pick(KATAKANA, cycle=True),
    "iroha": pick(HALF_IROHA, cycle=True),
    "irohaFullWidth": pick(IROHA, cycle=True),
    "ganada": pick(GANADA, cycle=True),
    "chosung": pick(CHOSUNG, cycle=True),
    "koreanDigital": digit_by_digit(KOREAN),
    "koreanDigital2": digit_by_digit("零" + HAN[1:]),
    "koreanCounting": lambda value: count(value, KOREAN, KOREAN_TENS, KOREAN_MYRIADS, "", bare=True),
    "koreanLegal": korean_native,
    "russianLower": pick(RUSSIAN, cycle=True),
    "russianUpper": pick(RUSSIAN.upper(), cycle=True),
    "hebrew1": hebrew,
    "hebrew2": repeat(HEBREW),
    "arabicAlpha": repeat(ARABIC),
    "arabicAbjad": repeat(ABJAD),
    "hindiVowels": pick(HINDI_VOWELS, cycle=True),
    "hindiConsonants": pick(HINDI_CONSONANTS, cycle=True),
    "hindiNumbers": digit_by_digit("०१२३४५६७८९"),
    "hindiCounting": str,
    "thaiLetters": repeat(THAI_LETTERS),
    "thaiNumbers": digit_by_digit("๐๑๒๓๔๕๖๗๘๙"),
    "thaiCounting": thai,
    "bahtText": lambda value: f"{thai(value) or value}บาทถ้วน",
    "vietnameseCounting": vietnamese,
}
