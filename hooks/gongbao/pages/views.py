"""Reports in, HTML out: the one Jinja environment, and the view of a report that its templates read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

import jinja2
from markupsafe import Markup

from gongbao.archive.series import Group
from gongbao.archive.text_diff import Span
from gongbao.pages.blocks import (
    mark_cell,
    mark_hang,
    mark_note,
    mark_paragraph,
    mark_spans,
    mark_spans_of,
    name_breadth,
)
from gongbao.pages.environment import make_marking
from gongbao.pages.headings import mark_breaks, mark_head, mark_heading
from gongbao.pages.inline import dress_text
from gongbao.pages.marks import (
    ROOT,
    SCRIPT,
    TREE,
    choose,
    make_value,
    mark,
    mark_block,
)
from gongbao.pages.pictures import find_file, measure
from gongbao.report.addresses import Addresses, name_picture
from gongbao.report.formats import Statement, amount, chinese_date, group_figures
from gongbao.report.note_marks import drop_marks
from gongbao.report.report import SOURCE_SCRIPT, Paragraph, Part, Picture, Report, Section, Table, split_heading
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.report.tables import find_number_columns, is_number, is_row_head, place_cells
from gongbao.report.walk import (
    Chapter,
    Item,
    iter_chapters,
    iter_paragraphs,
    list_inner_headings,
    name_section,
    section_name,
    section_page,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A report as a template sees it: the model, the addresses, and the prefix that leads from the page to the root.

    `older` and `newer` are its neighbours in the series, `body` the list of its body's reports, if there is one.
    `whole` tells that the whole report stands on the page at hand.
    """

    report: Report
    addresses: Addresses
    base: str = ""
    older: Report | None = None
    newer: Report | None = None
    body: Group | None = None
    whole: bool = False

    def url(self, name: str) -> str:
        """Return the link to an id, from the page at hand."""
        return self.base + self.addresses.link(name)

    def url_of_call(self, name: str) -> str:
        """Return the link to what calls a note; the title does so on the cover."""
        if self.whole:
            return f"#{name}"
        return self.page("index.html#title") if name == "title" else self.url(name)

    def page(self, name: str) -> str:
        """Return the link to one of the report's pages by its file name."""
        return f"{self.base}{self.report.slug}/{name}"

    def place(self, item: Item) -> Markup:
        """Return the link to a printed line that tells the report's year, and a paragraph's number."""
        what = f"第 {item.number} 段" if item.number else "图表"
        words = mark(f"{self.report.date.year}年{what}")
        return Markup(f'<a class="place" href="{self.url(item.id)}">{words}</a>')  # noqa: S704  an id is ASCII

    def compared(self, item: Item, spans: Iterable[Span], tag: str) -> Markup:
        """Return a line held against another, with what it alone has in elements of their own."""
        text = mark_spans(item.text, spans, tag)
        row = ' class="row"' if item.kind == "row" else ""
        return Markup(f"<p{row}>{text}</p>")  # noqa: S704  escaped

    def number(self, paragraph: Paragraph) -> int:
        """Return the running number of a paragraph in the report."""
        return self.addresses.numbers[paragraph.id]

    def link_notes(self, page: str) -> Mapping[str, str]:
        """Return the addresses of the notes by their marks, from a page: to where it repeats a note, or to the list."""
        notes = self.addresses.notes
        here = dict(zip(notes.called.get(page, ()), count(1), strict=False))
        return {mark: self.link_note(name, page, here) for mark, name in notes.marks.items()}

    def link_note(self, name: str, page: str, here: Mapping[str, int]) -> str:
        """Return the address of one note, from a page that repeats those `here`."""
        if self.whole or self.addresses.pages[name] == page:
            return f"#{name}"
        return f"#called-{here[name]}" if name in here else self.url(name)

    def list_called(self, page: str) -> list[Markup]:
        """Return the notes that are first called on a page and stand on another, as the page repeats them."""
        notes = self.addresses.notes
        called = notes.called.get(page, ())
        if not called:
            return []
        texts = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(self.report)}
        return [
            mark_note(f"called-{number}", texts[name], f"#{notes.callers[name]}")
            for number, name in enumerate(called, 1)
            if self.addresses.pages[name] != page
        ]

    def picture(self, picture: Picture) -> Markup:
        """Return the picture as an element; what it shows is told to who does not see it."""
        size = measure(find_file(self.report, picture))
        room = f' width="{size[0]}" height="{size[1]}"' if size else ""
        address = f"{ROOT}{self.base}{name_picture(self.report, picture)}"
        says = mark(picture.alternative or picture.caption or "")
        return Markup(f'<img src="{address}" alt="{says}"{room}>')  # noqa: S704  escaped; ASCII names

    def paragraph(self, paragraph: Paragraph, links: Mapping[str, str]) -> Markup:
        """Return a paragraph with its number; `links` are the addresses of notes by their marks."""
        number = self.addresses.numbers[paragraph.id]
        caller = self.addresses.notes.callers.get(paragraph.id) if links else None
        return mark_paragraph(paragraph, number, links, self.url_of_call(caller) if caller else None)

    def range(self, section: Section) -> str:
        """Return the paragraphs on a section's page as a contents list shows them: 第 7–10 段."""
        numbers = self.addresses.ranges.get(section_page(self.report, section))
        if not numbers:
            return ""
        first, last = numbers
        return f"第 {first} 段" if first == last else f"第 {first}–{last} 段"

    @property
    def outline(self) -> tuple[tuple[Part, tuple[Section, ...]], ...]:
        """The parts with their sections, annexes last."""
        return tuple((part, part.sections) for part in (*self.report.body_parts, *self.report.annexes))

    @property
    def themes(self) -> dict[str, list[Statement]]:
        """The figures by theme, those of a table's row together."""
        return group_figures(self.report)

    def chapters_with(self, section: Section) -> list[Chapter]:
        """Return the chapters that stand on a section's page after it: the closing, the endnotes."""
        page = section_page(self.report, section)
        return [one for one in iter_chapters(self.report) if one.page == page and one.section is not section]


