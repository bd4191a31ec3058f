"""Finished files before a checker of PDF/UA that is not ours: it finds nothing in them, and faults in files known bad.

The checker (outloud) brings packages under the AGPL, so it has an environment of its own and is called as a program.
"""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from bad_report import make_report
from conftest import ROOT
from gongbao.print.document import make_section, make_whole
from gongbao.print.typesetter import make_pdf
from gongbao.report.report import Picture, Report, ScriptTag
from printing import get_pdf, get_report, get_setting

pytestmark = pytest.mark.full
REQUIREMENTS = ROOT / "tests/requirements-pdf-checker.txt"
GOOD = '#set document(title: "报告")\n#set text(lang: "zh", font: "Noto Serif CJK SC")\n= 标题\n正文\n'
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
BAD = {
    "untitled": GOOD.partition("\n")[2],
    "gap between levels": f"{GOOD}=== 三级\n",
    "picture without words": f'{GOOD}#image(bytes("{DRAWING}"), format: "svg")\n',
}


@pytest.fixture(scope="session")
def checker() -> Path:
    """The checker's program, installed in an environment of its own that is kept."""
    folder = ROOT / ".cache/pdf-checker"
    program = folder / ("Scripts/outloud.exe" if sys.platform == "win32" else "bin/outloud")
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        python = program.with_name("python.exe" if sys.platform == "win32" else "python")
        command = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
        subprocess.run(command, check=True)
    return program


def find_faults(checker: Path, *files: Path) -> str:
    """Return what the checker says of files against PDF/UA-1 (ISO 14289-1); nothing if they conform."""
    command = [str(checker), "--layer", "conformance", "--fail-on", "warning", "--no-info", *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0 or "FAIL" in done.stdout or "REVIEW" in done.stdout, done.stderr
    return done.stdout if done.returncode else ""


@pytest.mark.parametrize("name", BAD)
def test_the_checker_finds_faults_in_bad_files(checker: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(typst.compile(BAD[name].encode()))
    assert "ERROR" in find_faults(checker, file)


def test_the_checker_finds_an_untagged_file_bad_and_a_good_one_good(checker: Path, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.pdf"
    bad.write_bytes(typst.compile(GOOD.encode(), pdf_tags=False))
    good.write_bytes(typst.compile(GOOD.encode(), pdf_standards=["ua-1"]))
    assert "ERROR" in find_faults(checker, bad)
    assert not find_faults(checker, good)


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_every_document_of_the_report_conforms(checker: Path, tmp_path: Path, tag: ScriptTag) -> None:
    files = []
    for name in ("whole", "large", *(section.id for section in get_report().sections)):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(get_pdf(tag, name))
    assert not find_faults(checker, *files)


def test_those_of_bad_input_and_for_keeping_conform(checker: Path, tmp_path: Path) -> None:
    setting = replace(get_setting("zh-Hans"), standard="archive")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.svg").write_text(DRAWING, encoding="utf-8")
    report = add_picture(replace(make_report(), path=tmp_path / "report.yml"))
    documents = [make_whole(report, setting), *(make_section(report, section, setting) for section in report.sections)]
    files = []
    for number, document in enumerate(documents):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(make_pdf(document))
    assert not find_faults(checker, *files)


def add_picture(report: Report) -> Report:
    """Return a report with a picture in its first section."""
    part, *parts = report.parts
    first, *others = part.sections
    picture = Picture(id="sec_1__pic_1", file="pictures/a.svg", caption="图1", alternative="黑色方块")
    sections = (replace(first, content=(*first.content, picture)), *others)
    return replace(report, parts=(replace(part, sections=sections), *parts))
