"""The difference of two publications: each change is told once, with its place and its words."""

import shutil
from pathlib import Path

import pytest

from conftest import change
from gongbao.checks.site_diff import compare, format_difference
from gongbao.output.compression import write_gzips
from gongbao.output.manifest import write_manifest
from gongbao.report.problems import ReportError

PAGE = '<html><title>{title}</title><body><main><h1 id="s">题</h1>{body}</main><footer>脚</footer></body></html>'


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A publication of one report in two scripts."""
    folder = tmp_path / "old"
    body = '<p id="p1">甲<b>乙</b>&amp;</p>\n<p id="p2">丙</p>'
    for path in ("r/s.html", "r/full.html", "zh-Hant/r/s.html", "zh-Hant/r/full.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(PAGE.format(title=path, body=body), encoding="utf-8")
    (folder / "a.css").write_text("p {}", encoding="utf-8")
    finish(folder)
    return folder


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """The same publication again."""
    shutil.copytree(old, tmp_path / "new")
    return tmp_path / "new"


def finish(folder: Path) -> None:
    write_gzips(folder)
    write_manifest(folder)


def tell(old: Path, new: Path) -> list[str]:
    finish(new)
    return list(format_difference(compare(old, new)))


def test_the_same_publication_has_no_difference(old: Path, new: Path) -> None:
    assert tell(old, new) == [
        "pages: none",
        "paragraphs: none",
        "pages changed outside their text only: none",
        "files: none",
    ]


def test_a_changed_paragraph_is_told_once_with_its_words(old: Path, new: Path) -> None:
    for path in new.rglob("*.html"):
        change(path, "丙", "丁")
    assert tell(old, new) == [
        "pages: 4 changed",
        "  ~ r/full.html",
        "  ~ r/s.html",
        "  ~ zh-Hant/r/full.html",
        "  ~ zh-Hant/r/s.html",
        "paragraphs: 1 changed",
        "  ~ r/s.html#p2",
        "      - 丙",
        "      + 丁",
        "pages changed outside their text only: none",
        "files: none",
    ]


def test_of_one_report_only_its_own_pages_are_told(old: Path, new: Path) -> None:
    for folder in (old, new):
        shutil.copytree(folder / "r", folder / "r2")
    for path in new.rglob("*.html"):
        change(path, "丙", "丁")
    for folder in (old, new):
        finish(folder)
    difference = compare(old, new, "r")
    assert [one.place for one in difference.paragraphs] == ["r/s.html#p2"]
    assert [one.place for one in difference.pages if not one.place.startswith(("r/", "zh-Hant/r/"))] == []


def test_the_size_of_a_download_changes_no_page_of_words(old: Path, new: Path) -> None:
    for folder, size in ((old, "99 KB"), (new, "100 KB")):
        offered = f'<a href="a.zip">下载离线版</a> <span class="kind">ZIP · {size}</span></main>'
        change(folder / "r/s.html", "</main>", offered)
        finish(folder)
    assert tell(old, new)[:4] == [
        "pages: none",
        "paragraphs: none",
        "pages changed outside their text only: 1 changed",
        "  ~ r/s.html",
    ]


def test_a_change_in_one_script_alone_is_told_there(old: Path, new: Path) -> None:
    change(new / "zh-Hant/r/s.html", "甲<b>乙</b>", "甲<b>丁</b>")
    assert "  ~ zh-Hant/r/s.html#p1" in tell(old, new)


def test_paragraphs_added_and_removed(old: Path, new: Path) -> None:
    change(new / "r/s.html", '<p id="p2">丙</p>', '<p id="p3">丙</p>')
    lines = tell(old, new)
    assert lines[2:7] == [
        "paragraphs: 1 added, 1 removed",
        "  + r/s.html#p3",
        "      + 丙",
        "  - r/s.html#p2",
        "      - 丙",
    ]


def test_pages_and_files_added_removed_and_changed_in_their_frame(old: Path, new: Path) -> None:
    change(new / "r/full.html", "脚", "足")
    (new / "r/s.html").rename(new / "r/t.html")
    (new / "a.css").unlink()
    lines = [
        line for line in tell(old, new) if line.startswith(("pages", "files", "  + r/t.html", "  - r/s.html", "  - a"))
    ]
    assert lines[:3] == ["pages: 1 added, 1 removed", "  - r/s.html", "  + r/t.html"]
    assert lines[-3:] == ["pages changed outside their text only: 1 changed", "files: 1 removed", "  - a.css"]


def test_both_must_be_publications(old: Path, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="not a publication"):
        compare(old, tmp_path / "nowhere")
