"""The manifest: what it lists, in which order, and what it finds."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from gongbao.output.manifest import MANIFEST, check_manifest, list_files, list_foreign, read_manifest, write_manifest
from gongbao.report.problems import Problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small published folder with a Chinese name and a space in its path."""
    site = tmp_path / "公报 一"
    (site / "zh-Hant").mkdir(parents=True)
    (site / "index.html").write_bytes(b"<p>1</p>")
    (site / "zh-Hant" / "index.html").write_bytes(b"<p>2</p>")
    (site / "图.svg").write_bytes(b"<svg/>")
    write_manifest(site)
    return site


def find(folder: Path) -> list[str]:
    """Return the problems of a folder's manifest, as a person reads them."""
    problems = Problems()
    check_manifest(folder, problems)
    return [str(problem).replace(folder.as_posix(), "site") for problem in problems]


def test_lines_are_sorted_and_relative_and_the_manifest_is_not_among_them(folder: Path) -> None:
    text = (folder / MANIFEST).read_bytes().decode()
    assert [line[66:] for line in text.splitlines()] == ["index.html", "zh-Hant/index.html", "图.svg"]
    assert text.endswith("\n")
    assert "\r" not in text
    assert find(folder) == []


def test_writing_twice_gives_the_same_bytes(folder: Path) -> None:
    before = (folder / MANIFEST).read_bytes()
    write_manifest(folder)
    assert (folder / MANIFEST).read_bytes() == before


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum on this machine")
def test_sha256sum_accepts_it(folder: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MANIFEST], cwd=folder, check=True)


def test_every_flipped_byte_is_found(folder: Path) -> None:
    path = folder / "zh-Hant" / "index.html"
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert find(folder) == [
            f"site/zh-Hant/index.html: changed since it was published ({MANIFEST} has another checksum)"
        ]


def test_missing_and_unlisted_files_are_found_together(folder: Path) -> None:
    (folder / "index.html").unlink()
    (folder / "extra.html").write_bytes(b"")
    assert find(folder) == [
        "site/extra.html: not listed in SHA256SUMS",
        "site/index.html: missing (listed in SHA256SUMS)",
    ]


def test_a_damaged_line_is_named(folder: Path) -> None:
    path = folder / MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace("  index", " index", 1), encoding="utf-8")
    problems = Problems()
    read_manifest(folder, problems)
    assert [problem.line for problem in problems] == [1]


def test_a_folder_without_manifest_is_no_publication(tmp_path: Path) -> None:
    assert find(tmp_path) == ["site: not a publication of Gongbao (it has no SHA256SUMS)"]
    assert list_foreign(tmp_path) is None


def test_foreign_files_are_those_the_manifest_does_not_name(folder: Path) -> None:
    (folder / "zh-Hant" / "notes.docx").write_bytes(b"")
    (folder / "Thumbs.db").write_bytes(b"")
    assert list_foreign(folder) == ["zh-Hant/notes.docx"]


def test_a_link_to_another_folder_is_listed(folder: Path, tmp_path: Path) -> None:
    try:
        (folder / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    assert "elsewhere" in list_files(folder)


@pytest.mark.skipif(os.name == "nt", reason="rights are other things on Windows")
def test_rights_that_no_build_gives_are_found(folder: Path) -> None:
    page = folder / "index.html"
    for mode, told in ((0o755, "0755"), (0o4644, "4644"), (0o646, "0646")):
        page.chmod(mode)
        assert find(folder) == [f"site/index.html: its rights are {told}, those of {MANIFEST} are 0644 (chmod 0644)"]
    for path in (page, folder / "zh-Hant/index.html", folder / "图.svg", folder / MANIFEST):
        path.chmod(0o777)  # a disk without rights
    assert find(folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_told_and_not_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")
    assert find(folder) == ["site/pipe.html: neither a file nor a folder (delete it)"]


@pytest.mark.skipif(os.name == "nt", reason="no symbolic links without rights")
def test_a_manifest_that_is_a_link_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / MANIFEST).rename(tmp_path / "sums")
    (folder / MANIFEST).symlink_to(tmp_path / "sums")
    assert find(folder) == [f"site/{MANIFEST}: a link in place of a file (it may show another file tomorrow)"]


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_names_with_other_line_ends_are_listed(folder: Path) -> None:
    for name in ("a\u2028b.txt", "a\x85b.txt"):
        (folder / name).write_bytes(b"")
    write_manifest(folder)
    assert find(folder) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_manifest_that_is_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MANIFEST)
    problems = Problems()
    assert check_manifest(tmp_path, problems) is None
    assert [problem.message for problem in problems] == ["a folder, a pipe or a device, not a file (delete it)"]
