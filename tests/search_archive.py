"""Archives of made-up reports for tests and measurements: the clauses of a real one, shuffled, with letters changed."""

import datetime
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongbao.model import Paragraph, Part, Publication, Report, Section

NUMERALS = "一二三四五六七八九十"
CLAUSE = re.compile(r"[^，。；]+[，。；]")


def make_archive(publication: Publication, count: int, characters: int = 8_000, seed: int = 1) -> Publication:
    """Return a publication of so many reports, a report a year of several bodies, newest first."""
    dice = random.Random(seed)  # noqa: S311
    clauses = [
        clause
        for report in publication.reports
        for paragraph in report.iter_paragraphs()
        for clause in CLAUSE.findall(paragraph.text)
    ]
    letters = "".join(clauses)
    model = publication.reports[0]
    reports = []
    for number in range(count):
        body, year = divmod(number, 25)
        reports.append(
            make_report(model, f"npc-{body}-{2025 - year}", 2025 - year, body, clauses, letters, characters, dice)
        )
    reports.sort(key=lambda report: (-report.date.toordinal(), report.slug))
    return replace(publication, reports=tuple(reports))


def make_report(model, slug, year, body, clauses, letters, characters, dice) -> Report:
    """Return one report in two halves of eight sections."""
    texts = iter_texts(clauses, letters, dice)
    sections = []
    for number in range(1, 11):
        content = []
        for place in range(1, 9):
            text = "".join(next(texts) for _ in range(max(2, characters // 80 // 15)))
            lead = text[: text.index("，") + 1] if "，" in text[:20] and dice.random() < 0.5 else None
            content.append(Paragraph(id=f"sec_{number}__para_{place}", text=text, lead=lead))
        heading = f"{NUMERALS[number - 1]}、{next(texts).rstrip('，。；')}"
        sections.append(Section(id=f"sec_{number}", heading=heading, content=tuple(content)))
    parts = (
        Part(id="part_1", kind="review", heading=f"{year - 1}年主要工作", year=year - 1, sections=tuple(sections[:6])),
        Part(id="part_2", kind="plan", heading=f"{year}年工作安排", year=year, sections=tuple(sections[6:])),
    )
    return replace(
        model, slug=slug, date=datetime.date(year, 1, 8), body=f"{model.body}{body}", parts=parts, closing=model.closing
    )


def iter_texts(clauses: Sequence[str], letters: str, dice: random.Random) -> Iterator[str]:
    """Give clauses at random, one letter in twenty changed."""
    while True:
        clause = list(dice.choice(clauses))
        for place in range(len(clause) - 1):
            if dice.random() < 0.05:
                clause[place] = dice.choice(letters)
        yield "".join(clause)
