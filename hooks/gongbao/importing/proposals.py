"""A report and the proposals that a person keeps or deletes in, its section files out, changed in these lines alone.

A file is written anew only if, read again, it says what it said before but for these figures; comments and the order of
everything stay. A comment inside a deleted figure goes with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gongbao.data.text_file import write_whole
from gongbao.data.yaml_nodes import compose
from gongbao.report.messages import _
from gongbao.report.problems import Problems, refuse
from gongbao.report.report import Figure, Report, Section

NUMBERS = re.compile(r"\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed figure with its number in the list and its section."""

    number: int
    section: Section
    figure: Figure


def list_proposals(report: Report) -> list[Proposal]:
    """Return the proposed figures of a report, numbered in the order of the text."""
    pairs = [(section, figure) for section in report.sections for figure in section.figures if figure.proposed]
    return [Proposal(number=number, section=one, figure=figure) for number, (one, figure) in enumerate(pairs, 1)]


def choose(proposals: Sequence[Proposal], wanted: Iterable[str]) -> set[str]:
    """Return the ids of the figures meant by `1,4-6`, `all`, a theme, or the id of a table or paragraph.

    Raises ReportError if none is.
    """
    chosen: set[str] = set()
    problems = Problems()
    for words in wanted:
        compact = words.replace(" ", "").replace("，", ",")
        if NUMBERS.fullmatch(compact):
            numbers = {number for piece in compact.split(",") for number in read_range(piece, len(proposals))}
            found = {one.figure.id for one in proposals if one.number in numbers}
        else:
            found = {one.figure.id for one in proposals if words in ("all", one.figure.theme, one.figure.paragraph)}
        if not found:
            message = _(
                "“{words}” is no number, range, theme or table of a proposed figure (gongbao figures lists them)"
            )
            problems.add(Path(), 0, message.format(words=words))
        chosen |= found
    problems.raise_any()
    return chosen


def read_range(piece: str, most: int) -> range:
    """Return the numbers of `4` or `4-6`, no more than there are."""
    first, _dash, last = piece.partition("-")
    return range(int(first), min(int(last or first), most) + 1)


def settle(report: Report, accepted: Set[str], deleted: Set[str]) -> None:
    """Accept and delete proposed figures of a report, by their ids. Raises ReportError if a file cannot be changed."""
    for path, text in make_texts(report, accepted, deleted).items():
        write_whole(path, text)


def make_texts(report: Report, accepted: Set[str], deleted: Set[str]) -> dict[Path, str]:
    """Return the new texts of the files that change when proposed figures are accepted and deleted."""
    texts = {}
    for section in report.sections:
        ids = {figure.id for figure in section.figures if figure.proposed}
        if ids & (accepted | deleted):
            texts[section.path] = change_file(section.path, ids & accepted, ids & deleted)
    return texts


def change_file(path: Path, accepted: Set[str], deleted: Set[str]) -> str:
    """Return the text of a section's file with figures accepted and deleted."""
    text = path.read_bytes().decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    root = read(text, path)
    expected = [change_entry(key, value, accepted, deleted) for key, value in read_data(root)]
    name, figures = next((key, value) for key, value in root.value if key.value == "figures")
    entries = [(entry, {key.value: (key, value) for key, value in entry.value}) for entry in figures.value]
    gone: set[int] = set()
    for entry, fields in entries:
        first, last = entry.start_mark.line, max(map(find_last_line, iter_leaves(entry)))
        if fields["id"][1].value in deleted:
            gone.update(range(first, last + 1))
        elif fields["id"][1].value in accepted:
            place = fields["proposed"][1].start_mark
            alone = lines[place.line].split("#")[0].split() == ["proposed:", "true"]
            if alone and "#" not in lines[place.line]:
                gone.add(place.line)
            else:
                words = lines[place.line]
                lines[place.line] = f"{words[: place.column]}false{words[place.column + len('true') :]}"
    if all(fields["id"][1].value in deleted for _entry, fields in entries):
        gone.add(name.start_mark.line)
    changed = "".join(line for number, line in enumerate(lines) if number not in gone)
    if [entry for entry in expected if entry] != list(read_data(read(changed, path))):
        message = _("these figures are written in a way that cannot be changed line by line (change them by hand)")
        raise refuse(path, message, figures.start_mark.line + 1)
    return changed


def change_entry(key: str, value: Any, accepted: Set[str], deleted: Set[str]) -> tuple[str, Any] | None:
    """Return an entry of a section as it is to be; None if nothing is left of it."""
    if key != "figures":
        return key, value
    figures = [figure for figure in value if figure["id"] not in deleted]
    kept = [
        {name: said for name, said in figure.items() if name != "proposed" or figure["id"] not in accepted}
        for figure in figures
    ]
    return (key, kept) if kept else None


def read(text: str, path: Path) -> yaml.MappingNode:
    """Return the root of a section's file. Raises ReportError if it is none."""
    problems = Problems()
    node = compose(text, path, problems)
    problems.raise_any()
    if not isinstance(node, yaml.MappingNode):
        raise refuse(path, _("not a section"), 1)
    return node


def read_data(node: yaml.MappingNode) -> Iterator[tuple[str, Any]]:
    """Give the entries of a node; `proposed: false` says no more than nothing."""
    for key, value in node.value:
        yield key.value, make_data(value)


def make_data(node: yaml.Node) -> Any:
    """Return what a node says."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(key.value, make_data(value)) for key, value in node.value]
        return {key: value for key, value in pairs if (key, value) != ("proposed", "false")}
    return [make_data(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def iter_leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """Give the values of a node that have none inside."""
    if isinstance(node, yaml.ScalarNode) or not node.value:
        yield node
    for one in node.value if isinstance(node, yaml.CollectionNode) else ():
        for inner in one if isinstance(one, tuple) else (one,):
            yield from iter_leaves(inner)


def find_last_line(node: yaml.Node) -> int:
    """Return the last line of a value; a block ends where the next line begins."""
    ends_before = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return int(node.end_mark.line) - ends_before


def make_records(proposals: Sequence[Proposal]) -> list[Mapping[str, object]]:
    """Return proposed figures as JSON holds them."""
    return [
        {
            "number": one.number,
            "section": one.section.id,
            "id": one.figure.id,
            "label": one.figure.label,
            "value": str(one.figure.value),
            "unit": one.figure.unit,
            "theme": one.figure.theme,
            "quote": one.figure.quote,
            "paragraph": one.figure.paragraph,
            "file": one.section.path.name,
            "line": one.figure.line,
        }
        for one in proposals
    ]
