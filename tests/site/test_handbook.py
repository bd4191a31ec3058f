"""The handbook builds strictly and asks no other host; what it shows a clerk to type answers as it says.

The pages for the clerk are one story: their consoles run in order in a copy of the project, and each answer is held
against the page. A line `…` in a page stands for any lines. `--update` writes the answers into the pages anew.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from conftest import change

Run = Callable[..., subprocess.CompletedProcess[str]]
STORY = ("import", "check", "publish")
CONSOLE = re.compile(r"(?<=```console\n)\$ (.*)\n((?:.*\n)*?)(?=```)")
SLUG = "yunxi-npc-2026"
REPORT = """云溪市人民代表大会常务委员会工作报告
——2026年1月9日在云溪市第九届人民代表大会第五次会议上
云溪市人大常委会主任 李明远
各位代表：
我受市人大常委会委托，向大会报告工作，请予审议。
2025年主要工作
一、坚持正确方向，把牢履职根本
强化理论学习。全年召开党组会议12次，专题学习6次，干部职工的理论水平有了新提高。
落实请示报告。重要事项及时向市委请示报告，全年共18件。
二、依法开展监督，推动改革发展
听取审议专项工作报告9项，开展执法检查3次，作出决议决定5项。
民生实事票决制工作深入推进，提出并办结代表建议126件。
2026年主要任务
一、服务中心大局
紧扣市委部署，干字当头，推动经济发展行稳致远。
二、密切联系群众
办好代表建议，倾听群众呼声。
各位代表，新的一年，让我们同心同德、团结奋斗，为云溪现代化建设作出新的贡献！
"""


def write_word(path: Path, text: str) -> None:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def prepare_sources(project: Path) -> None:
    write_word(project / "report.docx", REPORT)
    write_word(project / "corrected.docx", REPORT.replace("新提高", "明显提高"))


def misspell(project: Path) -> None:
    change(project / f"data/{SLUG}/02-sec_2.yml", "heading", "heding")


def spell(project: Path) -> None:
    change(project / f"data/{SLUG}/02-sec_2.yml", "heding", "heading")


def decide(project: Path) -> None:
    wording = project / "data/wording.yml"
    line = "names:\n  - {name: 云溪, zh-Hant: 雲溪, reason: 市名，作雲}\n"
    wording.write_text(wording.read_text(encoding="utf-8") + line, encoding="utf-8", newline="\n")


def correct(project: Path) -> None:
    shutil.copytree(project / "site", project / "old")
    change(project / f"data/{SLUG}/01-sec_1.yml", "水平有了明显提高", "水平有了显著提高")
    subprocess.run([sys.executable, "-m", "gongbao", "build"], cwd=project, check=True, capture_output=True)


# What a person does before a console of the story, by its page and its number there.
BETWEEN = {
    ("import", 0): prepare_sources,
    ("check", 1): misspell,
    ("check", 2): spell,
    ("check", 4): decide,
    ("publish", 2): correct,
}


def test_the_story_of_the_clerk_answers_as_the_pages_say(
    root: Path, project: Path, gongbao: Run, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGBAO_LANG", "zh-Hans")
    update = request.config.getoption("--update")
    for name in STORY:
        page = root / f"handbook/docs/clerk/{name}.md"
        text = page.read_text(encoding="utf-8")
        for number, match in enumerate(CONSOLE.finditer(text)):
            BETWEEN.get((name, number), lambda _: None)(project)
            words = shlex.split(match[1])
            assert words[0] == "gongbao"
            done = gongbao(project, *words[1:])
            answer = (done.stdout + done.stderr).strip("\n") + "\n"
            if update and not fits(answer, match[2]):
                text = text.replace(match[2], answer, 1)
            else:
                assert fits(answer, match[2]), f"{page.name}: {match[1]}\n{answer}"
        if update:
            page.write_text(text, encoding="utf-8", newline="\n")


def fits(answer: str, shown: str) -> bool:
    """Tell whether an answer is what a page shows; which checksum it is, depends on every byte of the program."""
    answer, shown = (re.sub("[0-9a-f]{64}", "0" * 64, text) for text in (answer, shown))
    pieces = [re.escape(piece) for piece in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(pieces), answer) is not None


def test_an_answer_that_differs_does_not_fit() -> None:
    assert fits("1\n2\n3\n", "1\n…\n3\n")
    assert not fits("1\n2\n4\n", "1\n…\n3\n")


def test_the_handbook_builds_strictly_and_asks_no_other_host(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", "handbook/mkdocs.yml", "-d", str(site)]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    pages = [*site.rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?//', text), page
    assert "search_index.js" in {path.name for path in (site / "search").iterdir()}
