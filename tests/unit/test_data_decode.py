"""Any text where YAML is expected: a report or a list of problems, never a traceback and never a hang."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongbao.data.load import load_report
from gongbao.report.problems import Problems

FOLDER = Path(__file__).parents[1] / "cases/publication/data/dongjiang-gov-2025"
LINES = st.sampled_from(
    [
        "title: 工作报告",
        "date: 2024-01-16",
        "date: 2024-13-99",
        "parts:",
        "  - id: part_1",
        "    sections: [01-sec_1.yml]",
        "    sections: [../x.yml]",
        "printed: [title, title]",
        "salutation: {id: a, text: 各位代表：}",
        "content:",
        "  - id: p",
        "    text: |-",
        "      正文",
        "    rows: [[1, 2], [3]]",
        "figures:",
        "    value: 九",
        "&a [*a]",
        "*b",
        "!!python/object:os.system x",
        "? {a: b}",
        "<<: {a: b}",
        "- - - -",
        "key: >",
        "\t",
        "%YAML 9.9",
        "---",
        "...",
        "'",
        '"',
        "{" * 40,
        "[" * 40,
        "a: " * 30,
        "y: yes",
        "null",
        "~",
        "0x1F",
        "1e400",
        "heading: ''",
        "lead: 无",
        "level: 99",
    ],
)
QUICK = settings(max_examples=80)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a small report that has everything."""
    return Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("data") / FOLDER.name))


def load(folder: Path, name: str, text: str) -> None:
    """Load a report with one file replaced."""
    target = folder / name
    whole = target.read_bytes()
    target.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        problems = Problems()
        report = load_report(folder, problems)
        assert (report is None) == bool(problems.found)
    finally:
        target.write_bytes(whole)


@QUICK
@given(st.sampled_from(["report.yml", "01.yml"]), st.lists(LINES | st.text(max_size=30), max_size=20))
def test_any_lines_of_yaml(folder: Path, name: str, lines: list[str]) -> None:
    load(folder, name, "\n".join(lines))


@QUICK
@given(st.sampled_from(["report.yml", "01.yml"]), st.data())
def test_a_file_with_one_line_changed(folder: Path, name: str, data: st.DataObject) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(LINES | st.text(max_size=30))
    load(folder, name, "\n".join(lines))


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes(folder: Path, noise: bytes) -> None:
    load(folder, "report.yml", noise.decode("latin-1"))
