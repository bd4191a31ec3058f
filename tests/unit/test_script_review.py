"""The review: doubts in their order, decisions not asked again, and the page that a person prints."""

import datetime
import importlib.util
from pathlib import Path

import pytest

from gongbao.data.load import load_publication
from gongbao.data.wording import Decision, Wording
from gongbao.pages.review_page import format_review, make_review_page
from gongbao.report.problems import Problems
from gongbao.report.report import Paragraph, Part, Report, Section
from gongbao.script.overrides import load_wording
from gongbao.script.review import find_idle, group_doubts, make_review

MEDIAWIKI = importlib.util.find_spec("zhconv_rs") is not None


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    publication = load_publication(root / "data", Problems())
    assert publication
    return next(report for report in publication.reports if report.slug == "taicang-npc-2025")


def test_what_converters_disagree_on_comes_first(report: Report) -> None:
    doubts = make_review([report], Wording(), "zh-Hant")
    weights = [doubt.weight for doubt in doubts]
    assert weights == sorted(weights, reverse=True)
    march = next(doubt for doubt in doubts if doubt.words == "新征程")
    assert march.others == (("新徵程", ("OpenCC",)),)
    assert [place.id for place in march.places] == ["closing__para_1"]
    assert march.weight > 0


def test_the_list_is_short_and_without_variants_of_style(report: Report) -> None:
    doubts = make_review([report], Wording(), "zh-Hant")
    assert len(doubts) <= 40
    assert not [doubt for doubt in doubts if doubt.words in ("分布", "发布", "周年", "了解", "汇报", "汇集", "计划")]


@pytest.mark.skipif(not MEDIAWIKI, reason="zhconv-rs, which holds MediaWiki's tables, is not installed")
def test_equal_words_are_one_doubt_with_all_their_places() -> None:
    report = make_report("干字当头。", "“干字”为先。")
    doubt = next(doubt for doubt in make_review([report], Wording(), "zh-Hant") if doubt.words == "干字")
    assert doubt.form == "幹字"
    assert [place.id for place in doubt.places] == ["para_1", "para_2"]
    assert doubt.others == (("干字", ("MediaWiki",)),)


def make_report(*texts: str) -> Report:
    paragraphs = tuple(Paragraph(id=f"para_{number}", text=text) for number, text in enumerate(texts, 1))
    part = Part(id="part_1", sections=(Section(id="sec_1", content=paragraphs),))
    return Report(slug="x", title="报告", body="市", date=datetime.date(2025, 1, 8), parts=(part,))


def test_one_word_in_two_forms_is_told_and_left() -> None:
    doubts = make_review([make_report("建设沈大高速公路。", "他见到沈大哥。")], Wording(), "zh-Hant")
    assert [(doubt.words, doubt.form, doubt.kind) for doubt in doubts][:2] == [
        ("沈大", "瀋大", "inconsistent"),
        ("沈大", "沈大", "inconsistent"),
    ]


def test_a_passage_left_as_it_is_is_told() -> None:
    doubts = make_review([make_report("碑文为“為人民服務，里仁為美”。")], Wording(), "zh-Hant")
    assert [(doubt.words, doubt.form, doubt.kind) for doubt in doubts] == [
        ("“為人民服務，里仁為美”", "“為人民服務，里仁為美”", "kept")
    ]


def test_what_little_evidence_decided_comes_before_what_nothing_decided() -> None:
    doubts = make_review([make_report("龙兴里文旅小镇开业，五年里发生变化。")], Wording(), "zh-Hant")
    assert next(doubt.kind for doubt in doubts) == "evidence"
    assert doubts[0].form == "龍興里文"


def test_equal_doubts_stand_in_one_group_with_one_block_to_copy() -> None:
    report = make_report("开展云述职。", "开展云督导。")
    doubts = make_review([report], Wording(), "zh-Hant")
    groups = group_doubts(doubts)
    assert [len(group) for group in groups] == [2]
    page = make_review_page(doubts, (), [report], "zh-Hant")
    assert page.count("<pre>") == 1
    assert page.count("- {phrase:") == 2


def test_each_paste_line_ends_its_doubt(report: Report, tmp_path: Path) -> None:
    for tag in ("zh-Hant", "zh-Hant-HK"):
        doubts = make_review([report], Wording(), tag)
        text = format_review(doubts, (), tag)
        lines = [line.strip() for line in text.splitlines() if line.strip().startswith("- {")]
        assert len(lines) == len(doubts)
        path = tmp_path / f"{tag}.yml"
        path.write_text("phrases:\n" + "\n".join(f"  {line}" for line in lines), encoding="utf-8")
        problems = Problems()
        wording = load_wording(path, problems)
        assert not [str(problem) for problem in problems]
        assert wording
        assert not make_review([report], wording, tag)


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hant-TW", "zh-Hant-HK"])
def test_the_first_report_is_worked_through(tag: str, report: Report, root: Path) -> None:
    wording = load_wording(root / "data" / "wording.yml", Problems())
    assert wording
    assert not make_review([report], wording, tag)  # type: ignore[arg-type]
    assert not find_idle(wording, [report])
    assert all(decision.reason for decision in wording.decisions)


def test_a_decision_that_decides_nothing_is_told(report: Report) -> None:
    gone = Decision(words="不在此处", hant="不在此處", line=9)
    across = Decision(words="心系", hant="心繫", line=10)
    wording = Wording(phrases=(gone, across), path=Path("data/wording.yml"))
    assert [str(problem) for problem in find_idle(wording, [report])] == [
        'data/wording.yml:9: "不在此处" decides nothing (delete it, or give more words)'
    ]


def test_the_page_links_each_place_in_both_scripts(report: Report) -> None:
    doubts = make_review([report], Wording(), "zh-Hant-HK")
    page = make_review_page(doubts, (), [report], "zh-Hant-HK", base="../site/")
    assert page.count("<mark>") == sum(len(doubt.places) for doubt in doubts)
    assert '<a href="../site/taicang-npc-2025/sec_8.html#closing__para_1">' in page
    assert '<a href="../site/zh-Hant-HK/taicang-npc-2025/sec_8.html#closing__para_1"' in page
    assert "style=" not in page
    assert "<script" not in page
    assert "http" not in page


def test_words_of_a_doubt_are_text_in_the_page(report: Report) -> None:
    idle = find_idle(Wording(phrases=(Decision(words="<b>后", hant="<b>后"),)), [report])
    assert "&lt;b&gt;" in make_review_page((), idle, [report], "zh-Hant")
