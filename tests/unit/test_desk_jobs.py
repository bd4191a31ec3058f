"""What a command says on its way: progress is no problem, and a problem has its file."""

from pathlib import Path

import pytest

from gongbao.desk.jobs import PROGRESS, read_line


@pytest.mark.parametrize(
    ("line", "path", "number", "message"),
    [
        ("data/x-2026/01-sec_1.yml:12: 缺“text”一项", "data/x-2026/01-sec_1.yml", 12, "缺“text”一项"),
        ("docs/about.md：链接“a.md”指向的文件不存在", "docs/about.md", 0, "链接“a.md”指向的文件不存在"),
        ("mkdocs.yml: “site_url”未填", "mkdocs.yml", 0, "“site_url”未填"),
        ("共 1 个问题", ".", 0, "共 1 个问题"),
    ],
)
def test_a_line_of_a_command_is_a_problem_of_its_file(line: str, path: str, number: int, message: str) -> None:
    problem = read_line(line)
    assert (problem.path, problem.line, problem.message) == (Path(path), number, message)


def test_progress_is_no_problem() -> None:
    assert PROGRESS.fullmatch("报告 57/100")
    assert not PROGRESS.fullmatch("共 1 个问题")
