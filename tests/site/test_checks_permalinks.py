"""Published addresses: none gets lost, and one that moves leads on."""

import re
from pathlib import Path

import pytest

from conftest import run_gongbao, snapshot
from gongbao.checks.verify import verify_site

SECTION = "data/taicang-npc-2025/02-sec_2.yml"


@pytest.fixture
def recorded(project: Path) -> Path:
    done = run_gongbao(project, "record")
    assert re.fullmatch(r"data/published\.txt: \d+ new addresses\n", done.stdout)
    return project


def rename(project: Path) -> None:
    """Give a paragraph another id, in its figures too."""
    path = project / SECTION
    path.write_text(path.read_text(encoding="utf-8").replace("sec_2__para_4", "sec_2__para_9"), encoding="utf-8")


def test_the_record_holds_pages_ids_and_figures_sorted(recorded: Path) -> None:
    lines = (recorded / "data/published.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    for address in (
        "index.html",
        "about.html",
        "taicang-npc-2025/full.html",
        "taicang-npc-2025/sec_2.html#sec_2__para_3",
        "taicang-npc-2025/index.html#salutation",
        "taicang-npc-2025/sec_8.html#closing__para_1",
        "taicang-npc-2025/figures.html#figure-meetings",
    ):
        assert address in lines
    assert "404.html" not in lines
    assert run_gongbao(recorded, "record").stdout == "data/published.txt: 0 new addresses\n"
    assert run_gongbao(recorded, "check").returncode == 0


def test_a_lost_id_stops_check_and_build(recorded: Path) -> None:
    rename(recorded)
    for command in ("check", "build"):
        done = run_gongbao(recorded, command)
        assert done.returncode == 1
        assert re.match(
            r'data/published\.txt:\d+: "taicang-npc-2025/sec_2\.html#sec_2__para_4" was published', done.stderr
        )
    assert not (recorded / "site").exists()


def test_a_lost_page_stops_check(recorded: Path) -> None:
    (recorded / "docs/about.md").unlink()
    assert '"about.html" was published and is gone' in run_gongbao(recorded, "check").stderr


def test_the_record_only_grows(recorded: Path) -> None:
    rename(recorded)
    run_gongbao(recorded, "record")
    text = (recorded / "data/published.txt").read_text(encoding="utf-8")
    assert "#sec_2__para_4\n" in text
    assert "#sec_2__para_9\n" in text


def test_a_redirect_leads_on_from_a_page_and_from_an_id(recorded: Path) -> None:
    (recorded / "docs/about.md").unlink()
    rename(recorded)
    (recorded / "data/redirects.yml").write_text(
        "redirects:\n- {from: about.html, to: help.html}\n"
        "- {from: taicang-npc-2025/sec_2.html#sec_2__para_4, to: taicang-npc-2025/sec_2.html#sec_2__para_9}\n",
        encoding="utf-8",
    )
    done = run_gongbao(recorded, "build")
    assert done.returncode == 0, done.stderr
    site = recorded / "site"
    assert not verify_site(site).found
    for folder, words in (("", "页面已移动"), ("zh-Hant/", "頁面已移動")):
        page = (site / folder / "about.html").read_text(encoding="utf-8")
        assert '<meta http-equiv="refresh" content="0; url=help.html">' in page
        assert '<a href="help.html">' in page
        assert f"<h1>{words}</h1>" in page
        section = (site / folder / "taicang-npc-2025/sec_2.html").read_text(encoding="utf-8")
        assert '<p id="sec_2__para_4">' in section
        assert 'href="../taicang-npc-2025/sec_2.html#sec_2__para_9"' in section


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{from: about.html, to: help.html}", '"from": "about.html" is still there'),
        ("{from: old.html, to: nowhere.html}", '"to": there is no "nowhere.html"'),
        ("{from: old.html#x, to: help.html}", 'there is no page "old.html"'),
        ("{from: /old.html, to: help.html}", '"/old.html" is not the address of a page'),
        ("{from: old.html, to: https://a.cn/}", "is not the address of a page"),
        ("{from: zh-Hant/old.html, to: help.html}", '"zh-Hant/old.html" names a script'),
        ("{to: help.html}", 'the key "from" is missing'),
    ],
)
def test_a_wrong_redirect_is_told_with_its_line(project: Path, line: str, message: str) -> None:
    (project / "data/redirects.yml").write_text(f"redirects:\n- {line}\n", encoding="utf-8")
    done = run_gongbao(project, "check")
    assert done.returncode == 1
    assert done.stderr.startswith("data/redirects.yml:2: ")
    assert message in done.stderr


