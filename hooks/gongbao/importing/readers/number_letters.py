"""A whole number in, the letters or the sign that stand for it out: aa, XIV, ⑳, 甲子."""

from collections.abc import Callable

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
HALF_KATAKANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
GANADA, CHOSUNG = "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
HEBREW_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400)
ARABIC, ABJAD = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
HINDI_CONSONANTS = "".join(map(chr, range(0x905, 0x915)))
HINDI_VOWELS = "".join(map(chr, range(0x915, 0x93A)))
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


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


def hebrew(value: int) -> str:
    """Return a number in Hebrew letters by their values."""
    words, rest = "", value if value < 1000 else 0
    for worth, letter in sorted(zip(HEBREW_VALUES, HEBREW, strict=True), reverse=True):
        while 0 < worth <= rest and rest not in (15, 16):
            words, rest = words + letter, rest - worth
        if rest in (15, 16):
            return words + {15: "טו", 16: "טז"}[rest]
    return words


LETTERS: dict[str, Callable[[int], str]] = {
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": enclosed("⒈", 20),
    "decimalEnclosedParen": enclosed("⑴", 20),
    "chicago": repeat("*†‡§"),
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "upperLetter": repeat("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": repeat("abcdefghijklmnopqrstuvwxyz"),
    "ideographEnclosedCircle": enclosed("㊀", 10),
    "ideographTraditional": pick(STEMS),
    "ideographZodiac": pick(BRANCHES),
    "ideographZodiacTraditional": sexagenary,
    "aiueo": pick(HALF_KATAKANA, cycle=True),
    "aiueoFullWidth": pick(KATAKANA, cycle=True),
    "iroha": pick(HALF_IROHA, cycle=True),
    "irohaFullWidth": pick(IROHA, cycle=True),
    "ganada": pick(GANADA, cycle=True),
    "chosung": pick(CHOSUNG, cycle=True),
    "russianLower": pick(RUSSIAN, cycle=True),
    "russianUpper": pick(RUSSIAN.upper(), cycle=True),
    "hebrew1": hebrew,
    "hebrew2": repeat(HEBREW),
    "arabicAlpha": repeat(ARABIC),
    "arabicAbjad": repeat(ABJAD),
    "hindiVowels": pick(HINDI_VOWELS, cycle=True),
    "hindiConsonants": pick(HINDI_CONSONANTS, cycle=True),
    "thaiLetters": repeat(THAI_LETTERS),
}
