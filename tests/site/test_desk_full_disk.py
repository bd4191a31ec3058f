"""A real disk that is full: nothing is lost, it is told, and it goes on when there is room again."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk_word import write_office_file
from gongbao.build.new_project import write_project
from gongbao.desk.application import make_application
from gongbao.desk.project import Project
from gongbao.desk.saving import find_last, hash_text

BASE = "http://127.0.0.1:8321"
NAME = "dongjiang-gov-2026"
ROOM = 1_500_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a megabyte and a half, where this user may mount one."""
    folder = tmp_path / "小 盘"
    folder.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not mount or not unmount:
        pytest.skip("no disk of its own can be made here")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)], check=False)
    if done.returncode:
        pytest.skip("this user may mount no disk")
    yield folder
    subprocess.run([unmount, "-l", str(folder)], check=True)


@pytest.fixture
def clerk(disk: Path) -> Iterator[TestClient]:
    write_project(disk / "公报")
    application = make_application(Project(root=disk / "公报"), token="one", hosts=frozenset({"127.0.0.1:8321"}))  # noqa: S106
    with TestClient(application, base_url=BASE, follow_redirects=False, headers={"origin": BASE}) as client:
        client.get("/", params={"token": "one"})
        yield client


def fill(disk: Path) -> None:
    """Leave no room."""
    with (disk / "rest").open("wb", buffering=0) as file:
        for piece in (100_000, 4096, 1):
            try:
                while True:
                    file.write(bytes(piece))
            except OSError:
                continue


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def drop(clerk: TestClient, path: Path, name: str) -> tuple[int, str]:
    done = clerk.post("/import", data={"slug": name}, files={"files": (path.name, path.read_bytes())})
    return done.status_code, done.text


def test_a_full_disk_loses_nothing_and_is_told(clerk: TestClient, disk: Path, tmp_path: Path) -> None:
    data, word = disk / "公报/data", tmp_path / "报告.docx"
    write_office_file(word)
    assert drop(clerk, word, NAME)[0] == 303
    before = read(data)
    fill(disk)
    assert shutil.disk_usage(disk).free == 0

    code, told = drop(clerk, word, "dongjiang-gov-2027")
    assert (code, "磁盘" in told or "空间" in told) == (400, True)
    section = next(path for path in data.rglob("02-*.yml"))
    words = "城镇新增就业2.1万人，余下任务按期完成。"
    said = {"do": "text", "id": "sec_2__para_1", "state": hash_text(words), "text": f"{words}完。"}
    done = clerk.post(f"/reports/{NAME}/passage", data=said)
    assert done.status_code == 400
    assert "磁盘空间" in done.text
    assert f"{words}完。" in done.text, "what was typed is still there"
    assert read(data) == before

    (disk / "rest").unlink()
    assert clerk.post(f"/reports/{NAME}/passage", data=said).status_code == 303
    assert f"{words}完。" in section.read_text(encoding="utf-8")
    last = find_last(Project(root=disk / "公报"))
    assert last
    assert last.what.startswith("改文字")
    assert clerk.post(f"/reports/{NAME}/undo").status_code == 303
    assert read(data) == before
