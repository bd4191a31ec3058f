"""A published archive of three bodies and three years: lists, ways between reports, charts and comparisons."""

import posixpath
import re
import shutil
from pathlib import Path

import pytest

from archive_project import BODIES, MEETINGS, YEARS
from conftest import AWKWARD, copy_archive, run_gongbao
from published_pages import Reading, check_link, pages

SLUG = "taicang-npc-2025"


@pytest.fixture(scope="module")
def read(archive: Path) -> dict[str, Reading]:
    return dict(pages(archive))


def links(page: Reading, name: str) -> list[str]:
    """List where the links of a page lead, from the root."""
    targets = [link["href"].partition("#")[0] for link in page.find("a") if "hreflang" not in link]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) for target in targets if target]


def test_every_list_is_there_in_every_script(archive: Path) -> None:
    names = [f"years/{year}.html" for year in YEARS] + [f"bodies/{body}.html" for body in BODIES]
    for name in (*names, "places/taicang.html", "places/kunshan.html", "reports.html"):
        assert (archive / name).is_file()
        assert (archive / "zh-Hant" / name).is_file()
    found = {path.relative_to(archive).as_posix() for path in archive.glob("*s/*.html")}
    assert found == {*names, "places/taicang.html", "places/kunshan.html"}


def test_every_link_of_the_archive_leads_somewhere(read: dict[str, Reading], archive: Path) -> None:
    for name, page in read.items():
        for _, attributes in page.tags:
            for attribute in ("href", "src", "action"):
                if attribute in attributes:
                    check_link(name, attributes[attribute], archive, read)


def test_every_page_is_reached_from_the_home_page(read: dict[str, Reading]) -> None:
    reached: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [target for target in links(read[name], name) if target in read]
    assert {name for name in read if not name.startswith("zh-Hant/")} - reached == {"404.html"}


def test_lists_hold_their_reports_newest_first(read: dict[str, Reading]) -> None:
    def listed(name: str) -> list[str]:
        found = [target for target in links(read[name], name) if re.fullmatch(r"[a-z-]+-\d{4}/index\.html", target)]
        return [posixpath.dirname(target) for target in found]

    assert listed("years/2024.html") == ["kunshan-npc-2024", "taicang-gov-2024", "taicang-npc-2024"]
    assert listed("bodies/taicang-npc.html") == ["taicang-npc-2025", "taicang-npc-2024", "taicang-npc-2023"]
    assert len(listed("places/taicang.html")) == 6
    assert len(listed("index.html")) == 9


def test_a_report_leads_to_its_neighbours_and_only_those(read: dict[str, Reading]) -> None:
    for slug, expected in {
        "taicang-npc-2023": {"taicang-npc-2024"},
        "taicang-npc-2024": {"taicang-npc-2023", "taicang-npc-2025"},
        "taicang-npc-2025": {"taicang-npc-2024"},
    }.items():
        for page in ("index", "sec_1", "full"):
            name = f"{slug}/{page}.html"
            others = {posixpath.dirname(target) for target in links(read[name], name)} - {slug, "", "bodies"}
            assert {other for other in others if "downloads" not in other} == expected, name
        assert (f"{slug}/changes.html" in read) == (slug != "taicang-npc-2023")


def test_figures_that_recur_are_drawn_and_told(archive: Path, read: dict[str, Reading]) -> None:
    page = read[f"{SLUG}/figures.html"]
    charts = page.find("svg", role="img")
    assert charts
    for chart in charts:
        assert all(name in page.ids for name in chart["aria-labelledby"].split())
    source = (archive / SLUG / "figures.html").read_text(encoding="utf-8")
    assert f"2022年{MEETINGS[2023]}次，2023年{MEETINGS[2024]}次，2024年{MEETINGS[2025]}次。" in source
    assert "2024年2100余人次" in source
    assert ">约+" in source
    for year in YEARS:
        assert f"taicang-npc-{year}/sec_1.html" in links(page, f"{SLUG}/figures.html")
    # The plan's figure of the same label is no continuation, and a single year has nothing to be held against.
    assert not read["taicang-npc-2023/figures.html"].find("svg")


def test_the_comparison_tells_what_is_new_gone_and_changed(archive: Path) -> None:
    source = (archive / SLUG / "changes.html").read_text(encoding="utf-8")
    assert f"召开常委会会议<del>{MEETINGS[2024]}</del>次" in source
    assert f"召开常委会会议<ins>{MEETINGS[2025]}</ins>次" in source
    counts = re.findall(r'<span class="state">(..)</span> <span class="count">(\d+) 段', source)
    assert dict(counts) == {"新增": "1", "删去": "1", "改动": "3", "未变": "2"}
    converted = (archive / "zh-Hant" / SLUG / "changes.html").read_text(encoding="utf-8")
    assert f"召開常委會會議<ins>{MEETINGS[2025]}</ins>次" in converted


def test_one_report_stays_as_simple_as_it_was(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert not any(re.search(r"reports\.html|changes\.html|^(?:years|bodies|places)/", name) for name in names)
    text = "".join((site / SLUG / f"{name}.html").read_text(encoding="utf-8") for name in ("index", "sec_1", "figures"))
    assert not re.search(r"全部报告|历年对照|changes\.html|archive\.[0-9a-f]+\.css", text)


def test_addresses_do_not_depend_on_what_else_is_published(tmp_path: Path, archive: Path) -> None:
    project = copy_archive(tmp_path / AWKWARD)
    for report in (project / "data").glob("*-2024"):
        shutil.rmtree(report)
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    fewer = {path.relative_to(project / "site").as_posix() for path in (project / "site").rglob("*.html")}
    more = {path.relative_to(archive).as_posix() for path in archive.rglob("*.html")}
    assert fewer < more
    assert (project / "site" / SLUG / "changes.html").read_text(encoding="utf-8").count("2023年第") > 2


def test_links_of_written_pages_to_any_report_are_checked(tmp_path: Path) -> None:
    project = copy_archive(tmp_path / AWKWARD)
    beside, below = project / "docs/kunshan-npc-2024/note.md", project / "docs/notes/2023.md"
    for page, link in ((beside, "sec_2.md#sec_2__para_1"), (below, "../taicang-gov-2023/sec_1.md#sec_1__para_2")):
        page.parent.mkdir()
        page.write_text(f"# 说明\n\n[见原文]({link})，[各年](../years/2024.md)\n", encoding="utf-8")
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    # A macro may make a link, too.
    below.write_text(
        "# 说明\n\n{% for year in (2023, 2024) %}\n[原文](../taicang-gov-{{ year }}/sec_1.md)\n{% endfor %}\n",
        encoding="utf-8",
    )
    done = run_gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    below.write_text("# 说明\n\n[见原文](../taicang-gov-2023/sec_9.md)\n", encoding="utf-8")
    beside.write_text("# 说明\n\n[见原文](sec_2.md#sec_2__para_9)\n", encoding="utf-8")
    done = run_gongbao(project, "build")
    assert done.returncode == 1
    assert "taicang-gov-2023/sec_9.md" in done.stderr
    assert "#sec_2__para_9" in done.stderr
