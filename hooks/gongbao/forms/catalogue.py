"""The standard forms that a build makes in every script: files of each report, and files of all for the archive.

`gongbao.pages` offers them by these lists, `gongbao.build` makes them by them: a new form is a line here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from gongbao.forms.akoma_ntoso import make_akoma_ntoso
from gongbao.forms.csvw import join_tables, make_csvw
from gongbao.forms.dcat import make_dcat
from gongbao.forms.description import join_datasets, join_graphs
from gongbao.forms.edition import Edition
from gongbao.forms.json_lines import make_figure_lines, make_paragraph_lines
from gongbao.forms.parquet import has_arrow, join_figures, join_paragraphs
from gongbao.forms.schema_org import make_schema_org
from gongbao.forms.whole import join_documents, join_streams
from gongbao.report.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of a report: its file, what it is called, how it is made.

    `mark` tells the file that a reader saves from others of the same report. One `of_figures` is not made of a report
    that has none.
    """

    file: str
    title: str
    mark: str
    make: Callable[[Edition], bytes]
    of_figures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A form of all reports: its file, what it is called, of which files of the reports and how it is joined."""

    file: str
    title: str
    mark: str
    kind: str
    of: str
    join: Callable[[Path, Iterable[Path]], None]

    @property
    def path(self) -> str:
        """Its path, relative to the root of a script."""
        return f"downloads/{self.file}"

    @property
    def suffix(self) -> str:
        """The ending of its name."""
        return self.file.partition(".")[2]


LINES, FIGURE_LINES, DOCUMENT = "paragraphs.jsonl", "figures.jsonl", "akoma-ntoso.xml"
CSVW, SCHEMA_ORG, DCAT = "figures.csv-metadata.json", "schema-org.jsonld", "dcat.jsonld"
FORMS = (
    Form(file=LINES, title="逐段数据", mark="段落", make=make_paragraph_lines),
    Form(file=FIGURE_LINES, title="逐项数字", mark="数字", make=make_figure_lines, of_figures=True),
    Form(file=DOCUMENT, title="Akoma Ntoso", mark="Akoma-Ntoso", make=make_akoma_ntoso),
    Form(file=CSVW, title="数字表说明（CSVW）", mark="数字表说明", make=make_csvw, of_figures=True),
    Form(file=SCHEMA_ORG, title="schema.org 说明", mark="schema.org", make=make_schema_org),
    Form(file=DCAT, title="DCAT 目录", mark="DCAT", make=make_dcat),
)
WHOLES = (
    Whole(file=f"{LINES}.gz", title="逐段数据", mark="段落", kind="JSONL", of=LINES, join=join_streams),
    Whole(file=f"{FIGURE_LINES}.gz", title="逐项数字", mark="数字", kind="JSONL", of=FIGURE_LINES, join=join_streams),
    Whole(
        file="akoma-ntoso.zip", title="Akoma Ntoso", mark="Akoma-Ntoso", kind="XML", of=DOCUMENT, join=join_documents
    ),
    Whole(
        file="csv-metadata.json", title="数字表说明（CSVW）", mark="数字表说明", kind="JSON", of=CSVW, join=join_tables
    ),
    Whole(file=SCHEMA_ORG, title="schema.org 说明", mark="schema.org", kind="JSONLD", of=SCHEMA_ORG, join=join_graphs),
    Whole(file=DCAT, title="DCAT 目录", mark="DCAT", kind="JSONLD", of=DCAT, join=join_datasets),
)
# Of a single report they would be mostly footer.
PARQUET = (
    Whole(file="paragraphs.parquet", title="段落表", mark="段落", kind="Parquet", of=LINES, join=join_paragraphs),
    Whole(file="figures.parquet", title="数字表", mark="数字", kind="Parquet", of=FIGURE_LINES, join=join_figures),
)
ALL_WHOLES = WHOLES + PARQUET


def list_forms(report: Report) -> list[Form]:
    """Return the forms that are made of a report."""
    return [form for form in FORMS if report.figures or not form.of_figures]


def list_wholes() -> tuple[Whole, ...]:
    """Return the forms of all reports that this machine can make."""
    return ALL_WHOLES if has_arrow() else WHOLES
