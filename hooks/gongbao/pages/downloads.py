"""A report in, its files for reuse out, in one script at a time: text, book, data, figures, references."""

import csv
import dataclasses
import datetime
import io
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any, cast

from gongbao.pages.converted import convert_json
from gongbao.pages.epub import make_epub
from gongbao.report.addresses import Addresses, make_addresses
from gongbao.report.citation import make_bibtex, make_csl
from gongbao.report.report import SOURCE_SCRIPT, Figure, Paragraph, Report, ScriptTag
from gongbao.report.scripts import script_path
from gongbao.report.walk import iter_lines

Convert = Callable[[str], str]
LANGUAGE = '"language": "{}"'
FIELDS = ("id", "theme", "label", "qualifier", "value", "unit", "quote", "paragraph", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file offered to readers: its path under a script's root, the name it is saved under, its type, its making.

    `listed` files stand in the list of downloads, the others where they belong on a page.
    """

    path: str
    name: str
    title: str
    kind: str
    make: Callable[[], bytes]
    listed: bool = True


def list_downloads(
    report: Report, tag: ScriptTag = SOURCE_SCRIPT, convert: Convert = str, site_url: str = ""
) -> list[Download]:
    """Return the downloads of a report; `convert` turns text into the script wanted, `site_url` may be empty."""
    name = convert(f"{report.title}（{report.date.year}年）")
    url = site_url + script_path(tag, f"{report.slug}/index.html") if site_url else ""

    def offer(file: str, title: str, make: Callable[[], bytes], mark: str = "", *, listed: bool = True) -> Download:
        suffix = file.rpartition(".")[2]
        return Download(
            path=f"downloads/{report.slug}/{file}",
            name=f"{name}{mark and '-' + convert(mark)}.{suffix}",
            title=title,
            kind=suffix.upper(),
            make=make,
            listed=listed,
        )

    files = [
        offer("report.txt", "全文", partial(make_text, report, convert)),
        offer("report.epub", "电子书", partial(make_epub, report, tag, convert)),
        offer("report.json", "全文数据", partial(make_report_json, report, tag, convert)),
    ]
    if report.figures:
        files += [
            offer("figures.csv", "数字表", partial(make_csv, report, convert), "数字"),
            offer("figures.json", "数字数据", partial(make_json, report, convert), "数字"),
        ]
    return [
        *files,
        offer("cite.bib", "BibTeX", partial(make_bibtex, report, tag, convert, url), "引用", listed=False),
        offer("cite.json", "CSL-JSON", partial(make_csl, report, tag, convert, url), "引用", listed=False),
    ]


def make_text(report: Report, convert: Convert) -> bytes:
    """Return the full text, one paragraph a line, UTF-8."""
    return "".join(convert(line) + "\n" for line in iter_lines(report)).encode()


def make_report_json(report: Report, tag: ScriptTag, convert: Convert) -> bytes:
    """Return the whole report as JSON: the keys of its YAML, each paragraph with its number and address."""
    text = encode_report(report, report.slug)
    if tag != SOURCE_SCRIPT:
        text = convert_json(text, convert).replace(LANGUAGE.format(SOURCE_SCRIPT), LANGUAGE.format(tag), 1)
    return f"{text}\n".encode()


@lru_cache(maxsize=1)
def encode_report(report: Report, slug: str) -> str:
    """Return a report of that name as JSON, in the source script; reports that say the same count as equal."""
    data = {"report": slug, "language": SOURCE_SCRIPT, **to_data(report, make_addresses(report))}
    return json.dumps(data, ensure_ascii=False)


@cache
def list_names(record: Hashable) -> tuple[str, ...]:
    """Return the fields of a record that stand in the YAML."""
    fields = dataclasses.fields(cast("Any", record))
    return tuple(field.name for field in fields if "meaning" in field.metadata)


def to_data(value: Any, addresses: Addresses) -> Any:
    """Return a record as JSON holds it; what is empty, or only proposed, is left out."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple):
        kept = [item for item in value if not (isinstance(item, Figure) and item.proposed)]
        return [to_data(item, addresses) for item in kept]
    if isinstance(value, Decimal):
        return to_number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    data: dict[str, Any] = {}
    for name in list_names(cast("Hashable", type(value))):
        item = getattr(value, name)
        # The number 0 is not empty, though it equals False.
        if item is None or item is False or item in ("", ()):
            continue
        if (found := to_data(item, addresses)) != []:
            data[name] = found
    if isinstance(value, Paragraph) and value.id in addresses.numbers:
        data |= {"number": addresses.numbers[value.id], "address": addresses.link(value.id)}
    return data


def to_number(value: Decimal) -> int | float:
    """Return a whole value as int, any other as float."""
    return int(value) if value == int(value) else float(value)


def make_rows(report: Report, convert: Convert) -> list[dict[str, str | int | float | None]]:
    """Return the figures as flat records."""
    addresses = make_addresses(report)
    return [
        {
            "id": figure.id,
            "theme": convert(figure.theme),
            "label": convert(figure.label),
            "qualifier": convert(figure.qualifier) if figure.qualifier else None,
            "value": to_number(figure.value),
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
    }
    head = json.dumps(data, ensure_ascii=False)
    # A figure a line: to indent everything takes ten times as long.
    rows = ",\n".join([json.dumps(row, ensure_ascii=False) for row in make_rows(report, convert)])
    return f'{head[:-1]}, "figures": [\n{rows}\n]}}\n'.encode()
