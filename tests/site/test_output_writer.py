"""Builds and previews: what has not changed is linked to the publication before, or left as it is."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change, snapshot
from gongbao.output.writer import ASIDE

Run = Callable[..., subprocess.CompletedProcess[str]]


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_a_build_links_what_it_published_before(project: Path, gongbao: Run) -> None:
    change(project / "data/site.yml", "scripts:", "precompressed: true\nscripts:")
    assert gongbao(project, "build").returncode == 0
    old = inodes(project / "site")
    change(project / "data/taicang-npc-2025/03-sec_3.yml", "密切关注宏观经济运行", "密切关注微观经济运行")
    assert gongbao(project, "build").returncode == 0
    new = inodes(project / "site")
    same = {name for name in new if new[name] == old.get(name)}
    assert "taicang-npc-2025/sec_2.html" in same
    assert "zh-Hant/taicang-npc-2025/sec_2.html.gz" in same
    assert "taicang-npc-2025/sec_3.html" not in same
    assert "zh-Hant/taicang-npc-2025/full.html.gz" not in same
    assert gongbao(project, "verify", "site").returncode == 0


def test_a_report_that_was_changed_where_it_is_published_is_made_anew(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build").returncode == 0
    before, page = snapshot(project / "site"), project / "site/taicang-npc-2025/sec_2.html"
    page.write_bytes(page.read_bytes().replace("经济".encode(), "惊奇".encode()))
    (project / "site/zh-Hant/taicang-npc-2025/full.html").unlink()
    assert gongbao(project, "build").returncode == 0
    assert snapshot(project / "site") == before
    # Of the archive alone, whose forms these are.
    assert not [name for name in before if name.endswith(".gz") and not name.endswith(".jsonl.gz")]


def preview(project: Path, folder: Path) -> None:
    """Build as `gongbao serve` does."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from gongbao.build.context import Order

    order = Order(preview=True, site_url="")
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(folder), extra={"order": order})
    build(config, serve_url="http://127.0.0.1:8000/")


def test_a_preview_writes_what_changed_and_goes_without_what_a_server_needs(
    project: Path, tmp_path: Path, gongbao: Run, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "预览"
    preview(project, folder)
    old = inodes(folder)
    assert not [name for name in old if name.endswith((".gz", ".zip")) or name == "SHA256SUMS"]
    assert "publication.zip" not in (folder / "help.html").read_text(encoding="utf-8")
    change(project / "data/taicang-npc-2025/03-sec_3.yml", "密切关注宏观经济运行", "密切关注微观经济运行")
    preview(project, folder)
    new = inodes(folder)
    assert not (folder / ASIDE).exists()
    assert "微观经济" in (folder / "taicang-npc-2025/sec_3.html").read_text(encoding="utf-8")
    assert new["taicang-npc-2025/sec_2.html"] == old["taicang-npc-2025/sec_2.html"]
    change(project / "data/taicang-npc-2025/03-sec_3.yml", "text:", "txt:")
    with pytest.raises(Exception, match="Aborted"):
        preview(project, folder)
    assert "unknown key" in caplog.text
    assert inodes(folder) == new
    assert gongbao(project, "build").returncode == 1
