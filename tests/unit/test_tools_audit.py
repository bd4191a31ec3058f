"""The list of dependencies: it has every locked package, and advisories are told of the versions that they name."""

import json
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

LOCKED = {"pillow": ["11.0"], "jinja2": ["3.1.6"]}


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))


def test_every_locked_package_is_described_and_listed() -> None:
    from audit import LOCK, PAGE, read_entries, read_lock

    locked = read_lock(LOCK.read_text(encoding="utf-8"))
    assert locked.keys() == read_entries().keys()
    rows = [line.split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    listed = {row[0].removeprefix("| "): row[1].split(" / ") for row in rows[1:]}
    assert listed == locked, "make audit writes DEPENDENCIES.md anew"


@pytest.mark.parametrize(
    ("affected", "told"),
    [
        ({"versions": ["10.0", "11.0"]}, True),
        ({"versions": ["10.0"]}, False),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "11.1"}]}]}, True),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "11.0"}]}]}, False),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "9"}, {"last_affected": "11.0"}]}]}, True),
        ({"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "12"}]}]}, False),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
    ],
)
@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_offline_copy_tells_of_the_versions_that_it_names(
    affected: dict[str, object],
    told: object,
    withdrawn: object,
    tmp_path: Path,
) -> None:
    from audit import search_copy

    advisory = {"id": "A-1", "affected": [{"package": {"name": "Pillow"}, **affected}]}
    advisory |= {"withdrawn": "2025-01-01"} if withdrawn else {}
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as copy:
        copy.writestr("A-1.json", json.dumps(advisory))
    assert search_copy(tmp_path / "all.zip", LOCKED) == (["pillow 11.0: A-1"] if told and not withdrawn else [])
