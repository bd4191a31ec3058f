"""A publication of three small files, for what is done with whole folders."""

from collections.abc import Callable
from pathlib import Path

from gongbao.output.manifest import check_manifest, list_files, write_manifest
from gongbao.output.swap import publish
from gongbao.report.problems import Problems


def make_fill(text: str) -> Callable[[Path], None]:
    """Return a function that fills a folder with a small publication."""

    def fill(folder: Path) -> None:
        for name in ("index.html", "zh-Hant/index.html", "assets/site.css"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        write_manifest(folder)

    return fill


def read(target: Path) -> str:
    """Return the text of a publication, having checked that it is whole."""
    problems = Problems()
    check_manifest(target, problems)
    assert not problems.found
    assert len(list_files(target)) == 3
    return (target / "index.html").read_text(encoding="utf-8")


def make_target(tmp_path: Path) -> Path:
    """Return a publication that says "old", in a folder that holds nothing else."""
    place = tmp_path / "网站 一" / "site"
    publish(place, make_fill("old"))
    assert read(place) == "old"
    return place
