"""Any text where YAML is expected: a report or a list of problems, never a traceback and never a hang."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongbao.data.load import load_report
from gongbao.report.problems import Problems

FOLDER = Path(__file__).resolve().parents[1] / "data" / "taicang-npc-2025"
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
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def load(name: str, text: str) -> None:
    """Load the first report with one file replaced."""
    with tempfile.TemporaryDirectory() as shelter:
        folder = Path(shelter) / "taicang-npc-2025"
        shutil.copytree(FOLDER, folder)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        problems = Problems()
        report = load_report(folder, problems)
        assert (report is None) == bool(problems.found)


@QUICK
@given(st.sampled_from(["report.yml", "01-sec_1.yml"]), st.lists(LINES | st.text(max_size=30), max_size=20))
def test_any_lines_of_yaml(name: str, lines: list[str]) -> None:
    load(name, "\n".join(lines))


@QUICK
@given(st.sampled_from(["report.yml", "02-sec_2.yml"]), st.data())
def test_a_file_with_one_line_changed(name: str, data: st.DataObject) -> None:
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(LINES | st.text(max_size=30))
    load(name, "\n".join(lines))


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes(noise: bytes) -> None:
    load("report.yml", noise.decode("latin-1"))
