"""A YAML file's text and new values of its fields in, the text with these fields' own lines changed out.

Comments, order and style of everything else stay. Whether the rest says what it said is asked of the report that is
loaded from the new text, before it replaces the file (`try_texts`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from gongbao.data.trial import load_trial
from gongbao.data.yaml_nodes import compose
from gongbao.desk.project import Project
from gongbao.importing.proposals import find_last_line, iter_leaves
from gongbao.importing.yaml_writer import quote
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import Report

# A key, or the item of a list that has this id.
Step = str | tuple[str]
Entry = tuple[yaml.Node, yaml.Node]
UNSETTLED = "unsettled"


class Bare(str):
    """A value that YAML reads as what it looks like: true, false."""

    __slots__ = ()


# A number, a date, a time; what else begins with a digit is a text, and may hold what YAML would cut off.
BARE = re.compile(r"-?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?")
# The first line of a text that is written as a block: its sign, and a comment.
BLOCK = re.compile(r"(?P<sign>[|>][+-]?)(?P<comment>\s+#.*)?\s*")


def set_field(text: str, path: Path, steps: Sequence[Step], value: str, after: Sequence[str] = ()) -> str:
    """Return the text with a field set; an empty value takes it away. A new field stands behind the last of `after`.

    Raises ReportError if the file has the field in a way that cannot be changed in its own lines.
    """
    *outer, name = steps
    record = find_record(read_root(text, path), outer)
    if record is None or not isinstance(name, str):
        return add_record(text, path, [*map(str, outer)], f"{name}: {write_value(value)}", after) if value else text
    found = find_entry(record, name)
    if found is None:
        return add_entry(text, record, after, name, value) if value else text
    if not value and len(record.value) == 1 and outer and isinstance(outer[-1], str):
        # A record of nothing is none.
        return set_field(text, path, outer, "")
    return change_entry(text, path, record, found, value) if value else delete_entry(text, path, record, found)


def add_record(text: str, path: Path, names: Sequence[str], line: str, after: Sequence[str]) -> str:
    """Return the text with a new record, and those around it that are not there either."""
    known = next(number for number in range(len(names), -1, -1) if find_record(read_root(text, path), names[:number]))
    parent = find_record(read_root(text, path), names[:known])
    if parent is None or parent.flow_style:
        raise refuse(path, parent or read_root(text, path))
    indent = parent.start_mark.column
    lines = [f"{' ' * (indent + 2 * step)}{name}:" for step, name in enumerate(names[known:])]
    lines.append(f"{' ' * (indent + 2 * len(lines))}{line}")
    return insert_line(text, parent, after if not known else [entry[0].value for entry in parent.value], *lines)


def set_list(text: str, path: Path, steps: Sequence[str], values: Sequence[str], after: Sequence[str] = ()) -> str:
    """Return the text with a list of words set, in brackets where it is new; an empty one takes it away.

    Raises ReportError if the file has it in a way that cannot be changed in its own lines.
    """
    words = f"[{', '.join(quote(value, in_list=True) for value in values)}]" if values else ""
    record = find_record(read_root(text, path), steps[:-1])
    found = find_entry(record, steps[-1]) if record else None
    if found is None or not values:
        return set_field(text, path, steps, Bare(words), after)
    if not isinstance(found[1], yaml.SequenceNode) or not found[1].flow_style:
        raise refuse(path, found[1])
    return replace_span(text, found[1], words)


def add_entry(text: str, record: yaml.MappingNode, after: Sequence[str], name: str, value: str) -> str:
    """Return the text with a new field of a record: on a line of its own, or at the end of its braces."""
    if not record.flow_style:
        return insert_line(text, record, after, f"{' ' * record.start_mark.column}{name}: {write_value(value)}")
    lines, end = text.splitlines(keepends=True), record.value[-1][1].end_mark
    words = f", {name}: {write_value(value, flow=True)}"
    lines[end.line] = f"{lines[end.line][: end.column]}{words}{lines[end.line][end.column :]}"
    return "".join(lines)


def change_entry(text: str, path: Path, record: yaml.MappingNode, found: Entry, value: str) -> str:
    """Return the text with another value of a field. Raises ReportError if it has more than one."""
    if not isinstance(found[1], yaml.ScalarNode):
        raise refuse(path, found[1])
    if found[1].style in ("|", ">"):
        return replace_block(text, found[1], value)
    return replace_span(text, found[1], write_value(value, flow=bool(record.flow_style)))


def write_value(value: str, *, flow: bool = False) -> str:
    """Return a value as YAML: a number, a date or a time as it is, all else as a text."""
    return value if isinstance(value, Bare) or BARE.fullmatch(value) else quote(value, in_list=flow)


def settle_field(text: str, path: Path, name: str) -> str:
    """Return the text of a report's own file with a field taken off `unsettled`, the list too if it is then empty."""
    root = read_root(text, path)
    found = find_entry(root, UNSETTLED)
    if found is None or not isinstance(found[1], yaml.SequenceNode):
        return text
    left = [item.value for item in found[1].value if item.value != name]
    if not left:
        return delete_entry(text, path, root, found)
    if not found[1].flow_style:
        raise refuse(path, found[1])
    return replace_span(text, found[1], f"[{', '.join(left)}]")


