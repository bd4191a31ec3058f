"""A report in, its files for reuse out, marked for every script: text, book, data, figures, references, forms."""

import csv
import dataclasses
import datetime
import io
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any, cast

from gongbao.forms.catalogue import list_forms
from gongbao.forms.csvw import COLUMNS
from gongbao.forms.rows import to_number
from gongbao.pages.marks import SCRIPT, mark_data, mark_plain
from gongbao.pages.references import make_bibtex, make_csl
from gongbao.report.addresses import Addresses
from gongbao.report.report import Figure, Paragraph, Report
from gongbao.report.walk import iter_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file offered to readers: its path under a script's root, the name it is saved under, its type.

    `make` makes its text, marked; a book is made of several documents, a standard form of an edition, and they have
    none. `listed` files stand in the list of downloads, the others where they belong on a page.
    """

    path: str
    name: str
    title: str
    kind: str
    make: Callable[[], str] | None
    listed: bool = True

    @property
    def encoding(self) -> str:
        """How its text is written; Excel needs a byte order mark to read Chinese."""
        return "utf-8-sig" if self.kind == "CSV" else "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Which files a build makes of each report on request.

    These are PDFs of the whole and of every section, a Word file, the standard forms (`forms.catalogue`).
    """

    pdf: bool = False
    word: bool = False
    forms: bool = False


NO_EXTRAS = Extras()


def list_downloads(
    report: Report, addresses: Addresses, site_url: str = "", extras: Extras = NO_EXTRAS
) -> list[Download]:
    """Return the downloads of a report; `site_url` may be empty. Those for paper come first, and are made elsewhere."""
    name = f"{report.name}（{report.date.year}年）"

    def offer(
        file: str, title: str, make: Callable[[], str] | None, mark: str = "", *, listed: bool = True
    ) -> Download:
        suffix = file.rpartition(".")[2]
        return Download(
            path=f"downloads/{report.slug}/{file}",
            name=f"{name}{mark and '-' + mark}.{suffix}",
            title=title,
            kind=suffix.upper(),
            make=make,
            listed=listed,
        )

    printed = (
        [offer("report.pdf", "全文", None), offer("report-large.pdf", "全文大字版", None, "大字")] if extras.pdf else []
    )
    if extras.word:
        printed.append(offer("report.docx", "全文", None))
    files = [
        *printed,
        offer("report.txt", "全文", partial(make_text, report)),
        offer("report.epub", "电子书", None),
        offer("report.json", "全文数据", partial(make_report_json, report, addresses)),
    ]
    if report.figures:
        files += [
            offer("figures.csv", "数字表", partial(make_csv, report, addresses), "数字"),
            offer("figures.json", "数字数据", partial(make_json, report, addresses), "数字"),
        ]
    if extras.forms:
        files += [offer(form.file, form.title, None, form.mark) for form in list_forms(report)]
    return [
        *files,
        offer("cite.bib", "BibTeX", partial(make_bibtex, report, site_url), "引用", listed=False),
        offer("cite.json", "CSL-JSON", partial(make_csl, report, site_url), "引用", listed=False),
    ]


def make_text(report: Report) -> str:
    """Return the full text, one paragraph a line."""
    return "".join([mark_plain(line) + "\n" for line in iter_lines(report)])


def make_report_json(report: Report, addresses: Addresses) -> str:
    """Return the whole report as JSON: the keys of its YAML, each paragraph with its number and address."""
    data = {"report": report.slug, "language": str(SCRIPT), **to_data(report, addresses)}
    return json.dumps(data, ensure_ascii=False) + "\n"


@cache
def list_names(record: Hashable) -> tuple[str, ...]:
    """Return the fields of a record that stand in the YAML."""
    fields = dataclasses.fields(cast("Any", record))
    return tuple(field.name for field in fields if "meaning" in field.metadata)


def to_data(value: Any, addresses: Addresses) -> Any:
    """Return a record as JSON holds it, its texts marked; what is empty, or only proposed, is left out."""
    if isinstance(value, str):
        return mark_plain(value)
    if value is None or isinstance(value, int):
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


def make_rows(report: Report, addresses: Addresses) -> list[dict[str, str | int | float | None]]:
    """Return the figures as flat records."""
    return [
        {
            "id": figure.id,
            "theme": figure.theme,
            "label": figure.label,
            "qualifier": figure.qualifier,
            "value": to_number(figure.value),
            "unit": figure.unit,
            "quote": figure.quote,
            "paragraph": figure.paragraph,
            "address": addresses.link(figure.paragraph),
        }
        for figure in report.figures
    ]


def make_csv(report: Report, addresses: Addresses) -> str:
    """Return the figures as CSV (RFC 4180 line ends)."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS)
    writer.writeheader()
    writer.writerows(map(mark_data, make_rows(report, addresses)))
    return sheet.getvalue()


def make_json(report: Report, addresses: Addresses) -> str:
    """Return the figures as JSON with the report they belong to."""
    data = {
        "report": report.slug,
        "title": report.title,
        "body": report.body,
        "date": report.date.isoformat(),
    }
    head = json.dumps(mark_data(data), ensure_ascii=False)
    # A figure a line: to indent everything takes ten times as long.
    rows = ",\n".join([json.dumps(mark_data(row), ensure_ascii=False) for row in make_rows(report, addresses)])
    return f'{head[:-1]}, "figures": [\n{rows}\n]}}\n'
