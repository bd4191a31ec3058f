"""A folder in, a publication of one's own in it out: it builds at once, empty and friendly."""

import shutil
from pathlib import Path
from typing import Literal

from gongbao.data.project import CONFIG
from gongbao.data.schema import write_schemas
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

PROJECT = Path(__file__).parent / "project"
# As the package has them: with a dot in front they would be hidden from those who work on it, and its names are ASCII.
NAMES = {"gitignore": ".gitignore", "vscode": ".vscode", "start.cmd": "开始.cmd"}
# What a publication can be built with, beside MkDocs and Material: the theme's name, and what is done once before.
Builder = Literal["mkdocs", "properdocs", "materialx"]
PROPERDOCS = """# 用 ProperDocs（MkDocs 1.x 的后继）生成，先安装一次：
#   python -m pip install properdocs==1.6.7
"""
MATERIALX = """# 用 ProperDocs 和 MaterialX（MkDocs、Material 的后继）生成，先换一次；两个主题不能装在一起：
#   python -m pip uninstall mkdocs-material
#   python -m pip install properdocs==1.6.7 mkdocs-materialx==10.2.0
"""
SUCCESSORS: dict[str, tuple[str, str]] = {"properdocs": ("material", PROPERDOCS), "materialx": ("materialx", MATERIALX)}


def write_project(folder: Path, builder: Builder = "mkdocs") -> None:
    """Write a new publication into a folder that is absent or empty: settings, hook, pages, site.yml, schemas.

    `builder` is what it is to be built with. Raises ReportError if there is anything in the folder, or it cannot be
    written.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise ReportError([Problem(path=folder, message=_("is not empty, so nothing is written (name a new folder)"))])
    for source in sorted(path for path in PROJECT.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        first, *rest = source.relative_to(PROJECT).parts
        target = folder.joinpath(NAMES.get(first, first), *rest)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        if target.suffix == ".sh":
            # A wheel keeps no such rights.
            target.chmod(0o755)
    write_schemas(folder / "schema")
    if builder in SUCCESSORS:
        theme, head = SUCCESSORS[builder]
        text = (folder / CONFIG).read_text(encoding="utf-8")
        text = head + text.replace("\n  name: material\n", f"\n  name: {theme}\n")
        (folder / CONFIG).write_text(text, encoding="utf-8", newline="\n")
