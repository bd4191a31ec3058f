"""An archive made on a Dask cluster of real worker processes: the same bytes as made on one machine, or a clear line."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, change, snapshot

Run = Callable[..., subprocess.CompletedProcess[str]]
COUNT = 20
LOOK = 2  # seconds after which a build has seen who came

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed (gongbao[dask])")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "许多 报告"
    subprocess.run([sys.executable, str(ROOT / "tools/archive.py"), str(COUNT), str(folder)], check=True)
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path) -> dict[str, bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run([sys.executable, "-m", "gongbao", "build"], cwd=archive, env=environment, check=True)
    return snapshot(archive / "site")


@pytest.fixture
def bare(archive: Path) -> Path:
    """The archive with nothing built."""
    for name in ("site", "site.before", ".cache"):
        shutil.rmtree(archive / name, ignore_errors=True)
    return archive


class Cluster:
    """A scheduler and workers, each a process of its own with its environment."""

    def __init__(self, note: Path) -> None:
        self.note = note
        self.workers: list[subprocess.Popen[bytes]] = []
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
        self.scheduler = run_quietly([*dask, "--host", "127.0.0.1", "--scheduler-file", str(note)], {})

    def join(self, environment: dict[str, str], *more: str) -> None:
        """Start one more worker."""
        work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(self.note)]
        more = more or ("--no-nanny",)
        self.workers.append(run_quietly([*work, "--nthreads", "1", "--no-dashboard", *more], environment))

    def wait(self, count: int) -> str:
        """Return the address once so many workers are there."""
        from distributed import Client

        with Client(scheduler_file=str(self.note), timeout=30) as client:
            client.wait_for_workers(count, timeout=60)
            return str(client.scheduler.address)

    def end(self) -> None:
        for process in [*self.workers, self.scheduler]:
            process.terminate() if process in self.workers else process.kill()
        for process in [*self.workers, self.scheduler]:
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path / "scheduler.json")
    yield made
    made.end()


def run_quietly(command: list[str], environment: dict[str, str]) -> subprocess.Popen[Any]:
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@needs_dask
@pytest.mark.parametrize("count", [2, 4])
def test_a_cluster_makes_the_bytes_of_one_machine(
    count: int, whole: dict[str, bytes], bare: Path, gongbao: Run
) -> None:
    done = gongbao(bare, "build", "--dask", f"local:{count}")
    assert done.returncode == 0, done.stderr
    assert f"reports {COUNT}/{COUNT}" in done.stderr
    assert snapshot(bare / "site") == whole


def build_meanwhile(gongbao: Run, folder: Path, address: str) -> tuple[threading.Thread, list[Any]]:
    """Start a build in a thread of its own; its result will be in the list."""
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(gongbao(folder, "build", "--dask", address)))
    thread.start()
    return thread, results


def wait_for_part(folder: Path, building: threading.Thread) -> None:
    """Wait until the first part of a build is there."""
    while not any((folder / ".cache/store").glob("part.*")):
        assert building.is_alive()
        time.sleep(0.005)


@needs_dask
def test_a_worker_killed_in_the_middle_changes_no_byte(
    whole: dict[str, bytes], bare: Path, gongbao: Run, cluster: Cluster
) -> None:
    from distributed import Client

    cluster.join({})
    cluster.join({"PYTHONHASHSEED": "7"})
    address = cluster.wait(2)
    with Client(address) as client:
        pids = client.run(os.getpid)
        building, results = build_meanwhile(gongbao, bare, address)
        while not (busy := [name for name, tasks in client.processing().items() if tasks]):
            assert building.is_alive()
            time.sleep(0.005)
        (lost,) = (one for one in cluster.workers if one.pid == pids[busy[0]])
        lost.kill()
    building.join()
    assert lost.wait() != 0
    (done,) = results
    assert done.returncode == 0, done.stderr
    assert snapshot(bare / "site") == whole


@needs_dask
def test_a_scheduler_that_goes_away_is_told_and_what_came_is_kept(
    whole: dict[str, bytes], bare: Path, gongbao: Run, cluster: Cluster
) -> None:
    cluster.join({})
    building, results = build_meanwhile(gongbao, bare, cluster.wait(1))
    wait_for_part(bare, building)
    cluster.scheduler.kill()
    building.join()
    (done,) = results
    assert done.returncode == 1
    assert "was lost (build again: what was made before is not made anew)" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (bare / "site").exists()
    again = gongbao(bare, "build", "--dask", "local:2")
    assert f" of {COUNT} reports are made already" in again.stderr
    assert snapshot(bare / "site") == whole


@needs_dask
def test_the_last_worker_that_goes_away_is_told(bare: Path, cluster: Cluster) -> None:
    cluster.join({})
    address = cluster.wait(1)
    hurried = "import gongbao.build.cluster as c; from pathlib import Path; c.WAIT = c.LOOK = 1; "
    hurried += f"c.build_on_cluster(Path.cwd(), '{address}')"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    building = subprocess.Popen(
        [sys.executable, "-c", hurried], cwd=bare, env=environment, stderr=subprocess.PIPE, encoding="utf-8"
    )
    while not any((bare / ".cache/store").glob("part.*")):
        assert building.poll() is None
        time.sleep(0.005)
    cluster.workers[0].kill()
    assert "the cluster has no worker left (start some and build again)" in building.communicate()[1]
    assert not (bare / "site").exists()


# Ends a worker whenever it has made one of the reports.
FATAL = """
import os, sys
sys.addaudithook(lambda event, facts: event == "open" and "/part.body03-2025." in str(facts[0]) and os._exit(9))
"""


@needs_dask
def test_a_report_that_ends_every_worker_is_named_and_no_other(
    bare: Path, gongbao: Run, cluster: Cluster, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FATAL, encoding="utf-8")
    cluster.join({"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "hooks")])}, "--nanny")
    done = gongbao(bare, "build", "--dask", cluster.wait(1))
    assert done.returncode == 1
    assert done.stderr.startswith("data/body03-2025: every worker that made its edition was lost")
    assert done.stderr.endswith("1 problem\n")


def make_other(folder: Path) -> dict[str, str]:
    """Make a package that differs in one file; return the environment in which it is found."""
    shutil.copytree(ROOT / "hooks/gongbao", folder / "gongbao", ignore=shutil.ignore_patterns("__pycache__"))
    change(folder / "gongbao/report/citation.py", '"""', '"""Another. ')
    return {"PYTHONPATH": str(folder)}


@needs_dask
def test_a_worker_with_another_version_is_refused_by_name(
    bare: Path, gongbao: Run, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.join(make_other(tmp_path / "other"))
    done = gongbao(bare, "build", "--dask", cluster.wait(1))
    assert done.returncode == 1
    assert done.stderr.startswith("127.0.0.1:")
    assert "has another Gongbao, its code or dictionary differs" in done.stderr
    assert done.stderr.endswith("1 problem\n")
    assert not (bare / "site").exists()


@needs_dask
def test_workers_that_come_late_are_checked_before_they_make_anything(
    whole: dict[str, bytes], bare: Path, gongbao: Run, cluster: Cluster, tmp_path: Path
) -> None:
    other = make_other(tmp_path / "other")
    (tmp_path / "none/gongbao").mkdir(parents=True)
    (tmp_path / "none/gongbao/__init__.py").write_text("raise ImportError('broken')\n", encoding="utf-8")
    # Waits in the middle of its work until the others have come.
    (tmp_path / "slow").mkdir()
    go = tmp_path / "go"
    pause = f"[__import__('time').sleep(0.1) for _ in range(600) if not os.path.exists({str(go)!r})]"
    (tmp_path / "slow/sitecustomize.py").write_text(
        FATAL.replace("os._exit(9)", pause).replace("body03", "body15"), encoding="utf-8"
    )
    cluster.join({"PYTHONPATH": os.pathsep.join([str(tmp_path / "slow"), str(ROOT / "hooks")])})
    building, results = build_meanwhile(gongbao, bare, cluster.wait(1))
    wait_for_part(bare, building)
    for environment in (other, {"PYTHONPATH": str(tmp_path / "none")}):
        cluster.join(environment)
    cluster.wait(3)
    time.sleep(LOOK + 1)
    go.touch()
    building.join()
    (done,) = results
    assert done.returncode == 0, done.stderr
    assert "has another Gongbao, its code or dictionary differs" in done.stderr
    assert "has no Gongbao like this one: ImportError" in done.stderr
    assert snapshot(bare / "site") == whole


@needs_dask
def test_only_what_changed_is_made_again(whole: dict[str, bytes], bare: Path, gongbao: Run) -> None:
    assert gongbao(bare, "build").returncode == 0
    # Nobody is asked for anything.
    done = gongbao(bare, "build", "--dask", "nonsense://x")
    assert done.returncode == 0, done.stderr
    assert f"{COUNT} of {COUNT} reports are made already" in done.stderr
    assert snapshot(bare / "site") == whole
    section = bare / "data/body03-2025/01.yml"
    text = section.read_text(encoding="utf-8")
    try:
        section.write_text(text.replace("本段编号", "本段改过，编号", 1), encoding="utf-8", newline="\n")
        done = gongbao(bare, "build", "--dask", "local:2")
        assert done.returncode == 0, done.stderr
        assert f"{COUNT - 1} of {COUNT} reports are made already" in done.stderr
        spread = snapshot(bare / "site")
        assert not list((bare / ".cache/store").glob("part.*"))
        shutil.rmtree(bare / ".cache")
        assert gongbao(bare, "build").returncode == 0
        assert spread == snapshot(bare / "site")
    finally:
        section.write_text(text, encoding="utf-8", newline="\n")


@needs_dask
def test_pdfs_are_made_on_the_workers_too(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build", "--pdf").returncode == 0
    whole = snapshot(project / "site")
    assert any(name.endswith(".pdf") for name in whole)
    for name in ("site", "site.before", ".cache"):
        shutil.rmtree(project / name, ignore_errors=True)
    done = gongbao(project, "build", "--pdf", "--dask", "local:1")
    assert done.returncode == 0, done.stderr
    assert snapshot(project / "site") == whole
    again = gongbao(project, "build", "--pdf", "--dask", "nonsense://x")
    assert "1 of 1 reports are made already" in again.stderr
    assert snapshot(project / "site") == whole


@needs_dask
def test_bad_input_is_told_as_on_one_machine(bare: Path, tmp_path: Path, gongbao: Run) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(bare, broken)
    sections = [broken / f"data/{name}/report.yml" for name in ("taicang-npc-2025", "body13-2025")]
    page = broken / "docs/index.md"
    written = page.read_text(encoding="utf-8")
    page.write_text(f"{written}\n<script>1</script>\n", encoding="utf-8")
    for wrong in (sections, []):
        for path in wrong:
            change(path, "date: ", "date: 13月")
        alone, spread = gongbao(broken, "build"), gongbao(broken, "build", "--dask", "local:2")
        assert alone.returncode == spread.returncode == 1
        # Written pages are looked at when the reports are made.
        assert spread.stderr == f"reports {COUNT}/{COUNT}\n" * (not wrong) + alone.stderr
        assert ("body13-2025" in spread.stderr) == bool(wrong)
        for path in wrong:
            change(path, "date: 13月", "date: ")


def test_batches_are_cut_by_the_bytes_of_their_text() -> None:
    from gongbao.build.cluster import cut_batches

    assert cut_batches({"a": 3, "b": 4, "c": 9, "d": 2, "e": 8, "f": 1}, 8) == [
        ("a", "b"),
        ("c",),
        ("d",),
        ("e",),
        ("f",),
    ]
    assert cut_batches({}, 8) == []


@needs_dask
def test_what_is_no_cluster_is_told_in_a_line(bare: Path, gongbao: Run) -> None:
    for address, words in (("local:none", "no number of processes"), ("nonsense://x", "no cluster of Dask")):
        done = gongbao(bare, "build", "--dask", address)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_without_dask_the_extra_is_named(project: Path, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "distributed.py").write_text("raise ImportError\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(absent), str(ROOT / "hooks")])}
    command = [sys.executable, "-m", "gongbao", "build", "--dask", "local"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert 'Dask is not installed (python -m pip install "gongbao[dask]")' in done.stderr
