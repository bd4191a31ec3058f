"""核对: the source beside what it became, what is open at its place, the title block as a form."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.data.stems import find_other_stems
from gongbao.desk.comparison import compare, list_results
from gongbao.desk.fields import delete_comment, try_texts
from gongbao.desk.forms import Form
from gongbao.desk.head import HEAD, LONG, read_head_values, write_head
from gongbao.desk.open_points import Point, group_points, list_points
from gongbao.desk.passages import End, find_end, iter_stretches
from gongbao.desk.project import Draft, Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import find_last, find_undone, hash_text, read_text, redo, save, undo
from gongbao.desk.settings import NAMED
from gongbao.desk.sources import Sources, bring_in, find_kept
from gongbao.importing.summary import ImportSummary
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Block, Paragraph, Report

KINDS = {
    "title": "题名",
    "occasion": "会议",
    "signature": "署名",
    "reference": "文号",
    "dateline": "日期",
    "salutation": "称呼",
    "part": "部分",
    "section": "节",
    "paragraph": "段",
    "subheading": "标题",
    "caption": "图",
    "picture": "图",
    "table": "表",
}
# What a line at the end is, and where a passage of the end stands, as a clerk calls it.
ROLES = {
    "": "正文",
    "attachments": "附件说明",
    "signed": "署名",
    "dated": "成文日期",
    "copies": "抄送",
    "issued": "印发",
}
END_NAMES: Mapping[End, str] = {"content": "正文末尾", "closing": "结语", "endnotes": "文后"}
SETTLED = {
    "title": "题名",
    "body": "报告机关",
    "place": "地区",
    "date": "报告日期",
    "session": "会议",
    "speaker": "报告人",
    "source": "来源",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What was refused: where on the page it was asked for, why, and what had been filled in."""

    place: str
    problems: tuple[Problem, ...]
    said: Mapping[str, str]


def show_proof(project: Project, request: Request) -> Response:
    """Return the page on which a report is held against its source."""
    return show_report(project, request.path_params["slug"])


def show_report(project: Project, slug: str, refused: Refused | None = None) -> Response:
    """Return the page of a report; what was refused is told where it was asked for."""
    draft = project.load(slug)
    if draft.report is None:
        return show_broken(draft)
    summary, failed = read_source(project, draft.slug)
    points = [tell_point(point) for point in list_points(project.root, draft.unfinished)]
    values: Mapping[str, Any] = {
        "title": draft.report.title,
        "screen": "drafts",
        "step": "proof",
        "slug": draft.slug,
        "name": draft.report.title,
        "draft": draft,
        "rows": compare(draft.report, summary, {point.message for point in points}),
        "points": points,
        "by_place": group_points(points),
        "passages": {result.id for result in list_results(draft.report)},
        "told": [words for one in summary.manuscripts for words in one.told] if summary else (),
        "hints": list(find_other_stems(project.data, draft.report)),
        "left_out": sum(len(one.left_out) for one in summary.manuscripts) if summary else 0,
        "with_source": summary is not None,
        "failed": failed,
        "kinds": KINDS,
        "blocks": {block.id: block for one in iter_stretches(draft.report) for block in one.blocks},
        "inner": {block.id for section in draft.report.sections for block in section.content},
        "open_in": {
            section.id: [point for point in points if point.remark and point.file == section.path.name]
            for section in draft.report.sections
        },
        "sections": {section.id: section for section in draft.report.sections},
        "parts": {part.id: part for part in draft.report.parts if part.heading},
        "ends": list_ends(draft.report),
        "end_names": END_NAMES,
        "roles": ROLES,
        "refused": refused,
        "head": HEAD,
        "long": LONG,
        "values": {**read_head_values(draft.report), **(refused.said if refused and refused.place == "head" else {})},
        "required": ("title", "body", "date"),
        "settled": SETTLED,
        "unsettled": draft.report.unsettled,
        "state": hash_text(read_text(draft.report.path)),
        "last": find_last(project),
        "undone": find_undone(project),
    }
    return render("proof.html", values, 400 if refused else 200)


def tell_point(point: Point) -> Point:
    """Return what is open in the words of the desk, where the message speaks of the file."""
    if point.remark:
        return point
    named = NAMED.findall(point.message)
    if point.place == "head" and named and named[0] in SETTLED:
        return replace(point, message=f"{SETTLED[named[0]]}：导入时推断的，或原件没有。核对、填好后，在题头下面打勾")
    if "alternative" in named:
        return replace(point, message="这幅图没有替代文字（写在图的下面）")
    return point


