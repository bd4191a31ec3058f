"""The clerk's wording: what it decides, where it does not reach, and what is wrong with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from gongbao.data.load import load_publication
from gongbao.data.wording import (
    Decision,
    Name,
    ParagraphDecision,
    QuotationMarks,
    Wording,
    place_wording,
)
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.walk import iter_paragraphs
from gongbao.script.converter import make_converter
from gongbao.script.overrides import load_wording
from gongbao.script.quotation_marks import check_marks, find_corners


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    publication = load_publication(root / "data", Problems())
    assert publication
    return next(report for report in publication.reports if report.slug == "taicang-npc-2025")


def read(text: str, folder: Path) -> tuple[Wording | None, list[str]]:
    path = folder / "wording.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    wording = load_wording(path, problems)
    return wording, [str(problem).removeprefix(path.as_posix()) for problem in problems]


def convert(text: str, *decisions: Decision, tag: str = "zh-Hant") -> str:
    return make_converter(tag, Wording(phrases=decisions)).convert(text)  # type: ignore[arg-type]


def test_a_decision_comes_before_every_dictionary() -> None:
    assert convert("制定规划", Decision(words="规划", hant="規畫")) == "制定規畫"


def test_a_name_converts_as_given() -> None:
    wording = Wording(names=(Name(words="范后里", hant="范后里"),))
    assert make_converter("zh-Hant", wording).convert("推荐范后里为代表") == "推薦范后里為代表"


@pytest.mark.parametrize(
    ("words", "form", "text", "expected"),
    [
        ("心系", "心繫", "中心系统", "中心系統"),
        ("于洋", "于洋", "由于洋流", "由於洋流"),
        ("王干", "王干", "王干部", "王幹部"),
        ("代表", "代錶", "人大代表", "人大代錶"),
        ("A股", "A股", "A股市场", "A股市場"),
    ],
)
def test_a_short_decision_stands_only_where_its_words_stand(words: str, form: str, text: str, expected: str) -> None:
    assert convert(text, Decision(words=words, hant=form)) == expected


def test_the_longest_decision_wins() -> None:
    decisions = (Decision(words="规划", hant="規畫"), Decision(words="城市规划", hant="城市規劃"))
    assert convert("城市规划与乡村规划", *decisions) == "城市規劃與鄉村規畫"


def test_hong_kong_follows_in_its_own_variants() -> None:
    decision = Decision(words="侨台群众", hant="僑臺群眾")
    assert convert("侨台群众", decision, tag="zh-Hant-HK") == "僑台群眾"
    assert convert("侨台群众", replace(decision, hong_kong="僑台群眾"), tag="zh-Hant-HK") == "僑台群眾"
    assert convert("侨台群众", decision, tag="zh-Hant-TW") == "僑臺群眾"


def test_a_script_without_a_form_is_left_to_the_dictionary() -> None:
    assert convert("规划", Decision(words="规划", hong_kong="規畫")) == "規劃"


def test_a_decision_for_one_paragraph_reaches_no_other(report: Report) -> None:
    one = ParagraphDecision(words="规划", hant="規畫", report=report.slug, paragraph="sec_8__para_1")
    problems = Problems()
    wording = place_wording(Wording(paragraphs=(one,)), [report], problems)
    assert not problems.found
    texts = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(report)}
    converter = make_converter("zh-Hant", wording)
    assert "規畫" in converter.convert(texts["sec_8__para_1"])
    assert "規畫" not in converter.convert(texts["sec_4__para_4"])
    assert "規劃" in converter.convert(texts["sec_4__para_4"])


def test_a_paragraph_that_is_not_there_is_a_problem(report: Report) -> None:
    one = ParagraphDecision(words="规划", hant="規畫", report=report.slug, paragraph="sec_99__para_1", line=7)
    other = ParagraphDecision(words="不在此处", hant="不在此處", report=report.slug, paragraph="sec_8__para_1")
    problems = Problems()
    place_wording(Wording(paragraphs=(one, other), path=Path("data/wording.yml")), [report], problems)
    assert [str(problem) for problem in problems] == [
        "data/wording.yml:7: there is no paragraph sec_99__para_1 in the report taicang-npc-2025",
        'data/wording.yml: "不在此处" is not in paragraph sec_8__para_1 (quote the words exactly)',
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- {phrase: 干部}", ':2: "干部": no form is given (example: zh-Hant: 干部)'),
        ('- {phrase: "", zh-Hant: 幹}', ':2: "phrase": expected text, found nothing (example: 范主任)'),
        ("- {phrase: 干部, zh-Hant: 幹}", ':2: "干部": zh-Hant: "幹" has 1 characters, the words have 2'),
        ("- {phrase: 干部, zh-Hant-MO: 幹部}", ':2: unknown key "zh-Hant-MO" (did you mean "zh-Hant"?)'),
        ("- {phrase: 发展, zh-Hant: 發展, zh-Hant-HK: 发展}", ':2: "发展": zh-Hant-HK: "发展" holds 发, which is'),
        (
            "- {phrase: 规划, zh-Hant: 規畫}\n- {phrase: 规划, zh-Hant: 規劃}",
            ':3: "规划" is decided already in line 2 (keep one of the two)',
        ),
        ("- 干部", ":2: expected keys (phrase, zh-Hant, zh-Hant-TW, zh-Hant-HK, reason)"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(entry: str, message: str, tmp_path: Path) -> None:
    wording, problems = read(f"phrases:\n{entry}\n", tmp_path)
    assert wording is None
    assert any(problem.startswith(message) for problem in problems), problems


def test_every_right_entry_is_read(tmp_path: Path) -> None:
    text = """\
