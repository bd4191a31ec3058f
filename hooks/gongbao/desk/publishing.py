"""A project in, its publication as an approver wants it out: what it lacks, what changed since the last, a package.

The state that was published last is kept beside the desk as links to the same files, so that it takes no space.
"""

import datetime
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongbao.archive.text_diff import Span, compare_texts
from gongbao.build.checking import check_project
from gongbao.checks.site_diff import Change, Difference, compare
from gongbao.data.moving import WORDING
from gongbao.data.project import CONFIG
from gongbao.desk.head import HEAD
from gongbao.desk.jobs import Job, run_command
from gongbao.desk.open_points import make_point
from gongbao.desk.project import Project
from gongbao.desk.settings import NAMED, SITE, find_setting
from gongbao.output.compression import deflate, is_textual
from gongbao.output.manifest import MANIFEST, list_files, seal
from gongbao.output.zip_file import Item, write_package
from gongbao.report.problems import Problem, ReportError

Piece = tuple[str, bool]
PUBLISHED, UPLOAD = "published", "upload.zip"
FIGURES = "figures.html#"
MOST_SHOWN, AROUND = 200, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Something that stands in the way of publishing, with the desk's page where it is put right, if there is one."""

    place: str
    message: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A passage that was added, taken out or changed: its place, and both texts in pieces that differ or do not."""

    id: str
    kind: str
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What changed in one report, or beside the reports: texts, figures, and how many pages changed around them."""

    name: str
    texts: tuple[TextChange, ...]
    figures: tuple[TextChange, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A publication that was made: its checksum, its size, what changed; `groups` is None if none was before."""

    seal: str
    pages: int
    groups: tuple[Group, ...] | None


def list_lacks(project: Project) -> tuple[Lack, ...]:
    """Return what `check --publish` lacks, each with the place where it is put right."""
    try:
        problems = check_project(project.root, publish=True).problems
    except ReportError as error:
        problems = error.problems
    return tuple(make_lack(project, problem) for problem in problems)


def make_lack(project: Project, problem: Problem) -> Lack:
    """Return a problem as an approver reads it."""
    place = f"{problem.path.as_posix() if problem.path.name else ''}{f' 第 {problem.line} 行' if problem.line else ''}"
    return Lack(place=place, message=problem.message, link=find_field(project, problem))


def find_field(project: Project, problem: Problem) -> str:
    """Return the desk's page, and the field on it, where a problem is put right; nothing if there is none."""
    parts = problem.path.parts
    if problem.path in (SITE, Path(CONFIG)):
        name = find_setting(problem.message)
        return f"/settings#field-{name}" if name else "/settings"
    if problem.path == Path("data", WORDING):
        return "/wording"
    if len(parts) <= len(("data", "report")) or parts[0] != "data":
        return ""
    place = make_point(project.root, problem).place
    named = next((word for word in NAMED.findall(problem.message) if word in HEAD or f"{word}.name" in HEAD), "")
    if place == "head" and named:
        place = f"field-{named if named in HEAD else f'{named}.name'}"
    return f"/reports/{parts[1]}/#{place}"


def build(project: Project, job: Job) -> Built:
    """Make the publication as the command line does, and tell what changed since it was published last."""
    before = project.own / PUBLISHED
    if not before.is_dir() and (project.site / MANIFEST).is_file():
        keep_published(project)
    run_command(job, project.root, "build")
    job.say("比较改动")
    groups = tuple(group_changes(compare(before, project.site))) if before.is_dir() else None
    pages = sum(name.endswith(".html") for name in list_files(project.site))
    return Built(seal=seal(project.site), pages=pages, groups=groups)


def list_changes(project: Project, slug: str) -> tuple[Group, ...] | None:
    """Return what the publication as built says of a report otherwise than the one published; None without one."""
    before = project.own / PUBLISHED
    if not (before / MANIFEST).is_file() or not (project.site / MANIFEST).is_file():
        return None
    return tuple(group for group in group_changes(compare(before, project.site, slug)) if group.name == slug)


def group_changes(difference: Difference) -> Iterator[Group]:
    """Give what changed by report, that beside the reports last; equal pages in other scripts are told once."""
    told = [*difference.paragraphs]
    pages = [change.place for change in (*difference.pages, *difference.frames)]
    names = dict.fromkeys(name_report(place) for place in (*(change.place for change in told), *pages))
    for name in sorted(names, key=lambda one: (not one, one)):
        own = [change for change in told if name_report(change.place) == name]
        yield Group(
            name=name,
            texts=tuple(make_change(change) for change in own if FIGURES not in change.place)[:MOST_SHOWN],
            figures=tuple(make_change(change) for change in own if FIGURES in change.place)[:MOST_SHOWN],
            pages=tuple(place for place in pages if name_report(place) == name),
        )


def name_report(place: str) -> str:
    """Return the report that a page belongs to; nothing for the pages beside the reports."""
    parts = [part for part in place.partition("#")[0].split("/")[:-1] if not part.startswith("zh-Hant")]
    return parts[0] if parts and parts[0] not in ("years", "bodies", "places") else ""


def make_change(change: Change) -> TextChange:
    """Return a changed passage with the stretches that differ."""
    kind = {"+": "新增", "-": "删去", "~": "改动"}[change.sign]
    difference = compare_texts(change.old or "", change.new or "")
    return TextChange(
        id=change.place.partition("#")[2],
        kind=kind,
        old=tuple(iter_pieces(change.old or "", difference.old)),
        new=tuple(iter_pieces(change.new or "", difference.new)),
    )


def iter_pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Give a text in pieces, each with whether it differs; a long one that does not is cut short."""
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        same = text[at:start]
        if same:
            yield (same if len(same) <= 2 * AROUND else f"{same[:AROUND]}……{same[-AROUND:]}"), False
        if end > start:
            yield text[start:end], True
        at = end


def keep_published(project: Project) -> None:
    """Keep the publication as it stands as the one that was published last."""
    target = project.own / PUBLISHED
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(project.site, target, copy_function=link_file)


def link_file(source: str, target: str) -> None:
    """Link a file, or copy it where the disk knows no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def pack(project: Project, job: Job) -> str:
    """Pack the publication to upload, and return the name for the package."""
    target = project.own / UPLOAD
    draft = target.with_suffix(".new")
    day = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    with draft.open("wb") as stream:
        write_package(stream, iter_files(project.site, job), day)
    draft.replace(target)
    return f"gongbao-{day.isoformat()}.zip"


def iter_files(folder: Path, job: Job) -> Iterator[Item]:
    """Give the files of a publication as they are packed."""
    names = list_files(folder)
    for number, name in enumerate(names, 1):
        content = (folder / name).read_bytes()
        yield Item(name=f"site/{name}", content=deflate(content) if is_textual(name) else content)
        if number % 500 == 0:
            job.say(f"打包 {number}/{len(names)}")
