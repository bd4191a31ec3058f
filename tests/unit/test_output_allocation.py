"""Folders told to lie apart on the disk."""

import sys
from pathlib import Path

import pytest

from gongbao.output.allocation import GET_FLAGS, TOP_DIRECTORY, set_apart

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's ext4")


@LINUX
def test_top_directory(tmp_path: Path) -> None:
    """ext4 marks the folder, keeps its other flags and makes folders in it as before; other disks change nothing."""
    import fcntl
    import os

    def read_flags() -> int:
        opened = os.open(tmp_path, os.O_RDONLY)
        try:
            flags = bytearray(8)
            fcntl.ioctl(opened, GET_FLAGS, flags)
        except OSError:
            pytest.skip("a disk without flags")
        finally:
            os.close(opened)
        return int.from_bytes(flags[:4], sys.byteorder)

    before = read_flags()
    set_apart(tmp_path)
    assert read_flags() in (before, before | TOP_DIRECTORY)
    set_apart(tmp_path)
    (tmp_path / "a").mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@LINUX
def test_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses, or a folder that has gone, stops nothing."""

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.ioctl", refuse)
    set_apart(tmp_path)
    set_apart(tmp_path / "gone")
