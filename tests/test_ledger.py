"""Writing: what has not changed is linked to the publication before, which no build ever changes."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change
from gongbao.output.writer import ASIDE, Writer

Run = Callable[..., subprocess.CompletedProcess[str]]


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A publication of two files with their `.gz`."""
    folder = tmp_path / "旧 site"
    writer = Writer(folder)
    writer.write("a/same.html", b"same")
    writer.write("a/other.html", b"old")
    return folder


def test_only_what_changed_is_written_anew(before: Path, tmp_path: Path) -> None:
    after = tmp_path / "new"
    writer = Writer(after, before=before)
    writer.write("a/same.html", b"same")
    writer.write("a/other.html", b"new")
    writer.write("b.html", b"more")
    old, new = inodes(before), inodes(after)
    assert {name for name in new if new[name] == old.get(name)} == {"a/same.html", "a/same.html.gz"}
    assert (after / "a/other.html").read_bytes() == b"new"
    plain = Writer(tmp_path / "plain")
    for name, content in (("a/same.html", b"same"), ("a/other.html", b"new"), ("b.html", b"more")):
        plain.write(name, content)
    assert writer.sums == plain.sums


def test_a_linked_file_that_is_written_again_leaves_the_old_publication_as_it_was(before: Path, tmp_path: Path) -> None:
    writer = Writer(tmp_path / "new", before=before)
    writer.write("a/same.html", b"same")
    writer.write("a/same.html", b"changed in a later pass")
    assert (before / "a/same.html").read_bytes() == b"same"
    assert (tmp_path / "new/a/same.html").read_bytes() == b"changed in a later pass"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_symbolic_link_in_the_old_publication_is_not_followed(before: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"same")
    (before / "a/same.html").unlink()
    (before / "a/same.html").symlink_to(tmp_path / "elsewhere")
    Writer(tmp_path / "new", before=before).write("a/same.html", b"same")
    assert not (tmp_path / "new/a/same.html").is_symlink()


def test_a_build_links_what_it_published_before(project: Path, gongbao: Run) -> None:
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
