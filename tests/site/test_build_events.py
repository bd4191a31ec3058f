"""MkDocs' events as calls: what a page or a template does wrong stops the build, told with its place."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import change
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
