"""A report in, its files for reuse out: figures as CSV and JSON, the text as plain text, in one script at a time."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from gongbao.address import make_addresses
from gongbao.model import Report
from gongbao.text import iter_lines

Convert = Callable[[str], str]
FIELDS = ("id", "theme", "label", "qualifier", "value", "unit", "quote", "paragraph", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file offered to readers: its path under a script's root, the name it is saved under, its type and bytes."""

    path: str
    name: str
    title: str
    kind: str
    content: bytes

    @property
    def size(self) -> str:
        """The size as a reader expects it."""
        kilobytes = len(self.content) / 1024
        return f"{kilobytes:.0f} KB" if kilobytes >= 1 else f"{len(self.content)} B"


def list_downloads(report: Report, convert: Convert = str) -> list[Download]:
    """Return the downloads of a report with their content; `convert` turns text into the script wanted."""
    folder = f"downloads/{report.slug}"
    name = convert(f"{report.title}（{report.date.year}年）")
    files = [
        Download(
            path=f"{folder}/report.txt",
            name=f"{name}.txt",
            title="全文",
            kind="TXT",
            content=make_text(report, convert),
        )
    ]
    if report.figures:
        files += [
            Download(
                path=f"{folder}/figures.csv",
                name=f"{name}-数字.csv",
                title="数字表",
                kind="CSV",
                content=make_csv(report, convert),
            ),
            Download(
                path=f"{folder}/figures.json",
                name=f"{name}-数字.json",
                title="数字数据",
                kind="JSON",
                content=make_json(report, convert),
            ),
        ]
    return files


def make_text(report: Report, convert: Convert) -> bytes:
    """Return the full text, one paragraph a line, UTF-8."""
    return "".join(convert(line) + "\n" for line in iter_lines(report)).encode()


def make_rows(report: Report, convert: Convert) -> list[dict[str, str | int | float | None]]:
    """Return the figures as flat records; a whole value is an int, any other a float."""
    addresses = make_addresses(report)
    return [
        {
            "id": figure.id,
            "theme": convert(figure.theme),
            "label": convert(figure.label),
            "qualifier": convert(figure.qualifier) if figure.qualifier else None,
            "value": int(figure.value) if figure.value == int(figure.value) else float(figure.value),
            "unit": convert(figure.unit),
            "quote": convert(figure.quote),
            "paragraph": figure.paragraph,
            "address": addresses.link(figure.paragraph),
        }
        for figure in report.figures
    ]


def make_csv(report: Report, convert: Convert) -> bytes:
    """Return the figures as CSV with a byte order mark, which Excel needs to read Chinese (RFC 4180 line ends)."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, FIELDS)
    writer.writeheader()
    writer.writerows(make_rows(report, convert))
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def make_json(report: Report, convert: Convert) -> bytes:
    """Return the figures as JSON with the report they belong to."""
    data = {
        "report": report.slug,
        "title": convert(report.title),
        "body": convert(report.body),
        "date": report.date.isoformat(),
        "figures": make_rows(report, convert),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