def delete_comment(text: str, path: Path, line: int, words: str) -> str:
    """Return the text without a comment that stands alone on a line. Raises ReportError if it is not there any more."""
    lines = text.splitlines(keepends=True)
    here = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    if not here.startswith("#") or here.lstrip("# ") != words:
        raise ReportError([Problem(path=path, line=line, message="这个文件已在别处改动（请重新打开这一页）")])
    return "".join(lines[: line - 1] + lines[line:])


def read_root(text: str, path: Path) -> yaml.MappingNode:
    """Return the root of a file. Raises ReportError if it has none."""
    problems = Problems()
    node = compose(text, path, problems)
    problems.raise_any()
    if not isinstance(node, yaml.MappingNode):
        raise ReportError([Problem(path=path, line=1, message="这个文件的写法无法识别")])
    return node


def find_record(node: yaml.Node, steps: Sequence[Step]) -> yaml.MappingNode | None:
    """Return the record that steps lead to; None if there is none."""
    for step in steps:
        if isinstance(step, str):
            entry = find_entry(node, step)
            if entry is None:
                return None
            node = entry[1]
        else:
            items = node.value if isinstance(node, yaml.SequenceNode) else []
            named = (one for one in items if (own := find_entry(one, "id")) and own[1].value == step[0])
            found = next(named, None)
            if found is None:
                return None
            node = found
    return node if isinstance(node, yaml.MappingNode) else None


def find_entry(node: yaml.Node, name: str) -> Entry | None:
    """Return the key and the value of an entry; None if there is none."""
    entries: list[Entry] = node.value if isinstance(node, yaml.MappingNode) else []
    return next((entry for entry in entries if entry[0].value == name), None)


def replace_span(text: str, node: yaml.Node, words: str) -> str:
    """Return the text with other words in the place of a value."""
    lines = text.splitlines(keepends=True)
    first, last = node.start_mark, node.end_mark
    head, tail = lines[first.line][: first.column], lines[last.line][last.column :]
    return "".join([*lines[: first.line], f"{head}{words}{tail}", *lines[last.line + 1 :]])


def replace_block(text: str, node: yaml.ScalarNode, value: str) -> str:
    """Return the text with other words in the place of a block of lines, which stays one if it can hold them."""
    lines = text.splitlines(keepends=True)
    start, first, last = node.start_mark, node.start_mark.line + 1, find_last_line(node)
    while last >= first and not lines[last].strip():
        last -= 1
    head, sign = lines[start.line], BLOCK.fullmatch(lines[start.line].rstrip("\r\n")[start.column :])
    if sign and first <= last and value == value.strip() and value.isprintable():
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
        written = [head, f"{indent}{value}{get_end(lines[last])}"]
    else:
        comment = sign["comment"] or "" if sign else ""
        written = [f"{head[: start.column]}{quote(value)}{comment}{get_end(head)}"]
    return "".join([*lines[: start.line], *written, *lines[last + 1 :]])


