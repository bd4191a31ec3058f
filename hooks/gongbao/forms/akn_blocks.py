"""A section of an Akoma Ntoso document in, its blocks out: paragraphs, subheadings, tables and pictures."""

from collections.abc import Iterator
from typing import cast

from gongbao.forms.akn_elements import Element, check_file, find, find_all, own_value, read_id, read_text
from gongbao.forms.akn_names import AKN, NO_CELL
from gongbao.report.report import Block, Cell, Paragraph, Picture, Role, Row, Subheading, Table

# In this order the blocks of a section stand in the document, subheadings by the subsections that they open.
BLOCKS = "a:paragraph | a:hcontainer | a:subsection"


def iter_blocks(container: Element) -> Iterator[Block]:
    """Give what stands in a section or a subsection, a subsection's heading before what stands under it."""
    for element in find_all(container, BLOCKS):
        block = find(element, "a:content/a:tblock")
        if element.tag == f"{{{AKN}}}subsection":
            level = own_value(element, "level")
            heading = read_heading(element) or ""
            yield Subheading(id=read_id(element), heading=heading, level=int(level or 3))
            yield from iter_blocks(element)
        elif block is None:
            yield read_paragraph(element, find(element, "a:content/a:p"))
        elif block.get("class") == "table":
            yield read_table(block)
        else:
            yield read_picture(block)


def read_heading(element: Element) -> str | None:
    """Return a heading as printed, its number included."""
    return read_text(find(element, "a:num")) + read_text(find(element, "a:heading")) or None


def read_paragraph(element: Element, printed: Element | None) -> Paragraph:
    """Return the paragraph that an element is, from the element that prints it."""
    lead = find(printed, ".//a:inline[@name='lead']") if printed is not None else None
    return Paragraph(
        id=read_id(element),
        text=read_text(printed),
        lead=read_text(lead) or None,
        role=cast("Role | None", element.get("class")),
    )


def read_table(block: Element) -> Table:
    """Return a table with what is printed above and under it."""
    above, below = read_text(find(block, "a:heading")), read_text(find(block, "a:p[@class='caption']"))
    rows = [one for one in find_all(block, "a:table/a:tr") if one.get("class") != NO_CELL]
    return Table(
        id=read_id(block),
        caption=above or below or None,
        caption_below=own_value(block, "below") is not None,
        unit=read_text(find(block, "a:p[@class='unit']")) or None,
        head=int(own_value(block, "head") or 1),
        rows=tuple(read_row(row) for row in rows),
        notes=tuple(read_text(note) for note in find_all(block, "a:p[@class='remark']")),
    )


def read_row(row: Element) -> Row:
    """Return the cells of a row; one that says how many places it takes is a merged one."""
    cells: list[str | Cell] = []
    for cell in find_all(row, "a:th | a:td"):
        text = read_text(find(cell, "a:p"))
        if cell.get("colspan") is not None:
            cells.append(Cell(text=text, span=int(cell.attrib["colspan"]), down=int(cell.attrib["rowspan"])))
        elif cell.get("class") != NO_CELL:
            cells.append(text)
    return tuple(cells)


def read_picture(block: Element) -> Picture:
    """Return a picture; its file is named as the report names it."""
    image = find(block, "a:p/a:img")
    return Picture(
        id=read_id(block),
        file=check_file(own_value(image, "file") or ""),
        caption=read_text(find(block, "a:p[@class='caption']")) or None,
        alternative=image.get("alt") if image is not None else None,
    )
