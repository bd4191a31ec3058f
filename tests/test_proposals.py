"""Figures that the importer proposed wait for a person: checked, counted, not published."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import change

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_proposed_figure_is_counted_and_not_published(project: Path, gongbao: Run) -> None:
    change(
        project / "data/taicang-npc-2025/01-sec_1.yml",
        "    label: 召开主任会议",
        "    proposed: true\n    label: 召开主任会议",
    )
    done = gongbao(project, "check")
    assert "taicang-npc-2025: 1 proposed figures are not published" in done.stdout
    assert gongbao(project, "build").returncode == 0
    page = (project / "site/taicang-npc-2025/figures.html").read_text(encoding="utf-8")
    assert "召开主任会议" not in page
    assert "47 项数量陈述" in page


def test_a_report_without_figures_says_so(project: Path, gongbao: Run) -> None:
    for path in (project / "data/taicang-npc-2025").glob("0*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.partition("\nfigures:")[0] + "\n", encoding="utf-8")
    assert gongbao(project, "build").returncode == 0
    page = (project / "site/taicang-npc-2025/figures.html").read_text(encoding="utf-8")
    assert "这份报告还没有摘录数字" in page
    assert not (project / "site/downloads/taicang-npc-2025/figures.csv").exists()
