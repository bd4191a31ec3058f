"""核对: the source beside what it became, what is open at its place, the title block as a form."""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.desk.comparison import compare, list_results
from gongbao.desk.fields import delete_comment, set_field, settle_field, try_texts
from gongbao.desk.forms import Form
from gongbao.desk.open_points import group_points, list_points
from gongbao.desk.passages import check_section, join, make_heading, make_plain, set_lead, split
from gongbao.desk.project import Draft, Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import find_last, find_undone, read_text, redo, save, undo
from gongbao.desk.sources import Sources, bring_in, find_kept
from gongbao.importing.summary import ImportSummary
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Report

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
# The fields of the title block with their labels and the kind of field that a browser shows.
HEAD = {
    "title": ("题名", "text"),
    "body": ("报告机关", "text"),
    "place": ("地区", "text"),
    "session": ("会议", "text"),
    "date": ("报告日期", "date"),
    "published": ("发布时间", "datetime-local"),
    "reference": ("发文字号", "text"),
    "occasion": ("会议说明一行", "text"),
    "speaker.office": ("报告人职务", "text"),
    "speaker.name": ("报告人姓名", "text"),
    "signature": ("署名一行", "text"),
    "dateline": ("日期一行", "text"),
    "source.name": ("来源（报纸、公报或文件）", "text"),
    "source.date": ("来源日期", "date"),
}

WISHES = {"join": "合并", "split": "分段", "heading": "作标题", "plain": "作正文", "lead": "段首语"}
SETTLED = {
    "title": "题名",
    "body": "报告机关",
    "place": "地区",
    "date": "报告日期",
    "session": "会议",
    "speaker": "报告人",
    "source": "来源",
}


def show_proof(project: Project, request: Request) -> Response:
    """Return the page on which a report is held against its source."""
    draft = project.load(request.path_params["slug"])
    if draft.report is None:
        return show_broken(draft)
    summary, failed = read_source(project, draft.slug)
    points = list_points(project.root, draft.unfinished)
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
        "left_out": sum(len(one.left_out) for one in summary.manuscripts) if summary else 0,
        "with_source": summary is not None,
        "failed": failed,
        "kinds": KINDS,
        "editable": {block.id for section in draft.report.sections for block in section.content},
        "head": HEAD,
        "values": read_head_values(draft.report),
        "required": ("title", "body", "date"),
        "settled": SETTLED,
        "unsettled": draft.report.unsettled,
        "state": hash_text(read_text(draft.report.path)),
        "last": find_last(project),
        "undone": find_undone(project),
    }
    return render("proof.html", values)


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


def read_head_values(report: Report) -> dict[str, str]:
    """Return the values of the title block as a browser's fields take them."""
    return {name: read_value(report, name) for name in HEAD}


def read_value(report: Report, name: str) -> str:
    """Return one value of the title block."""
    record: Any = report
    for step in name.split("."):
        record = getattr(record, step) if record is not None else None
    return "" if record is None else record.isoformat() if hasattr(record, "isoformat") else str(record)


def change_head(project: Project, request: Request, form: Form) -> Response:
    """Write what was changed in the title block; what was ticked is no guess any more."""
    slug = request.path_params["slug"]
    report = project.open(slug)
    path, before = report.path, read_text(report.path)
    check_state(before, form.get("state"), path.relative_to(project.root))
    text, changed, asked = before, set[str](), dict[str, str]()
    said = read_head_values(report)
    for name, old in said.items():
        value = form.get(name).replace("T", " ")
        if value != old.replace("T", " "):
            text = set_field(text, path, name.split("."), value, list(HEAD)[: list(HEAD).index(name)])
            changed.add(name.split(".")[0])
            asked[name] = value
    for name in form.list("settled"):
        text = settle_field(text, path, name)
        changed.add("unsettled")
    check_head(said, asked, read_head_values(try_texts(project, slug, {path: text}, dict.fromkeys(changed))), path)
    save(project, {path: text}, f"题头：{report.title}", {path: before})
    return RedirectResponse(f"/reports/{slug}/#head", status_code=303)


