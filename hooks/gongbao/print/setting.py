"""What all documents of a publication in one script have in common: who publishes them, where, and how they are set."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag

Convert = Callable[[str], str]
Standard = Literal["ua", "archive"]
REGIONS: dict[ScriptTag, str] = {"zh-Hans": "cn", "zh-Hant": "tw", "zh-Hant-TW": "tw", "zh-Hant-HK": "hk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the documents of one script are set.

    `convert` gives a text in the script, of the same length; `sheet` is the text of the print style sheet, which the
    readers' own printing has too. `site_url` may be empty. `standard`: PDF/UA-1 alone, or PDF/A-2a too. `made` is the
    date of all files; without it each has that of its report.
    """

    tag: ScriptTag
    convert: Convert
    sheet: str
    publisher: str
    publication: str
    site_url: str = ""
    standard: Standard = "ua"
    made: datetime.datetime | None = None

    @property
    def region(self) -> str:
        """The region by whose habits marks stand."""
        return REGIONS[self.tag]

    @property
    def edition(self) -> str:
        """What a document says of its script, before conversion."""
        return "简体。" if self.tag == SOURCE_SCRIPT else "繁体，由简体原文转换。"

    def date(self, report: Report) -> datetime.datetime:
        """Return the date of a report's files: the given one, else the day of publication or delivery."""
        if self.made:
            return self.made
        return datetime.datetime.combine(report.published or report.date, datetime.time(), datetime.UTC)
