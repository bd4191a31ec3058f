"""What README, CONTRIBUTING and handbook tell people to type works: each block is run, line by line, in a project.

The consoles of the handbook, which show an answer too, are those of `test_handbook`.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
DOCUMENTS = ("README*.md", "CONTRIBUTING.md", "handbook/docs/**/*.md")
FENCE = re.compile(r"^( *)```(shell|powershell|)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\])?(gongbao|make|py|python3?|apt|git|cd) ")
SLUG = "taicang-npc-2025"
# What stands for a reader's own, and what stands here in its place.
PLACES = {
    "REPORT…": SLUG,
    "REPORT": SLUG,
    "OLD": "old",
    "FILE…": "report.docx",
    "FILE": "report.docx",
    "FOLDER": "我的 公报",
    f"data/{SLUG}": "data/dongjiang-gov-2025",  # of an import: the project's own report is there already
}
LEFT_OUT = {
    "gongbao figures": "the numbers are those of the proposals of the report at hand",
    "make": "is held against the Makefile by test_handbook",
    "py": "needs Windows and the network",
    "python": "needs the network",
    "python3": "needs the network",
    "apt": "needs the network",
    "git": "needs the network",
    "gongbao serve": "does not end by itself",
    "gongbao desk": "does not end by itself",
    "gongbao build --dask": "needs a cluster",
    "gongbao pdf": "is held by the tests of printing",
}
# The sample data is no publication yet.
FAILING = ("gongbao check --publish",)
TEXT = """东江市人民政府工作报告

——2025年1月16日在东江市第九届人民代表大会第四次会议上

各位代表：

现在，我向大会报告工作，请予审议。

一、2024年工作回顾

过去一年，全市上下团结奋进，各项事业取得新的成绩，发展基础更加稳固。

二、2025年工作安排

做好今年的工作，要坚持稳中求进，注重实效，把各项任务落到实处。
"""


def iter_blocks(text: str) -> Iterator[list[str]]:
    """Give the command lines of each block, without comments, redirections and the program's folder."""
    for match in FENCE.finditer(text):
        lines = [re.sub(r"\s+(#|>\s).*", "", line).strip() for line in match[3].splitlines()]
        yield [PROGRAM.sub(r"\1 ", f"{line} ").strip() for line in lines if PROGRAM.match(f"{line} ")]


def list_cases() -> list[tuple[str, list[str]]]:
    return [
        (f"{path.relative_to(ROOT).as_posix()} {number}", block)
        for path in sorted({path for pattern in DOCUMENTS for path in ROOT.glob(pattern)})
        for number, block in enumerate(iter_blocks(path.read_text(encoding="utf-8")), 1)
        if block
    ]


def find_reason(line: str) -> str:
    """Return why a line is not run; nothing if it is."""
    return next((reason for words, reason in LEFT_OUT.items() if f"{line} ".startswith(f"{words} ")), "")


@pytest.fixture
def desk(project: Path, site: Path) -> Path:
    """A project with what a reader of the documents would have beside it: a publication, an older one, a Word file."""
    from docx import Document

    document = Document()
    for paragraph in TEXT.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(str(project / "report.docx"))
    for name in ("site", "old"):
        shutil.copytree(site, project / name)
    return project


@pytest.mark.parametrize(("name", "lines"), list_cases(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_block_of_commands_works(name: str, lines: list[str], desk: Path, gongbao: Run) -> None:
    wanted = [line for line in lines if not find_reason(line)]
    if not wanted:
        pytest.skip(f"{name}: {'; '.join(sorted({find_reason(line) for line in lines}))}")
    folder = desk
    for line in wanted:
        program, *words = [PLACES.get(word, word.strip("\"'")) for word in shlex.split(line, posix=False)]
        if program == "cd":
            folder /= words[0]
            continue
        if words[0] == "merge":  # the other machine's part
            gongbao(folder, "build", "--only", SLUG, "--into", words[-1])
        done = gongbao(folder, *words)
        assert (done.returncode == 0) == (line not in FAILING), f"{line}\n{done.stdout}{done.stderr}"
