"""What makes no difference to the search."""

import re
import unicodedata
from importlib.resources import files

import pytest

from gongbao.search.normalize import RADICALS, fold, fold_all, list_forms, load_readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２４年", "2024年"),
        ("ＧＤＰ", "gdp"),
        ("５Ｇ", "5g"),
        ("第 一　议题", "第一议题"),
        ("“第一议题”", "「第一议题」"),
        ("『第一议题』", "第一议题"),
        ("一，二：三", "一,二:三"),
        ("e\u0301", "é"),
        ("营\u200b商\ufeff环\u00ad境", "营商环境"),
        ("Σ", "ς"),
        ("㎡", "m2"),
        ("行\n行", "行行"),
    ],
)
def test_width_case_spaces_and_quotation_marks_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["《条例》", "（一）", "3+3", "。", "——", "□", "&<>\\^$.*?[](){}|"])
def test_other_marks_stay(text: str) -> None:
    assert fold(text)


def test_folding_many_texts_is_folding_each() -> None:
    texts = ["", "第 一", "行\n行", "“”", "ＡＢＣ", "e", "\u0301", "ΑΣ"]
    assert fold_all(texts) == [fold(text) for text in texts]
    assert fold_all([]) == []


@pytest.mark.parametrize(
    ("plain", "written"), [("后", "後"), ("里", "裏裡"), ("着", "著"), ("卫", "衛衞"), ("为", "為爲")]
)
def test_readings_hold_the_forms_of_taiwan_and_hong_kong(plain: str, written: str) -> None:
    assert load_readings()[plain] >= set(written)


def test_forms_are_those_of_the_alphabet_and_of_the_conversions_that_occurred() -> None:
    forms = list_forms("后头了", [("头", "頭"), ("了", "瞭"), ("的", "の"), ("“", "「")])
    assert forms == ["了瞭", "后後", "头頭"]


@pytest.mark.parametrize("before", ["", "一", "。", "〇", "a", "z", "9"])
@pytest.mark.parametrize("after", ["\u0301", "\u3099", "ﾞ", "Ａ\u0323\u0301", "Σ", "İ", "……", "㎡"])
def test_a_letter_folds_the_same_wherever_it_stands(before: str, after: str) -> None:
    plain = unicodedata.normalize("NFKC", before + after + "一").lower().replace("ς", "σ")
    assert fold(before + after + "一") == plain


def test_a_radical_is_found_as_the_ideograph_it_stands_for() -> None:
    assert fold("⼈⺠代表⼤会，⻔⼝⻋辆") == fold("人民代表大会，门口车辆")


def test_the_script_of_the_pages_knows_the_same_radicals() -> None:
    script = (files("gongbao") / "pages/assets/js/folding.js").read_text(encoding="utf-8")
    known = "".join(re.findall(r'"([^"\\]+)"', script.partition("RADICALS = ")[2].partition(".match(")[0]))
    assert dict(zip(known[::2], known[1::2], strict=True)) == {chr(one): other for one, other in RADICALS.items()}
