"""Publishing, real builds too, stopped at any moment or by a full disk: the publication stays whole."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from conftest import ROOT, change, copy_project, run_gongbao
from gongbao.output import swap as publishing
from gongbao.output.manifest import MANIFEST, check_manifest
from gongbao.output.swap import publish
from gongbao.report.problems import Problems
from small_site import make_fill, make_target, read


def test_a_real_build_killed_at_random_moments(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "公报")
    assert run_gongbao(project, "build").returncode == 0
    whole = {(project / "site" / MANIFEST).read_bytes()}
    chance = random.Random(7)
    started = time.monotonic()
    change(project / "data/site.yml", "历年工作报告全文", "历年工作报告的全文")
    assert run_gongbao(project, "build").returncode == 0
    took = time.monotonic() - started
    whole.add((project / "site" / MANIFEST).read_bytes())
    assert len(whole) == 2
    killed = 0
    for turn in range(10):
        words = ("历年工作报告的全文", "历年工作报告全文")
        change(project / "data/site.yml", words[turn % 2], words[1 - turn % 2])
        process = subprocess.Popen(
            [sys.executable, "-m", "gongbao", "build"],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": "1735689600"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(took * chance.uniform(0.2, 1.0))
        process.send_signal(signal.SIGTERM if turn % 2 or os.name == "nt" else signal.SIGKILL)
        killed += process.wait() != 0
        problems = Problems()
        check_manifest(project / "site", problems)
        assert not problems.found
        assert (project / "site" / MANIFEST).read_bytes() in whole
    assert killed
    assert run_gongbao(project, "build").returncode == 0
    assert not (project / "site.new").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_full_disk_leaves_the_publication_as_it_was(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "公报")
    assert run_gongbao(project, "build").returncode == 0
    before = (project / "site" / MANIFEST).read_bytes()
    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -f 20; trap "" XFSZ; exec "{sys.executable}" -m gongbao build'],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site" / MANIFEST).read_bytes() == before
    assert sorted(path.name for path in project.iterdir() if path.name.startswith("site")) == [
        "site",
        "site.sha256",
    ]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return make_target(tmp_path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_a_kill_at_any_operation_on_files_leaves_a_whole_publication(
    target: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "two renames":
        monkeypatch.setattr(publishing, "exchange", lambda _one, _other: False)
    for moment in range(1000):
        child = os.fork()
        if child == 0:
            die_at(moment)
            publish(target, make_fill("new"))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if way == "exchange" or target.exists():
            assert read(target) in ("old", "new"), moment
        finished = os.waitstatus_to_exitcode(status) == 0
        publish(target, make_fill("old"))
        assert read(target) == "old"
        assert list(target.parent.iterdir()) == [target]
        if finished:
            break
    assert 20 < moment < 1000


def die_at(moment: int) -> None:
    """End this process, as a kill would, before its operation number `moment` on files."""
    count = 0

    def watch(event: str, _arguments: object) -> None:
        nonlocal count
        if event.startswith(("os.", "shutil.", "open", "ctypes.dlopen")):
            if count == moment:
                os._exit(9)
            count += 1

    sys.addaudithook(watch)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A project with a publication that says something else than its data."""
    project = copy_project(tmp_path / "公报")
    assert run_gongbao(project, "build").returncode == 0
    change(project / "data/site.yml", "历年工作报告全文", "历年工作报告的全文")
    return project


def check_whole(site: Path) -> str:
    problems = Problems()
    check_manifest(site, problems)
    assert [str(problem) for problem in problems] == []
    return (site / "index.html").read_text(encoding="utf-8")


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "gongbao", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": "1735689600"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_clock_that_was_set_back_changes_nothing(built: Path) -> None:
    later = time.time() + 365 * 86400
    for path in built.rglob("*"):
        os.utime(path, (later, later))
    assert run_gongbao(built, "build").returncode == 0
    assert "历年工作报告的全文" in check_whole(built / "site")
    made = (built / "site" / MANIFEST).read_bytes()
    shutil.rmtree(built / "site")
    shutil.rmtree(built / ".cache")
    assert run_gongbao(built, "build").returncode == 0
    assert (built / "site" / MANIFEST).read_bytes() == made


def test_two_builds_at_once_make_one_publication(built: Path) -> None:
    both = [start(built, "build"), start(built, "build")]
    told = [process.communicate()[1] for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes
    for code, text in zip(codes, told, strict=True):
        assert code == 0 or (code == 1 and "another build is at work here" in text), text
    assert "历年工作报告的全文" in check_whole(built / "site")
    assert not (built / "site.new").exists()


def test_a_build_while_the_project_is_served(built: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = start(built, "serve", "--address", f"127.0.0.1:{port}")
    try:
        address = f"http://127.0.0.1:{port}/help.html"
        for _ in range(300):
            with contextlib.suppress(OSError), urllib.request.urlopen(address) as answer:
                assert answer.status == 200
                break
            time.sleep(0.1)
        done = run_gongbao(built, "build")
        assert done.returncode == 0, done.stderr
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
    finally:
        server.terminate()
        server.communicate()
    assert "历年工作报告的全文" in check_whole(built / "site")
