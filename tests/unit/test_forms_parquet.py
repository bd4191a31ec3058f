"""Parquet of an archive: the same bytes for the same rows, in groups that bound the memory, columns of plain types."""

from pathlib import Path

import pyarrow
import pytest
from pyarrow.parquet import ParquetFile, read_table

from editions import make_edition
from gongbao.forms import parquet
from gongbao.forms.catalogue import ALL_WHOLES, WHOLES, list_wholes
from gongbao.forms.json_lines import make_figure_lines, make_paragraph_lines
from gongbao.report.report import Report


@pytest.fixture
def files(report: Report, everything: Report, tmp_path: Path) -> list[Path]:
    paths = []
    for one in (report, everything):
        path = tmp_path / one.slug / "paragraphs.jsonl"
        path.parent.mkdir()
        path.write_bytes(make_paragraph_lines(make_edition(one, "zh-Hant")))
        path.with_name("figures.jsonl").write_bytes(make_figure_lines(make_edition(one, "zh-Hant")))
        paths.append(path)
    return paths


def name_figures(paths: list[Path]) -> list[Path]:
    return [path.with_name("figures.jsonl") for path in paths]


def test_columns_are_of_plain_types_and_hold_what_the_report_says(
    report: Report, files: list[Path], tmp_path: Path
) -> None:
    parquet.join_figures(tmp_path / "figures.parquet", name_figures(files))
    table = read_table(tmp_path / "figures.parquet")
    assert {str(field.type) for field in table.schema} == {"string", "int16", "date32[day]", "double"}
    assert table.schema.field("date").type == pyarrow.date32()
    first = table.to_pylist()[0]
    assert (first["id"], first["value"], first["paragraph"]) == ("meetings", 9.0, "sec_1__para_1")
    assert first["date"] == report.date
    assert table.num_rows == len(report.figures)


def test_the_same_rows_give_the_same_bytes_in_groups(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "GROUP", 10)
    made = []
    for name in ("one", "other"):
        parquet.join_paragraphs(tmp_path / name, files)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    with ParquetFile(tmp_path / "one") as opened:
        assert opened.metadata.num_row_groups == -(-opened.metadata.num_rows // 10)


def test_no_paragraph_stands_among_the_statistics(report: Report, files: list[Path], tmp_path: Path) -> None:
    parquet.join_paragraphs(tmp_path / "made", files)
    with ParquetFile(tmp_path / "made") as opened:
        group = opened.metadata.row_group(0)
    columns = {group.column(place).path_in_schema: group.column(place) for place in range(group.num_columns)}
    assert not columns["text"].is_stats_set
    assert columns["year"].statistics.max == report.date.year


def test_an_archive_without_figures_has_an_empty_table(files: list[Path], tmp_path: Path) -> None:
    parquet.join_figures(tmp_path / "made", name_figures(files[1:]))
    assert read_table(tmp_path / "made").num_rows == 0


def test_without_pyarrow_all_but_parquet_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list_wholes() == ALL_WHOLES
    monkeypatch.setattr("gongbao.forms.catalogue.has_arrow", lambda: False)
    assert list_wholes() == WHOLES
