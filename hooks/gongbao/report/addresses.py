"""A report in, the address of everything in it out: pages relative to the root of one script, ids as fragments."""

from dataclasses import dataclass

from gongbao.report.report import Paragraph, Part, Report, Section, split_heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a report's ids stand: the page of each id, and the running number of each numbered paragraph."""

    pages: dict[str, str]
    numbers: dict[str, int]

    def link(self, name: str) -> str:
        """Return the address of an id: `slug/sec_2.html#sec_2__para_1`. Raises KeyError for an unknown id."""
        return f"{self.pages[name]}#{name}"


def section_page(report: Report, section: Section) -> str:
    """Return the page of a section."""
    return f"{report.slug}/{section.id}.html"


def make_addresses(report: Report) -> Addresses:
    """Return where everything stands: preface and opening on the cover, closing and endnotes with the last section."""
    cover = f"{report.slug}/index.html"
    pages = {paragraph.id: cover for paragraph in (*report.preface, *report.opening)}
    if report.salutation:
        pages[report.salutation.id] = cover
    for part in report.parts:
        pages[part.id] = section_page(report, part.sections[0])
        for section in part.sections:
            page = section_page(report, section)
            pages[section.id] = page
            pages.update((block.id, page) for block in section.content)
    last = section_page(report, closing_section(report))
    pages.update((paragraph.id, last) for paragraph in report.closing)
    pages.update((paragraph.id, section_page(report, last_section(report))) for paragraph in report.endnotes)
    numbers = {paragraph.id: number for number, paragraph in enumerate(report.iter_paragraphs(), 1)}
    return Addresses(pages=pages, numbers=numbers)


def closing_section(report: Report) -> Section:
    """Return the section on whose page the closing stands: the last that is not of an annex."""
    parts = report.parts
    return next((part for part in reversed(parts) if part.kind != "annex"), parts[-1]).sections[-1]


def last_section(report: Report) -> Section:
    """Return the section on whose page the endnotes stand: the last of all."""
    return (report.annexes or report.parts)[-1].sections[-1]


def section_name(part: Part, section: Section) -> str:
    """Return the words that name a section in a contents list: its title, its label, or its part's heading."""
    if section.heading:
        return split_heading(section.heading)[1]
    return section.label or part.heading or section.id


def paragraph_range(addresses: Addresses, paragraphs: tuple[Paragraph, ...]) -> tuple[int, int] | None:
    """Return the numbers of the first and the last paragraph; None if there is none."""
    if not paragraphs:
        return None
    return addresses.numbers[paragraphs[0].id], addresses.numbers[paragraphs[-1].id]
