"""The archive of real reports: what is in the folder, and others of its paragraphs, the same every time."""

from pathlib import Path

import pytest

from conftest import ROOT, snapshot
from gongbao.data.load import load_publication
from gongbao.report.problems import Problems
from gongbao.report.walk import iter_paragraphs

TEXT = """{place}人民政府工作报告
——2020年1月{day}日在{place}第十五届人民代表大会第四次会议上
{place}市长　王平

各位代表：
一、2019年工作回顾
{place}经济平稳增长。生产总值增长百分之六。
二、2020年工作安排
{place}办好十件实事。坚持{day}项改革。
"""


def test_reports_are_imported_and_more_are_made_of_their_paragraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import corpus

    folder = tmp_path / "文 件"
    folder.mkdir()
    for day, place in enumerate(("甲市", "乙市"), start=3):
        (folder / f"{place}.txt").write_text(TEXT.format(place=place, day=day), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (refused,) = corpus.import_corpus(folder, tmp_path / "one", 6)
    assert refused.startswith("empty.txt: ")
    corpus.import_corpus(folder, tmp_path / "two", 6)
    assert snapshot(tmp_path / "one/data") == snapshot(tmp_path / "two/data")
    problems = Problems()
    publication = load_publication(tmp_path / "one/data", problems)
    problems.raise_any()
    assert publication
    real = {one.text for report in publication.reports if "real" in report.slug for one in iter_paragraphs(report)}
    mixed = [report for report in publication.reports if "mixed" in report.slug]
    assert len(publication.reports) == 6
    assert {one.text for report in mixed for one in iter_paragraphs(report)} <= real
