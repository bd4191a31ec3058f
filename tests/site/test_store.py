"""What is kept between builds: the same bytes as made anew, never stale, never believed when damaged."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import AWKWARD, change, copy_archive, run_gongbao, snapshot
from gongbao.pages.layout import THEME

Run = Callable[..., subprocess.CompletedProcess[str]]
COUNT = 14  # enough for the work to be spread over processes


def test_a_kept_edition_is_used_and_never_stale_nor_believed_when_damaged(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build").returncode == 0
    first = snapshot(project / "site")
    (kept,) = (project / ".cache/store").glob("files.*")
    stamp = kept.stat().st_mtime_ns
    assert gongbao(project, "build").returncode == 0
    assert snapshot(project / "site") == first
    assert kept.stat().st_mtime_ns == stamp
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2])
    assert gongbao(project, "build").returncode == 0
    assert snapshot(project / "site") == first
    flipped = bytearray(content)
    flipped[len(flipped) // 2] ^= 1
    kept.write_bytes(flipped)
    assert gongbao(project, "build").returncode == 0
    assert snapshot(project / "site") == first
    change(project / "data/taicang-npc-2025/03-sec_3.yml", "密切关注宏观经济运行", "密切关注微观经济运行")
    assert gongbao(project, "build").returncode == 0
    assert "微观经济" in (project / "site/taicang-npc-2025/sec_3.html").read_text(encoding="utf-8")
    assert "微觀經濟" in (project / "site/zh-Hant/taicang-npc-2025/sec_3.html").read_text(encoding="utf-8")
    assert len(list((project / ".cache/store").glob("files.*"))) == 1


def test_faults_of_a_report_s_pages_stop_every_build_with_a_kept_edition_too(project: Path, gongbao: Run) -> None:
    frame = project / "overrides/main.html"
    frame.parent.mkdir()
    frame.write_bytes((THEME / "main.html").read_bytes())
    change(project / "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    links = '<a id="main" href="{{ base }}nothing.html">x</a> <a id="main" href="full.html#nowhere">y</a>'
    change(frame, "<article>\n", f"<article>\n{links}\n")
    for _ in ("made", "kept"):
        done = gongbao(project, "build")
        assert done.returncode == 1
        cover = "site/taicang-npc-2025/index.html"
        assert 'broken link "../nothing.html": there is no nothing.html' in done.stderr
        assert re.search(rf'^{cover}:\d+: the id "main" stands here twice$', done.stderr, re.MULTILINE)
        assert 'broken link "full.html#nowhere": there is no id nowhere on taicang-npc-2025/full.html' in done.stderr
        assert len(list((project / ".cache/store").glob("files.*"))) == 1


def test_nothing_that_is_kept_is_believed_when_damaged_or_needed(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build").returncode == 0
    first = snapshot(project / "site")
    kept = [path for path in (project / ".cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        content = bytearray(path.read_bytes())
        content[len(content) * 2 // 3] ^= 1
        path.write_bytes(content)
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert snapshot(project / "site") == first
    for path in kept:
        path.unlink(missing_ok=True)
    (project / ".cache/store").rmdir()
    # Nothing can be kept where a file stands in the folder's place.
    (project / ".cache/store").write_bytes(b"")
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert snapshot(project / "site") == first


def test_what_is_kept_from_a_smaller_archive_is_made_anew_where_the_archive_shows(
    tmp_path: Path, archive: Path
) -> None:
    project = copy_archive(tmp_path / AWKWARD)
    aside = tmp_path / "aside"
    aside.mkdir()
    moved = [path for path in (project / "data").iterdir() if path.name.startswith("kunshan") or "2024" in path.name]
    for path in moved:
        path.rename(aside / path.name)
    assert run_gongbao(project, "build").returncode == 0
    for path in moved:
        (aside / path.name).rename(path)
    assert run_gongbao(project, "build").returncode == 0
    site = project / "site"
    for path in sorted(path for path in archive.rglob("*.html")):
        assert (site / path.relative_to(archive)).read_bytes() == path.read_bytes(), path
