"""The terms a report explains, as data: each with its meaning and the paragraph of the annex that says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gongbao.data.decode import Reader, decode
from gongbao.data.yaml_nodes import read_node
from gongbao.report.messages import _
from gongbao.report.problems import Problems
from gongbao.report.report import Report, doc, where
from gongbao.report.walk import iter_paragraphs

FILE = "glossary.yml"


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
    path: Path = where(default_factory=Path)


def load_glossary(folder: Path, report: Report, problems: Problems) -> Glossary | None:
    """Return the glossary of a report's folder, checked against it; None if there is none or it has problems."""
    path = folder / FILE
    if not path.is_file():
        return None
    before = len(problems.found)
    node = read_node(path, problems)
    glossary = decode(Reader(path=path, problems=problems), node, Glossary) if node else None
    known = {paragraph.id for paragraph in iter_paragraphs(report)}
    seen: set[str] = set()
    for term in glossary.terms if glossary else ():
        if term.paragraph and term.paragraph not in known:
            problems.add(
                path,
                term.line,
                _('term "{term}": there is no paragraph {paragraph}').format(term=term.term, paragraph=term.paragraph),
            )
        if term.term in seen:
            problems.add(path, term.line, _('the term "{term}" stands here twice').format(term=term.term))
        seen.add(term.term)
    return glossary if len(problems.found) == before else None


def iter_explained(reports: Iterable[Report]) -> Iterator[str]:
    """Give the terms that reports explain, in the order of the reports; a glossary is read when its turn comes.

    The reports were loaded, so their glossaries have no problem.
    """
    for report in reports:
        glossary = load_glossary(report.path.parent, report, Problems())
        yield from (term.term for term in glossary.terms) if glossary else ()
