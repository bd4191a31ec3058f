"""MkDocs' events as calls: what a page or a template does wrong stops the build, told with its place."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change, copy_archive
from gongbao.build.builder import WrittenError, make_written, open_context
from gongbao.pages.layout import THEME

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("text", ['{{ "未标"|safe }}', '{{ ("未" ~ report.slug)|safe }}', "<!-- 未标 -->"])
def test_a_template_that_does_not_mark_a_text_is_told_with_page_and_text(
    text: str, project: Path, gongbao: Run
) -> None:
    frame = project / "overrides/main.html"
    frame.parent.mkdir()
    frame.write_bytes((THEME / "main.html").read_bytes())
    change(project / "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    change(frame, "<article>\n", f"<article>\n{text}\n")
    done = gongbao(project, "build")
    if text.startswith("<!--"):
        # What stands in a template as it is is marked, a comment too.
        assert done.returncode == 0, done.stderr
    else:
        assert done.returncode == 1
        assert "taicang-npc-2025/index.html: the text “未" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (project / "site").exists()


def test_what_the_policy_refuses_in_written_files_is_told_with_file_and_line(project: Path, gongbao: Run) -> None:
    frame = project / "overrides/main.html"
    frame.parent.mkdir()
    frame.write_bytes((THEME / "main.html").read_bytes())
    change(project / "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    change(frame, "<article>\n", '<article>\n<button formaction="x">')
    line = frame.read_text(encoding="utf-8").partition("<button formaction")[0].count("\n") + 1
    wrong = {
        "docs/more.md": '---\ntitle: 多\n---\n# 多\n\n<p OnClick="x">一</p>\n\n<a href="java&#x73;cript:1">二</a>\n',
        "docs/old.HTM": '<title>旧</title>\n<body background="a.png">',
        "docs/assets/drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n<animate/></svg>',
        "docs/assets/more.css": "p {}\n@import '\\2f\\2f example.com/a.css';",
    }
    for name, text in wrong.items():
        (project / name).write_text(text, encoding="utf-8")
    done = gongbao(project, "build")
    assert done.returncode == 1
    assert not (project / "site").exists()
    for told in (
        'docs/more.md:6: <p> may not have the attribute "onclick"',
        'docs/more.md:8: <a href="…">: an address that begins with javascript: is not fetched or run',
        'docs/old.HTM:2: <body> may not have the attribute "background"',
        "docs/assets/drawing.svg:2: <animate> is not among the elements that a page may have",
        "docs/assets/more.css:2: //example.com/a.css: another host is asked for",
        f'overrides/main.html:{line}: <button> may not have the attribute "formaction"',
        "6 problems",
    ):
        assert told in done.stderr


def test_a_link_may_lead_to_any_page_made_from_data_however_its_address_is_put_together(tmp_path: Path) -> None:
    project = copy_archive(tmp_path / "project")
    page = project / "docs/more.md"
    link = "# 多\n\n{% for year in (2024,) %}[一](taicang-npc-{{ year }}/sec_1.md#sec_1__para_1){% endfor %}\n"
    page.write_text(link, encoding="utf-8")
    context = open_context(project)
    pages = make_written(project, context, tmp_path / "written")
    assert '<a href="taicang-npc-2024/sec_1.html#sec_1__para_1">' in pages["more.html"]
    for right, wrong in (("sec_1.md", "sec_99.md"), ("para_1)", "para_99)"), ("npc-{{ year }}", "npc-1999")):
        page.write_text(link.replace(right, wrong), encoding="utf-8")
        with pytest.raises(WrittenError, match=wrong.removesuffix(")")):
            make_written(project, context, tmp_path / "written")


def test_reports_whose_head_is_still_to_be_filled_in_are_built_with_the_others(project: Path, gongbao: Run) -> None:
    for name in ("draft-2023", "draft-2024"):
        source = project / f"{name}.txt"
        source.write_text("一、工作回顾\n全年接待群众来访120次。\n二、工作安排\n做好各项工作。\n", encoding="utf-8")
        assert gongbao(project, "import", source.name, "--into", f"data/{name}").returncode == 0
        assert gongbao(project, "check").returncode == 0
    done = gongbao(project, "build")
    assert done.returncode == 0, done.stderr
    assert (project / "site/draft-2023/index.html").is_file()
    assert gongbao(project, "build").returncode == 0
