"""What the command line makes of what was typed."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongbao.cli.commands import main
from gongbao.cli.reports import place_report
from import_cases import BODY, HEAD


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "公 报"
    (root / "data").mkdir(parents=True)
    (root / "mkdocs.yml").touch()
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a-2025", "data/a-2025"),
        ("data/a-2025", "data/a-2025"),
        ("docs/a-2025", "docs/a-2025"),
        ("../a-2025", "../a-2025"),
        ("data", "data"),
        (".", "."),
    ],
)
def test_a_name_alone_is_a_folder_of_the_data(folder: Path, typed: str, meant: str) -> None:
    assert place_report(Path(typed)) == Path(meant)
    assert place_report(folder / typed) == folder / typed


def test_a_folder_that_is_there_is_meant_itself(folder: Path) -> None:
    (folder / "a-2025").mkdir()
    assert place_report(Path("a-2025")) == Path("a-2025")


def test_inside_the_data_a_name_is_what_it_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "data")
    assert place_report(Path("a-2025")) == Path("a-2025")


def test_outside_a_publication_a_name_is_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_report(Path("a-2025")) == Path("a-2025")


def run(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(word) for word in ("--lang", "en", *words)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_nothing_waits_for_a_pipe_in_the_place_of_a_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to("loop")
    source = folder / "a.txt"
    source.write_text(HEAD + BODY, encoding="utf-8")
    for words in (
        ("import", "pipe.txt", "--into", "a-2025"),
        ("import", "/dev/zero", "--into", "a-2025"),
        ("import", source, "--into", "a-2025", "--report", "pipe.txt"),
        ("review", "--html", "pipe.txt"),
    ):
        code, told = run(*words)
        assert code in (1, 2)
        assert "a pipe or a device, not a file" in told
    code, told = run("import", source, "--into", "data/../loop")
    assert (code, "a link that leads nowhere" in told) == (1, True)
    assert not list((folder / "data").iterdir())


def test_a_name_that_is_a_path_is_no_address(folder: Path) -> None:
    code, told = run("rename", "a-2025", folder / "b-2025")
    assert (code, "cannot be an address" in told) == (1, True)
