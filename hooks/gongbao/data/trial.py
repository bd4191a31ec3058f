"""A report's folder and new texts of its files in, the report as it would be out; nothing is written there."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gongbao.data.glossary import load_glossary
from gongbao.data.load import load_report
from gongbao.report.problems import Problems, ReportError
from gongbao.report.report import Report


def load_trial(folder: Path, texts: Mapping[Path, str | None]) -> Report:
    """Return a report as it will be with new texts of its files, None for one that goes. Raises ReportError.

    Files of other folders are left aside.
    """
    with tempfile.TemporaryDirectory(prefix="gongbao-") as shelter:
        trial = Path(shelter) / folder.name
        shutil.copytree(folder, trial)
        for path, text in texts.items():
            if path.parent != folder:
                continue
            if text is None:
                (trial / path.name).unlink()
            else:
                (trial / path.name).write_bytes(text.encode())
        problems = Problems()
        report = load_report(trial, problems)
        if report:
            load_glossary(trial, report, problems)
        if report is None or problems.found:
            raise ReportError(replace(one, path=Path("data", folder.name, one.path.name)) for one in problems)
    return report