@cache
def make_environment() -> jinja2.Environment:
    """Return the environment of the package's own templates; everything from data comes out as marked text."""
    environment = make_marking(jinja2.PackageLoader("gongbao.pages"))
    dress_environment(environment)
    return environment


def dress_environment(environment: jinja2.Environment) -> None:
    """Give an environment the filters, tests and names that the templates of reports use."""
    environment.filters.update(
        numeral=lambda heading: split_heading(heading)[0],
        heading=mark_heading,
        breaks=mark_breaks,
        head=mark_head,
        block=mark_block,
        words=dress_text,
        chinese_date=chinese_date,
        amount=amount,
        placed=place_cells,
        number_columns=find_number_columns,
        cell=mark_cell,
        spans=mark_spans_of,
        hang=mark_hang,
        breadth=name_breadth,
        outline=iter_outline,
    )
    environment.tests["paragraph"] = lambda item: isinstance(item, Paragraph)
    environment.tests["table"] = lambda item: isinstance(item, Table)
    environment.tests["picture"] = lambda item: isinstance(item, Picture)
    environment.tests["row_head"] = is_row_head
    environment.tests["amount"] = is_number
    environment.globals.update(
        iter_chapters=iter_chapters,
        section_name=section_name,
        name_section=name_section,
        bare=drop_marks,
        list_inner_headings=list_inner_headings,
        script_names=SCRIPT_NAMES,
        source_script=SOURCE_SCRIPT,
        script_tag=SCRIPT,
        tree=TREE,
        choose=choose,
        make_value=make_value,
    )


def render(template: str, **context: Any) -> Markup:
    """Return a package template filled in. Raises jinja2.TemplateNotFound for an unknown name."""
    return Markup(make_environment().get_template(template).render(context))  # noqa: S704  autoescaped


def iter_outline(section: Section) -> Iterator[tuple[str, str]]:
    """Give what a section's own outline lists: subheadings if it has them, else the leads, as id and words."""
    if section.subheadings:
        yield from ((block.id, drop_marks(block.heading)) for block in section.subheadings)
    else:
        yield from ((paragraph.id, paragraph.lead.rstrip("。：")) for paragraph in section.paragraphs if paragraph.lead)
