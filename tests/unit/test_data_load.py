"""Bad data, case by case: the files beside the exact problems that a person is shown."""

import os
import shutil
from pathlib import Path

import pytest
import yaml

from gongbao.data.decode import Reader, decode
from gongbao.data.load import load_publication
from gongbao.data.yaml_nodes import read_node
from gongbao.report.problems import Problems
from gongbao.report.site import Site
from gongbao.store import Store

CASES = sorted((Path(__file__).parents[1] / "cases/load").glob("*.yml"))

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bad_data_is_told_with_its_line(path: Path, tmp_path: Path, root: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = {**yaml.safe_load((root / "tests/cases/good.yml").read_text(encoding="utf-8")), **case["files"]}
    for name, content in files.items():
        if content is None:
            continue
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content)
    problems = Problems()
    publication = load_publication(tmp_path, problems)
    found = [str(problem).replace(tmp_path.as_posix() + "/", "") for problem in sorted(problems)]
    assert found == case["problems"]
    assert (publication is None) == bool(case["problems"])


def test_the_real_data_has_no_problem(root: Path) -> None:
    problems = Problems()
    publication = load_publication(root / "data", problems)
    assert not list(problems)
    assert publication
    report = next(report for report in publication.reports if report.slug == "taicang-npc-2025")
    assert len(report.figures) == 48
    assert sum(figure.qualifier is not None for figure in report.figures) == 4
    assert [len(part.sections) for part in report.parts] == [7, 1]
    assert report.parts[0].sections[-1].paragraphs[0].text.startswith("各位代表，过去一年")


@pytest.mark.parametrize("text", ["[" * 60 + "]" * 60, "{a: " * 60 + "1" + "}" * 60, "- " * 60 + "x"])
def test_data_that_is_nested_too_deeply_is_told_before_it_is_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "site.yml"
    path.write_text(f"title: x\nwhat:\n  {text}\n", encoding="utf-8")
    problems = Problems()
    assert read_node(path, problems) is None
    (problem,) = problems
    assert (problem.line, problem.message.partition(" (")[0]) == (3, "nested too deeply to be data of a report")


def test_signs_that_open_nothing_may_be_many(tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text("text: |-\n  " + "[" * 500 + "{" * 500 + "\n" + "more: '" + "- " * 50 + "'\n", encoding="utf-8")
    assert read_node(path, Problems())


def lay(data: Path) -> None:
    """Put a whole report into a folder of data, and what may stand beside it."""
    for name in ("site.yml", "wording.yml"):
        shutil.copy(DATA / name, data / name)
    shutil.copytree(DATA / "taicang-npc-2025", data / "taicang-npc-2025")
    (data / ".git").mkdir()
    (data / "published.txt").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([], "no report.yml here, so no report is published (put it back, or delete the folder)"),
        (["01-sec_1.yml"], "no report.yml here, so no report is published (put it back, or delete the folder)"),
        (["report.yaml"], "there is report.yaml, and the name has to be report.yml (rename it)"),
        (["Report.yml"], "there is Report.yml, and the name has to be report.yml (rename it)"),
        (["report.yml.txt"], "there is report.yml.txt, and the name has to be report.yml (rename it)"),
    ],
)
def test_a_folder_that_is_no_report_is_told(names: list[str], message: str, tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "other-2024").mkdir()
    for name in names:
        (tmp_path / "other-2024" / name).write_text("title: x\n", encoding="utf-8")
    problems = Problems()
    assert load_publication(tmp_path, problems) is None
    assert [(problem.path.name, problem.message) for problem in problems] == [("other-2024", message)]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "other-2024").symlink_to(tmp_path / "nowhere")
    problems = Problems()
    assert load_publication(tmp_path, problems) is None
    (problem,) = problems
    assert problem.path.name == "other-2024"
    assert problem.message.startswith("this report's folder cannot be read")


@pytest.mark.parametrize("name", ["09.yml", "09.yaml", "09.YML", "annex.yml", "report.yaml"])
def test_yaml_that_no_report_lists_is_told(name: str, tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "taicang-npc-2025" / name).write_text("id: sec_9\n", encoding="utf-8")
    (tmp_path / "taicang-npc-2025/.09.yml").write_text("x", encoding="utf-8")
    problems = Problems()
    assert load_publication(tmp_path, problems, Store(folder=tmp_path / "store")) is None
    (problem,) = problems
    assert (problem.path.name, problem.message) == (name, 'not listed in report.yml (add it to a part\'s "sections")')


@pytest.mark.parametrize("name", ["report.yml", "names.yaml", "Site.YML"])
def test_yaml_beside_the_reports_that_nobody_reads_is_told(name: str, tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / name).write_text("title: x\n", encoding="utf-8")
    problems = Problems()
    assert load_publication(tmp_path, problems) is None
    (problem,) = problems
    assert problem.path.name == name
    assert problem.message.startswith("nothing here is called so (there are: site.yml, ")


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_what_turns_the_direction_of_writing_is_told(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    for text in (f"title: {sign}x\n", f'title: "\\u{ord(sign):04x}x"\n'):
        path.write_text(text, encoding="utf-8")
        problems = Problems()
        node = read_node(path, problems)
        if node:
            decode(Reader(path=path, problems=problems), node, Site)
        assert f"control character U+{ord(sign):04X} (delete it)" in "".join(map(str, problems))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "site.yml")
    problems = Problems()
    assert read_node(tmp_path / "site.yml", problems) is None
    assert [problem.message for problem in problems] == ["a folder, a pipe or a device, not a file (delete it)"]


def test_a_whole_folder_of_data_has_no_problem(tmp_path: Path) -> None:
    lay(tmp_path)
    problems = Problems()
    assert load_publication(tmp_path, problems)
    assert not problems.found
