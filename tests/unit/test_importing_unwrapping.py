"""Hard-wrapped columns back to paragraphs, by the width of their lines; what is doubtful is listed."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import import_cases as cases
from gongbao.importing.manuscript import ends_sentence, measure_width
from gongbao.importing.readers.lines import join_lines, make_lines
from gongbao.importing.readers.text import split_passages
from gongbao.importing.readers.unwrapping import find_column
from gongbao.report.spacing import squeeze

WORDS = "东江两岸工业农业发展建设企业居民道路水利教育医疗文化生态安全改革创新开放服务保障"


def make_paragraphs(seed: int, count: int = 40) -> list[str]:
    """Return paragraphs of made-up words: numbered headings and texts of several sentences."""
    dice = random.Random(seed)
    paragraphs = []
    for number in range(count):
        if number % 9 == 0:
            numeral = "一二三四五六七八九"[number // 9]
            paragraphs.append(f"{numeral}、" + "".join(dice.choices(WORDS, k=dice.randint(6, 14))))
            continue
        clauses = ["".join(dice.choices(WORDS, k=dice.randint(4, 16))) for _ in range(dice.randint(4, 30))]
        text = "".join(clause + ("。" if dice.random() < 0.3 else "，") for clause in clauses)
        paragraphs.append(text[:-1] + "。")
    return paragraphs


@pytest.mark.parametrize("width", [28, 36, 44])
@pytest.mark.parametrize("indent", [4, 2])
def test_a_column_gives_back_its_paragraphs(width: int, indent: int) -> None:
    paragraphs = make_paragraphs(width + indent)
    passages, _doubts, _tables = split_passages(cases.set_column(paragraphs, width, indent), Path("x.txt"))
    assert [passage.text for passage in passages] == paragraphs


def test_the_width_decides_where_blank_lines_are_missing() -> None:
    paragraphs = make_paragraphs(7)
    text = cases.set_column(paragraphs).replace("\n\n", "\n")
    passages, doubts, _tables = split_passages(text, Path("x.txt"))
    texts = [passage.text for passage in passages]
    wrong = [text for text in texts if text not in paragraphs]
    assert len(wrong) <= len(doubts)
    assert len(set(texts) & set(paragraphs)) >= len(paragraphs) - 3


def test_false_blank_lines_before_a_quotation_part_nothing() -> None:
    paragraphs = [text.replace("建设", "“建设”") for text in make_paragraphs(3)]
    text = cases.set_column(paragraphs).replace("\n“", "\n\n“")
    passages, _doubts, _tables = split_passages(text, Path("x.txt"))
    assert [passage.text for passage in passages] == paragraphs


def test_lines_of_every_length_are_paragraphs() -> None:
    text = "\n".join(make_paragraphs(1))
    assert find_column(make_lines(text)) is None
    assert len(split_passages(text, Path("x.txt"))[0]) == 40


def test_latin_words_keep_their_space() -> None:
    assert join_lines(make_lines("引进 World\nTrade 项目\n3\n个")) == "引进 World Trade 项目3个"


def test_a_kept_indent_starts_a_paragraph() -> None:
    paragraphs = make_paragraphs(11)
    indented = cases.set_column(paragraphs).replace("\n\n", "\n\u3000\u3000")
    passages, _doubts, _tables = split_passages(indented, Path("x.txt"))
    assert [passage.text for passage in passages] == paragraphs


def test_applause_does_not_hide_the_end_of_a_sentence() -> None:
    assert ends_sentence("我们的事业一定胜利！（长时间的掌声）")
    assert not ends_sentence("我们的事业（长时间的掌声）")


def test_width_counts_in_half_em() -> None:
    assert measure_width("东a1，“") == 8


@settings(max_examples=80)
@given(st.text(alphabet=st.sampled_from("东江工业，。“”（）一、1. a\n\n\u3000|-"), max_size=400))
def test_no_text_loses_a_character(text: str) -> None:
    passages, _doubts, tables = split_passages(text, Path("x.txt"))
    if not tables:
        assert squeeze("".join(passage.text for passage in passages)) == squeeze(text)
