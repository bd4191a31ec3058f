"""What stands in a project's folders and cannot be published: told before anything of it is opened."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.data.sources import check_sources
from gongbao.report.problems import Problems

OUT = "a link that leads outside the project (put the files themselves there)"
NOWHERE = "a link that leads nowhere (delete it, or put the file there)"
BACK = "a link that leads back to a folder that it lies in (delete it)"
PIPE = "a pipe or a device, not a file (delete it)"
NAME = "a name with characters that cannot be shown, or not in UTF-8 (rename it)"
POSIX = pytest.mark.skipif(os.name != "posix", reason="no such links, pipes and names here")


def find(root: Path) -> list[tuple[str, str]]:
    problems = Problems()
    check_sources(root, [root / "data", root / "docs", root / "none"], problems)
    return [(problem.path.relative_to(root).as_posix(), problem.message) for problem in problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a file, a hidden pipe and two links within it, which are all right, and a file beside it."""
    project = tmp_path / "项目 一"
    for folder in ("data", "docs/assets"):
        (project / folder).mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (project / "docs/index.md").write_text("# 公报\n", encoding="utf-8")
    if os.name == "posix":
        os.mkfifo(project / "docs/.pipe")
        (project / "docs/again.md").symlink_to("index.md")
        (project / "data/pictures").symlink_to("../docs/assets")
    return project


@POSIX
@pytest.mark.parametrize(
    ("spoil", "path", "message"),
    [
        (lambda root: (root / "docs/x.md").symlink_to("../../secret.txt"), "docs/x.md", OUT),
        (lambda root: (root / "data/x").symlink_to(root.parent), "data/x", OUT),
        (lambda root: (root / "docs/assets/x.png").symlink_to("/etc/hostname"), "docs/assets/x.png", OUT),
        (lambda root: (root / "data/x").symlink_to("nowhere"), "data/x", NOWHERE),
        (lambda root: (root / "data/x").symlink_to("x"), "data/x", NOWHERE),
        (lambda root: (root / "docs/x").symlink_to("."), "docs/x", BACK),
        (lambda root: os.mkfifo(root / "docs/x.md"), "docs/x.md", PIPE),
        (lambda root: (root / "docs/a\nb.md").write_text("", encoding="utf-8"), "docs/a\nb.md", NAME),
        (lambda root: (root / "docs/\u202ea.md").write_text("", encoding="utf-8"), "docs/\u202ea.md", NAME),
        (lambda root: (root / "data" / os.fsdecode(b"\xff")).mkdir(), "data/\udcff", NAME),
    ],
)
def test_what_cannot_be_published_is_told(spoil: Callable[[Path], object], path: str, message: str, root: Path) -> None:
    assert find(root) == []
    spoil(root)
    assert find(root) == [(path, message)]


def test_what_cannot_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs tests as root can read everything.
    monkeypatch.setattr(os, "access", lambda path, _mode: not os.fspath(path).endswith("index.md"))
    told = [("docs/index.md", "cannot be read (give this user the right to read it)")]
    assert [one for one in find(root) if "again" not in one[0]] == told


@POSIX
def test_the_folders_themselves_may_lie_elsewhere(root: Path) -> None:
    (root / "data").rename(root.parent / "elsewhere")
    (root / "data").symlink_to("../elsewhere")
    (root / "data/pictures").unlink()
    (root / "data/x").mkdir()
    (root / "data/y").symlink_to("x")
    assert find(root) == []