quotation_marks: {zh-Hant: corner, zh-Hant-HK: keep}
phrases:
  - {phrase: 规划, zh-Hant: 規劃, reason: 已定}
names:
  - {name: 余秋里, zh-Hant: 余秋里}
paragraphs:
  - {report: taicang-npc-2025, paragraph: sec_1__para_1, phrase: 规划, zh-Hant: 規畫}
"""
    wording, problems = read(text, tmp_path)
    assert not problems
    assert wording
    assert wording.phrases == (Decision(words="规划", hant="規劃", reason="已定"),)
    assert wording.names == (Name(words="余秋里", hant="余秋里"),)
    assert wording.paragraphs[0].paragraph == "sec_1__para_1"
    assert wording.quotation_marks.get_marks("zh-Hant") == "corner"
    assert wording.quotation_marks.get_marks("zh-Hant-TW") == "corner"
    assert wording.quotation_marks.get_marks("zh-Hant-HK") == "keep"


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    problems = Problems()
    assert load_wording(tmp_path / "wording.yml", problems) == Wording()
    assert not problems.found


def test_the_marks_of_the_source_are_kept_unless_asked() -> None:
    assert convert("“一府一委”") == "“一府一委”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“实施工程，让‘幸福’更近”议案", "「實施工程，讓『幸福』更近」議案"),
        ("‘幸福’", "「幸福」"),
        ("“甲‘乙“丙”’”", "「甲『乙「丙」』」"),
        ("don’t “说”", "don’t 「說」"),
        ("“说了", "“說了"),
        ("说了”", "說了”"),
        ("“说‘了”’", "“說‘了”’"),
    ],
)
def test_corner_brackets_nest_by_depth_and_leave_what_does_not_pair(text: str, expected: str) -> None:
    wording = Wording(quotation_marks=QuotationMarks(hant="corner"))
    assert make_converter("zh-Hant", wording).convert(text) == expected


def test_marks_that_do_not_pair_are_told_where_brackets_are_printed(report: Report) -> None:
    corner = Wording(quotation_marks=QuotationMarks(hant="corner"))
    assert not list(check_marks(corner, [report], ["zh-Hans", "zh-Hant"]))
    broken = replace(report, opening=(replace(report.opening[0], text="我受“市人大常委会委托。"),))
    assert not list(check_marks(Wording(), [broken], ["zh-Hans", "zh-Hant"]))
    assert not list(check_marks(corner, [broken], ["zh-Hans"]))
    problems = list(check_marks(corner, [broken], ["zh-Hans", "zh-Hant"]))
    assert [problem.message.split(" in ")[0] for problem in problems] == [
        "opening__para_1: a quotation mark has no partner"
    ]


def test_every_passage_of_the_report_has_marks_that_pair(report: Report) -> None:
    assert all(find_corners(paragraph.text) is not None for paragraph in iter_paragraphs(report))
