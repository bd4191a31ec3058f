"""A plain `mkdocs build` of a project is as strict when it is quiet or talks much as when it is neither."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, change

WRONG = {
    "a missing page in nav": ("mkdocs.yml", "\nplugins: []", "\nnav: [index.md, none.md]\nplugins: []", "none.md"),
    "a link to a missing page": ("docs/index.md", "\n\n", "\n\n[x](none.md)\n\n", "none.md"),
    "a link to a missing anchor": ("docs/index.md", "\n\n", "\n\n[x](help.md#none)\n\n", "#none"),
    "a link to a missing anchor of its own": ("docs/index.md", "\n\n", "\n\n[x](#none)\n\n", "#none"),
}


def build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def plain(tmp_path: Path, gongbao) -> Path:
    assert gongbao(tmp_path, "new", "fresh").returncode == 0
    for switch in ("pdf", "word"):
        change(tmp_path / "fresh/data/site.yml", f"\n{switch}: true ", f"\n{switch}: false ")
    return tmp_path / "fresh"


@pytest.mark.parametrize("option", ["-q", "-v"])
def test_what_is_without_fault_builds(option: str, plain: Path) -> None:
    done = build(plain, option)
    assert done.returncode == 0, done.stderr
    assert option == "-v" or "WARNING" not in done.stderr


@pytest.mark.parametrize("option", ["-q", "-v"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_fault_that_strict_stops_at_stops_it_however_much_is_told(wrong: str, option: str, plain: Path) -> None:
    name, before, after, told = WRONG[wrong]
    path = plain / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    done = build(plain, option)
    assert done.returncode == 1, done.stderr
    assert told in done.stderr
