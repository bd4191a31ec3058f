"""Builds: what has not changed is linked to the publication before, or left as it is."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import change, snapshot

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
