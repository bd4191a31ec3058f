"""核对, passage by passage: joined, split, reworded, of another kind, moved to the end matter; headings, pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import yaml
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from gongbao.archive.text_diff import compare_texts
from gongbao.data.following import find_values
from gongbao.data.moving import WORDING, withdraw_decisions
from gongbao.data.trial import load_trial
from gongbao.data.wording import ParagraphDecision, read_wording
from gongbao.desk.comparison import cut_pieces
from gongbao.desk.edits import list_taken, write_passages
from gongbao.desk.fields import hold, set_field
from gongbao.desk.forms import Form
from gongbao.desk.passages import (
    ENDS,
    Pair,
    find_stretch,
    join,
    make_heading,
    make_plain,
    move,
    set_lead,
    set_picture,
    set_role,
    split,
)
from gongbao.desk.project import Project
from gongbao.desk.rendering import render
from gongbao.desk.rewording import Touched, reword
from gongbao.desk.saving import hash_text, read_text, save
from gongbao.desk.screens.proof import Refused, show_report
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import Block, Paragraph, Report, Role, Subheading

WISHES = {
    "join": "合并",
    "split": "分段",
    "heading": "作标题",
    "plain": "作正文",
    "lead": "段首语",
    "role": "种类",
    "move": "移动",
    "picture": "图",
    "text": "改文字",
}


def change_passage(project: Project, request: Request, form: Form) -> Response:
    """Change a passage, or ask first where more than the passage changes."""
    slug, name = request.path_params["slug"], form.get("id")
    report = project.open(slug)
    try:
        question = work(project, report, name, form)
    except ReportError as error:
        said = {key: values[-1] for key, values in form.values.items()}
        return show_report(project, slug, Refused(place=name, problems=error.problems, said=said))
    return question or RedirectResponse(f"/reports/{slug}/#{form.get('land') or name}", status_code=303)


def work(project: Project, report: Report, name: str, form: Form) -> Response | None:
    """Do what a form asks for; return the question that has to be answered first, if there is one.

    Raises ReportError, nothing written, if it cannot be done.
    """
    wish = form.get("do")
    what = f"{WISHES.get(wish, wish)}：{name}"
    if wish == "text" and find_heading(report, name) is not None:
        write_heading(project, report, name, form, what)
    elif wish == "text":
        return write_words(project, report, name, form, what)
    elif wish in WISHES:
        pairs = list(make_pairs(project, report, name, form))
        before = pairs[0][0].blocks
        place = [block.id for block in before].index(name)
        renamed = {name: before[place - 1].id} if wish == "join" else {}
        write_passages(project, report, pairs, what=what, renamed=renamed)
    return None


def make_pairs(project: Project, report: Report, name: str, form: Form) -> Iterator[Pair]:
    """Give the stretches that a wish changes, before and after."""
    wish, stretch = form.get("do"), find_stretch(report, name)
    if wish == "move":
        to = form.get("to")
        if to not in ENDS:
            raise ReportError([Problem(path=Path("data") / report.slug, message="请选择移到哪里")])
        yield from move(report, name, to)
        return
    roles = get_args(Role)
    role = form.get("role")
    changes = {
        "join": lambda: join(stretch, name),
        "split": lambda: split(stretch, name, form.get("second"), list_taken(project, report)),
        "heading": lambda: make_heading(stretch, name),
        "plain": lambda: make_plain(stretch, name),
        "lead": lambda: set_lead(stretch, name, form.get("lead")),
        "role": lambda: set_role(stretch, name, cast("Role", role) if role in roles else None),
        "picture": lambda: set_picture(stretch, name, form.get("caption"), form.get("alternative")),
    }
    yield stretch, changes[wish]()


def find_heading(report: Report, name: str) -> str | None:
    """Return the heading of a section or a part of that id, empty if none is printed; None if there is none."""
    headings = {part.id: part.heading for part in report.parts} | {one.id: one.heading for one in report.sections}
    return (headings[name] or "") if name in headings else None


def write_heading(project: Project, report: Report, name: str, form: Form, what: str) -> None:
    """Write another heading of a section or a part."""
    heading = form.get("text")
    check_words(find_heading(report, name) or "", form, report)
    section = next((one for one in report.sections if one.id == name), None)
    path = section.path if section else report.path
    before = read_text(path)
    steps = ("heading",) if section else ("parts", (name,), "heading")
    text = set_field(before, path, steps, heading, ["id", "kind"])
    parts = tuple(
        replace(
            part,
            heading=heading or None if part.id == name else part.heading,
            sections=tuple(replace(one, heading=heading or None) if one.id == name else one for one in part.sections),
        )
        for part in report.parts
    )
    hold(load_trial(project.find_folder(report.slug), {path: text}), replace(report, parts=parts))
    save(project, {path: text}, what, {path: before})


def write_words(project: Project, report: Report, name: str, form: Form, what: str) -> Response | None:
    """Write other words of a passage; ask first if figures or decisions hang on the ones that go."""
    stretch, words = find_stretch(report, name), form.get("text")
    old = next(read_words(block) for block in stretch.blocks if block.id == name)
    check_words(old, form, report)
    after, touched = reword(stretch, name, words)
    idle = list_idle(project, report, name, words)
    if (touched or idle) and form.get("sure") != "yes":
        return ask(report, name, (old, words), touched, idle)
    decisions = project.data / WORDING
    before = read_text(decisions)
    text = withdraw_decisions(before, decisions, report.slug, lambda item: is_idle(item, name, words))
    more = {decisions: (before, text)} if idle else {}
    write_passages(project, report, [(stretch, after)], what=what, more=more)
    return None


def read_words(block: Block) -> str:
    """Return the words of a paragraph or a heading; a table and a picture have none."""
    return block.text if isinstance(block, Paragraph) else block.heading if isinstance(block, Subheading) else ""


def check_words(old: str, form: Form, report: Report) -> None:
    """Refuse words that were typed over others than stand there now. Raises ReportError."""
    if form.get("state") != hash_text(old):
        raise ReportError(
            [Problem(path=Path("data") / report.slug, message="这一段已在别处改动（现在的文字见下，再改一次）")]
        )


def list_idle(project: Project, report: Report, name: str, words: str) -> list[ParagraphDecision]:
    """Return the decisions on a paragraph's conversion whose words it would not have any more."""
    wording = read_wording(project.data / WORDING, Problems())
    return [
        one
        for one in (wording.paragraphs if wording else ())
        if (one.report, one.paragraph) == (report.slug, name) and one.words not in words
    ]


