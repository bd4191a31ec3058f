"""用字: conversions in doubt, equal ones together, each with both contexts; a decision goes to `data/wording.yml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.build.context import WORDING, open_wording
from gongbao.data.wording import place_wording
from gongbao.desk.decisions import Choice, add_choices
from gongbao.desk.forms import Form
from gongbao.desk.project import A_PAGE, Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import read_text, save
from gongbao.desk.screens.proof import Refused
from gongbao.report.problems import Problem, Problems, ReportError
from gongbao.report.report import SOURCE_SCRIPT, Report, ScriptTag
from gongbao.report.scripts import SCRIPT_NAMES
from gongbao.report.walk import iter_printed
from gongbao.script.converter import make_converter
from gongbao.script.review import Doubt, group_doubts, make_review

TAGS = tuple(tag for tag in SCRIPT_NAMES if tag != SOURCE_SCRIPT)
WHY = {
    "inconsistent": "本篇另有别的写法",
    "kept": "原文已是繁体，照原样保留",
    "evidence": "按地名或姓名处理，根据不足",
    "converters": "",
}
MOST_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Words in doubt where they stand, in the source and converted."""

    id: str
    before: str
    after: str
    converted: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A doubt with its places and the other forms that its words may have."""

    doubt: Doubt
    why: str
    forms: tuple[str, ...]
    contexts: tuple[Context, ...]


def show_wording(project: Project, request: Request) -> Response:
    """Return the page of the conversions in doubt of one report, the newest if none is named."""
    return show_page(project, request.query_params.get("report", ""), request.query_params.get("script", ""))


def show_page(project: Project, slug: str, script: str, refused: Refused | None = None) -> Response:
    """Return the page of a report's conversions in doubt; what was refused is told by the words it was about."""
    shelf = project.list_shelf()
    slug = slug or (shelf[0].slug if shelf else "")
    tag = read_tag(script)
    values: dict[str, Any] = {
        "title": "用字",
        "screen": "wording",
        "step": "wording",
        "slug": slug,
        "name": "",
        "shelf": shelf[:A_PAGE],
        "tag": tag,
        "scripts": {one: SCRIPT_NAMES[one] for one in TAGS},
        "groups": (),
        "most": MOST_PLACES,
        "refused": refused,
    }
    if slug:
        report = project.open(slug)
        groups = ask(project, report, tag)
        values |= {"name": report.title, "groups": groups}
        if refused and refused.place not in {"、".join(one.doubt.words for one in group) for group in groups}:
            # The words are decided by now: there is no group to tell it by.
            values["refused"] = replace(refused, place="top")
    return render("wording.html", values, 400 if refused else 200)


def read_tag(text: str) -> ScriptTag:
    """Return the script that is asked for."""
    return next((tag for tag in TAGS if tag == text), TAGS[0])


def ask(project: Project, report: Report, tag: ScriptTag) -> list[tuple[Question, ...]]:
    """Return what to ask of a report, in groups that one look decides."""
    wording = place_wording(open_wording(project.root), [report], Problems())
    doubts = make_review([report], wording, tag)
    convert = make_converter(tag, wording).for_report(report).convert
    texts: dict[str, list[str]] = {}
    for item in iter_printed(report):
        texts.setdefault(item.id, []).append(item.text)
    converted: dict[str, str] = {}

    def write(text: str) -> str:
        return converted.setdefault(text, converted.get(text) or convert(text))

    return [tuple(make_question(doubt, texts, write) for doubt in group) for group in group_doubts(doubts)]


def make_question(doubt: Doubt, texts: Mapping[str, Sequence[str]], write: Any) -> Question:
    """Return a doubt with its places in both scripts."""
    contexts = []
    for place in doubt.places[:MOST_PLACES]:
        around = f"{place.before}{doubt.words}{place.after}"
        text = next((one for one in texts.get(place.id, ()) if around in one), around)
        start = text.find(around) + len(place.before)
        whole, end = write(text), start + len(doubt.words)
        first, last = start - len(place.before), end + len(place.after)
        contexts.append(
            Context(
                id=place.id,
                before=place.before,
                after=place.after,
                converted=(whole[first:start], whole[start:end], whole[end:last]),
            )
        )
    others = (form for form, _names in doubt.others if form != doubt.form)
    forms = tuple(dict.fromkeys([doubt.form, *others]))
    why = "；".join(filter(None, [WHY[doubt.kind], *map(tell_other, doubt.others)])) + "。"
    return Question(doubt=doubt, why=why, forms=forms, contexts=tuple(contexts))


def tell_other(other: tuple[str, tuple[str, ...]]) -> str:
    """Return another form with the converters that write it."""
    form, names = other
    return f"{'、'.join(names)} 作“{form}”" if names else f"也可能是“{form}”"


def decide(project: Project, _request: Request, form: Form) -> Response:
    """Write down how the words of a group are to be written."""
    slug, tag = form.get("report"), read_tag(form.get("script"))
    try:
        write(project, form)
    except ReportError as error:
        refused = Refused(place="、".join(form.list("words")), problems=error.problems, said={})
        return show_page(project, slug, tag, refused)
    return RedirectResponse(f"/wording?{urlencode({'report': slug, 'script': tag})}", status_code=303)


def write(project: Project, form: Form) -> None:
    """Write down the decisions of a form. Raises ReportError, nothing written."""
    words, tag = form.list("words"), read_tag(form.get("script"))
    own = form.list("own")
    picked = form.list("form") if not form.get("other") else own
    if not words or len(words) != len(picked) or not all(picked):
        message = "每个词都要选一种写法（自己填写的，字数与原文相同）"
        raise ReportError([Problem(path=project.root / WORDING, message=message).under(project.root)])
    choices = [
        Choice(words=word, form=written.strip(), reason=form.get("reason"))
        for word, written in zip(words, picked, strict=True)
    ]
    path = project.root / WORDING
    known = {path: read_text(path)}
    save(project, {path: add_choices(path, choices, tag)}, f"用字：{'、'.join(words)}", known)


SHOWN = {"/wording": show_wording}
CHANGED = {"/wording": decide}