def get_end(line: str) -> str:
    """Return how a line ends; nothing at the end of some files."""
    return line[len(line.rstrip("\r\n")) :]


def delete_entry(text: str, path: Path, record: yaml.MappingNode, entry: Entry) -> str:
    """Return the text without an entry: its own lines, or its words where the record is written in braces.

    Raises ReportError if a comment stands between, on a line of its own.
    """
    lines = text.splitlines(keepends=True)
    if record.flow_style:
        return delete_from_braces(lines, path, record, entry)
    first, last = entry[0].start_mark.line, max(map(find_last_line, iter_leaves(entry[1])))
    words = {
        number for leaf in iter_leaves(entry[1]) for number in range(leaf.start_mark.line, find_last_line(leaf) + 1)
    }
    if any(lines[number].lstrip().startswith("#") for number in {*range(first, last + 1)} - words):
        raise refuse(path, entry[0])
    return "".join(lines[:first] + lines[last + 1 :])


def delete_from_braces(lines: list[str], path: Path, record: yaml.MappingNode, entry: Entry) -> str:
    """Return the text of lines without an entry of a record in braces, and without its comma."""
    place = record.value.index(entry)
    if place:
        first, last = record.value[place - 1][1].end_mark, entry[1].end_mark
    elif len(record.value) > 1:
        first, last = entry[0].start_mark, record.value[1][0].start_mark
    else:
        first, last = entry[0].start_mark, entry[1].end_mark
    if first.line != last.line:
        raise refuse(path, entry[0])
    line = lines[first.line]
    lines[first.line] = line[: first.column] + line[last.column :]
    return "".join(lines)


def insert_line(text: str, record: yaml.MappingNode, after: Sequence[str], *words: str) -> str:
    """Return the text with lines behind the last of some fields of a record, or behind its first field."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    known = [entry for entry in record.value if entry[0].value in after] or record.value[:1]
    place = max(max(map(find_last_line, iter_leaves(value))) for _key, value in known) + 1
    if not get_end(lines[place - 1]):
        lines[place - 1] += end
    return "".join([*lines[:place], *(f"{line}{end}" for line in words), *lines[place:]])


def refuse(path: Path, node: yaml.Node) -> ReportError:
    """Return the error for a field that has to be changed by hand."""
    message = "这一项的写法不能在这里改（请在文件中手工改）"
    return ReportError([Problem(path=path, line=node.start_mark.line + 1, message=message)])


def try_texts(project: Project, slug: str, texts: Mapping[Path, str], changed: Mapping[str, Any]) -> Report:
    """Hold new texts of a report's files against the report: it must load, and differ in the changed fields alone.

    `changed` names the fields of the report itself; a mapping of figures' ids to labels stands under `labels`. Return
    the report as it will be. Raises ReportError if it does not.
    """
    report = load_trial(project.find_folder(slug), texts)
    before, labels = project.open(slug), changed.get("labels", {})
    own = {name: getattr(report, name) for name in changed if name != "labels"}
    hold(report, relabel(replace(before, **own), labels))
    return report


def hold(report: Report, expected: Report) -> None:
    """Hold a report as it will be against what it is to be. Raises ReportError."""
    if report != expected:
        message = "这样改会动到别的内容，没有写入（请在文件中手工改）"
        raise ReportError([Problem(path=Path("data") / report.slug, message=message)])


def relabel(report: Report, labels: Mapping[str, str]) -> Report:
    """Return a report with other labels of some figures."""
    if not labels:
        return report
    parts = []
    for part in report.parts:
        sections = []
        for section in part.sections:
            figures = tuple(replace(one, label=labels.get(one.id, one.label)) for one in section.figures)
            sections.append(replace(section, figures=figures))
        parts.append(replace(part, sections=tuple(sections)))
    return replace(report, parts=tuple(parts))
