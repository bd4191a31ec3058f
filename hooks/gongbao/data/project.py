"""A place on the disk in, the folder of the project that it belongs to out."""

from pathlib import Path

from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

CONFIG = "mkdocs.yml"


def find_root(start: Path) -> Path:
    """Return the project's folder: the nearest one upwards that holds mkdocs.yml. Raises ReportError if none does."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise ReportError(
        [Problem(path=start, message=_("no {config} here or above (go to the project's folder)").format(config=CONFIG))]
    )
