"""Passages joined, split and renamed on the desk: not a character of the text changes, comments and figures stay."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gongbao.desk import edits
from gongbao.desk.edits import write_passages
from gongbao.desk.passage_lines import write_stretch
from gongbao.desk.passages import Stretch, find_stretch, join, make_heading, make_plain, set_lead, split
from gongbao.desk.project import Project
from gongbao.report.problems import ReportError

TAKEN = frozenset({"sec_1__para_4"})
REPORT = "title: 报告\nbody: 东江市\ndate: 2026-01-08\nprinted: [title]\nparts:\n  - id: part_1\n    sections:\n      - 01-sec_1.yml\n"
SECTION = """\
id: sec_1
heading: 一、回顾
content:
  # 开头
  - id: sec_1__para_1
    lead: 就业稳定。
    text: |-
      就业稳定。新增就业2.1万人。建成学校12所。
  - id: sec_1__subsec_1
    heading: 重点工作
    level: 3
  - id: sec_1__para_2
    text: |-
      重点之一。
  # 之二
  - id: sec_1__para_3
    text: "重点 # 之二。"
figures:
  - id: schools   # 学校
    label: 建成学校
    value: 12
    unit: 所
    quote: 建成学校12所
    paragraph: sec_1__para_1
    theme: 民生
"""
Change = Callable[[Stretch], Stretch]


def make_project(folder: Path, section: str = SECTION, report: str = REPORT) -> Project:
    """Return a desk on a report of one section."""
    own = folder / "data/x-2026"
    own.mkdir(parents=True, exist_ok=True)
    (own / "report.yml").write_text(report, encoding="utf-8")
    (own / "01-sec_1.yml").write_bytes(section.encode())
    return Project(root=folder)


def change(tmp_path: Path, wish: Change, text: str = SECTION) -> str:
    """Return the changed text of the section, as the desk writes it."""
    project = make_project(tmp_path, text)
    report = project.open("x-2026")
    stretch = find_stretch(report, "sec_1__subsec_1")
    write_passages(project, report, [(stretch, wish(stretch))], what="改")
    return report.sections[0].path.read_bytes().decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_paragraph_is_split_and_its_figures_follow_their_words(tmp_path: Path, end: str) -> None:
    text = SECTION.replace("\n", end)
    changed = change(tmp_path, lambda own: split(own, "sec_1__para_1", "建成", TAKEN), text)
    expected = SECTION.replace(
        "2.1万人。建成学校12所。\n",
        "2.1万人。\n  - id: sec_1__para_5\n    text: |-\n      建成学校12所。\n",
    ).replace("paragraph: sec_1__para_1", "paragraph: sec_1__para_5")
    assert changed == expected.replace("\n", end)


def test_two_paragraphs_are_joined(tmp_path: Path) -> None:
    changed = change(tmp_path, lambda own: join(own, "sec_1__para_3"))
    assert "      重点之一。重点 # 之二。\n" in changed
    assert "sec_1__para_3" not in changed
    assert "  # 之二\n" in changed


def test_a_paragraph_becomes_a_heading_and_back(tmp_path: Path) -> None:
    heading = change(tmp_path, lambda own: make_heading(own, "sec_1__para_2"))
    assert "  - id: sec_1__para_2\n    heading: 重点之一。\n    level: 3\n" in heading
    plain = change(tmp_path, lambda own: make_plain(own, "sec_1__para_2"), heading)
    assert plain == SECTION


def test_a_lead_is_set_and_taken_away(tmp_path: Path) -> None:
    without = change(tmp_path, lambda own: set_lead(own, "sec_1__para_1", ""))
    assert without == SECTION.replace("    lead: 就业稳定。\n", "")
    again = change(tmp_path, lambda own: set_lead(own, "sec_1__para_1", "就业稳定。"), without)
    assert again == SECTION


def test_what_a_line_is_stays_when_it_is_split_or_joined(tmp_path: Path) -> None:
    text = SECTION.replace("sec_1__para_3\n", "sec_1__para_3\n    role: signed\n")
    two = change(tmp_path, lambda own: split(own, "sec_1__para_3", "之二", TAKEN), text)
    assert two.count("    role: signed\n") == 2
    fresh = "sec_1__para_5"
    one = change(tmp_path, lambda own: join(own, fresh), two)
    assert one.count("    role: signed\n") == 1
    with pytest.raises(ReportError, match="种类不同"):
        change(tmp_path, lambda own: join(own, "sec_1__para_3"), text)


@pytest.mark.parametrize(
    ("old", "new"),
    [("value: 12", "value: 13"), ("label: 建成学校", "label: 学校"), ("heading: 一、回顾", "heading: 一、\n  回顾")],
)
def test_a_change_of_anything_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    def write(text: str, before: Stretch, after: Stretch) -> str:
        return write_stretch(text, before, after).replace(old, new)

    monkeypatch.setattr(edits, "write_stretch", write)
    with pytest.raises(ReportError, match=r"别的内容|quote|value"):
        change(tmp_path, lambda own: join(own, "sec_1__para_3"))
    assert (tmp_path / "data/x-2026/01-sec_1.yml").read_text(encoding="utf-8") == SECTION


@pytest.mark.parametrize(
    "wish",
    [
        lambda own: split(own, "sec_1__para_1", "没有", TAKEN),
        lambda own: split(own, "sec_1__para_1", "就业", TAKEN),
        lambda own: split(own, "sec_1__para_1", "", TAKEN),
        lambda own: split(own, "sec_1__para_1", "12所", TAKEN),
        lambda own: join(own, "sec_1__para_1"),
        lambda own: join(own, "sec_1__para_2"),
        lambda own: join(own, "sec_1__subsec_1"),
        lambda own: make_heading(own, "sec_1__para_1"),
        lambda own: set_lead(own, "sec_1__para_1", "别的话。"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, wish: Change) -> None:
    with pytest.raises(ReportError, match=r"开头的几个字|不能合并|只能改段落|不能作标题|lead|quote"):
        change(tmp_path, wish)


@pytest.mark.parametrize(
    "text",
    [
        SECTION.replace("sec_1__para_3\n", "sec_1__para_3   # 注\n"),
        SECTION.replace('    text: "重点', '    # 注\n    text: "重点'),
    ],
)
def test_a_comment_inside_a_passage_is_not_lost(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReportError, match="注释"):
        change(tmp_path, lambda own: join(own, "sec_1__para_3"), text)
