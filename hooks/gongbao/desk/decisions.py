"""Decisions on conversion in, the same in `data/wording.yml` out: a line each under `phrases`, all else as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from gongbao.data.decode import Reader, decode
from gongbao.data.wording import Decision, Wording, check_twice
from gongbao.data.yaml_nodes import compose
from gongbao.importing.proposals import find_last_line, iter_leaves
from gongbao.pages.review_page import quote
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import ScriptTag
from gongbao.script.overrides import find_faults

LIST = "phrases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How words are to be written in a script, and why."""

    words: str
    form: str
    reason: str


def add_choices(path: Path, choices: Sequence[Choice], tag: ScriptTag) -> str:
    """Return the text of the file with choices added. Raises ReportError if one is wrong or has no place."""
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    after = insert_lines(before, [make_line(choice, tag) for choice in choices], path)
    problems = Problems()
    old, new = read_text(before, path, problems), read_text(after, path, problems)
    if new:
        check_twice(new, problems)
        for decision in new.phrases[len(old.phrases if old else ()) :]:
            problems.found += [Problem(path=path, message=fault) for fault in find_faults(decision)]
    problems.raise_any()
    if not old or not new or strip(new) != strip(replace(old, phrases=(*old.phrases, *read_choices(choices, tag)))):
        raise ReportError([Problem(path=path, message="这个文件的写法不能逐行添加（请手工添加）")])
    return after


def make_line(choice: Choice, tag: ScriptTag) -> str:
    """Return a choice as a line of the file."""
    reason = " ".join(choice.reason.split()) or "复核无误"
    return f"- {{phrase: {quote(choice.words)}, {tag}: {quote(choice.form)}, reason: {quote(reason)}}}"


def read_choices(choices: Sequence[Choice], tag: ScriptTag) -> list[Decision]:
    """Return choices as the file's reader gives them."""
    return [
        Decision(
            words=one.words,
            hant=one.form if tag == "zh-Hant" else None,
            taiwan=one.form if tag == "zh-Hant-TW" else None,
            hong_kong=one.form if tag == "zh-Hant-HK" else None,
            reason=" ".join(one.reason.split()) or "复核无误",
        )
        for one in choices
    ]


def insert_lines(text: str, lines: Sequence[str], path: Path) -> str:
    """Return the text with lines added at the end of the list; one that is not there is written at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    node = compose(text, path, Problems()) if text.strip() else None
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    found = next((value for key, value in entries if key.value == LIST), None)
    written = text.splitlines(keepends=True)
    if written and not written[-1].endswith(("\n", "\r")):
        written[-1] += end
    if found is None or not isinstance(found, yaml.SequenceNode) or found.flow_style:
        return "".join([*written, f"{end}{LIST}:{end}", *(f"  {line}{end}" for line in lines)])
    indent = " " * found.start_mark.column
    place = max(map(find_last_line, iter_leaves(found))) + 1
    written[place:place] = [f"{indent}{line}{end}" for line in lines]
    return "".join(written)


def read_text(text: str, path: Path, problems: Problems) -> Wording | None:
    """Return what the text of the file says; an empty one says nothing."""
    if not text.strip():
        return Wording(path=path)
    node = compose(text, path, problems)
    return decode(Reader(path=path, problems=problems), node, Wording) if node else None


def strip(wording: Wording) -> Wording:
    """Return decisions without what does not tell two files apart."""
    return replace(wording, path=Path())
