"""The bench: what follows from its numbers, and other sections left alone. No times."""

from pathlib import Path

import pytest

from conftest import ROOT


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import bench_table

    return bench_table


def test_the_table_has_ratios_and_exponents(table) -> None:
    from bench_run import Cost

    def cost(seconds: float, files: int) -> Cost:
        return Cost(cpu=seconds, wall=seconds, memory=10**6, files=files, size=files * 10**6)

    results = {
        10: {"gongbao": cost(1, 5), "gongbao-one-script": cost(0.8, 5), "peer": cost(4, 7)},
        100: {"gongbao": cost(10, 50), "peer": cost(400, 70)},
    }
    text = table.make_tables(results, {"gongbao": "G", "gongbao-one-script": "G1", "peer": "P"})
    assert "| P | 1 | 4.00 | 4.00 | 1 | 7 | 7.0 | 4.00 | 4.00 |" in text
    assert "The second script costs +25% of the build in one script." in text
    assert "### Growth from 10 to 100 reports" in text
    assert "| G | 1.00 | 0.00 | 1.00 | 1.00 |" in text
    assert "| P | 2.00 | 0.00 | 1.00 | 1.00 |" in text


def test_a_build_is_compared_with_what_was_measured_beside_it(table) -> None:
    from bench_run import Cost

    def cost(seconds: float, beside: Cost | None = None) -> Cost:
        return Cost(cpu=seconds, wall=seconds, memory=10**6, files=1, size=10**6, beside=beside)

    costs = {"gongbao": cost(3), "gongbao-one-script": cost(2, cost(2.5)), "peer": cost(40, cost(2))}
    text = table.make_tables({10: costs}, {"gongbao": "G", "gongbao-one-script": "G1", "peer": "P"})
    assert "| P | 1 | 40.00 | 40.00 | 1 | 1 | 1.0 | 20.00 | 20.00 |" in text
    assert "The second script costs +25% of the build in one script." in text


def test_a_section_is_replaced_and_others_stay(table, tmp_path: Path) -> None:
    path = tmp_path / "BENCHMARKS.md"
    for heading, body in (("Building", "old"), ("Search", "kept"), ("Building", r"new \1")):
        table.write_section(path, heading, body)
    assert path.read_text(encoding="utf-8") == "# Benchmarks\n\n## Building\n\nnew \\1\n\n## Search\n\nkept\n"


def test_generated_reports_stand_beside_real_ones(table) -> None:
    from bench_run import Cost

    def cost(seconds: float) -> Cost:
        return Cost(cpu=seconds, wall=seconds, memory=10**6, files=1, size=10**6)

    real, generated = {10: {"gongbao": cost(8), "peer": cost(1)}}, {10: {"gongbao": cost(4), "peer": cost(1)}}
    text = table.make_beside(real, generated, {"gongbao": "G", "peer": "P"})
    assert "| G | 8.00 | 4.00 | 1.00 | 1.00 |" in text
    assert "| P | 1.00 | 1.00 | 0.12 | 0.25 |" in text
