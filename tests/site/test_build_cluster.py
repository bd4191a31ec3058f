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
COUNT = 20  # three batches

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


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Callable[..., tuple[str, list[subprocess.Popen[bytes]]]]]:
    """Start a scheduler and workers, each a process of its own with its environment; end them afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*environments: dict[str, str]) -> tuple[str, list[subprocess.Popen[bytes]]]:
        note = tmp_path / "scheduler.json"
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
        running.append(run_quietly([*dask, "--host", "127.0.0.1", "--scheduler-file", str(note)], {}))
        work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(note), "--no-nanny"]
        own = [run_quietly([*work, "--nthreads", "1", "--no-dashboard"], one) for one in environments]
        running.extend(own)
        from distributed import Client

        with Client(scheduler_file=str(note), timeout=30) as client:
            client.wait_for_workers(len(environments), timeout=60)
            return str(client.scheduler.address), own

    yield start
    for process in reversed(running):
        process.kill()
        process.wait()


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


@needs_dask
def test_a_worker_killed_in_the_middle_changes_no_byte(
    whole: dict[str, bytes], bare: Path, gongbao: Run, workers: Any
) -> None:
    from distributed import Client

    address, own = workers({}, {"PYTHONHASHSEED": "7"})
    results = []
    with Client(address) as client:
        pids = client.run(os.getpid)
        building = threading.Thread(target=lambda: results.append(gongbao(bare, "build", "--dask", address)))
        building.start()
        while not (busy := [name for name, tasks in client.processing().items() if tasks]):
            assert building.is_alive()
            time.sleep(0.005)
        (lost,) = (one for one in own if one.pid == pids[busy[0]])
        lost.kill()
    building.join()
    assert lost.wait() != 0
    (done,) = results
    assert done.returncode == 0, done.stderr
    assert snapshot(bare / "site") == whole


@needs_dask
def test_a_worker_with_another_version_is_refused_by_name(
    bare: Path, gongbao: Run, workers: Any, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(ROOT / "hooks/gongbao", other / "gongbao", ignore=shutil.ignore_patterns("__pycache__"))
    change(other / "gongbao/report/citation.py", '"""', '"""Another. ')
    address, _processes = workers({}, {"PYTHONPATH": str(other)})
    done = gongbao(bare, "build", "--dask", address)
    assert done.returncode == 1
    assert done.stderr.startswith("127.0.0.1:")
    assert "has another Gongbao, its code or dictionary differs" in done.stderr
    assert done.stderr.endswith("1 problem\n")
    assert not (bare / "site").exists()


@needs_dask
def test_bad_data_is_told_as_on_one_machine(bare: Path, tmp_path: Path, gongbao: Run) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(bare, broken)
    for name in ("taicang-npc-2025", "body13-2025"):
        change(broken / f"data/{name}/report.yml", "date: ", "date: 13月")
    alone, spread = gongbao(broken, "build"), gongbao(broken, "build", "--dask", "local:2")
    assert alone.returncode == spread.returncode == 1
    assert spread.stderr == alone.stderr
    assert "body13-2025" in spread.stderr


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
