"""Texts of files: exactly as they stand, and put in their place at once or not at all."""

from pathlib import Path

import pytest

from gongbao.data.text_file import put_back, read_exactly, write_whole


def test_a_text_comes_back_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    assert read_exactly(path) is None
    write_whole(path, "\ufefftitle: 一\r\nbody: 二\n")
    assert read_exactly(path) == "\ufefftitle: 一\r\nbody: 二\n"
    put_back(path, None)
    assert not path.exists()


def test_what_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "site.yml"
    write_whole(path, "old")

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    assert [one.name for one in tmp_path.iterdir()] == ["site.yml"]
    assert read_exactly(path) == "old"
