"""A folder in, a publication of one's own in it out: it builds at once, empty and friendly."""

import shutil
from pathlib import Path

from gongbao.data.schema import write_schemas
from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

PROJECT = Path(__file__).parent / "project"
# As the package has them: with a dot in front they would be hidden from those who work on it, and its names are ASCII.
NAMES = {"gitignore": ".gitignore", "vscode": ".vscode", "start.cmd": "开始.cmd"}


def write_project(folder: Path) -> None:
    """Write a new publication into a folder that is absent or empty: settings, hook, pages, site.yml, schemas.

    Raises ReportError if there is anything in the folder, or it cannot be written.
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
