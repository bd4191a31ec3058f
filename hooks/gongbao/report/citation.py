"""A report in, how to cite it out: GB/T 7714-2025 for people, BibTeX and CSL-JSON for programs."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass

from gongbao.report.report import Report, ScriptTag

Convert = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference as GB/T 7714-2025 has it for a report on the network: `source`[day of access]. `url`."""

    source: str
    url: str


def cite(report: Report, title: str, url: str) -> Citation:
    """Return the reference to a page of a report; `title` is the section's, empty for the whole; `url` may be empty.

    The date is that of publication, or of the session where that is not known.
    """
    name = f"{report.title}: {title}" if title else report.title
    return Citation(source=f"{report.body}. {name}[R/OL]. ({get_day(report).isoformat()})", url=url)


def get_day(report: Report) -> datetime.date:
    """Return the day of publication, or else the day the report was given."""
    moment = report.published or report.date
    return datetime.date(moment.year, moment.month, moment.day)


def make_bibtex(report: Report, tag: ScriptTag, convert: Convert, url: str) -> bytes:
    """Return a BibTeX entry; names stand in double braces, for they are those of bodies."""
    day = get_day(report)
    fields = {
        "author": f"{{{report.body}}}",
        "title": f"{{{report.title}}}",
        "institution": report.body,
        "type": "工作报告",
        "date": day.isoformat(),
        "year": str(day.year),
        "month": str(day.month),
        "url": url,
        "langid": "chinese",
        "language": tag,
        "note": report.session or "",
    }
    lines = [f"  {name} = {{{convert(escape_tex(value))}}},\n" for name, value in fields.items() if value]
    return f"@techreport{{{report.slug},\n{''.join(lines)}}}\n".encode()


def escape_tex(text: str) -> str:
    """Return text without the characters that mean something else to TeX; addresses keep theirs."""
    if text.startswith("https://"):
        return text
    return "".join(f"\\{character}" if character in "&%$#_" else character for character in text)


def make_csl(report: Report, tag: ScriptTag, convert: Convert, url: str) -> bytes:
    """Return the reference as CSL-JSON, which Zotero and its like read."""
    day = get_day(report)
    item = {
        "id": report.slug,
        "type": "report",
        "title": convert(report.title),
        "author": [{"literal": convert(report.body)}],
        "publisher": convert(report.body),
        "genre": convert("工作报告"),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "language": tag,
    }
    item |= {"URL": url} if url else {}
    item |= {"event-title": convert(report.session)} if report.session else {}
    return (json.dumps([item], ensure_ascii=False) + "\n").encode()