def count_problems(project: Path) -> list[str]:
    return run_gongbao(project, "check").stderr.splitlines()


def test_what_is_gone_together_is_told_together(recorded: Path) -> None:
    (recorded / "data/taicang-npc-2025").rename(recorded / "data/taicang-2025")
    lines = [line for line in count_problems(recorded) if '"taicang-npc-2025/" was published and is gone' in line]
    assert len(lines) == 1
    assert re.search(r"is gone: \d+ pages, \d{2,} places on them \(put it back", lines[0])


def test_a_report_under_another_name_leads_on_from_every_page(recorded: Path) -> None:
    drop_calls(recorded)
    done = run_gongbao(recorded, "rename", "data/taicang-npc-2025", "taicang-2025")
    assert (done.returncode, done.stdout) == (
        0,
        "data/taicang-2025: was taicang-npc-2025; its published addresses lead on\n",
    )
    text = (recorded / "data/redirects.yml").read_text(encoding="utf-8")
    assert text == "redirects:\n- {from: taicang-npc-2025/, to: taicang-2025/}\n"
    done = run_gongbao(recorded, "build")
    assert done.returncode == 0, done.stderr
    for page in ("taicang-npc-2025/sec_2.html", "zh-Hant/taicang-npc-2025/full.html"):
        source = (recorded / "site" / page).read_text(encoding="utf-8")
        assert f"taicang-2025/{page.rpartition('/')[2]}" in source
    assert not verify_site(recorded / "site").found
    assert run_gongbao(recorded, "rename", "taicang-2025", "taicang-npc-2025").returncode == 0
    assert not (recorded / "data/redirects.yml").exists()


def test_a_withdrawn_report_is_kept_and_leads_home(recorded: Path) -> None:
    drop_calls(recorded)
    before = snapshot(recorded / "data/taicang-npc-2025")
    done = run_gongbao(recorded, "withdraw", "taicang-npc-2025")
    assert done.stdout.endswith("taicang-npc-2025: here is the report now; it is published no more\n")
    assert snapshot(recorded / "withdrawn/taicang-npc-2025") == before
    done = run_gongbao(recorded, "build")
    assert done.returncode == 0, done.stderr
    assert "index.html" in (recorded / "site/taicang-npc-2025/sec_2.html").read_text(encoding="utf-8")
    done = run_gongbao(recorded, "withdraw", "taicang-npc-2025")
    assert done.returncode == 1
    assert "no report here" in done.stderr


def test_nothing_is_overwritten_and_nothing_is_half_done(recorded: Path) -> None:
    before = snapshot(recorded / "data")
    for name in ("Taicang", "assets", "taicang-npc-2025"):
        assert run_gongbao(recorded, "rename", "taicang-npc-2025", name).returncode == 1
    (recorded / "data/redirects.yml").write_text("redirects: [{from: about.html, to: help.html}]\n", encoding="utf-8")
    assert run_gongbao(recorded, "rename", "taicang-npc-2025", "taicang-2025").returncode == 1
    (recorded / "data/redirects.yml").unlink()
    assert snapshot(recorded / "data") == before


def drop_calls(project: Path) -> None:
    """Take away the pages whose calls name the report."""
    for path in (project / "docs").glob("*.md"):
        if "taicang-npc-2025" in path.read_text(encoding="utf-8"):
            path.unlink()
    lines = (project / "data/published.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    there = {path.stem for path in (project / "docs").glob("*.md")}
    kept = [line for line in lines if "/" in line or line.partition(".html")[0] in {*there, "index", "map", "search"}]
    (project / "data/published.txt").write_text("".join(kept), encoding="utf-8", newline="\n")
    nav = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(re.sub(r".*editors\.md.*\n", "", nav), encoding="utf-8", newline="\n")
