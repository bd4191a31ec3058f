"""The bench: the form of its table, on builds of one report."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import AWKWARD, ROOT

ROW = re.compile(r"\| ([^|]+) \|( [\d,]+(\.\d+)? \|){8}")


@pytest.mark.full
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="processes with their children are measured with os.wait4")
def test_the_bench_prints_a_table_of_gongbao_alone(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tools/bench.py"), "--sizes", "1", "--runs", "1", "--peers"]
    done = subprocess.run(
        [*command, "--work", str(tmp_path / AWKWARD)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "### 1 report\n" in done.stdout
    rows = [ROW.fullmatch(line) for line in done.stdout.splitlines()]
    assert [row[1] for row in rows if row] == [
        "Gongbao", "Gongbao, built again", "Gongbao, one script",
        "Gongbao, with PDFs", "Gongbao, with PDFs, built again",
    ]  # fmt: skip
    assert re.search(r"^The second script costs [+-]\d+% ", done.stdout, re.MULTILINE)
    assert "Measured with Gongbao" in done.stdout
    assert "Growth" not in done.stdout
