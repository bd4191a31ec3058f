"""Which generator builds: ProperDocs goes before MkDocs where it is installed, but not where MkDocs is at work already."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

ASK = "from gongbao.build.generator import GENERATOR; import mkdocs; print(GENERATOR, mkdocs.__name__)"


@pytest.mark.parametrize(
    ("installed", "first", "chosen"),
    [
        (("mkdocs",), "", "mkdocs"),
        (("mkdocs", "properdocs"), "", "properdocs"),
        (("mkdocs", "properdocs"), "import mkdocs", "mkdocs"),
        (("mkdocs", "properdocs"), "import properdocs.replacement", "properdocs"),
        (("properdocs",), "", "properdocs"),
    ],
)
def test_the_successor_builds_where_it_is_installed(
    installed: tuple[str, ...], first: str, chosen: str, tmp_path: Path
) -> None:
    for name in installed:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    if "properdocs" in installed:
        # As ProperDocs 1.6.7 has it, for the module at the top.
        alias = "import sys\nsys.modules['mkdocs'] = sys.modules['properdocs']\n"
        (tmp_path / "properdocs/replacement.py").write_text(alias, encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), str(ROOT / "hooks")))
    done = subprocess.run(
        [sys.executable, "-c", f"{first}\n{ASK}"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == [chosen, chosen]
