"""数字: the proposed figures of a report by section, each beside its sentence; kept, deleted, several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gongbao.desk.fields import set_field, try_texts
from gongbao.desk.forms import Form
from gongbao.desk.project import Project
from gongbao.desk.rendering import render
from gongbao.desk.saving import find_last, find_undone, read_text, save
from gongbao.importing.proposals import Proposal, list_proposals, make_texts
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Figure, Report, Section
from gongbao.report.walk import iter_paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A proposed figure with the sentence that states it, cut around the words that it quotes."""

    figure: Figure
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The proposed figures of a section."""

    section: Section
    stated: tuple[Stated, ...]


def show_figures(project: Project, request: Request) -> Response:
    """Return the page of the proposed figures."""
    return show_page(project, request.path_params["slug"])


def show_page(
    project: Project, slug: str, problems: Sequence[Problem] = (), labels: Mapping[str, str] = MappingProxyType({})
) -> Response:
    """Return the page of a report's proposed figures; what was refused is told above, what was typed stays."""
    report = project.open(slug)
    values: Mapping[str, Any] = {
        "title": "数字",
        "screen": "drafts",
        "step": "figures",
        "slug": report.slug,
        "name": report.title,
        "groups": group_proposals(report),
        "last": find_last(project),
        "undone": find_undone(project),
        "kept": len(report.figures),
        "proposed": len(report.all_figures) - len(report.figures),
    }
    return render("figures.html", {**values, "problems": problems, "labels": labels}, 400 if problems else 200)


def group_proposals(report: Report) -> list[Group]:
    """Return the proposed figures by section, each with its sentence."""
    texts = {paragraph.id: paragraph.text for paragraph in iter_paragraphs(report)}
    return [
        Group(section=own[0].section, stated=tuple(cut_sentence(one.figure, texts) for one in own))
        for own in (list(found) for _id, found in groupby(list_proposals(report), key=lambda one: one.section.id))
    ]


def cut_sentence(figure: Figure, texts: Mapping[str, str]) -> Stated:
    """Return a figure with the sentence around its quote; of a table its row."""
    text = texts.get(figure.paragraph, figure.quote)
    start = max(0, text.find(figure.quote))
    end = start + len(figure.quote)
    first = max((text.rfind(sign, 0, start) for sign in "。！？；"), default=-1) + 1
    ends = [place for sign in "。！？；" if (place := text.find(sign, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    return Stated(figure=figure, before=text[first:start], quote=text[start:end], after=text[end:last])


def settle_figures(project: Project, request: Request, form: Form) -> Response:
    """Keep or delete proposed figures, those that were chosen or all of a section, or write down their labels."""
    slug = request.path_params["slug"]
    try:
        settle(project, project.open(slug), form)
    except ReportError as error:
        labels = {name.removeprefix("label-"): values[-1] for name, values in form.values.items()}
        return show_page(project, slug, error.problems, labels)
    return RedirectResponse(request.url.path, status_code=303)


def settle(project: Project, report: Report, form: Form) -> None:
    """Write what a form says of proposed figures. Raises ReportError, nothing written."""
    proposals = list_proposals(report)
    if form.get("do") == "labels":
        change_labels(project, report, proposals, form)
    else:
        known = {section.path: read_text(section.path) for section in report.sections}
        texts = make_texts(report, choose(proposals, form, "accept"), choose(proposals, form, "delete"))
        save(project, texts, f"数字：{report.title}", known)


def change_labels(project: Project, report: Report, proposals: list[Proposal], form: Form) -> None:
    """Write the labels that were changed."""
    known = {section.path: read_text(section.path) for section in report.sections}
    texts: dict[Path, str] = {}
    labels: dict[str, str] = {}
    for one in proposals:
        label, path = form.get(f"label-{one.figure.id}"), one.section.path
        if label and label != one.figure.label:
            text = texts.get(path, known[path])
            texts[path] = set_field(text, path, ["figures", (one.figure.id,), "label"], label)
            labels[one.figure.id] = label
    try_texts(project, report.slug, texts, {"labels": labels})
    save(project, texts, f"数字的名目：{report.title}", known)


def choose(proposals: list[Proposal], form: Form, action: str) -> set[str]:
    """Return the ids of the proposals that a pressed button is about."""
    wanted = form.get(action)
    chosen = set(form.list("figure"))
    return {
        one.figure.id
        for one in proposals
        if wanted and (one.section.id == wanted or (wanted == "chosen" and one.figure.id in chosen))
    }


SHOWN = {"/reports/{slug}/figures": show_figures}
CHANGED = {"/reports/{slug}/figures": settle_figures}
