"""A file's text and its passages before and after a change in, the text with the lines of what changed out.

Of a passage that stays one only the fields that changed are written anew; comments, order and style of all else stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

import yaml

from gongbao.desk.fields import Step, delete_entry, find_entry, get_end, insert_line, read_root, set_field
from gongbao.desk.passages import Stretch, refuse
from gongbao.importing.proposals import find_last_line
from gongbao.importing.yaml_writer import quote
from gongbao.report.report import Block, Figure, Paragraph, Picture, Subheading, Table

# The fields that the desk changes, with those that stand before each where it is new.
EDITED: Mapping[type, Mapping[str, Sequence[str]]] = {
    Paragraph: {"lead": ("id",), "role": ("id", "lead"), "text": ("id", "lead", "role")},
    Subheading: {"heading": ("id",), "level": ("id", "heading")},
    Picture: {"caption": ("id", "file"), "alternative": ("id", "file", "caption")},
    Table: {},
    Figure: {"value": ("id", "label"), "quote": ("value", "unit", "qualifier"), "paragraph": ("quote",)},
}
# Before these a list of passages that is new stands in a report's own file.
ORDER = ("title", "body", "date", "printed", "preface", "salutation", "opening", "parts", "closing", "endnotes")
CUT = "这样改会动到别的内容，没有写入（请在文件中手工改）"


def write_stretch(text: str, before: Stretch, after: Stretch) -> str:
    """Return the text of a file with a stretch of it as it is to be. Raises ReportError if its lines cannot take it."""
    text = write_items(text, before.path, before.key, before.blocks, after.blocks)
    return write_items(text, before.path, "figures", before.figures, after.figures)


def write_items(
    text: str, path: Path, key: str, before: Sequence[Block | Figure], after: Sequence[Block | Figure]
) -> str:
    """Return the text with the items of a list as they are to be."""
    known = {item.id: item for item in before}
    kept = [item for item in after if item.id in known]
    if [item.id for item in before if item in kept or item.id in {one.id for one in kept}] != [one.id for one in kept]:
        raise refuse(path, 0, CUT)
    for item in kept:
        old = known[item.id]
        if type(item) is not type(old):
            text = put_lines(text, path, key, item.id, write_block(item))
        else:
            text = write_fields(text, path, key, old, item)
    text = insert_items(text, path, key, before, after)
    staying = {item.id for item in after}
    for item in before:
        if item.id not in staying:
            text = delete_item(text, path, key, item.id)
    return text


def write_fields(text: str, path: Path, key: str, old: Block | Figure, new: Block | Figure) -> str:
    """Return the text with the fields of an item that differ. Raises ReportError for one that the desk leaves alone."""
    edited = EDITED[type(new)]
    for field in fields(new):
        value = getattr(new, field.name)
        if field.compare and value != getattr(old, field.name):
            if field.name not in edited:
                raise refuse(path, 0, CUT)
            steps: list[Step] = [key] if key == "salutation" else [key, (new.id,)]
            text = set_field(text, path, [*steps, field.name], str(value or ""), edited[field.name])
    return text


def insert_items(
    text: str, path: Path, key: str, before: Sequence[Block | Figure], after: Sequence[Block | Figure]
) -> str:
    """Return the text with the items that are new, each behind the one before it."""
    standing = {item.id for item in before}
    last = ""
    for item in after:
        if item.id not in standing:
            if not isinstance(item, Paragraph | Subheading):
                raise refuse(path, 0, CUT)
            text = insert_item(text, path, key, last, write_block(item))
        last = item.id
    return text


def insert_item(text: str, path: Path, key: str, last: str, lines: Sequence[str]) -> str:
    """Return the text with an item behind another, or at the head of its list, which may be new."""
    root = read_root(text, path)
    entry = find_entry(root, key)
    if entry is None:
        return insert_line(text, root, ORDER[: ORDER.index(key)], f"{key}:", *(f"  {line}" for line in lines))
    items = find_items(entry[1], path)
    column = entry[1].start_mark.column
    written = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    # Comments above the first item stay with it.
    place = (find_end(items[last]) if last else entry[0].start_mark.line) + 1
    if place and not get_end(written[place - 1]):
        written[place - 1] += end
    return "".join([*written[:place], *(f"{' ' * column}{line}{end}" for line in lines), *written[place:]])


def delete_item(text: str, path: Path, key: str, name: str) -> str:
    """Return the text without an item of a list; without the list if nothing is left of it. Comments above it stay."""
    root = read_root(text, path)
    entry = find_entry(root, key)
    if entry and len(find_items(entry[1], path)) == 1:
        return delete_entry(text, path, root, entry)
    return put_lines(text, path, key, name, ())


def put_lines(text: str, path: Path, key: str, name: str, lines: Sequence[str]) -> str:
    """Return the text with other lines in the place of an item's own; comments above it stay."""
    entry = find_entry(read_root(text, path), key)
    record = find_items(entry[1], path).get(name) if entry else None
    if entry is None or record is None:
        raise refuse(path, 0, "这一段的写法不能在这里改（请在文件中手工改）")
    written = text.splitlines(keepends=True)
    first, last = record.start_mark.line, find_end(record)
    if holds_comment(written, record, first, last):
        raise refuse(path, first + 1, "这一段中间有注释，不能在这里改（请在文件中手工改）")
    end = "\r\n" if "\r\n" in text else "\n"
    column = " " * entry[1].start_mark.column
    return "".join([*written[:first], *(f"{column}{line}{end}" for line in lines), *written[last + 1 :]])


def find_items(node: yaml.Node, path: Path) -> dict[str, yaml.MappingNode]:
    """Return the items of a list by their ids. Raises ReportError if it stands in brackets."""
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise refuse(path, node.start_mark.line + 1, "这一段的写法不能在这里改（请在文件中手工改）")
    return {own[1].value: item for item in node.value if (own := find_entry(item, "id"))}


def find_end(node: yaml.Node) -> int:
    """Return the last line of an item: that of its last value, or of its closing bracket."""
    inside = node.value if isinstance(node, yaml.CollectionNode) and not node.flow_style else []
    ends = [find_end(one) for entry in inside for one in (entry if isinstance(entry, tuple) else (entry,))]
    return max(ends, default=0) or find_last_line(node)


def holds_comment(lines: list[str], record: yaml.MappingNode, first: int, last: int) -> bool:
    """Tell whether a comment stands inside an item: on a line of its own, or behind a value."""
    covered: set[int] = set()
    behind = []
    for _key, value in record.value:
        covered.update(range(value.start_mark.line, find_last_line(value) + 1))
        block = value.style in ("|", ">")
        behind.append(
            lines[value.start_mark.line][value.start_mark.column :]
            if block
            else lines[value.end_mark.line][value.end_mark.column :]
        )
    behind += [line for number, line in enumerate(lines[first : last + 1], first) if number not in covered]
    return any("#" in words for words in behind)


def write_block(block: Block | Figure) -> tuple[str, ...]:
    """Return the lines of a paragraph or a heading as an item of a list, as the importer writes them."""
    if isinstance(block, Subheading):
        return (f"- id: {block.id}", f"  heading: {quote(block.heading)}", f"  level: {block.level}")
    if not isinstance(block, Paragraph):
        raise refuse(Path(), 0, CUT)
    words = block.text
    lead = (f"  lead: {quote(block.lead)}",) if block.lead else ()
    role = (f"  role: {block.role}",) if block.role else ()
    plain = words == words.strip() and words.isprintable()
    body = ("  text: |-", f"    {words}") if plain else (f"  text: {quote(words)}",)
    return (f"- id: {block.id}", *lead, *role, *body)
