"""Whatever is edited on the desk, in whatever order: every comment and every other line stays, and all can be undone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongbao.data.load import load_report
from gongbao.desk.edits import write_passages
from gongbao.desk.fields import delete_comment, set_field, try_texts
from gongbao.desk.passages import (
    Stretch,
    find_stretch,
    join,
    make_heading,
    make_plain,
    move,
    set_lead,
    set_role,
    split,
)
from gongbao.desk.project import Project, reload
from gongbao.desk.rewording import reword
from gongbao.desk.saving import find_last, read_text, redo, save, undo
from gongbao.importing.intake import import_reports
from gongbao.report.problems import Problems, ReportError
from gongbao.report.report import Paragraph, Report, Subheading

REPORT = """\
# 报告总表：题头
title: |-   # 印在首页
  东江市人民政府工作报告

body: 东江市人民政府   # 机关
"date": 2026-01-08
speaker: {office: 市长, name: '林建国'}   # 括号
occasion: "——2026年1月8日在东江市第五届人民代表大会
  第一次会议上"
printed: [title,   # 一行一项
  occasion]
salutation: {id: salutation, text: 各位代表：}
parts:
- id: part_1   # 不缩进的列表
  sections: [01-第一节.yml]
source:
    # 报纸
    name: 东江日报
# 完
"""
SECTION = """\
# 一节
id: sec_1
heading: 一、回顾
content:
  # 请核对：标题（作标题）
  - id: sec_1__para_1
    lead: 就业稳定。
    text: |-
      就业稳定。新增就业2.1万人。建成学校12所。

  # 之一
  - id: sec_1__subsec_1
    heading: 重点工作   # 标题
  - id: sec_1__para_2
    text: >-
      重点之一。
      重点之二。
  # 之三
  - id: sec_1__para_5
    text: '重点之三 # 号。'
  - {id: sec_1__para_3, text: "括号里的 # 一段。"}   # 括号
  # 请核对：分段（未分段）
  - id: sec_1__para_4
    role: dated
    text: 2026年1月8日
figures:
  - id: schools   # 学校
    label: '建成学校'
    value: 12
    unit: 所
    quote: 建成学校12所
    paragraph: sec_1__para_1
    theme: 民生
"""
NAME = "01-第一节.yml"
HEAD = {
    "title": "text",
    "body": "text",
    "place": "text",
    "date": "date",
    "occasion": "text",
    "speaker.office": "text",
    "speaker.name": "text",
    "source.name": "text",
    "source.date": "date",
}
COMMENT = re.compile(r"(?<!里的 )(?<!之三 )# [^\r\n\"]+")
# What people type, and what YAML reads as something else.
values = st.one_of(
    st.sampled_from(
        ["", "是", "yes", "null", "~", "2026", "2026年: 报告 #1", "- 一", "? 问", "*号", "'引'", '"引"', "{a}"]
    ),
    st.text("东江市，：:#-,[]{}'\"\\&!|>%@` 19a", max_size=12).map(str.strip),
)
edits = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 99), values), min_size=1, max_size=6)


def make_desk(folder: Path, end: str) -> Project:
    """Return a desk of its own with the report above."""
    folder = folder / "公 报" / "data/x-2026"
    folder.mkdir(parents=True)
    (folder / "report.yml").write_bytes(REPORT.replace("\n", end).encode())
    (folder / NAME).write_bytes(SECTION.replace("\n", end).encode())
    return Project(root=folder.parent.parent)


def edit_head(project: Project, report: Report, number: int, value: str) -> None:
    """Set or clear a field of the title block."""
    name = list(HEAD)[number % len(HEAD)]
    value = f"2026-01-{number % 28 + 1:02}" if HEAD[name] == "date" and value else value
    text = set_field(read_text(report.path), report.path, name.split("."), value, ["title"])
    after = try_texts(project, report.slug, {report.path: text}, {name.split(".")[0]: None})
    if value:
        record = after
        for step in name.split("."):
            record = getattr(record, step)
        assert str(record) == value
    save(project, {report.path: text}, name, {report.path: read_text(report.path)})


def edit_section(project: Project, report: Report, kind: int, number: int, value: str) -> None:
    """Change a passage, a label, or settle a remark."""
    section = report.sections[0]
    path, before = section.path, read_text(section.path)
    block = section.content[number % len(section.content)]
    words = block.text if isinstance(block, Paragraph) else block.heading if isinstance(block, Subheading) else ""
    if kind == 7:
        lines = [line for line, said in enumerate(before.splitlines(), 1) if said.strip().startswith("# 请核对")]
        if not lines:
            return
        line = lines[number % len(lines)]
        text = delete_comment(before, path, line, before.splitlines()[line - 1].strip(" #"))
        try_texts(project, report.slug, {path: text}, {})
    elif kind == 6:
        label = value or "学校"
        text = set_field(before, path, ["figures", ("schools",), "label"], label)
        try_texts(project, report.slug, {path: text}, {"labels": {"schools": label}})
    else:
        stretch = find_stretch(report, block.id)
        pairs = list(change_passage(kind, report, stretch, block.id, words, number))
        write_passages(project, report, pairs, what=str(kind))
        return
    save(project, {path: text}, str(kind), {path: before})


def change_passage(
    kind: int, report: Report, stretch: Stretch, name: str, words: str, number: int
) -> Iterator[tuple[Stretch, Stretch]]:
    """Give the stretches that a change of one passage touches, before and after."""
    if kind == 8:
        yield from move(report, name, "closing" if number % 2 else "endnotes")
        return
    changes = {
        1: lambda: join(stretch, name),
        2: lambda: split(stretch, name, words[number % max(1, len(words)) :], frozenset()),
        3: lambda: make_heading(stretch, name),
        4: lambda: make_plain(stretch, name),
        5: lambda: set_lead(stretch, name, words[: number % 7]),
        9: lambda: reword(stretch, name, f"{words[: number % 9]}新 #{number}：{words[number % 11 :]}")[0],
        10: lambda: set_role(stretch, name, (None, "signed", "dated")[number % 3]),
    }
    yield stretch, changes[kind]()


def list_comments(project: Project) -> list[str]:
    """Return every comment of the report's files but for open remarks, in their order."""
    texts = (read_text(path) for path in sorted((project.data / "x-2026").iterdir()))
    return [said for text in texts for said in COMMENT.findall(text) if "请核对" not in said]


