"""The texts that people write in docs/ and in a theme's overrides: what is wrong with them, with file and line."""

from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from gongbao.archive.index import make_library
from gongbao.build.written_sources import check_calls, check_ids, check_texts
from gongbao.pages.report_pages import Sheet
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.site import Publication


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# 公报\n\n好\n".encode("gbk"), "docs/a/x.md:1: not UTF-8 (save the file with the encoding UTF-8)"),
        ("# 公报\n\n好\n".encode() + b"\xff", "docs/a/x.md:4: not UTF-8 (save the file with the encoding UTF-8)"),
        (b"# a\r\n\r\nb\x00c", "docs/a/x.md:3: control character U+0000 (delete it)"),
        ("# a\n\n\u202eb".encode(), "docs/a/x.md:3: control character U+202E (delete it)"),
        (b"---\na: 1\nb: [\n---\n# a\n", 'docs/a/x.md:3: "[" is not closed'),
        (b"---\n" + b"- " * 500 + b"\n---\n# a\n", "docs/a/x.md:2: nested too deeply"),
        (b"---\n- a\n---\n# a\n", "docs/a/x.md:2: what stands between --- at the head of a page has to be keys"),
        (b"---\na: !!python/name:x\n---\n# a\n", 'docs/a/x.md:2: "!!python/name:x" is a sign of YAML'),
        (b"---\na: 2024-99-99\n---\n# a\n", "docs/a/x.md:2: what stands between --- at the head"),
        (b"---\ntemplate: nosuch.html\n---\n", 'docs/a/x.md:2: "template": there is no such template'),
        (b"---\na: b\ntemplate: [1]\n---\n", 'docs/a/x.md:3: "template": there is no such template'),
        (b"---\ntemplate: ../theme/main.html\n---\n", ""),
        (b"---\ntemplate: ../templates/full.html\n---\n", 'docs/a/x.md:2: "template": there is no such template'),
        (b"---\ntitle: [1]\n---\n", 'docs/a/x.md:2: "title": expected text'),
        (b'---\ntitle: "a\\u0001b"\n---\n', 'docs/a/x.md:2: "title": a control character (delete it)'),
        (b"---\ntitle: a\ntemplate: main.html\n---\n# a\n", ""),
        (b"\xef\xbb\xbf# a\n\n---\n", ""),
        (b"", ""),
    ],
)
def test_what_is_wrong_with_a_page_is_told(content: bytes, expected: str, tmp_path: Path) -> None:
    (tmp_path / "docs/a").mkdir(parents=True)
    (tmp_path / "docs/a/x.md").write_bytes(content)
    (tmp_path / "docs/.x.md").write_bytes(b"\xff")
    problems = Problems()
    check_texts(tmp_path / "docs", None, problems)
    found = [str(problem.under(tmp_path)) for problem in problems]
    assert [line[: len(expected)] for line in found] == ([expected] if expected else [])


def test_templates_of_a_theme_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "main.html").write_bytes("报告".encode("gbk"))
    (tmp_path / "logo.png").write_bytes(b"\xff")
    problems = Problems()
    check_texts(tmp_path / "docs", tmp_path, problems)
    assert [(problem.path.name, problem.line) for problem in problems] == [("main.html", 1)]


def test_calls_of_every_page_are_checked_with_the_lines_of_the_file(
    publication: Publication, report: Report, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    (docs / "a").mkdir(parents=True)
    (docs / "good.md").write_text('{{ contents("taicang-npc-2025") }}', encoding="utf-8")
    (docs / "a/bad.md").write_text("---\ntitle: a\n---\n\n{{ 1/0 }}", encoding="utf-8")
    (docs / "worse.md").write_text("\n{{ contnts() }}", encoding="utf-8")
    problems = Problems()
    check_calls(docs, make_library(replace(publication, reports=(report,))), tmp_path, problems)
    assert [(problem.path.as_posix(), problem.line) for problem in problems] == [
        ("docs/a/bad.md", 5),
        ("docs/worse.md", 2),
    ]


def test_ids_that_a_page_takes_away_are_told_of_the_page() -> None:
    problems = Problems()
    ids = frozenset(("sec_1", "sec_1__para_1"))
    sheet = Sheet(path="a/sec_1.html", title="a", description="", kind="section", make_body=Markup, ids=ids)
    check_ids('<h2 id="sec_1">', Path("a/sec_1.md"), sheet, problems)
    check_ids('<h2 id="sec_1"><p id="sec_1__para_1">', Path("a/sec_1.md"), sheet, problems)
    (problem,) = problems
    assert problem.path.as_posix() == "docs/a/sec_1.md"
    assert problem.message.endswith("and lacks ids of it: sec_1__para_1 (write {#sec_1__para_1})")
