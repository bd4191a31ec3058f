"""The search index is linked as it was published, while all that it depends on is as it was."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import change, snapshot
from gongbao.build import search_files
from gongbao.build.context import make_context
from gongbao.build.report_cache import make_cache
from gongbao.build.search_files import write_search
from gongbao.output.writer import Writer


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "data", tmp_path / "data")
    return tmp_path


def write(folder: Path, root: Path, name: str, *before: str, compressed: bool = True) -> tuple[str, Mapping[str, str]]:
    """Write the index into a folder beside others; return the path of its first file, and the checksums of all."""
    context = make_context(folder, root / "docs", "")
    (folder / name).mkdir()
    writer = Writer(folder / name, before=[folder / one for one in before], compressed=compressed)
    return write_search(context, make_cache(context), writer, {}), writer.sums


def test_what_has_not_changed_is_linked(folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, sums = write(folder, root, "one")
    assert sorted(sums) == [entry, f"{entry}.gz"]
    monkeypatch.delattr(search_files, "iter_search_files")
    assert write(folder, root, "two", "one") == (entry, sums)
    for path in sums:
        assert (folder / "one" / path).samefile(folder / "two" / path)


def test_what_is_not_as_it_was_published_is_made_anew(folder: Path, root: Path) -> None:
    entry, sums = write(folder, root, "one")
    published = snapshot(folder / "one")
    (folder / "one" / f"{entry}.gz").write_bytes(b"damaged")
    assert write(folder, root, "two", "one") == (entry, sums)
    assert snapshot(folder / "two") == published


def test_another_text_or_decision_makes_another_index(folder: Path, root: Path) -> None:
    entry, _ = write(folder, root, "one")
    change(folder / "data/taicang-npc-2025/03-sec_3.yml", "密切关注宏观经济运行", "密切关注微观经济运行")
    other, sums = write(folder, root, "two", "one")
    assert other != entry
    assert "微观" in (folder / "two" / other).read_text(encoding="utf-8")
    change(folder / "data/site.yml", "zh-Hant", "zh-Hant-HK")
    assert write(folder, root, "three", "one", "two")[0] not in {entry, other, *sums}
