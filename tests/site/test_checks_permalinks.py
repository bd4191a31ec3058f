"""Published addresses: none gets lost, and one that moves leads on."""

import re
from pathlib import Path

import pytest

from conftest import run_gongbao
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
