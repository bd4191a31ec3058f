"""A title or a heading that calls a note shows its mark where it is printed, and nowhere that only names it."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from conftest import AWKWARD, change, copy_project, run_gongbao

SLUG = "taicang-npc-2025"
# Where a title is printed as the source prints it; all else names it.
PRINTED = re.compile(r"<(h[1-6])\b.*?</\1>|<p class=\"part-heading\".*?</p>", re.DOTALL)
MARKS = ("[1]", "[2]", "[3]")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("notes") / AWKWARD)
    data = project / "data" / SLUG
    change(
        data / "report.yml",
        "title: 太仓市人民代表大会常务委员会工作报告",
        "title: 太仓市人民代表大会常务委员会工作报告[1]",
    )
    change(data / "report.yml", "heading: 2024年主要工作", "heading: 2024年主要工作[2]")
    for path in data.glob("*-sec_2.yml"):
        lines = path.read_text(encoding="utf-8").split("\n")
        lines = [f"{line}[3]" if line.startswith("heading: ") else line for line in lines]
        path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_pages_name_a_report_and_its_sections_without_marks(built: Path) -> None:
    printed = 0
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        printed += any(mark in text for mark in MARKS)
        rest = PRINTED.sub("", text)
        for mark in MARKS:
            assert mark not in rest, (path.name, rest[max(0, rest.find(mark) - 80) :][:120])
    assert printed >= 4, "cover, section and whole text in two scripts"


def test_what_is_downloaded_is_named_without_marks(built: Path) -> None:
    folder = built / "downloads" / SLUG
    assert "[1]" not in (built / "feed.xml").read_text(encoding="utf-8") if (built / "feed.xml").exists() else True
    for name in ("cite.bib", "cite.json"):
        assert "[1]" not in (folder / name).read_text(encoding="utf-8")
    assert json.loads((folder / "cite.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(next(folder.glob("*.epub"))) as book:
        for name in book.namelist():
            text = book.read(name).decode(errors="replace")
            if name.endswith(".opf") or "nav" in name:
                assert not any(mark in text for mark in MARKS), name
            assert "[1]</title>" not in text