def read(project: Project) -> dict[str, bytes]:
    """Return the bytes of the report's files, drafts too."""
    return {path.name: path.read_bytes() for path in (project.data / "x-2026").iterdir()}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(edits=edits)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_edits_keep_comments_and_line_ends_and_are_undone_to_the_byte(
    edits: list[tuple[int, int, str]], end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = make_desk(tmp_path_factory.mktemp("desk"), end)
    comments, states = list_comments(project), [read(project)]
    for kind, number, value in edits:
        report = project.open("x-2026")
        before = read(project)
        try:
            if kind == 0:
                edit_head(project, report, number, value)
            else:
                edit_section(project, report, kind, number, value)
        except ReportError:
            assert read(project) == before
            continue
        # The words of a field may hold a number sign: these are no comments.
        assert [said for said in list_comments(project) if said in comments] == comments
        for content in read(project).values():
            assert content.count(b"\n") == content.count(end.encode())
        reload(project.data / "x-2026")
        if read(project) != states[-1]:
            states.append(read(project))
    for state in reversed(states[:-1]):
        undo(Project(root=project.root))
        assert read(project) == state
    assert find_last(project) is None
    for state in states[1:]:
        redo(project)
        assert read(project) == state


def test_every_field_of_real_reports_is_set_in_its_own_lines(shared: Path, tmp_path: Path) -> None:
    """Set each field of a title block anew: no line but those of the field differs."""
    seen = 0
    for number, source in enumerate(sorted((shared / "corpus/plain").glob("*.txt"))[:6]):
        folder = tmp_path / f"data/x-{number}"
        try:
            import_reports([source], folder)
        except ReportError:
            continue
        report = load_report(folder, Problems())
        assert report
        text = read_text(report.path)
        for name in ("title", "body", "place", "session", "occasion", "signature", "date"):
            if getattr(report, name):
                value = "2001-02-03" if name == "date" else "2001年: 新的 #1"
                changed = set_field(text, report.path, [name], value)
                pairs = list(zip(text.splitlines(), changed.splitlines(), strict=True))
                different = [before for before, after in pairs if before != after]
                assert [before.partition(":")[0] for before in different] == [name]
                try_texts(Project(root=tmp_path), folder.name, {report.path: changed}, {name: None})
                seen += 1
    assert seen
