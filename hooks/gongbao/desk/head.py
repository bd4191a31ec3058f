"""A report's title block and a form in, the file with the fields that were changed out, each in its own lines."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongbao.desk.fields import set_field, settle_field, try_texts
from gongbao.desk.forms import Form
from gongbao.desk.project import Project
from gongbao.desk.saving import hash_text, read_text, save
from gongbao.report.problems import Problem, ReportError
from gongbao.report.report import Report

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

# What takes more room than other fields.
LONG = ("title", "session", "occasion", "source.name")


def read_head_values(report: Report) -> dict[str, str]:
    """Return the values of the title block as a browser's fields take them."""
    return {name: read_value(report, name) for name in HEAD}


def read_value(report: Report, name: str) -> str:
    """Return one value of the title block."""
    record: Any = report
    for step in name.split("."):
        record = getattr(record, step) if record is not None else None
    return "" if record is None else record.isoformat() if hasattr(record, "isoformat") else str(record)


def write_head(project: Project, report: Report, form: Form) -> None:
    """Write the title block. Raises ReportError, nothing written, if that would change anything else."""
    slug = report.slug
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


def check_head(said: Mapping[str, str], asked: Mapping[str, str], says: Mapping[str, str], path: Path) -> None:
    """Hold the title block as it will be against what it said and what was asked for. Raises ReportError."""
    for name, (label, kind) in HEAD.items():
        wanted = asked[name].strip() if name in asked else said[name]
        if says[name] != wanted and (kind == "text" or name not in asked):
            message = f"“{label}”这样写会成为“{says[name]}”，没有写入（请在文件中手工改）"
            raise ReportError([Problem(path=Path("data") / path.parent.name / path.name, message=message)])


def check_state(text: str, state: str, path: Path) -> None:
    """Refuse a form that was made of another state of the file than stands there now. Raises ReportError."""
    if hash_text(text) != state:
        raise ReportError([Problem(path=path, message="这个文件已在别处改动（请返回，重新打开这一页再改）")])
