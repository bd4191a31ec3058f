"""The command line as a clerk meets it: good input works, bad input is one clear message, the old site stays."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change, snapshot

Run = Callable[..., subprocess.CompletedProcess[str]]
SECTION = "data/taicang-npc-2025/02-sec_2.yml"
REPORT = "data/taicang-npc-2025/report.yml"
# A device whose disk is always full.
FULL = Path("/dev/full")


def test_text_prints_the_report_in_each_script(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "text", "taicang-npc-2025")
    assert done.stdout.splitlines()[:2] == [
        "太仓市人民代表大会常务委员会工作报告",
        "——2025年1月8日在太仓市第十七届人民代表大会第五次会议上",
    ]
    folder = gongbao(project, "text", "data/taicang-npc-2025", "--script", "zh-Hant")
    assert folder.stdout.splitlines()[0] == "太倉市人民代表大會常務委員會工作報告"
    assert len(folder.stdout) == len(done.stdout)


def test_convert_goes_line_by_line(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "convert", "--to", "zh-Hant-HK", stdin="群众\n\n里面的干部\n")
    assert done.stdout == "群眾\n\n裏面的幹部\n"


def test_an_unknown_script_is_refused(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "convert", "--to", "zh-CN")
    assert done.returncode != 0
    assert "zh-Hant-HK" in done.stderr


def test_an_unknown_report_is_named(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "text", "taicang")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "taicang: no report here (a folder with report.yml, or its name)\n1 problem\n"


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told_in_a_line(project: Path) -> None:
    command = [sys.executable, "-m", "gongbao", "text", "taicang-npc-2025"]
    with FULL.open("wb") as full:
        done = subprocess.run(command, cwd=project, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "No space left on device\n")


def test_outside_a_project_the_folder_is_named(tmp_path: Path, gongbao: Run) -> None:
    done = gongbao(tmp_path, "check")
    assert done.returncode == 1
    assert "no mkdocs.yml here or above" in done.stderr


@pytest.mark.parametrize("address", ["x", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:http"])
def test_an_address_without_a_port_is_told(address: str, project: Path, gongbao: Run) -> None:
    done = gongbao(project, "serve", "--address", address)
    assert done.returncode == 1
    assert f"{address} has no port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_for_a_part_without_its_reports_is_told(project: Path, gongbao: Run) -> None:
    done = gongbao(project, "build", "--into", "part-1")
    assert done.returncode == 2
    assert "gongbao build --only REPORT… --into part-1" in done.stderr
    assert not (project / "site").exists()


BREAKS: dict[str, tuple[str, str, str, str]] = {
    "broken YAML": (SECTION, "content:", "content: [", "02-sec_2.yml:"),
    "unknown key": (SECTION, "heading:", "heding:", '02-sec_2.yml:3: unknown key "heding" (did you mean "heading"?)'),
    "id twice": (SECTION, "id: sec_2__para_2", "id: sec_2__para_1", 'the id "sec_2__para_1" is taken already'),
    "id not ASCII": (SECTION, "id: sec_2__para_2", "id: 第二段", '"第二段" is not an id'),
    "missing file": (REPORT, "- 02-sec_2.yml", "- 02-sec_two.yml", 'there is no file "02-sec_two.yml"'),
    "figure quotes nothing": (SECTION, "quote: 全年", "quote: 去年", "the quote is not in paragraph"),
    "path leaves data": (REPORT, "- 02-sec_2.yml", "- ../02-sec_2.yml", "is not a file of this folder"),
    "wrong macro": (
        "docs/about.md",
        "{{ publisher() }}",
        "{{ publsher() }}",
        "docs/about.md:8: there is no macro publsher",
    ),
    "broken link": ("docs/about.md", "## 数字怎样摘录", "[x](nowhere.md)\n\n## 数字", "nowhere.md"),
    "broken anchor": ("docs/about.md", "## 数字怎样摘录", "[x](taicang-npc-2025/sec_2.md#none)\n", "#none"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_bad_input_stops_the_build_and_keeps_the_old_site(name: str, project: Path, gongbao: Run) -> None:
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the last good one", encoding="utf-8")
    before = snapshot(project / "site")
    path, old, new, message = BREAKS[name]
    change(project / path, old, new)
    done = gongbao(project, "build")
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(project / "site") == before
    assert not (project / "site.new").exists()


def test_check_prints_every_problem_and_their_number(project: Path, gongbao: Run) -> None:
    for path, old, new, _ in (BREAKS["unknown key"], BREAKS["missing file"]):
        change(project / path, old, new)
    change(project / "data/site.yml", "publisher:", "publishr:")
    done = gongbao(project, "check")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"{len(done.stderr.splitlines()) - 1} problems"
    assert 'data/site.yml:3: unknown key "publishr"' in done.stderr
    assert 'there is no file "02-sec_two.yml"' in done.stderr


def test_markup_and_braces_in_data_come_out_as_text(project: Path, gongbao: Run) -> None:
    title = "title: 太仓市人民代表大会常务委员会工作报告"
    change(project / REPORT, title, 'title: "<script>alert(1)</script>{{ 7*7 }}{% raw %}太仓"')
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    for page in (project / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "49" not in text.partition("<title>")[2].partition("</title>")[0]
    home = (project / "site/index.html").read_text(encoding="utf-8")
    # A title may part between its words.
    shown = home.replace("<wbr>", "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}{% raw %}太仓" in shown


def test_a_written_page_goes_before_a_made_one(project: Path, gongbao: Run) -> None:
    page = project / "docs/taicang-npc-2025/figures.md"
    page.parent.mkdir()
    page.write_text('# 手写的数字页\n\n{{ figures_table("taicang-npc-2025") }}\n', encoding="utf-8")
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert "手写的数字页" in (project / "site/taicang-npc-2025/figures.html").read_text(encoding="utf-8")
    assert "手寫的數字頁" in (project / "site/zh-Hant/taicang-npc-2025/figures.html").read_text(encoding="utf-8")


def test_two_builds_are_the_same_bytes(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "build").returncode == 0
    first = snapshot(project / "site")
    assert gongbao(project, "build").returncode == 0
    assert snapshot(project / "site") == first


def test_review_lists_doubts_and_ends_when_they_are_decided(project: Path, gongbao: Run) -> None:
    assert gongbao(project, "review").stdout.startswith("0 to look at")
    wording = project / "data/wording.yml"
    wording.write_text("phrases:\n  - {phrase: 并不存在, zh-Hant: 並不存在}\n", encoding="utf-8")
    done = gongbao(project, "review", "--script", "zh-Hant-HK")
    assert done.returncode == 0
    assert "新征程 → 新征程   (OpenCC: 新徵程" in done.stdout
    assert '"并不存在" decides nothing' in done.stdout
    assert '"并不存在" decides nothing' in gongbao(project, "check").stdout
    page = project / "复核.html"
    assert gongbao(project, "review", "--html", str(page)).returncode == 0
    assert "site/zh-Hant/taicang-npc-2025/" in page.read_text(encoding="utf-8")


def test_a_wrong_decision_is_told_with_its_line(project: Path, gongbao: Run) -> None:
    (project / "data/wording.yml").write_text(
        "phrases:\n  - {phrase: 干部, zh-Hant: 幹部們}\n  - {phrase: 干部, zh-Hant-TW: 幹部}\n", encoding="utf-8"
    )
    done = gongbao(project, "check")
    assert done.returncode == 1
    assert 'data/wording.yml:2: "干部": zh-Hant: "幹部們" has 3 characters, the words have 2' in done.stderr
    assert 'data/wording.yml:3: "干部" is decided already in line 2' in done.stderr
