"""A place on the disk in, the folder of the project that it belongs to out."""

from collections.abc import Iterator
from pathlib import Path

from gongbao.report.messages import _
from gongbao.report.problems import Problem, ReportError

CONFIG = "mkdocs.yml"
# Of a generator that runs no hooks: 0.0.73 passes over "hooks" without a word, and makes a site without reports.
FOREIGN = "zensical.toml"


def find_root(start: Path) -> Path:
    """Return the project's folder: the nearest one upwards that holds mkdocs.yml. Raises ReportError if none does."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise ReportError(
        [Problem(path=start, message=_("no {config} here or above (go to the project's folder)").format(config=CONFIG))]
    )


def find_foreign(root: Path) -> Iterator[Problem]:
    """Give a note where the settings of a generator stand beside the data that would publish it without the reports."""
    if (root / FOREIGN).is_file():
        message = _("Zensical runs no hooks, so its site has no reports (delete this file; publish with gongbao build)")
        yield Problem(path=Path(FOREIGN), message=message)
