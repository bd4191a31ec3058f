"""The terms a report explains, as data: each with its meaning and the paragraph of the annex that says so."""

from dataclasses import dataclass, field
from pathlib import Path

from gongbao.model import doc, where


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term and its meaning, both in the words of the report's own annex."""

    term: str = field(metadata=doc("the term as the annex prints it, without number and quotation marks", "三线一单"))
    meaning: str = field(metadata=doc("what the annex says it means", "生态保护红线、环境质量底线、资源利用上线……"))
    paragraph: str | None = field(
        default=None, metadata=doc("the id of the annex's paragraph", "sec_5__para_13", form="id")
    )
    line: int = where(default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """What `glossary.yml` of a report holds."""

    terms: tuple[Term, ...] = field(metadata=doc("the terms in the order of the annex", None, least=1))
    path: Path = where(default=Path())
