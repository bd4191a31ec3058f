"""An archive made in parts, and one whose build was stopped: the same bytes as built whole."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, change, snapshot
from gongbao.store import read_sealed, write_sealed

Run = Callable[..., subprocess.CompletedProcess[str]]


COUNT = 14  # enough for the work to be spread over processes


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "许多 报告"
    tool = [sys.executable, str(ROOT / "tools/archive.py"), str(COUNT), str(folder)]
    subprocess.run(tool, check=True)
    change(folder / "data/site.yml", "\nforms: false ", "\nforms: true ")
    return folder


def test_an_archive_in_parts_is_the_archive_built_whole(archive: Path, gongbao: Run) -> None:
    done = gongbao(archive, "build")
    assert done.returncode == 0, done.stderr
    whole = snapshot(archive / "site")
    shutil.rmtree(archive / ".cache")
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
    shutil.rmtree(archive / ".cache")
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
    assert not (archive / "site.new").exists()
    resumed = snapshot(archive / "site")
    shutil.rmtree(archive / ".cache")
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


def test_an_unknown_report_in_a_part_is_named(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "build", "--only", "taicang")
    assert done.returncode == 1
    assert 'there is no report "taicang"' in done.stderr
    assert gongbao(project, "build", "taicang").returncode == 2


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
