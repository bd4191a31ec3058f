"""A whole number in, the number as East Asia counts it out: 二十一, 壹佰零壹, 二〇二五."""

from collections.abc import Callable

HAN, ZERO = "〇一二三四五六七八九", "零"
TENS, MYRIADS = ("", "十", "百", "千"), ("", "万", "亿", "兆")
LEGAL, LEGAL_TENS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
LEGAL_TRADITIONAL, MYRIADS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖", ("", "萬", "億", "兆")
LEGAL_JAPANESE, LEGAL_TENS_JAPANESE = "〇壱弐参四伍六七八九", ("", "拾", "百", "阡")
KOREAN, KOREAN_TENS, KOREAN_MYRIADS = "영일이삼사오육칠팔구", ("", "십", "백", "천"), ("", "만", "억", "조")


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


COUNTED: dict[str, Callable[[int], str]] = {
    "chineseCounting": count_to_99(HAN),
    "chineseCountingThousand": count,
    "chineseLegalSimplified": lambda value: count(value, LEGAL, LEGAL_TENS, bare_ten=False),
    "taiwaneseCounting": count_to_99("○" + HAN[1:]),
    "taiwaneseCountingThousand": lambda value: count(value, myriads=MYRIADS_TRADITIONAL),
    "taiwaneseDigital": digit_by_digit("○" + HAN[1:]),
    "ideographDigital": digit_by_digit(HAN),
    "ideographLegalTraditional": lambda value: count(
        value, LEGAL_TRADITIONAL, LEGAL_TENS, MYRIADS_TRADITIONAL, bare_ten=False
    ),
    "japaneseCounting": lambda value: count(value, myriads=("", "万", "億", "兆"), zero="", bare=True),
    "japaneseLegal": lambda value: count(
        value, LEGAL_JAPANESE, LEGAL_TENS_JAPANESE, ("", "萬", "億", "兆"), "", bare_ten=False
    ),
    "japaneseDigitalTenThousand": digit_by_digit(HAN),
    "koreanDigital": digit_by_digit(KOREAN),
    "koreanDigital2": digit_by_digit("零" + HAN[1:]),
    "koreanCounting": lambda value: count(value, KOREAN, KOREAN_TENS, KOREAN_MYRIADS, "", bare=True),
}
