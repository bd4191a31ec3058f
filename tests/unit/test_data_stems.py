"""The same body in a folder that begins in another way: told, with the lines that keep its address."""

from dataclasses import replace
from pathlib import Path

import pytest

from gongbao.data.stems import find_other_stems
from gongbao.report.report import Report


@pytest.fixture
def data(tmp_path: Path, report: Report) -> Path:
    (tmp_path / "east-npc-2024").mkdir()
    (tmp_path / "site.yml").touch()
    text = f"title: 报告\nbody: {report.body}   # 机关\nplace: '{report.place}'\nparts:\nbody: 别的\n"
    (tmp_path / "east-npc-2024/report.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("slug", "groups"),
    [
        ("east-npc-2025", []),
        ("west-npc-2025", ["bodies", "places"]),
        ("east-gov-2025", ["bodies"]),
        ("report", ["bodies", "places"]),
    ],
)
def test_another_beginning_is_told(data: Path, report: Report, slug: str, groups: list[str]) -> None:
    told = list(find_other_stems(data, replace(report, slug=slug)))
    assert [next(group for group in ("bodies", "places") if f"under {group}" in one) for one in told] == groups
    assert all("data/names.yml" in one for one in told)


def test_a_body_with_an_address_of_its_own_needs_no_word(data: Path, report: Report) -> None:
    text = f"bodies:\n  - {{id: east-npc, name: {report.body}}}\nplaces:\n  - {{id: east, name: {report.place}}}\n"
    (data / "names.yml").write_text(text, encoding="utf-8")
    assert not list(find_other_stems(data, replace(report, slug="west-npc-2025")))


def test_outside_of_a_publication_nothing_is_told(data: Path, report: Report) -> None:
    (data / "site.yml").unlink()
    assert not list(find_other_stems(data, replace(report, slug="west-npc-2025")))