def list_ends(report: Report) -> Mapping[str, End]:
    """Return the passages that may be moved to the end matter or back, each with where it stands."""
    last: Sequence[Block] = find_end(report, "content").blocks
    tail: list[Block] = list(takewhile(lambda block: isinstance(block, Paragraph), reversed(last)))
    found: dict[str, End] = {block.id: "content" for block in tail}
    found |= {block.id: "closing" for block in report.closing}
    return found | {block.id: "endnotes" for block in report.endnotes}


def show_broken(draft: Draft) -> Response:
    """Return the page of a report that cannot be read: what is wrong, line by line."""
    values = {"title": draft.slug, "screen": "drafts", "problems": draft.problems, "back": "/"}
    return render("refusal.html", values)


def read_source(project: Project, slug: str) -> tuple[ImportSummary | None, tuple[Problem, ...]]:
    """Return the source of a report as the importer reads it, if it is at hand, or why it cannot be read any more."""
    sources = find_kept(project, slug)
    if sources is None:
        return None, ()
    signature = tuple((str(path), path.stat().st_mtime_ns) for path in sources.files if path.is_file())
    kept = READ.get(slug)
    if kept and kept[0] == signature:
        return kept[1], ()
    try:
        summary = read_anew(sources, slug)
    except ReportError as error:
        return None, error.problems
    READ[slug] = signature, summary
    return summary, ()


def read_anew(sources: Sources, slug: str) -> ImportSummary:
    """Return what an import of the files alone would say; nothing is written."""
    with tempfile.TemporaryDirectory(prefix="gongbao-") as shelter:
        return bring_in(sources, Path(shelter) / slug, dry_run=True)


# What was read of sources that are as they were.
READ: dict[str, tuple[tuple[tuple[str, int], ...], ImportSummary]] = {}


def change_head(project: Project, request: Request, form: Form) -> Response:
    """Write what was changed in the title block; what was ticked is no guess any more."""
    slug = request.path_params["slug"]
    try:
        write_head(project, project.open(slug), form)
    except ReportError as error:
        said = {name: form.get(name) for name in HEAD}
        return show_report(project, slug, Refused(place="head", problems=error.problems, said=said))
    return RedirectResponse(f"/reports/{slug}/#head", status_code=303)


def accept(project: Project, request: Request, form: Form) -> Response:
    """Take remarks away that are settled: one, those of a section, or all."""
    slug = request.path_params["slug"]
    try:
        settle(project, project.open(slug), form.list("remark"))
    except ReportError as error:
        return show_report(project, slug, Refused(place="top", problems=error.problems, said={}))
    return RedirectResponse(f"/reports/{slug}/#{form.get('place') or 'open'}", status_code=303)


def settle(project: Project, report: Report, said: Sequence[str]) -> None:
    """Take remarks away, none that the page did not show. Raises ReportError, nothing written."""
    paths = {path.name: path for path in (report.path, *(section.path for section in report.sections))}
    known: dict[Path, str] = {}
    texts: dict[Path, str] = {}
    # From the end of each file, so that the lines before stay where they are.
    for name, line, words in sorted(map(read_remark, said), key=lambda one: one[1], reverse=True):
        if name not in paths:
            raise ReportError([Problem(path=Path(name), message="没有这个文件")])
        path = paths[name]
        before = known.setdefault(path, read_text(path))
        texts[path] = delete_comment(texts.get(path, before), path, line, words)
    try_texts(project, report.slug, texts, {})
    what = f"{len(said)} 处" if len(said) > 1 else read_remark(said[0])[2] if said else ""
    save(project, texts, f"核对：{what}", known)


def read_remark(said: str) -> tuple[str, int, str]:
    """Return a remark's file, its line and its words, as a form has them."""
    name, _, rest = said.partition(":")
    line, _, words = rest.partition(":")
    return name, int(line) if line.isascii() and line.isdecimal() else 0, words


def take_back(project: Project, request: Request, _form: Form) -> Response:
    """Undo the last change."""
    return turn(project, request.path_params["slug"], undo)


def make_again(project: Project, request: Request, _form: Form) -> Response:
    """Make the change again that was undone last."""
    return turn(project, request.path_params["slug"], redo)


def turn(project: Project, slug: str, step: Callable[[Project], str]) -> Response:
    """Undo or redo, and lead to the report, or to the list if it is not there any more: its import was undone."""
    try:
        step(project)
    except ReportError as error:
        return show_report(project, slug, Refused(place="top", problems=error.problems, said={}))
    there = (project.data / slug / "report.yml").is_file()
    return RedirectResponse(f"/reports/{slug}/" if there else "/", status_code=303)


SHOWN = {"/reports/{slug}/": show_proof}
CHANGED = {
    "/reports/{slug}/head": change_head,
    "/reports/{slug}/accept": accept,
    "/reports/{slug}/undo": take_back,
    "/reports/{slug}/redo": make_again,
}
