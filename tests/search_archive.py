"""Archives of made-up reports for tests and measurements: the clauses of a real one, shuffled, with letters changed."""

import datetime
import random
import re
from dataclasses import dataclass, replace

from gongbao.report.report import Paragraph, Part, Report, Section
from gongbao.report.site import Publication
from gongbao.report.walk import iter_paragraphs

NUMERALS = "一二三四五六七八九十"
CLAUSE = re.compile(r"[^，。；]+[，。；]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What made-up reports are made of; one letter in twenty is changed."""

    model: Report
    clauses: list[str]
    letters: str
    dice: random.Random

    def write_text(self, characters: int) -> str:
        """Return clauses at random, of about so many characters."""
        text = ""
        while len(text) < characters:
            clause = list(self.dice.choice(self.clauses))
            for place in range(len(clause) - 1):
                if self.dice.random() < 1 / 20:
                    clause[place] = self.dice.choice(self.letters)
            text += "".join(clause)
        return text

    def write_report(self, body: int, year: int, characters: int) -> Report:
        """Return a report in two halves, of ten sections of eight paragraphs."""
        sections = []
        for number, numeral in enumerate(NUMERALS, 1):
            paragraphs = []
            for place in range(1, 9):
                text = self.write_text(characters // 80)
                lead = text[: self.dice.randint(4, 12)] if self.dice.random() < 1 / 2 else None
                paragraphs.append(Paragraph(id=f"sec_{number}__para_{place}", text=text, lead=lead))
            heading = f"{numeral}、{self.write_text(8).rstrip('，。；')}"
            sections.append(Section(id=f"sec_{number}", heading=heading, content=tuple(paragraphs)))
        review = Part(id="part_1", kind="review", heading=f"{year - 1}年主要工作", sections=tuple(sections[:6]))
        plan = Part(id="part_2", kind="plan", heading=f"{year}年工作安排", sections=tuple(sections[6:]))
        return replace(
            self.model,
            slug=f"npc-{body}-{year}",
            date=datetime.date(year, 1, 8),
            body=f"{self.model.body}{body}",
            parts=(review, plan),
        )


def make_archive(publication: Publication, count: int, characters: int = 8_000, bodies: int = 2) -> Publication:
    """Return a publication of so many reports, one a year of each body, newest first."""
    paragraphs = [paragraph for report in publication.reports for paragraph in iter_paragraphs(report)]
    clauses = [clause for paragraph in paragraphs for clause in CLAUSE.findall(paragraph.text)]
    source = Source(
        model=publication.reports[0],
        clauses=clauses,
        letters="".join(clauses),
        dice=random.Random(count),
    )
    reports = [source.write_report(number % bodies, 2025 - number // bodies, characters) for number in range(count)]
    return replace(publication, reports=tuple(reports))
