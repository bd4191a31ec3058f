"""Numbers as Word writes them, in every format of the standard."""

import pytest

from gongbao.importing.readers.number_formats import FORMATS, is_doubtful, write_number

SHOWN = {
    "chineseCounting": "一 二 十 十一 二十 二十一 一〇〇 一〇一",
    "chineseCountingThousand": "一 二 十 十一 二十 二十一 一百 一百零一",
    "chineseLegalSimplified": "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零壹",
    "ideographLegalTraditional": "壹 貳 壹拾 壹拾壹 貳拾 貳拾壹 壹佰 壹佰零壹",
    "taiwaneseCountingThousand": "一 二 十 十一 二十 二十一 一百 一百零一",
    "japaneseCounting": "一 二 十 十一 二十 二十一 百 百一",
    "ideographDigital": "一 二 一〇 一一 二〇 二一 一〇〇 一〇一",
    "ideographTraditional": "甲 乙 癸 11 20 21 100 101",
    "ideographZodiac": "子 丑 酉 戌 20 21 100 101",
    "ideographZodiacTraditional": "甲子 乙丑 癸酉 甲戌 癸未 甲申 癸卯 甲辰",
    "ideographEnclosedCircle": "㊀ ㊁ ㊉ 11 20 21 100 101",
    "decimalEnclosedCircleChinese": "① ② ⑩ ⑪ ⑳ ㉑ 100 101",
    "decimalEnclosedFullstop": "⒈ ⒉ ⒑ ⒒ ⒛ 21 100 101",
    "decimalEnclosedParen": "⑴ ⑵ ⑽ ⑾ ⒇ 21 100 101",
    "decimalFullWidth": "１ ２ １０ １１ ２０ ２１ １００ １０１",
    "decimalZero": "01 02 10 11 20 21 100 101",
    "upperRoman": "I II X XI XX XXI C CI",
    "lowerRoman": "i ii x xi xx xxi c ci",
    "upperLetter": "A B J K T U VVVV WWWW",
    "ordinal": "1st 2nd 10th 11th 20th 21st 100th 101st",
    "hex": "1 2 A B 14 15 64 65",
    "koreanLegal": "하나 둘 열 열하나 스물 스물하나 100 101",
    "hebrew1": "א ב י יא כ כא ק קא",
    "thaiNumbers": "๑ ๒ ๑๐ ๑๑ ๒๐ ๒๑ ๑๐๐ ๑๐๑",
    "bullet": "       ",
}
# Every value of ST_NumberFormat (ISO/IEC 29500-1, 17.18.59), but for bullet, none and custom.
STANDARD = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital "
    "japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal japaneseDigitalTenThousand "
    "decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero ganada chosung "
    "decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle "
    "ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ideographLegalTraditional "
    "taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand "
    "koreanDigital koreanCounting koreanLegal koreanDigital2 vietnameseCounting russianLower russianUpper numberInDash "
    "hebrew1 hebrew2 arabicAlpha arabicAbjad hindiVowels hindiConsonants hindiNumbers hindiCounting thaiLetters "
    "thaiNumbers thaiCounting bahtText dollarText"
)


@pytest.mark.parametrize("kind", SHOWN)
def test_a_format(kind: str) -> None:
    values = (1, 2, 10, 11, 20, 21, 100, 101)
    assert " ".join(write_number(value, kind) for value in values) == SHOWN[kind]


def test_every_format_of_the_standard_is_known() -> None:
    assert set(STANDARD.split()) == set(FORMATS)
    assert all(write_number(value, kind) for kind in FORMATS for value in (0, 1, 9, 10, 99, 100, 1000, 12345))


def test_a_format_that_may_look_otherwise_is_doubted() -> None:
    assert [value for value in (9, 10) if is_doubtful(value, "ideographDigital")] == [10]
    assert is_doubtful(1, "noSuchFormat")
    assert not is_doubtful(1000, "chineseCountingThousand")
