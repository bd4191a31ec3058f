"""Files that nobody touched are linked unread; any that was touched, or is not there, is to be written."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.output.standing import Standing, link_standing, note_standing
from gongbao.output.writer import Writer

FILES = {"downloads/a/report.pdf": b"%PDF-1", "zh-Hant/downloads/a/report.pdf": b"%PDF-2"}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A publication of two files."""
    return tmp_path / "旧 site"


@pytest.fixture
def files(before: Path) -> tuple[Standing, ...]:
    """How its files stand."""
    writer = Writer(before)
    writer.write_all(FILES.items())
    return note_standing(writer, FILES)


def test_files_that_stand_as_they_were_written_are_the_same_files_with_the_same_sums(
    before: Path, files: tuple[Standing, ...], tmp_path: Path
) -> None:
    first, writer = Writer(tmp_path / "other"), Writer(tmp_path / "new", before=[before])
    first.write_all(FILES.items())
    assert link_standing(writer, files)
    assert writer.sums == first.sums
    assert all((before / path).samefile(tmp_path / "new" / path) for path in FILES)


def change(path: Path) -> None:
    path.write_bytes(b"%PDF-3")
    os.utime(path, ns=(1, 1))


def exchange(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes())
    time = path.stat().st_mtime_ns
    os.utime(other, ns=(time, time))
    other.replace(path)


def follow(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    path.symlink_to(path.with_suffix(".old"))


@pytest.mark.parametrize(
    "touch", [change, exchange, follow, Path.unlink, lambda path: path.write_bytes(b"%PDF-longer")]
)
def test_a_file_that_was_touched_is_not_linked(
    touch: Callable[[Path], object], before: Path, files: tuple[Standing, ...], tmp_path: Path
) -> None:
    path = "zh-Hant/downloads/a/report.pdf"
    try:
        touch(before / path)
    except OSError:
        pytest.skip("no symbolic links here")
    writer = Writer(tmp_path / "new", before=[before])
    assert not link_standing(writer, files)
    writer.write_all(FILES.items())
    assert (tmp_path / "new" / path).read_bytes() == FILES[path]


def test_without_a_publication_before_nothing_is_linked(files: tuple[Standing, ...], tmp_path: Path) -> None:
    assert not link_standing(Writer(tmp_path / "new"), files)