def check_head(said: Mapping[str, str], asked: Mapping[str, str], says: Mapping[str, str], path: Path) -> None:
    """Hold the title block as it will be against what it said and what was asked for. Raises ReportError."""
    for name, (label, kind) in HEAD.items():
        wanted = asked[name].strip() if name in asked else said[name]
        if says[name] != wanted and (kind == "text" or name not in asked):
            message = f"“{label}”这样写会成为“{says[name]}”，没有写入（请在文件中手工改）"
            raise ReportError([Problem(path=Path("data") / path.parent.name / path.name, message=message)])


def accept(project: Project, request: Request, form: Form) -> Response:
    """Take a remark away that is settled."""
    slug, name = request.path_params["slug"], form.get("file")
    report = project.open(slug)
    paths = {path.name: path for path in (report.path, *(section.path for section in report.sections))}
    if name not in paths or not form.get("line").isdecimal():
        raise ReportError([Problem(path=Path(name), message="没有这个文件")])
    words = form.get("remark")
    before = read_text(paths[name])
    text = delete_comment(before, paths[name], int(form.get("line")), words)
    try_texts(project, slug, {paths[name]: text}, {})
    save(project, {paths[name]: text}, f"核对：{words}", {paths[name]: before})
    return RedirectResponse(f"/reports/{slug}/#{form.get('place') or 'open'}", status_code=303)


def change_passage(project: Project, request: Request, form: Form) -> Response:
    """Join, split or rename a passage of a section."""
    slug, name, wish = request.path_params["slug"], form.get("id"), form.get("do")
    report = project.open(slug)
    section = next((one for one in report.sections if any(block.id == name for block in one.content)), None)
    if section is None:
        raise ReportError([Problem(path=Path("data") / slug, message="这里只改各节中的段落")])
    text = read_text(section.path)
    heading = next((block.heading for block in section.subheadings if block.id == name), "")
    changes = {
        "join": lambda: join(section, text, name),
        "split": lambda: split(section, text, name, form.get("second")),
        "heading": lambda: make_heading(section, text, name),
        "plain": lambda: make_plain(section, text, name, heading),
        "lead": lambda: set_lead(section, text, name, form.get("lead")),
    }
    if wish in changes:
        changed = changes[wish]()
        check_section(section, try_texts(project, slug, {section.path: changed}, {"parts": None}))
        save(project, {section.path: changed}, f"{WISHES[wish]}：{name}", {section.path: text})
    return RedirectResponse(f"/reports/{slug}/#{name}", status_code=303)


def take_back(project: Project, request: Request, _form: Form) -> Response:
    """Undo the last change."""
    undo(project)
    return RedirectResponse(f"/reports/{request.path_params['slug']}/", status_code=303)


def make_again(project: Project, request: Request, _form: Form) -> Response:
    """Make the change again that was undone last."""
    redo(project)
    return RedirectResponse(f"/reports/{request.path_params['slug']}/", status_code=303)


def check_state(text: str, state: str, path: Path) -> None:
    """Refuse a form that was made of another state of the file than stands there now. Raises ReportError."""
    if hash_text(text) != state:
        raise ReportError([Problem(path=path, message="这个文件已在别处改动（请返回，重新打开这一页再改）")])


def hash_text(text: str) -> str:
    """Return what tells two states of a file apart."""
    return hashlib.sha256(text.encode()).hexdigest()


SHOWN = {"/reports/{slug}/": show_proof}
CHANGED = {
    "/reports/{slug}/head": change_head,
    "/reports/{slug}/accept": accept,
    "/reports/{slug}/undo": take_back,
    "/reports/{slug}/redo": make_again,
    "/reports/{slug}/passage": change_passage,
}