def is_idle(item: yaml.Node, name: str, words: str) -> bool:
    """Tell whether a decision, as its file has it, is on words that a paragraph would not have any more."""
    said = {key: value.value for key in ("paragraph", "phrase") for value in find_values(item, key)}
    return said.get("paragraph") == name and said.get("phrase", "") not in words


def ask(
    report: Report, name: str, both: tuple[str, str], touched: Sequence[Touched], idle: Sequence[ParagraphDecision]
) -> Response:
    """Return the page that tells what hangs on the words of a passage, before they go."""
    old, words = both
    difference = compare_texts(old, words)
    values = {
        "title": "改文字",
        "screen": "drafts",
        "step": "proof",
        "slug": report.slug,
        "name": report.title,
        "id": name,
        "old": cut_pieces(old, difference.old),
        "new": cut_pieces(words, difference.new),
        "words": words,
        "state": hash_text(old),
        "touched": touched,
        "idle": idle,
    }
    return render("rewording.html", values)


def send_picture(project: Project, request: Request) -> Response:
    """Return a picture of a report."""
    report, name = project.open(request.path_params["slug"]), request.path_params["name"]
    path = next((one.file for one in report.pictures if one.file == f"pictures/{name}"), None)
    if path is None:
        raise ReportError([Problem(path=Path(name), message="没有这幅图")])
    return FileResponse(report.path.parent / path)


SHOWN = {"/reports/{slug}/pictures/{name}": send_picture}
CHANGED = {"/reports/{slug}/passage": change_passage}
