"""The names that Akoma Ntoso documents of reports are written with, and read by: namespaces, ids, identifiers.

OASIS LegalDocML: Akoma Ntoso Version 1.0 (namespace `akn/3.0`), and its Naming Convention 1.0. Ids of a report stay
what they are; those of the metadata have a full stop, which no id of a report can have.
"""

from functools import lru_cache
from urllib.parse import quote

from gongbao.report.citation import get_day
from gongbao.report.report import Report, ScriptTag

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# What Akoma Ntoso has no attribute for; an attribute of another namespace may stand anywhere in it.
OWN = "https://gongbao.invalid/ns/1"
PREFIX = "gb"
BODY, PLACE, SPEAKER, OFFICE, SESSION, PUBLISHER = (
    f"ref.{name}" for name in ("body", "place", "speaker", "office", "session", "publisher")
)
# What stands in a document where a row of a table has no cell of its own.
NO_CELL = "none"
SALUTATION = "salutation"


def name_figure(name: str) -> str:
    """Return the id of a figure among the references."""
    return f"figure.{name}"


def name_kind(report: Report) -> str:
    """Return the kind of document that a report is: one given to a session, or any other."""
    return "debateReport" if report.session else "doc"


def name_work(report: Report) -> str:
    """Return the identifier of a report as a work, whatever its script: `/akn/cn/debateReport/2025-01-08/name`."""
    return f"/akn/cn/{name_kind(report)}/{report.date.isoformat()[:10]}/{report.slug}"


def name_expression(report: Report, tag: ScriptTag) -> str:
    """Return the identifier of a report in a script, as published.

    Language codes of three letters know no scripts, so this has the tag of the language (RFC 5646).
    """
    return f"{name_work(report)}/{tag}@{get_day(report).isoformat()}"


@lru_cache(maxsize=4096)
def name_concept(kind: str, name: str) -> str:
    """Return the identifier of a thing that a report speaks of, the same in every script."""
    return f"/akn/ontology/{kind}/cn/{quote(name)}"
