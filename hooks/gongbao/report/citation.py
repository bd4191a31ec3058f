"""A report in, how to cite it out: GB/T 7714-2025."""

import datetime
from dataclasses import dataclass

from gongbao.report.report import Report

CHINA = "+08:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference as GB/T 7714-2025 has it for a report on the network: `source`[day of access]. `url`."""

    source: str
    url: str


def cite(report: Report, title: str, url: str) -> Citation:
    """Return the reference to a page of a report; `title` is the section's, empty for the whole; `url` may be empty.

    The date is that of publication, or of the session where that is not known.
    """
    name = f"{report.name}: {title}" if title else report.name
    return Citation(source=f"{report.body}. {name}[R/OL]. ({get_day(report).isoformat()})", url=url)


def get_day(report: Report) -> datetime.date:
    """Return the day of publication, or else the day the report was given."""
    moment = report.published or report.date
    return datetime.date(moment.year, moment.month, moment.day)


def format_iso(moment: datetime.date | None) -> str:
    """Return when something was published in ISO 8601, China's time."""
    if isinstance(moment, datetime.datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="minutes") + CHINA
    return moment.isoformat() if moment else ""
