"""A section of a report in; the files of the project with it under another address, or out of the report, out.

Nothing is written here. A section that is withdrawn stands in `withdrawn/` beside `data/`, whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from gongbao.data.following import choose, find_terms, find_values, follow, rename_in
from gongbao.data.glossary import FILE as GLOSSARY
from gongbao.data.moving import WITHDRAWN, find_last_line
from gongbao.data.text_file import put_back, read_exactly
from gongbao.data.trial import load_trial
from gongbao.data.yaml_nodes import compose
from gongbao.report.messages import _
from gongbao.report.problems import Problem, Problems, ReportError, refuse
from gongbao.report.report import ID, Report, Section

Texts = Mapping[Path, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a section's move makes of a report: its files (None for one that goes), the report, the ids that are new."""

    texts: Texts
    after: Report
    renamed: Mapping[str, str]


def rename_section(report: Report, name: str, new: str) -> Moved:
    """Return a report with another id for a section, and so for what stands in it. Raises ReportError."""
    section = find_section(report, name)
    if not ID.fullmatch(new):
        message = _('"{name}" cannot be an id (ASCII letters, digits, - and _; example: sec_2)').format(name=new)
        raise refuse(section.path, message)
    ids = [section.id, *(block.id for block in section.content), *(figure.id for figure in section.figures)]
    renamed = {one: f"{new}{one.removeprefix(name)}" for one in ids if one == name or one.startswith(f"{name}__")}
    texts: dict[Path, str | None] = {}
    for one in report.sections:
        text = read_exactly(one.path) or ""
        changed = rename_in(text, choose(find_ids(text, one.path, own=one is section), renamed))
        if changed != text:
            texts[one.path] = changed
    glossary = report.path.with_name(GLOSSARY)
    if terms := read_exactly(glossary):
        texts[glossary] = rename_in(terms, choose(find_terms(terms), renamed))
    return Moved(texts=texts, after=load_trial(report.path.parent, texts), renamed=renamed)


def find_ids(text: str, path: Path, *, own: bool) -> list[yaml.Node]:
    """Return the places where a section's file names ids: its `own` ones, and the paragraphs that its figures quote."""
    root = compose(text.removeprefix("\ufeff"), path, Problems())
    figures = [item for value in find_values(root, "figures") for item in value.value]
    content = [item for value in find_values(root, "content") for item in value.value]
    found = [value for item in figures for value in find_values(item, "paragraph")]
    if own:
        found += [value for item in (root, *content, *figures) for value in find_values(item, "id")]
    return found


def withdraw_section(root: Path, report: Report, name: str) -> Moved:
    """Return a report without a section, whose file goes to `withdrawn/`. Raises ReportError."""
    section = find_section(report, name)
    target = root / WITHDRAWN / report.slug / section.path.name
    if target.exists():
        message = _("is there already, and nothing is overwritten (move it away)")
        raise ReportError([Problem(path=target.relative_to(root), message=message)])
    text = read_exactly(report.path) or ""
    texts: dict[Path, str | None] = {
        report.path: take_off(text, report.path, section.path.name),
        section.path: None,
        target: read_exactly(section.path),
    }
    return Moved(texts=texts, after=load_trial(report.path.parent, texts), renamed={})


def take_off(text: str, path: Path, file: str) -> str:
    """Return report.yml without a section's file in its list; without the part if it was the only one."""
    root = compose(text.removeprefix("\ufeff"), path, Problems())
    parts = [item for value in find_values(root, "parts") for item in value.value]
    for part in parts:
        for files in find_values(part, "sections"):
            found = next((item for item in files.value if item.value == file), None)
            if found is None:
                continue
            if len(files.value) == 1:
                return delete_lines(text, path, part)
            if isinstance(files, yaml.SequenceNode) and not files.flow_style:
                return delete_lines(text, path, found)
            place = files.value.index(found)
            first = files.value[place - 1].end_mark if place else found.start_mark
            last = found.end_mark if place else files.value[1].start_mark
            lines = text.splitlines(keepends=True)
            if first.line != last.line:
                break
            lines[first.line] = f"{lines[first.line][: first.column]}{lines[first.line][last.column :]}"
            return "".join(lines)
    raise refuse(path, _("its list of sections is written in a way that cannot be changed here (change it by hand)"))


def delete_lines(text: str, path: Path, item: yaml.Node) -> str:
    """Return the text without the lines of an item of a list. Raises ReportError if a comment stands there."""
    lines = text.splitlines(keepends=True)
    first, last = item.start_mark.line, find_last_line(item)
    if any("#" in line for line in lines[first : last + 1]) or not lines[first].lstrip().startswith("-"):
        message = _("its list of sections is written in a way that cannot be changed here (change it by hand)")
        raise refuse(path, message, first + 1)
    return "".join(lines[:first] + lines[last + 1 :])


def find_section(report: Report, name: str) -> Section:
    """Return the section of that id. Raises ReportError if there is none."""
    found = next((section for section in report.sections if section.id == name), None)
    if found is None:
        names = ", ".join(section.id for section in report.sections)
        message = _("there is no section {name} (there are: {names})").format(name=name, names=names)
        raise refuse(report.path, message)
    return found


def write_moved(root: Path, report: Report, moved: Moved) -> None:
    """Write what a section's move makes of a report, and what follows it. Raises ReportError, nothing changed."""
    texts = {**moved.texts, **follow(root, report, moved.after, moved.renamed)}
    before = {path: read_exactly(path) for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            put_back(path, text)
    except OSError as error:
        for path, old in before.items():
            put_back(path, old)
        message = _("cannot be moved: {strerror} (close what has it open)").format(strerror=error.strerror)
        raise ReportError([Problem(path=Path(error.filename or root), message=message).under(root)]) from error
