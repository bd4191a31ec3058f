"""The files that a report's data is published as, with what each is: what its descriptions for programs list."""

from dataclasses import dataclass

from gongbao.report.report import Report

TABULAR = "http://www.w3.org/TR/tabular-metadata/"
LEGAL = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of a report: its name, what it holds, its media type, whether that is registered, what it conforms to."""

    file: str
    title: str
    media: str
    registered: bool = True
    standard: str = ""
    of_figures: bool = False


FILES = (
    DataFile(file="report.txt", title="全文", media="text/plain"),
    DataFile(file="report.epub", title="电子书", media="application/epub+zip"),
    DataFile(file="report.json", title="全文数据", media="application/json"),
    DataFile(file="paragraphs.jsonl", title="逐段数据", media="application/jsonl", registered=False),
    DataFile(file="akoma-ntoso.xml", title="Akoma Ntoso", media="application/xml", standard=LEGAL),
    DataFile(file="figures.csv", title="数字表", media="text/csv", standard=TABULAR, of_figures=True),
    DataFile(file="figures.json", title="数字数据", media="application/json", of_figures=True),
    DataFile(file="figures.jsonl", title="逐项数字", media="application/jsonl", registered=False, of_figures=True),
)


def list_data_files(report: Report, *, of_figures: bool) -> list[DataFile]:
    """Return the files of a report's figures, or its others; a report without figures has none of theirs."""
    return [one for one in FILES if one.of_figures == of_figures and (report.figures or not of_figures)]


def list_years(report: Report) -> list[int]:
    """Return the years that the parts of a report speak of."""
    return sorted({part.year for part in report.parts if part.year})
