"""Kept editions: the same bytes as made ones, never stale, never believed when damaged; parts join to the whole."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from conftest import ROOT, change
from gongbao.pages.bytecode import Bytecode
from gongbao.pages.layout import THEME
from gongbao.store import read_sealed, write_sealed

Run = Callable[..., subprocess.CompletedProcess[str]]
COUNT = 14  # enough for the work to be spread over processes


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "许多 报告"
    tool = [sys.executable, str(ROOT / "tools/archive.py"), str(COUNT), str(folder)]
    subprocess.run(tool, check=True)
    return folder


def test_an_archive_in_parts_is_the_archive_built_whole(archive: Path, gongbao: Run) -> None:
    done = gongbao(archive, "build")
    assert done.returncode == 0, done.stderr
    whole = snapshot(archive / "site")
    kept = sorted((archive / ".cache/store").glob("files.*"))
    assert len(kept) == COUNT
    for path in kept:
        path.unlink()
    slugs = sorted(path.parent.name for path in archive.glob("data/*/report.yml"))
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "gongbao", "build", "--only", *slugs[start::4], "--into", f"part{start}"],
            cwd=archive,
            env={"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""},
            stdout=subprocess.DEVNULL,
        )
        for start in range(4)
    ]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    for path in (archive / ".cache/store").glob("files.*"):
        path.unlink()
    missing = gongbao(archive, "merge", "part0", "part1", "part2")
    assert missing.returncode == 1
    assert f"data/{slugs[3]}: no part holds its edition" in missing.stderr
    merged = gongbao(archive, "merge", "part0", "part1", "part2", "part3")
    assert merged.returncode == 0, merged.stderr
    assert snapshot(archive / "site") == whole


def test_an_interrupted_build_resumes_from_what_it_had_kept(archive: Path, gongbao: Run) -> None:
    command = [sys.executable, "-m", "gongbao", "build"]
    environment = {"PYTHONPATH": str(ROOT / "hooks"), "PATH": ""}
    building = subprocess.Popen(
        command, cwd=archive, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    folder = archive / ".cache/store"
    while building.poll() is None and not list(folder.glob("files.*")):
        time.sleep(0.005)
    building.send_signal(signal.SIGKILL)
    building.wait()
    assert not (archive / "site").exists()
    # The processes that it had forked end with it.
    time.sleep(0.5)
    kept = {path: path.stat().st_mtime_ns for path in folder.glob("files.*")}
    assert kept
    done = gongbao(archive, "build")
    assert done.returncode == 0, done.stderr
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    resumed = snapshot(archive / "site")
    for path in (archive / ".cache/store").iterdir():
        path.unlink()
    assert gongbao(archive, "build").returncode == 0
    assert snapshot(archive / "site") == resumed


def test_broken_reports_among_many_are_named_with_their_lines_and_the_others_still_checked(
    archive: Path, gongbao: Run
) -> None:
    first, last = archive / "data/taicang-npc-2025/03.yml", archive / "data/body13-2025/report.yml"
    lines = first.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "text:" in line)
    lines[place] = lines[place].replace("text:", "txt:")
    first.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    change(last, "date: ", "date: 13月")
    for command in ("check", "build"):
        done = gongbao(archive, command)
        assert done.returncode == 1
        assert f"data/taicang-npc-2025/03.yml:{place + 1}: unknown key" in done.stderr
        assert "data/body13-2025/report.yml:" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (archive / "site").exists()


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
    change(frame, "<article>\n", '<article>\n<a href="{{ base }}nothing.html" onclick="">x</a>\n')
    change(frame, 'href="full.html">', 'href="full.html#nowhere">')
    for _ in ("made", "kept"):
        done = gongbao(project, "build")
        assert done.returncode == 1
        cover = "site/taicang-npc-2025/index.html"
        assert 'broken link "../nothing.html": there is no nothing.html' in done.stderr
        assert f'{cover}: an event attribute: <a href="../nothing.html" onclick=""' in done.stderr
        assert 'broken link "full.html#nowhere": there is no id nowhere on taicang-npc-2025/full.html' in done.stderr
        assert len(list((project / ".cache/store").glob("files.*"))) == 1


def test_an_unknown_report_in_a_part_is_named(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "build", "--only", "taicang")
    assert done.returncode == 1
    assert 'there is no report "taicang"' in done.stderr
    assert gongbao(project, "build", "taicang").returncode == 2


def test_nothing_that_is_kept_is_believed_when_damaged_or_needed(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build").returncode == 0
    first = snapshot(project / "site")
    kept = [path for path in (project / ".cache").rglob("*") if path.is_file()]
    assert {path.name.partition(".")[0] for path in kept} == {"files", "report"}
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


def test_a_compiled_template_is_believed_for_its_own_source_alone(tmp_path: Path) -> None:
    def render(source: str) -> str:
        cache = Bytecode()
        cache.folder = tmp_path
        loader = jinja2.DictLoader({"page.html": source})
        environment = jinja2.Environment(loader=loader, bytecode_cache=cache, autoescape=True)
        return environment.get_template("page.html").render()

    assert render("one") == render("one") == "one"
    (kept,) = tmp_path.iterdir()
    assert render("another") == "another"
    assert list(tmp_path.iterdir()) == [kept]
    content = bytearray(kept.read_bytes())
    content[len(content) * 2 // 3] ^= 1
    kept.write_bytes(content)
    assert render("another") == "another"
    kept.write_bytes(b"")
    assert render("another") == "another"


def test_a_part_that_would_write_outside_is_refused_by_name(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build", "--only", "taicang-npc-2025", "--into", "part").returncode == 0
    (path,) = (project / "part").iterdir()
    content = read_sealed(path)
    assert content
    write_sealed(path, content.replace(b'"taicang-npc-2025/full.html"', b'"../../../../../full.html"', 1))
    shutil.rmtree(project / ".cache")
    done = gongbao(project, "merge", "part")
    assert done.returncode == 1
    assert f"part/{path.name}: holds a file that is not of its report, '../../../../../full.html'" in done.stderr
    assert not list(project.parent.glob("full.html"))
