"""Made-up reports for the importer's tests; no place, person or number in them is real."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongbao.data.load import load_report
from gongbao.importing.intake import import_reports
from gongbao.importing.manuscript import measure_width
from gongbao.importing.structure.metadata import Given
from gongbao.importing.summary import ImportSummary
from gongbao.report.problems import Problems
from gongbao.report.report import Report
from gongbao.report.spacing import squeeze
from gongbao.report.walk import iter_lines

__all__ = ["CASES", "Given", "Place", "bring_in", "characters", "load", "set_column"]
CASES = Path(__file__).parent / "cases" / "import"
HEAD = """东江市人民政府工作报告

——2024年1月16日在东江市第九届人民代表大会第三次会议上

市长 林远

各位代表：

现在，我代表市人民政府，向大会报告政府工作，请予审议。

"""
BODY = """一、2023年工作回顾

过去一年，全市上下团结奋进，各项事业取得新的成绩，发展基础更加稳固。

二、2024年工作安排

做好今年的工作，要坚持稳中求进，注重实效，把各项任务落到实处。

各位代表，让我们携手并肩，为建设美丽东江而努力奋斗！
"""
HANGING = "，。、；：！？）”》"


def bring_in(folder: Path, text: str | bytes, name: str = "report.txt", **options: Any) -> ImportSummary:
    """Write a source file and import it into a report beside it."""
    source = folder / name
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_reports([source], folder / "data" / "dongjiang-2024", **options)


@dataclass
class Place:
    into: Path


def load(summary: ImportSummary | Place) -> Report:
    """Return what an import wrote, as it is on disk."""
    problems = Problems()
    report = load_report(summary.into, problems)
    problems.raise_any()
    assert report is not None
    return report


def characters(report: Report) -> str:
    """Return the characters of a report's full text."""
    return squeeze("".join(iter_lines(report)))


def set_column(paragraphs: list[str], width: int = 36, indent: int = 4) -> str:
    """Set paragraphs in a column as a newspaper does, and lose the indent as an extraction does."""
    lines = []
    for paragraph in paragraphs:
        line, limit = "", width - indent
        for character in paragraph:
            if line and measure_width(line + character) > limit and character not in HANGING:
                lines.append(line)
                line, limit = "", width
            line += character
        lines += [line, ""]
    return "\n".join(lines)
