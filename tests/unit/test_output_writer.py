"""Writing: what has not changed is linked to the publication before, which no build ever changes."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.output.writer import Writer

Run = Callable[..., subprocess.CompletedProcess[str]]


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A publication of two files with their `.gz`."""
    folder = tmp_path / "旧 site"
    writer = Writer(folder, compressed=True)
    writer.write("a/same.html", b"same")
    writer.write("a/other.html", b"old")
    return folder


def test_only_what_changed_is_written_anew(before: Path, tmp_path: Path) -> None:
    after = tmp_path / "new"
    writer = Writer(after, before=[before], compressed=True)
    writer.write("a/same.html", b"same")
    writer.write("a/other.html", b"new")
    writer.write("b.html", b"more")
    old, new = inodes(before), inodes(after)
    assert {name for name in new if new[name] == old.get(name)} == {"a/same.html", "a/same.html.gz"}
    assert (after / "a/other.html").read_bytes() == b"new"
    plain = Writer(tmp_path / "plain", compressed=True)
    for name, content in (("a/same.html", b"same"), ("a/other.html", b"new"), ("b.html", b"more")):
        plain.write(name, content)
    assert writer.sums == plain.sums


def test_a_linked_file_that_is_written_again_leaves_the_old_publication_as_it_was(before: Path, tmp_path: Path) -> None:
    writer = Writer(tmp_path / "new", before=[before])
    writer.write("a/same.html", b"same")
    writer.write("a/same.html", b"changed in a later pass")
    assert (before / "a/same.html").read_bytes() == b"same"
    assert (tmp_path / "new/a/same.html").read_bytes() == b"changed in a later pass"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_symbolic_link_in_the_old_publication_is_not_followed(before: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"same")
    (before / "a/same.html").unlink()
    (before / "a/same.html").symlink_to(tmp_path / "elsewhere")
    Writer(tmp_path / "new", before=[before]).write("a/same.html", b"same")
    assert not (tmp_path / "new/a/same.html").is_symlink()


def test_files_are_linked_by_their_checksums_and_only_if_all_are_there(before: Path, tmp_path: Path) -> None:
    sums = Writer(tmp_path / "made", compressed=True).write_part([("a/same.html", b"same"), ("a/other.html", b"old")])
    assert set(sums) == {"a/same.html", "a/same.html.gz", "a/other.html", "a/other.html.gz"}
    writer = Writer(tmp_path / "new", before=[before], compressed=True)
    assert writer.link_all(sums)
    assert inodes(tmp_path / "new") == inodes(before)
    (before / "a/other.html").write_bytes(b"bad")
    assert not Writer(tmp_path / "newer", before=[before]).link_all(sums)
    assert not Writer(tmp_path / "newest").link_all(sums)
