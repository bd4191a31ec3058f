"""A report's passages before and after a change in, every file that this touches written, or none, out.

What was loaded from the new texts is held against what was wanted before they replace the files; published ids lead on.
"""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType

from gongbao.data.following import follow
from gongbao.data.redirects import read_record
from gongbao.data.trial import load_trial
from gongbao.desk.fields import hold
from gongbao.desk.passage_lines import write_stretch
from gongbao.desk.passages import Pair, put
from gongbao.desk.project import Project
from gongbao.desk.saving import read_text, save
from gongbao.report.report import Report

NONE: Mapping[str, str] = MappingProxyType({})


def write_passages(
    project: Project,
    report: Report,
    pairs: Sequence[Pair],
    *,
    what: str,
    renamed: Mapping[str, str] = NONE,
    more: Mapping[Path, tuple[str, str]] = MappingProxyType({}),
) -> None:
    """Write stretches of a report as they are to be. Raises ReportError, nothing written, if that cannot be.

    `what` tells a person of the change; `renamed` has the ids that another takes the place of; `more` has files that
    change with them, each with what it says before and after.
    """
    known: dict[Path, str] = {}
    texts: dict[Path, str] = {}
    expected = report
    for before, after in pairs:
        known.setdefault(before.path, read_text(before.path))
        text = texts.get(before.path, known[before.path])
        texts[before.path] = write_stretch(text, before, after)
        expected = put(expected, after)
    known |= {path: before for path, (before, _after) in more.items()}
    texts |= {path: after for path, (_before, after) in more.items()}
    following = follow(project.root, report, expected, renamed)
    hold(load_trial(project.find_folder(report.slug), {**texts, **following}), expected)
    save_following(project, texts, following, known, what)


def save_following(
    project: Project,
    texts: Mapping[Path, str | None],
    following: Mapping[Path, str],
    known: Mapping[Path, str],
    what: str,
) -> None:
    """Save the files of a report together with those that follow it."""
    save(project, {**texts, **following}, what, {**known, **{path: read_text(path) for path in following}})


def list_taken(project: Project, report: Report) -> Set[str]:
    """Return the ids that no new passage may have: those of the report, and those that were ever published of it."""
    published = (line for line in read_record(project.data) if line.startswith(f"{report.slug}/"))
    own = {block.id for section in report.sections for block in section.content}
    return own | {address.partition("#")[2] for address in published} | {section.id for section in report.sections}
