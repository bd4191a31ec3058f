"""The annexes of a report in, the glossary they hold out, and its YAML; the annex stays part of the text."""

import re
from collections.abc import Container, Iterable, Iterator

from gongbao.data.glossary import Glossary, Term
from gongbao.importing.structure.marks import find_mark
from gongbao.importing.yaml_writer import quote
from gongbao.report.note_marks import MARK
from gongbao.report.report import Block, Paragraph, Report, Subheading

GLOSSARY = re.compile(r"名词|术语|用语|词语|注\s*释|附\s*注|解释|说明")
ENTRY = re.compile(r"(?P<term>[^：:。！？]{1,60}?)\s*[：:]\s*(?P<meaning>.+)")
NEXT = re.compile(r"(?<=[。；])\s*(?=\d{1,3}[．.、]\s*[^\d])")
NUMBER = re.compile(
    r"\d{1,3}[．.、]?\s*(?=[“《\u3400-\u9fffA-Za-z])|[（(]\d{1,3}[）)]\s*"
    rf"|(?:{MARK.pattern})\s*[：:]?\s*"
)
LONGEST_TERM = 60
QUOTED = ("“”", "‘’", "《》")
# Some annexes set the term on a line of its own, then the words of the report, then what it means.
QUOTES, EXPLAINS = (
    ("报告原文", "原文", "出处"),
    re.compile(r"(?:^|。)\s*(?:解释|释义|说明|注释|含义)\s*[：:]\s*(?P<meaning>.+)"),
)


def find_glossary(report: Report) -> Glossary | None:
    """Return the terms that the report's annexes explain, each once; None if there are none."""
    terms: dict[str, Term] = {}
    for part in report.annexes:
        for section in part.sections:
            if GLOSSARY.search(f"{part.heading or ''}{section.heading or ''}"):
                for term in find_terms(section.content):
                    terms.setdefault(term.term, term)
    return Glossary(terms=tuple(terms.values())) if terms else None


def find_terms(blocks: Iterable[Block]) -> Iterator[Term]:
    """Give the terms that the paragraphs among blocks explain; one may hold several that its numbers part.

    Where terms are numbered, the number expected next tells `3.5个产业集群` (the third) from a decimal.
    """
    number = 0
    above = ""
    for block in blocks:
        if not isinstance(block, Paragraph):
            above = block.heading if isinstance(block, Subheading) else ""
            continue
        if explained := EXPLAINS.search(block.text):
            if above:
                yield Term(term=unquote(above.rstrip("：: ")), meaning=explained["meaning"].strip(), paragraph=block.id)
            above = ""
            continue
        if block.text.startswith(QUOTES):
            continue
        above = block.text if len(block.text) <= LONGEST_TERM else ""
        for piece in NEXT.split(block.text):
            expected = re.match(rf"{number + 1}\s*[．.、]?\s*(?=\S)", piece)
            length = expected.end() if expected else max(find_mark(piece).length, _measure_number(piece))
            if match := ENTRY.match(piece[length:].strip()):
                number += 1
                yield Term(term=unquote(match["term"].strip()), meaning=match["meaning"].strip(), paragraph=block.id)


def _measure_number(piece: str) -> int:
    match = NUMBER.match(piece)
    return match.end() if match else 0


def renew_glossary(old: Glossary | None, new: Glossary | None, fresh: Container[str]) -> Glossary | None:
    """Return the glossary that stands, without the terms whose paragraph is gone, with those of new or changed ones."""
    if old is None or new is None:
        return new or old
    found = {term.paragraph for term in new.terms}
    kept = [
        term
        for term in old.terms
        if term.paragraph is None or (term.paragraph in found and term.paragraph not in fresh)
    ]
    known = {term.term for term in kept}
    added = [term for term in new.terms if term.paragraph in fresh and term.term not in known]
    return Glossary(terms=(*kept, *added))


def unquote(term: str) -> str:
    """Return a term without the quotation marks around the whole of it."""
    for pair in QUOTED:
        opening, closing = pair[0], pair[1]
        inner = term[1:-1]
        if term.startswith(opening) and term.endswith(closing) and opening not in inner and closing not in inner:
            return inner
    return term


def make_glossary_text(glossary: Glossary) -> str:
    """Return the text of glossary.yml."""
    lines = ["# 名词解释：取自报告附件原文，供正文中的词语链接使用；附件全文仍在报告正文之中。", "terms:"]
    for term in glossary.terms:
        lines += [f"  - term: {quote(term.term)}", f"    meaning: {quote(term.meaning)}"]
        if term.paragraph:
            lines.append(f"    paragraph: {term.paragraph}")
    return "\n".join([*lines, ""])
