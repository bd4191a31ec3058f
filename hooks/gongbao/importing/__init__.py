"""Source files of a report in, its folder of YAML out; not one character lost, every doubt shown."""

from gongbao.importing.intake import import_reports
from gongbao.importing.summary import ImportSummary, format_summary

__all__ = ["ImportSummary", "format_summary", "import_reports"]
