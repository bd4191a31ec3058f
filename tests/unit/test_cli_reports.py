"""What the command line makes of what was typed."""

from pathlib import Path

import pytest

from gongbao.cli.reports import place_report


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
