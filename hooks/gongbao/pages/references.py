"""A report in, the references to it that programs read out, marked: BibTeX and CSL-JSON."""

import json
from typing import Any

from gongbao.pages.marks import SCRIPT, TREE, mark_data, mark_plain
from gongbao.report.citation import get_day
from gongbao.report.report import Report


def make_bibtex(report: Report, site_url: str) -> str:
    """Return a BibTeX entry; names stand in double braces, for they are those of bodies."""
    day = get_day(report)
    fields = {
        "author": f"{{{report.body}}}",
        "title": f"{{{report.name}}}",
        "institution": report.body,
        "type": "工作报告",
        "date": day.isoformat(),
        "year": str(day.year),
        "month": str(day.month),
        "url": address(report, site_url),
        "langid": "chinese",
        "language": str(SCRIPT),
        "note": report.session or "",
    }
    marked = {name: value if name in ("url", "language") else mark_tex(value) for name, value in fields.items()}
    lines = [f"  {name} = {{{value}}},\n" for name, value in marked.items() if value]
    return f"@techreport{{{report.slug},\n{''.join(lines)}}}\n"


def mark_tex(text: str) -> str:
    """Return text, marked, without the characters that mean something else to TeX."""
    return mark_plain("".join(f"\\{character}" if character in "&%$#_" else character for character in text))


def make_csl(report: Report, site_url: str) -> str:
    """Return the reference as CSL-JSON, which Zotero and its like read."""
    day = get_day(report)
    item: dict[str, Any] = {
        "id": report.slug,
        "type": "report",
        "title": report.name,
        "author": [{"literal": report.body}],
        "publisher": report.body,
        "genre": "工作报告",
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": str(SCRIPT),
    }
    item |= {"URL": address(report, site_url)} if site_url else {}
    item |= {"event-title": report.session} if report.session else {}
    return json.dumps([mark_data(item)], ensure_ascii=False) + "\n"


def address(report: Report, site_url: str) -> str:
    """Return the absolute address of a report in the script at hand; empty if the publication has none."""
    return f"{site_url}{TREE}{report.slug}/index.html" if site_url else ""
