"""An edition in, its Akoma Ntoso 3.0 document out (OASIS LegalDocML), from which `akn_reader` makes the report again.

A report that was given to a session is a `debateReport`, any other a `doc`. Everything stands in document order, and
every printed character in the content of an element: title block in `preface`, salutation and opening in `preamble`,
the rest in `mainBody`, for Akoma Ntoso's `conclusions` would come after the annexes, which print after them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongbao.forms.akn_meta import make_meta
from gongbao.forms.akn_names import AKN, NO_CELL, OWN, PREFIX, SALUTATION, SESSION, SPEAKER, name_figure, name_kind
from gongbao.forms.edition import Edition
from gongbao.forms.rows import group_figures
from gongbao.forms.xml_text import Span, Values, dress, escape, write_attributes
from gongbao.report.note_marks import MARK
from gongbao.report.report import (
    Block,
    Cell,
    Figure,
    Paragraph,
    Part,
    Picture,
    Row,
    Section,
    Subheading,
    Table,
    TitleLine,
    split_heading,
)

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The element within which each line of the title block stands.
TITLE_ELEMENTS: dict[TitleLine, tuple[str, str]] = {
    "reference": ("docNumber", ""),
    "title": ("docTitle", ""),
    "occasion": ("session", SESSION),
    "signature": ("docProponent", SPEAKER),
    "dateline": ("docDate", ""),
}


def make_akoma_ntoso(edition: Edition) -> bytes:
    """Return an edition as an Akoma Ntoso document."""
    kind = name_kind(edition.report)
    lines = [
        f'<akomaNtoso xmlns="{AKN}" xmlns:{PREFIX}="{OWN}">',
        f'<{kind} name="report" contains="singleVersion">',
        make_meta(edition),
        *BodyWriter(edition=edition, figures=group_figures(edition.report)).iter_lines(),
        f"</{kind}>",
        "</akomaNtoso>\n",
    ]
    return (DECLARATION + "\n".join(lines)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWriter:
    """Writes the text of an edition; `figures` are those that each paragraph states."""

    edition: Edition
    figures: Mapping[str, Sequence[Figure]]

    def iter_lines(self) -> Iterator[str]:
        """Give the text: preface, preamble, main body."""
        report, language = self.edition.report, f' xml:lang="{self.edition.tag}"'
        preface = [*self.iter_paragraphs(report.preface), *self.iter_title_lines()]
        if preface:
            yield from (f"<preface{language}>", *preface, "</preface>")
        own = [report.salutation] if report.salutation else []
        preamble = [*self.iter_paragraphs(own, SALUTATION), *self.iter_paragraphs(report.opening)]
        if preamble:
            yield from (f"<preamble{language}>", *preamble, "</preamble>")
        yield f"<mainBody{language}>"
        for part in report.body_parts:
            yield from self.iter_part(part)
        yield from self.iter_container("closing", report.closing)
        for part in report.annexes:
            yield from self.iter_part(part)
        yield from self.iter_container("endnotes", report.endnotes)
        yield "</mainBody>"

    def iter_title_lines(self) -> Iterator[str]:
        """Give the lines of the title block that are printed, in their order."""
        report = self.edition.report
        named = {SESSION: report.session, SPEAKER: report.speaker}
        for line in report.printed:
            element, reference = TITLE_ELEMENTS[line]
            values: Values = [("refersTo", f"#{reference}" if named.get(reference) else None)]
            values += [("date", report.date.isoformat()[:10] if element == "docDate" else None)]
            words = self.dress_text(line, str(getattr(report, line)))
            # A session that the data does not name is no session to Akoma Ntoso: it must refer to one.
            if element == "session" and not report.session:
                yield f'<p eId="{line}">{words}</p>'
            else:
                yield f'<p eId="{line}"><{element}{write_attributes(values)}>{words}</{element}></p>'

    def iter_container(self, name: str, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        """Give paragraphs that stand outside the parts."""
        if paragraphs:
            yield f'<hcontainer name="{name}">\n<content>'
            yield from self.iter_paragraphs(paragraphs)
            yield "</content>\n</hcontainer>"

    def iter_part(self, part: Part) -> Iterator[str]:
        """Give a part with its sections."""
        values: Values = [("eId", part.id), ("class", part.kind), (f"{PREFIX}:year", part.year)]
        yield f"<part{write_attributes(values)}>"
        if part.heading:
            yield self.write_heading(part.id, part.heading, "")
        for section in part.sections:
            yield from self.iter_section(section)
        yield "</part>"

    def iter_section(self, section: Section) -> Iterator[str]:
        """Give a section; what stands under a subheading stands in a subsection."""
        values: Values = [("eId", section.id), ("title", self.edition.say(section.label))]
        yield f"<section{write_attributes(values)}>"
        if section.heading:
            yield self.write_heading(section.id, section.heading, split_heading(section.heading)[1])
        levels: list[int] = []
        for block in section.content:
            if isinstance(block, Subheading):
                while levels and levels[-1] >= block.level:
                    levels.pop()
                    yield "</subsection>"
                levels.append(block.level)
                yield f'<subsection eId="{block.id}" {PREFIX}:level="{block.level}">'
                yield self.write_heading(block.id, block.heading, split_heading(block.heading)[1])
            else:
                yield from self.iter_block(block)
        yield from ("</subsection>" for _ in levels)
        yield "</section>"

    def write_heading(self, name: str, heading: str, title: str) -> str:
        """Return a heading; its number stands apart, if `title` is what comes after one."""
        number = len(heading) - len(title) if title else 0
        words = self.edition.convert(heading)
        num = f"<num>{escape(words[:number])}</num>\n" if number else ""
        return f"{num}<heading>{self.dress_text(name, heading, number)}</heading>"

    def iter_block(self, block: Block) -> Iterator[str]:
        """Give a paragraph, a table or a picture in the container that it has among its like."""
        if isinstance(block, Paragraph):
            yield f'<paragraph eId="{block.id}"{write_attributes([("class", block.role)])}>'
            yield f"<content>\n<p>{self.dress_paragraph(block)}</p>\n</content>\n</paragraph>"
        elif isinstance(block, Table):
            yield '<hcontainer name="table">\n<content>'
            yield from self.iter_table(block)
            yield "</content>\n</hcontainer>"
        elif isinstance(block, Picture):
            yield '<hcontainer name="picture">\n<content>'
            yield from self.iter_picture(block)
            yield "</content>\n</hcontainer>"

    def iter_table(self, table: Table) -> Iterator[str]:
        """Give a table with what is printed above and under it, in its order."""
        values: Values = [("eId", table.id), ("class", "table")]
        values += [(f"{PREFIX}:head", table.head), (f"{PREFIX}:below", "true" if table.caption_below else None)]
        yield f"<tblock{write_attributes(values)}>"
        if table.caption and not table.caption_below:
            yield f"<heading>{self.dress_text(table.id, table.caption)}</heading>"
        if table.unit:
            yield f'<p class="unit">{self.dress_text(table.id, table.unit)}</p>'
        yield "<table>"
        for number, row in enumerate(table.rows):
            yield self.write_row(table, row, "th" if number < table.head else "td")
        if not table.rows:
            yield f'<tr class="{NO_CELL}"><td><p/></td></tr>'
        yield "</table>"
        if table.caption and table.caption_below:
            yield f'<p class="caption">{self.dress_text(table.id, table.caption)}</p>'
        yield from (f'<p class="remark">{self.dress_text(table.id, note)}</p>' for note in table.notes)
        yield "</tblock>"

    def write_row(self, table: Table, row: Row, element: str) -> str:
        """Return a row of a table; one whose places cells above take has an empty cell that is none."""
        cells = [self.write_cell(table, cell, element) for cell in row]
        return f"<tr>{''.join(cells)}</tr>" if cells else f'<tr><td class="{NO_CELL}"><p/></td></tr>'

    def write_cell(self, table: Table, cell: str | Cell, element: str) -> str:
        """Return a cell; one that may take more places says how many."""
        if isinstance(cell, str):
            return f"<{element}><p>{self.dress_text(table.id, cell)}</p></{element}>"
        values = write_attributes([("colspan", cell.span), ("rowspan", cell.down)])
        return f"<{element}{values}><p>{self.dress_text(table.id, cell.text)}</p></{element}>"

    def iter_picture(self, picture: Picture) -> Iterator[str]:
        """Give a picture, where it is published, with its caption."""
        values: Values = [
            ("src", self.edition.locate_picture(picture)),
            ("alt", self.edition.say(picture.alternative)),
            (f"{PREFIX}:file", picture.file),
        ]
        yield f'<tblock eId="{picture.id}" class="picture">\n<p><img{write_attributes(values)}/></p>'
        if picture.caption:
            yield f'<p class="caption">{self.dress_text(picture.id, picture.caption)}</p>'
        yield "</tblock>"

    def iter_paragraphs(self, paragraphs: Iterable[Paragraph], kind: str = "") -> Iterator[str]:
        """Give paragraphs that stand in no section."""
        for paragraph in paragraphs:
            values = write_attributes([("eId", paragraph.id), ("class", paragraph.role), (f"{PREFIX}:kind", kind)])
            yield f"<p{values}>{self.dress_paragraph(paragraph)}</p>"

    def dress_paragraph(self, paragraph: Paragraph) -> str:
        """Return the text of a paragraph with its lead, its figures and the marks of notes as elements."""
        spans = [*self.iter_marks(paragraph.id, paragraph.text)]
        if paragraph.lead:
            spans.append(Span(0, len(paragraph.lead), '<inline name="lead">', "inline"))
        for figure in self.figures.get(paragraph.id, ()):
            start = paragraph.text.find(figure.quote)
            if start >= 0 and figure.quote:
                values: Values = [("refersTo", f"#{name_figure(figure.id)}"), ("normalized", str(figure.value))]
                tag = f"<quantity{write_attributes(values)}>"
                spans.append(Span(start, start + len(figure.quote), tag, "quantity"))
        return dress(self.edition.convert(paragraph.text), spans)

    def dress_text(self, name: str, text: str, start: int = 0) -> str:
        """Return a text from a place on with the marks of notes as elements; `name` is the id of its block."""
        spans = [
            span._replace(start=span.start - start, end=span.end - start)
            for span in self.iter_marks(name, text)
            if span.start >= start
        ]
        return dress(self.edition.convert(text)[start:] if text else "", spans)

    def iter_marks(self, name: str, text: str) -> Iterator[Span]:
        """Give the marks in a text that call a note; the mark that a note begins with is its own."""
        marks = self.edition.addresses.notes.marks
        if marks:
            for match in MARK.finditer(text):
                if (note := marks.get(match[0])) and note != name:
                    yield Span(match.start(), match.end(), f'<ref href="#{note}">', "ref")
