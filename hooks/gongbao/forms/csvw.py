"""An edition in, what its figures' CSV says and how, out: W3C's Metadata Vocabulary for Tabular Data (CSVW, 2015).

It stands beside the CSV under the name by which programs find it (`figures.csv-metadata.json`, section 5.3 of W3C's
Model for Tabular Data). All reports' together are a group of tables.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from gongbao.forms.description import TABLES, Document, write_description
from gongbao.forms.edition import Edition
from gongbao.report.citation import get_day

CONTEXT = "http://www.w3.org/ns/csvw"
CSV = "figures.csv"
# Of each column: what it holds, of what type, whether it is never empty.
COLUMNS = {
    "id": ("数字在这份报告里的名字", "string", True),
    "theme": ("主题", "string", True),
    "label": ("说的是什么", "string", True),
    "qualifier": ("“余”“近”等字样", "string", False),
    "value": ("数值，照原文，不换算", "number", True),
    "unit": ("单位，照原文", "string", True),
    "quote": ("原话", "string", True),
    "paragraph": ("所在段落或者表格的编号", "string", True),
    "address": ("所在段落或者表格的地址，从这种文字的首页算起", "anyURI", True),
}


def make_csvw(edition: Edition) -> bytes:
    """Return the description of the CSV."""
    report, convert = edition.report, edition.convert
    columns = [
        {"name": name, "titles": name, "dc:description": convert(meaning), "datatype": kind, "required": required}
        for name, (meaning, kind, required) in COLUMNS.items()
    ]
    # The addresses in it start at the root of the script, two folders above.
    columns[-1]["valueUrl"] = "../../{+address}"
    table: Document = {
        "@context": [CONTEXT, {"@language": edition.tag}],
        "url": CSV,
        "dc:identifier": report.slug,
        "dc:title": f"{edition.title}：{convert('数字')}",
        "dc:creator": convert(report.body),
        "dc:publisher": convert(edition.publisher or report.body),
        "dc:issued": get_day(report).isoformat(),
        "dc:language": edition.tag,
        "tableSchema": {"columns": columns, "primaryKey": "id", "aboutUrl": "#{id}"},
    }
    return write_description(table)


def join_tables(target: Path, files: Iterable[Path]) -> None:
    """Write the descriptions of some reports' tables as that of a group of tables."""
    own = [(path.parent.name, json.loads(path.read_bytes())) for path in files]
    group = {"@context": own[0][1]["@context"], TABLES: [place_table(slug, table) for slug, table in own]}
    target.write_bytes(write_description(group))


def place_table(slug: str, table: Document) -> Document:
    """Return the description of a report's table as seen from the downloads of all."""
    return {name: value for name, value in table.items() if name != "@context"} | {"url": f"{slug}/{table['url']}"}
